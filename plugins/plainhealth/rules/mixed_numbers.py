"""Shares of people as percentages and as "1 in 4" on one page."""

import re
from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.numbers import numbers
from plainhealth.page import Page
from plainhealth.site import Site
from plainhealth.words.places import place
from plainhealth.words.sentences import sentences

FIX = "Write one form on the page: “41 in 100” is 41%, and the finding that has 41% covers it."
_PEOPLE = re.compile(
    r"\b(?:people|persons?|patients?|adults?|child(?:ren)?|teen\w*|students?|m[ae]n|wom[ae]n|mothers?|parents?|bab(?:y|ies)|"
    r"newborns?|infants?|volunteers?|participants?|respondents?|members?|drinkers?|callers?|veterans?|prisoners?|who|"
    r"those|them|they|deaths?|cases?|reports?|calls?|births?|pregnancies)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*\s?(?:%|per\s?cent\b)", re.IGNORECASE)
_MANY = r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|a hundred|a thousand)"
#: "1 in 4", "three out of ten"; not "two in 2017", "six in 24 hours".
_IN = re.compile(
    rf"\b(?:one|{_MANY})\s+(?:in|out\s+of)\s+(?:every\s+)?(?!(?:19|20)\d\d\b){_MANY}\b"
    r"(?!\s?(?:hours?|days?|weeks?|months?|years?|minutes?|steps?|places?|words?|pages?|parts?|%|per\s?cent|mg|ml)\b|[.:]\d)",
    re.IGNORECASE,
)
#: "40% more likely", "by 40%": a change, not a share. "70% alcohol", "0.7% of the leaf": no people.
_CHANGE = re.compile(
    r"\s*(?:more|less|fewer|higher|lower|greater|smaller|stronger|weaker|better|worse|increase|decrease|rise|drop|fall|"
    r"reduction|discount|off|pure|solution|alcohol|chance of rain|interest|confidence)\b",
    re.IGNORECASE,
)


def check(page: Page, site: Site) -> Iterator[Problem]:
    blocks = [block for block in page.blocks if not block.made_by_us and block.kind not in ("code", "notice")]
    percents = [(block, words) for block in blocks for words in _percents(block.text)]
    ratios = [(block, words) for block in blocks for words in _ratios(block.text)] if percents else []
    if ratios:
        first = f"“{ratios[0][1]}” in line {ratios[0][0].line}"
        for block, words in percents:
            line, col = place(page, words, block.line, block.col)
            yield Problem(
                line, f"This page says “{words}” here and {first}: readers cannot compare two forms.", col, words
            )


def _percents(text: str) -> Iterator[str]:
    """Percentages of people."""
    for sentence in sentences(text) if "%" in text or "cent" in text else ():
        # "1 in 4 (25%)" says one thing twice, and compares nothing.
        said = {_value(found[0]) for found in _IN.finditer(sentence)}
        for found in _PERCENT.finditer(sentence):
            change = _CHANGE.match(sentence, found.end()) or sentence[: found.start()].rstrip().endswith(" by")
            if _PEOPLE.search(sentence) and not change and _value(found[0]) not in said:
                yield found[0]


def _ratios(text: str) -> Iterator[str]:
    for sentence in sentences(text):
        said = {_value(found[0]) for found in _PERCENT.finditer(sentence)}
        yield from (found[0] for found in _IN.finditer(sentence) if _value(found[0]) not in {*said, -1})


def _value(words: str) -> float:
    """A share as a number below 1, to a hundredth; -1 for what is none, like "2 in 1"."""
    values = [float(part) for number in numbers(words) for part in re.findall(r"\d+(?:\.\d+)?", number.value)]
    share = values[0] / ([*values[1:], 100][0] or 100) if values else -1
    return round(share, 2) if share < 1 else -1
