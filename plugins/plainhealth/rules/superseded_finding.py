"""A finding is cited that a newer one has taken the place of."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site

FIX = "Cite the newer finding, and make the sentence say what it says."


def check(page: Page, site: Site) -> Iterator[Problem]:
    for block in page.blocks:
        for cited in dict.fromkeys(block.citations):
            newest = _newest(site, f"{cited.source}#{cited.finding}")
            if newest:
                mark = f"@{cited.source}#{cited.finding}"
                line, col = page.find(mark, block.line)
                yield Problem(line, f"{mark[1:]} is out of date: {newest} has taken its place.", col, mark)


def _newest(site: Site, name: str) -> str:
    """The end of the chain of newer findings; "" where there is none."""
    seen = [name]
    while (found := site.facts.finding(*seen[-1].split("#", 1))) and found.superseded_by not in ("", *seen):
        seen.append(found.superseded_by)
    return seen[-1] if len(seen) > 1 else ""
