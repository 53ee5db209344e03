"""A claim rests only on a source of a kind that carries no claim: news, a seller, somebody's post."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Cited, Page
from plainhealth.site import Site
from plainhealth.sources.model import WEAK

FIX = "Cite the study, guideline or agency itself, or take the claim out."


def check(page: Page, site: Site) -> Iterator[Problem]:
    for block in page.claims:
        cited = block.citations + (block.introduced_by.citations if block.introduced_by else ())
        known = [c for c in cited if c.source in site.facts.sources]
        if block.no_claim is not None or not known:
            continue
        if all(site.facts.sources[c.source].tier in WEAK for c in known):
            mark = f"@{known[0].source}"
            line, col = page.find(mark, block.line)
            kind = site.facts.sources[known[0].source].kind.name.lower()
            yield Problem(
                line, f"This rests only on {known[0].source} ({kind}).{_better(known, site)}", col, known[0].source
            )


def _better(cited: list[Cited], site: Site) -> str:
    """A stronger source on file that says the same, if there is one."""
    for name in (also for c in cited if (found := site.facts.finding(*c)) for also in found.also):
        source = site.facts.sources.get(name)
        if source and source.tier not in WEAK:
            return f" {name} says the same: cite that."
    return ""
