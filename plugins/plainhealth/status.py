"""How a site stands: what falls due, what is exempt, how old its sources are, how its pages read."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from plainhealth.gate import Exemption, Totals, Verdict
from plainhealth.page import Page, as_date
from plainhealth.sheets import Sheet
from plainhealth.sheets.standing import name_of
from plainhealth.site import Site
from plainhealth.sources.model import TIERS


class Measured(Protocol):
    """A page's reading, as ``words.reading`` measures it: the grade, and the counts it is made of."""

    @property
    def words(self) -> int: ...
    @property
    def sentences(self) -> int: ...
    @property
    def syllables(self) -> int: ...
    @property
    def grade(self) -> float: ...


#: Each page's reading, by its path or from the page itself; nothing for a page that cannot be measured.
Reading = Mapping[str, Measured] | Callable[[Page], Measured | None]
#: How a source is used: a page cites it; it stands behind a helpline or beside a finding that a page cites; not at all.
Use = Literal["cited", "behind", "never"]

#: The spans of days that are looked ahead.
SOON, LATER = 30, 90
#: quality.md, *Words*: the grade aimed at, and the highest that passes.
GOAL, LIMIT = 6, 8


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """Something that must be checked again by a day. ``line`` is 0 where only the file is known."""

    day: dt.date
    kind: str
    what: str
    path: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source: when it was published (None if it does not say), and when somebody last checked it."""

    id: str
    short: str
    tier: str
    year: int | None
    checked: dt.date
    use: Use


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page in numbers. ``citations`` counts marks, ``sources`` different works."""

    path: str
    title: str
    status: str
    claims: int
    cited: int
    no_claim: int
    citations: int
    sources: int
    reading: Measured | None
    next_check: dt.date | None
    sheet: Sheet | None = None


@dataclass(frozen=True, slots=True)
class TierRow:
    """The sources of one kind, by use and by the years since they were published."""

    tier: str
    name: str
    uses: Mapping[Use, int]
    ages: Mapping[str, int]
    oldest_check: dt.date

    @property
    def number(self) -> int:
        return sum(self.uses.values())


#: Names of the spans of age, with the most years of each.
AGES = {"up to 5 years": 5, "6 to 10 years": 10, "over 10 years": 10_000}
NO_YEAR = "no year"


@dataclass(frozen=True, slots=True)
class Status:
    """How a site stands on a day. Everything is sorted, so that the same site gives the same words."""

    today: dt.date
    due: list[Due]
    pages: list[PageRow]
    sources: list[SourceRow]
    exempt: list[Exemption]
    totals: Totals
    problems: int

    def days(self, due: Due) -> int:
        """Days from today; below 0 if it is overdue."""
        return (due.day - self.today).days

    def between(self, first: int | None, last: int | None) -> list[Due]:
        """What falls due from ``first`` to ``last`` days from today, both counted in."""
        return [
            d for d in self.due if (first is None or self.days(d) >= first) and (last is None or self.days(d) <= last)
        ]

    @property
    def never_cited(self) -> list[SourceRow]:
        return [source for source in self.sources if source.use == "never"]

    def tiers(self) -> list[TierRow]:
        """Sources by kind, the strongest first."""
        rows = []
        for tier, kind in TIERS.items():
            of_tier = [s for s in self.sources if s.tier == tier]
            if of_tier:
                uses = Counter(s.use for s in of_tier)
                ages = Counter(self.age(s) for s in of_tier)
                rows.append(
                    TierRow(
                        tier,
                        kind.name,
                        {"cited": uses["cited"], "behind": uses["behind"], "never": uses["never"]},
                        {age: ages[age] for age in (*AGES, NO_YEAR)},
                        min(s.checked for s in of_tier),
                    )
                )
        return rows

    def age(self, source: SourceRow) -> str:
        """The span of age that a source belongs to, by the year of its publication."""
        if source.year is None:
            return NO_YEAR
        year = source.year
        return next(name for name, most in AGES.items() if self.today.year - year <= most)


def gather(site: Site, verdict: Verdict, reading: Reading | None = None) -> Status:
    """All that is known about how a site stands. ``reading`` measures each page, if anything does."""
    return Status(
        today=site.today,
        due=sorted([*_pages_due(site), *_findings_due(site), *_helplines_due(site), *_notices_due(site)]),
        pages=[_page(site, page, reading) for page in sorted(site.pages, key=lambda p: p.path)],
        sources=_sources(site),
        exempt=sorted(verdict.totals.exempt, key=lambda e: (e.path, e.line)),
        totals=verdict.totals,
        problems=len(verdict.findings),
    )


def _pages_due(site: Site) -> list[Due]:
    days = ((page, as_date(page.fields["next-check"].value)) for page in site.pages if "next-check" in page.fields)
    return [Due(day, "page check", _title(page), page.path, page.field_line("next-check")) for page, day in days if day]


def _findings_due(site: Site) -> list[Due]:
    """Only what a page cites: nobody reads the rest."""
    pages = Counter(cited for page in site.pages for cited in page.cited)
    found = []
    for cited, number in pages.items():
        finding = site.facts.finding(cited.source, cited.finding)
        if finding and finding.expires:
            what = f"{cited.source}#{cited.finding}, cited on {number} page{'' if number == 1 else 's'}"
            path = f"{site.content}/sources/{site.facts.sources[cited.source].path}"
            found.append(Due(finding.expires, "finding", what, path))
    return found


def _helplines_due(site: Site) -> list[Due]:
    return [
        Due(x.expires, "helpline", f"{x.name} ({x.country})", f"{site.content}/helplines.toml", x.line)
        for x in site.facts.helplines
    ]


def _notices_due(site: Site) -> list[Due]:
    """Notices, once they carry a last day; those that carry none never fall due."""
    return [
        Due(day, "notice", f"{variant} ({language})", f"{site.content}/notices/{language}/{variant}.md")
        for (language, variant), notice in site.facts.notices.items()
        if isinstance(day := getattr(notice, "expires", None), dt.date)
    ]


def _title(page: Page) -> str:
    return page.fields["title"].value if "title" in page.fields else page.path


def _page(site: Site, page: Page, reading: Reading | None) -> PageRow:
    claims = [block for block in page.claims if block.no_claim is None]
    measured = reading(page) if callable(reading) else (reading or {}).get(page.path)
    return PageRow(
        path=page.path,
        title=_title(page),
        status=page.status,
        claims=len(claims),
        cited=sum(block.supported for block in claims),
        no_claim=len(page.claims) - len(claims),
        citations=sum(len(block.citations) for block in page.blocks),
        sources=len({c.source for c in page.cited} & set(site.facts.sources)),
        reading=measured if measured and measured.words else None,
        next_check=as_date(page.fields["next-check"].value) if "next-check" in page.fields else None,
        sheet=site.facts.sheets.get(name_of(page.path, site.content)),
    )


def _sources(site: Site) -> list[SourceRow]:
    cited = {c for page in site.pages for c in page.cited}
    direct = {c.source for c in cited}
    findings = (site.facts.finding(c.source, c.finding) for c in cited)
    behind = {name for finding in findings if finding for name in finding.also}
    behind |= {line.source for line in site.facts.helplines}
    rows = []
    for name, source in sorted(site.facts.sources.items()):
        use: Use = "cited" if name in direct else "behind" if name in behind else "never"
        rows.append(SourceRow(name, source.short, source.tier, _year(source.csl), source.checked, use))
    return rows


def _year(csl: Mapping[str, object]) -> int | None:
    issued = csl.get("issued")
    return int(issued["date-parts"][0][0]) if isinstance(issued, dict) else None
