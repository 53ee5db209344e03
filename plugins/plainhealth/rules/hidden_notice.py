"""The notice is in the file, and no visitor would see it as approved."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site

FIX = "Put [SEE-A-PROFESSIONAL] on a line of its own: not in a comment, in code, in a list or in another sentence."


def check(page: Page, site: Site) -> Iterator[Problem]:
    approved = {n.text for n in site.facts.notices.values() if n.language == page.language}
    shown = [block for block in page.blocks if block.kind == "notice"]
    if not shown and "SEE-A-PROFESSIONAL" in page.source:
        line, col = page.find("SEE-A-PROFESSIONAL")
        yield Problem(line, "Visitors cannot see the notice: its line is not read as a notice.", col)
    for block in shown:
        if block.text not in approved:
            yield Problem(block.line, "This notice does not have the approved wording.", block.col, block.text)
