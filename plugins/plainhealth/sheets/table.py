"""How all pages score, for the table that ``[SHEETS]`` prints."""

from __future__ import annotations

import datetime as dt
import statistics
from dataclasses import dataclass

from plainhealth.sheets.instruments import SCALES
from plainhealth.sheets.sheet import Sheet
from plainhealth.sheets.standing import name_of
from plainhealth.site import Site
from plainhealth.words.reading import Reading, measured


@dataclass(frozen=True, slots=True)
class Row:
    """One published page: where its link leads, its scores in the order of ``SCALES`` ("" if nobody scored it)."""

    title: str
    link: str
    scores: tuple[str, ...]
    reading: Reading
    scored: dt.date | None

    @property
    def grade(self) -> str:
        """Its US school grade, with one decimal."""
        return f"{self.reading.grade:.1f}"


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


def scores(sheet: Sheet | None) -> tuple[str, ...]:
    """The scores of a page as they are printed: a share of 100, for DISCERN points of points; "" for no sheet."""
    given = [(scale, sheet.score(scale)) for scale in SCALES.values()] if sheet else []
    return tuple(f"{s.points} of {s.possible}" if scale.graded else str(s.percent) for scale, s in given) or ("",) * 4


def median_grade(shown: list[Row]) -> str:
    """The grade that half of the pages do not pass; "" for no page."""
    return f"{statistics.median(row.reading.grade for row in shown):.1f}" if shown else ""
