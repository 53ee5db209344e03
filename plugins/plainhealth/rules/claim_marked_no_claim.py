"""A block is marked as no claim, and has a number, an effect or a risk in it: that is a fact."""

from collections.abc import Iterator

from plainhealth.claims import claims_something, reports_something
from plainhealth.gate import Problem
from plainhealth.numbers import Number, numbers
from plainhealth.page import Page
from plainhealth.site import Site

FIX = "Cite the finding that says this and delete the .no-claim mark, or take these words out."


def check(page: Page, site: Site) -> Iterator[Problem]:
    for block in page.blocks:
        if block.no_claim is None:
            continue
        text = site.facts.without_phones(block.text)
        large = [number.words for number in numbers(text, site.settings.names) if not _is_small(number)]
        for words in large:
            message = f"This block is marked .no-claim, and states a number: {words}."
            yield Problem(block.line, message, block.col, words)
        if not large and (effect := claims_something(text)):
            message = f"This block is marked .no-claim, and states an effect or a risk: {effect}."
            yield Problem(block.line, message, block.col, effect)
        elif not large and (told := reports_something(text)):
            message = f"This block is marked .no-claim, and states what was found, or a symptom: {told}."
            yield Problem(block.line, message, block.col, told)


def _is_small(number: Number) -> bool:
    """A small number in words: it mostly counts what is on the page."""
    return number.words.isalpha() and number.value.isdigit() and int(number.value) <= 10
