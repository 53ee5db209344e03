"""A sentence of more than 25 words."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Block, Page
from plainhealth.site import Site
from plainhealth.words.places import place
from plainhealth.words.sentences import sentences, words

FIX = "Write two sentences, or a list."
MOST = 25


def check(page: Page, site: Site) -> Iterator[Problem]:
    for block in page.blocks:
        for sentence in (s for text in _texts(block) for s in sentences(text)):
            number = len(words(sentence))
            if number > MOST:
                line, col = place(page, " ".join(sentence.split()[:6]), block.line, block.col)
                message = f"This sentence has {number} words; the most is {MOST}: “{_start(sentence)}”"
                yield Problem(line, message, col, sentence)


def _start(sentence: str) -> str:
    return sentence if len(sentence) <= 100 else f"{sentence[:97].rstrip()}…"


def _texts(block: Block) -> tuple[str, ...]:
    """What is read in one go; each cell of a table by itself."""
    if block.made_by_us or block.kind not in ("paragraph", "item", "caption", "term", "row", "header"):
        return ()
    return block.cells or (block.text,)
