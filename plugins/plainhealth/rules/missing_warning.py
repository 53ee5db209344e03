"""A page about withdrawal or treatment leaves out something that readers must know to stay alive."""

import re
from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site

FIX = "Add a sentence about it, with its source. The pages on withdrawal show how others have said it."

TOPICS = frozenset(("withdrawal", "treatment"))
_OPIOID = r"(?:opioids?|opiates?|heroin|fentanyl|methadone|kratom|7-OH)"
#: A page is about it if its title is, or two of its own headings are.
_ABOUT = re.compile(
    rf"\b(?:withdrawal|detox\w*|cold turkey|taper\w*|com(?:e|ing) off|(?:stop|quit)\w* (?:\w+ )?{_OPIOID})\b",
    re.IGNORECASE,
)


def _has(*words: str) -> list[re.Pattern[str]]:
    return [re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for pattern in words]


_DEADLY = r"kill\w*|fatal\w*|deadly|die[sd]?|dying|deaths?|overdos\w+|life-threatening"
#: What must be said, and the words that must stand in one block for it to be said.
_SUBJECTS: dict[str, list[re.Pattern[str]]] = {
    "that tolerance falls fast, so that the old amount can kill": _has(
        r"tolerance|used to (?:take|taking|use)|old amount", _DEADLY
    ),
    "naloxone": _has(r"naloxone|narcan"),
    "alcohol or benzodiazepines": _has(
        r"alcohol|benzodiazepines?|benzos?",
        rf"{_DEADLY}|danger\w*|seizures?|fits|medical help|emergency|(?:do|should) not|never|don't",
    ),
    "pregnancy": _has(r"pregnan\w+"),
    "what must not be stopped suddenly": _has(
        r"stop\w*|cut\w*|quit\w*",
        r"sudden\w*|abrupt\w*|at once|cold turkey|cut fast|on (?:your|their) own|alone|medical help",
    ),
}


def check(page: Page, site: Site) -> Iterator[Problem]:
    if not _is_about_it(page):
        return
    said = [block.text for block in page.blocks if block.kind not in ("heading", "header", "code", "notice")]
    if not page.language.startswith("en"):
        # Findings are in English in every language of the site: what a page cites, it says.
        found = (site.facts.finding(cited.source, cited.finding) for cited in page.cited)
        said = [finding.says for finding in found if finding]
    for subject, words in _SUBJECTS.items():
        if not any(all(word.search(text) for word in words) for text in said):
            yield Problem(1, f"This page is about withdrawal or treatment, and does not speak of {subject}.")


def _is_about_it(page: Page) -> bool:
    topics = page.fields["topics"].value if "topics" in page.fields else ""
    title = page.fields["title"].value if "title" in page.fields else ""
    if not TOPICS.isdisjoint(topic.strip() for topic in topics.split(",")) or _ABOUT.search(title):
        return True
    return sum(block.kind == "heading" and bool(_ABOUT.search(block.text)) for block in page.blocks) > 1
