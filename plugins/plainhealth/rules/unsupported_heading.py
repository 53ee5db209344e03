"""A heading, the title or the summary states an effect or a risk that nothing cited under it speaks of."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from plainhealth.claims import states_fact
from plainhealth.gate import Problem
from plainhealth.page import Block, Page
from plainhealth.phrases.effects import effect, stated
from plainhealth.phrases.says import asks
from plainhealth.site import Site
from plainhealth.words.sentences import sentences

FIX = "Write it as a question, or name the subject only; or cite, under it, the finding that says this."


def check(page: Page, site: Site) -> Iterator[Problem]:
    for at, block in enumerate(page.blocks):
        if block.kind == "heading" and _is_bare(block.text, _under(page, at), site):
            message = f"Nothing cited under this heading says this: “{block.text}”."
            yield Problem(block.line, message, block.col, block.text)
        for cell in block.cells if block.kind == "header" else ():
            if _is_bare(cell, list(takewhile(lambda b: b.kind == "row", page.blocks[at + 1 :])), site):
                message = f"No row that is cited under this head of a table says this: “{cell}”."
                yield Problem(block.line, message, block.col, cell)
    for name in ("title", "summary"):
        for sentence in sentences(page.fields[name].value if name in page.fields else ""):
            if _is_bare(sentence, page.blocks, site):
                message = f"Nothing that the page cites says this in its {name}: “{sentence}”."
                yield Problem(page.field_line(name), message, 1, sentence)


def _under(page: Page, at: int) -> list[Block]:
    """The blocks under a heading, with those under its smaller headings."""
    rest = page.blocks[at + 1 :]
    ends = (n for n, block in enumerate(rest) if block.kind == "heading" and block.level <= page.blocks[at].level)
    return rest[: next(ends, len(rest))]


def _is_bare(sentence: str, under: Sequence[Block], site: Site) -> bool:
    """Whether it states an effect, a risk or anything else, and no claim or finding cited there speaks of that."""
    if asks(sentence) or not states_fact(sentence):
        return False
    if kind := effect(sentence):
        return not any(kind.search(text) for text in _cited(under, site))
    words = stated(sentence)
    told = " ".join(text.lower() for text in _cited(under, site)) if words else ""
    return any(not _begins(_stem(word), told) for word in words)


def _begins(letters: str, text: str) -> bool:
    """Whether a word of the text begins with these letters. A pattern for each word would cost more than the search."""
    at = text.find(letters)
    while at > 0 and (text[at - 1].isalnum() or text[at - 1] == "_"):
        at = text.find(letters, at + 1)
    return at >= 0


def _stem(word: str) -> str:
    """A word without its ending, so that "relieves" is found in "relief"."""
    bare = re.sub(r"(?:ies|ing|ed|es|s|y|e|ly)$", "", word)
    return bare[:5] if len(bare) > 3 else word[:4]


def _cited(blocks: Sequence[Block], site: Site) -> Iterator[str]:
    """What cited claims say, and the findings that they cite."""
    for block in blocks:
        cited = block.citations + (block.introduced_by.citations if block.introduced_by else ())
        if block.states and cited:
            yield block.text
            yield from (found.says for c in cited if (found := site.facts.finding(*c)))
