"""The notice comes so late that a reader may never reach it."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site

FIX = "Move [SEE-A-PROFESSIONAL] up, before the second heading."


def check(page: Page, site: Site) -> Iterator[Problem]:
    headings = 0
    for block in page.blocks:
        headings += block.kind == "heading"
        if block.kind == "notice":
            if headings >= 2:
                yield Problem(block.line, "The “see a professional” notice stands after the second heading.", block.col)
            return
