"""A citation mark that is not read as one, so that readers see it as text."""

import re
from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site

FIX = "Write it as [@source#finding], several as [@one#a; @two#b], in small letters, digits and '-'."
_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
#: What was surely meant as a citation, and what is one only if a source has that name.
_LOOKS_LIKE = re.compile(rf"\[\s*[@＠][^\]\s]*(?:[^\]]*\])?|(?<![\w.])@{_NAME}#[\w-]*|\[{_NAME}#[^\]]*\]?")
_MAY_BE = re.compile(rf"(?<![\w.])@({_NAME})(?![\w#])|\[({_NAME})\]")
#: A cheap look first: most blocks have none of the signs that all of these need.
_NO_MARK = re.compile("[^@＠[]*")


def check(page: Page, site: Site) -> Iterator[Problem]:
    known = site.facts.sources
    for block in page.blocks:
        if _NO_MARK.fullmatch(block.text):
            continue
        sure = list(_LOOKS_LIKE.finditer(block.text))
        inside = [found.span() for found in sure]
        sure += (
            found
            for found in _MAY_BE.finditer(block.text)
            if (found[1] or found[2]) in known and not any(a <= found.start() < b for a, b in inside)
        )
        for found in sure:
            line, col = page.find(found[0].split()[0], block.line)
            yield Problem(
                line, f"This looks like a citation, and readers would see it as text: {found[0]}", col, found[0]
            )
