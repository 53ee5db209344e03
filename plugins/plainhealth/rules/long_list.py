"""A list of more than seven items."""

from collections.abc import Iterator
from itertools import groupby

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site

FIX = "Put what belongs together into two lists, with a sentence or a heading between them."
MOST = 7


def check(page: Page, site: Site) -> Iterator[Problem]:
    items = [block for block in page.blocks if block.listed and block.kind == "item" and not block.made_by_us]
    for _, group in groupby(sorted(items, key=lambda block: block.listed), key=lambda block: block.listed):
        entries = list(group)
        # A list of links is looked through for one entry, not kept in mind.
        if len(entries) > MOST and not all(entry.only_links for entry in entries):
            first = entries[0]
            yield Problem(first.line, f"This list has {len(entries)} items; the most is {MOST}.", first.col, first.text)
