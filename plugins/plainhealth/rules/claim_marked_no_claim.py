"""A block is marked as no claim, and has a number in it: that is a fact."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.numbers import numbers
from plainhealth.page import Page
from plainhealth.site import Site

FIX = "Cite the finding that has this number and delete the .no-claim mark, or take the number out."


def check(page: Page, site: Site) -> Iterator[Problem]:
    for block in page.blocks:
        if block.no_claim is None:
            continue
        for number in numbers(site.facts.without_phones(block.text), site.settings.names):
            small = number.words.isalpha() and number.value.isdigit() and int(number.value) <= 10
            if not small:
                yield Problem(
                    block.line,
                    f"This block is marked .no-claim, and states a number: {number.words}.",
                    block.col,
                    number.words,
                )
