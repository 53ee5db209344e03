"""A hard word that is not explained where it first stands on the page."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site
from plainhealth.words.glossary import Term
from plainhealth.words.places import place
from plainhealth.words.sentences import sentence_at, sentences

FIX = (
    "Add what it means in the same sentence or the next, in brackets or between commas. Which words explain it stands "
    "in content/glossary.toml."
)


def check(page: Page, site: Site) -> Iterator[Problem]:
    # Headings are too short to explain, links alone lead away, and our own parts are ours to mend.
    blocks = [
        (block, block.text.lower())
        for block in page.blocks
        if block.kind not in ("heading", "code", "notice") and not block.made_by_us and not block.only_links
    ]
    everything = "\n".join(low for _, low in blocks)
    for term in site.facts.glossary:
        stands = term.explained_by and any(map(everything.__contains__, term.low))
        for block, low in blocks if stands else ():
            found = term.found.search(block.text) if any(map(low.__contains__, term.low)) else None
            if found:
                if not _explained(block.text, found.start(), term):
                    line, col = place(page, found[0], block.line, block.col)
                    yield Problem(
                        line,
                        f"“{found[0]}” is not explained here, where it first stands. In plain words: {term.means}",
                        col,
                        found[0],
                    )
                break


def _explained(text: str, place: int, term: Term) -> bool:
    """Whether the sentence with the word, or the one after it, holds words that explain it."""
    n = sentence_at(text, place)
    return bool(term.told.search(" ".join(sentences(text)[n : n + 2])))
