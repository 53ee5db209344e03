"""A paragraph or list item of more than three sentences."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site
from plainhealth.words.sentences import sentences, words

FIX = "Put an empty line where a new thought begins, or make the steps a list."
MOST = 3
_KINDS = {"paragraph": "paragraph", "item": "list item"}


def check(page: Page, site: Site) -> Iterator[Problem]:
    for block in page.blocks:
        if block.kind not in _KINDS or block.made_by_us:
            continue
        # "No." and the bold word that begins an item are no sentences to read.
        number = sum(len(words(sentence)) > 1 for sentence in sentences(block.text))
        if number > MOST:
            kind = _KINDS[block.kind]
            yield Problem(block.line, f"This {kind} has {number} sentences; the most is {MOST}.", block.col, block.text)
