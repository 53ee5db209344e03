"""A heading that is empty, skips a level, or takes the place of the title."""

import re
from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site

FIX = "Write ## for a heading, and ### for one under it. The page's title is the field Title."


def check(page: Page, site: Site) -> Iterator[Problem]:
    above = 1
    for n, block in enumerate(page.blocks):
        if block.kind != "heading":
            continue
        if not any(letter.isalnum() for letter in block.text):
            yield Problem(_empty(page, n), "This heading has no words.", 1, block.text)
        elif block.level == 1:
            yield Problem(
                block.line, f"“{block.text}” is a second title: a page has one, the field Title.", block.col, block.text
            )
        elif block.level > above + 1:
            yield Problem(
                block.line,
                f"“{block.text}” is a heading of level {block.level}, and the one above it is of level {above}.",
                block.col,
                block.text,
            )
        above = max(block.level, 1)


def _empty(page: Page, n: int) -> int:
    """The line of a heading that has no words to find it by: the first such line after the block before it."""
    before = page.blocks[n - 1].line if n else 1
    lines = enumerate(page.source.split("\n"), 1)
    return next(
        (at for at, text in lines if at > before and re.fullmatch(r" {0,3}#+[\W_]*", text)), page.blocks[n].line
    )
