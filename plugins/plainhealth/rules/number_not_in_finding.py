"""A number in a claim is not in the finding it cites."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.numbers import numbers
from plainhealth.page import Block, Cited, Page
from plainhealth.site import Site

FIX = (
    "Cite the finding that has this number, as [@source#finding], or write the number as the finding says it. "
    "Do no sums."
)


def check(page: Page, site: Site) -> Iterator[Problem]:
    for block in page.claims:
        if block.no_claim is not None:
            continue
        cited = block.citations + (block.introduced_by.citations if block.introduced_by else ())
        if cited:
            yield from _unknown(page, site, block, _known(cited, site))
    for block in page.blocks:
        if block.kind in ("heading", "header"):
            yield from _unknown(page, site, block, _known(block.citations or page.cited, site))
    yield from _summary(page, site)


def _known(cited: tuple[Cited, ...] | set[Cited], site: Site) -> set[str]:
    found = (site.facts.finding(c.source, c.finding) for c in cited)
    return {n.value for f in found if f for n in numbers(f.says, site.settings.names)}


def _unknown(page: Page, site: Site, block: Block, known: set[str]) -> Iterator[Problem]:
    for number in numbers(site.facts.without_phones(block.text), site.settings.names):
        if number.value not in known:
            line, col = page.find(number.words, block.line)
            if col == 1 and line == block.line:
                col = block.col
            yield Problem(
                line, f"The number “{number.words}” is not in what the cited finding says.", col, number.words
            )


def _summary(page: Page, site: Site) -> Iterator[Problem]:
    for name in ("title", "summary"):
        if name not in page.fields:
            continue
        field = page.fields[name]
        for number in numbers(site.facts.without_phones(field.value), site.settings.names):
            if number.value not in _known(page.cited, site):
                yield Problem(
                    field.line,
                    f"The number “{number.words}” in {name.capitalize()} is in no finding that the page cites.",
                    1,
                    number.words,
                )
