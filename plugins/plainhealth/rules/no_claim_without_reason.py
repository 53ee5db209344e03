"""A block is marked as no claim, and does not say why."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site

FIX = 'Write the reason: {: .no-claim why="tells the reader where to go next" }.'


def check(page: Page, site: Site) -> Iterator[Problem]:
    for block in page.blocks:
        if block.no_claim is not None and len(block.no_claim.split()) < 2:
            yield Problem(block.line, "This block is marked .no-claim without a reason.", block.col, block.text)
