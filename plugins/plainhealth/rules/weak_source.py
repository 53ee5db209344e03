"""A claim rests only on a source of a kind that carries no claim: news, a seller, somebody's post."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Cited
from plainhealth.site import Site
from plainhealth.sources.model import WEAK

FIX = "Cite the study, guideline or agency itself, or take the claim out."


def check_site(site: Site) -> Iterator[Problem]:
    weak = {name for name, source in site.facts.sources.items() if source.tier in WEAK}
    for page in site.pages if weak else ():
        for block in page.claims:
            cited = block.citations + (block.introduced_by.citations if block.introduced_by else ())
            known = [c for c in cited if c.source in site.facts.sources]
            if block.no_claim is None and known and all(c.source in weak for c in known):
                name = known[0].source
                kind = site.facts.sources[name].kind.name.lower()
                line, col = page.find_citation(f"@{name}", block.line)
                yield Problem(
                    line, f"This rests only on {name} ({kind}).{_better(known, site)}", col, f"@{name}", page.path
                )


def _better(cited: list[Cited], site: Site) -> str:
    """A stronger source on file that says the same, if there is one."""
    for name in (also for c in cited if (found := site.facts.finding(*c)) for also in found.also):
        source = site.facts.sources.get(name)
        if source and source.tier not in WEAK:
            return f" {name} says the same: cite that."
    return ""
