"""A finding is cited that a newer one has taken the place of."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.site import Site

FIX = "Cite the newer finding, and make the sentence say what it says."


def check_site(site: Site) -> Iterator[Problem]:
    old = {
        (name, finding.id)
        for name, source in site.facts.sources.items()
        for finding in source.findings.values()
        if finding.superseded_by
    }
    for page in site.pages if old else ():
        for block in page.blocks:
            for cited in dict.fromkeys(block.citations):
                if cited in old:
                    mark = f"@{cited.source}#{cited.finding}"
                    line, col = page.find_citation(mark, block.line)
                    newest = _newest(site, mark[1:])
                    message = f"{mark[1:]} is out of date: {newest} has taken its place."
                    yield Problem(line, message, col, mark, page.path)


def _newest(site: Site, name: str) -> str:
    """The end of the chain of newer findings."""
    seen = [name]
    while (found := site.facts.finding(*seen[-1].split("#", 1))) and found.superseded_by not in ("", *seen):
        seen.append(found.superseded_by)
    return seen[-1]
