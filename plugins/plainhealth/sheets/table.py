"""How all pages score, for the table that ``[SHEETS]`` prints."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

from plainhealth.sheets.instruments import SCALES
from plainhealth.sheets.sheet import Sheet
from plainhealth.sheets.standing import name_of
from plainhealth.site import Site
from plainhealth.words.reading import Reading, measured

#: The US school grade that pages aim at.
GOAL = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One published page: where its link leads, and its scores in the order of ``SCALES``; none if nobody scored it.

    A score is whether the goal is reached, and points of 100.
    """

    title: str
    link: str
    scores: tuple[tuple[bool, int], ...]
    reading: Reading
    scored: dt.date | None

    @property
    def grade(self) -> int:
        """The US school grade whose pupils can read it: whole, and never too low."""
        return max(1, math.ceil(self.reading.grade))


def rows(site: Site) -> list[Row]:
    """The published pages by title."""
    found = []
    for page in site.pages:
        if page.status == "published":
            sheet = site.facts.sheets.get(name_of(page.path, site.content))
            title = page.fields["title"].value if "title" in page.fields else page.path
            link = f"{{filename}}/{page.path.removeprefix(f'{site.content}/')}"
            found.append(Row(title, link, scores(sheet), measured(page, site), sheet.read if sheet else None))
    return sorted(found, key=lambda row: row.title.casefold())


def scores(sheet: Sheet | None) -> tuple[tuple[bool, int], ...]:
    """The scores of a page as they are printed."""
    given = [(scale, sheet.score(scale)) for scale in SCALES.values()] if sheet else []
    return tuple((scale.passes(*score), score.percent) for scale, score in given)


def reached(shown: list[Row]) -> int:
    """How many pages reach the goals of all lists."""
    return sum(bool(row.scores) and all(reached for reached, _ in row.scores) for row in shown)


def plain(shown: list[Row]) -> int:
    """How many pages pupils of the grade that is the goal can read."""
    return sum(row.grade <= GOAL for row in shown)
