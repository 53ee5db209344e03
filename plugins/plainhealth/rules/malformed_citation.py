"""A citation mark that is not read as one, so that readers see it as text."""

import re
from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site

FIX = "Write it as [@source#finding], several as [@one#a; @two#b], in small letters, digits and '-'."
_LOOKS_LIKE = re.compile(
    r"\[\s*@[^\]\s]*|(?<![\w.])@[a-z0-9]+(?:-[a-z0-9]+)+(?:#[\w-]*)?|\[[a-z0-9]+(?:-[a-z0-9]+)+#[^\]]*"
)


def check(page: Page, site: Site) -> Iterator[Problem]:
    for block in page.blocks:
        for found in _LOOKS_LIKE.finditer(block.text):
            line, col = page.find(found[0], block.line)
            yield Problem(
                line, f"This looks like a citation, and readers would see it as text: {found[0]}", col, found[0]
            )
