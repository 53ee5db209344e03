"""A number in a claim is not in the finding it cites."""

from collections.abc import Iterable, Iterator

from plainhealth.gate import Problem
from plainhealth.numbers import Number, numbers, values
from plainhealth.page import Block, Cited, Page
from plainhealth.site import Site

FIX = (
    "Cite the finding that has this number, as [@source#finding], or write the number as the finding says it. "
    "Do no sums."
)


def check(page: Page, site: Site) -> Iterator[Problem]:
    for block in page.claims:
        cited = block.citations + (block.introduced_by.citations if block.introduced_by else ())
        if cited and block.no_claim is None:
            yield from _unknown(page, site, block, cited)
    for block in page.blocks:
        if block.kind in ("heading", "header"):
            yield from _unknown(page, site, block, block.citations or page.cited)
    for link in page.links:
        if link.tag == "img":
            for number in _missing(link.text, page.cited, site):
                message = f"The number “{number.words}” in the words of a picture is in no finding that the page cites."
                yield Problem(link.line, message, 1, number.words)
    yield from _fields(page, site)


def _unknown(page: Page, site: Site, block: Block, cited: Iterable[Cited]) -> Iterator[Problem]:
    for number in _missing(block.text, cited, site):
        line, col = page.find(number.words, block.line)
        if (line, col) == (block.line, 1):
            col = block.col
        yield Problem(line, f"The number “{number.words}” is not in what the cited finding says.", col, number.words)


def _fields(page: Page, site: Site) -> Iterator[Problem]:
    for name in ("title", "summary"):
        field = page.fields.get(name)
        for number in _missing(field.value, page.cited, site) if field else ():
            message = f"The number “{number.words}” in {name.capitalize()} is in no finding that the page cites."
            yield Problem(page.field_line(name), message, 1, number.words)


def _missing(text: str, cited: Iterable[Cited], site: Site) -> list[Number]:
    """The numbers of a text that none of the cited findings has."""
    names = site.settings.names
    said = list(numbers(site.facts.without_phones(text), names))
    if not said:
        return []
    findings = (site.facts.finding(c.source, c.finding) for c in cited)
    known = {value for finding in findings if finding for value in values(finding.says, names)}
    return [number for number in said if number.value not in known]
