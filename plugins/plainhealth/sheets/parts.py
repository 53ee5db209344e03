"""The parts of a page that a sheet can name where no words can be quoted, and whether a page has them."""

from __future__ import annotations

from collections.abc import Callable

from plainhealth.page import Block, Kind, Page
from plainhealth.verdicts import VERDICTS

#: For what is seen only by reading all of it: no sums, the active voice. Then a reason says how it was looked at.
WHOLE = "whole page"


def _any(test: Callable[[Block], bool]) -> Callable[[Page], bool]:
    return lambda page: any(map(test, page.blocks))


def _kind(kind: Kind) -> Callable[[Page], bool]:
    return _any(lambda block: block.kind == kind)


def _always(_: Page) -> bool:
    return True


#: Each part by its name. ``frame`` is what the theme puts on every page: the strip, the dates, the foot.
PARTS: dict[str, Callable[[Page], bool]] = {
    "title": lambda page: "title" in page.fields,
    "summary": lambda page: "summary" in page.fields,
    "headings": _kind("heading"),
    "lists": _any(lambda block: block.kind == "item"),
    "table": _kind("row"),
    "picture": _any(lambda block: block.kind == "caption" and block.made_by_us),
    "notice": _kind("notice"),
    "helplines": _any(
        lambda block: block.made_by_us and block.kind == "paragraph" and block.text not in VERDICTS.values()
    ),
    "verdict": _any(lambda block: block.made_by_us and block.text in VERDICTS.values()),
    "sources": lambda page: bool(page.cited),
    "dates": lambda page: {"checked", "next-check"} <= page.fields.keys(),
    "links": lambda page: any(link.tag == "a" for link in page.links),
    "frame": _always,
    WHOLE: _always,
}
