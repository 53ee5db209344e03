"""A page does not tell its reader to see a professional."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site

FIX = "Write [SEE-A-PROFESSIONAL] on a line of its own, before the second heading."


def check(page: Page, site: Site) -> Iterator[Problem]:
    if not any(block.kind == "notice" for block in page.blocks) and "SEE-A-PROFESSIONAL" not in page.source:
        yield Problem(1, "This page has no “see a professional” notice.")
