"""What there is to tell programs: about the site, its pages, and the facts that they show."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from plainhealth.changes import Change
from plainhealth.facts import Facts
from plainhealth.helplines import COUNTRIES
from plainhealth.notices import GENERAL, flat
from plainhealth.page import Page, as_date
from plainhealth.rules.bad_field import clinician
from plainhealth.settings import Settings
from plainhealth.sources import Source

_TAG = re.compile(r"<[^<>]*>")
#: One entry of a file for programs, ready for JSON.
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """When a page was last checked (YYYY-MM-DD), and the clinician who has checked it ("" for none)."""

    checked: str
    clinician: str = ""
    role: str = ""

    @classmethod
    def of(cls, page: Page) -> Reviewed:
        """As the page's fields say; they have been judged."""
        found = clinician(page.fields["clinician"].value) or {"name": "", "role": ""}
        return cls(checked=page.fields["checked"].value, clinician=found["name"], role=found["role"])


class Changed(NamedTuple):
    """One line of the list of changes: the day, the address of the page and its title ("" for the site), and what."""

    date: str
    url: str
    title: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that files for programs are made of.

    ``address`` is SITEURL ("" if the site has none yet); ``contact`` an address beginning with ``https:`` or
    ``mailto:``, or ""; days are YYYY-MM-DD. ``listed`` are the addresses that search engines are told of, with the
    day when each was last checked or changed ("" if it has none). The rows are those of the files in ``api/``.
    """

    name: str
    address: str
    organisation: str
    contact: str
    notice: str
    judged: str
    good_until: str
    listed: Mapping[str, str]
    changes: Sequence[Changed]
    findings: Sequence[Row]
    sources: Sequence[Row]
    helplines: Sequence[Row]

    def in_short(self) -> dict[str, Any]:
        """What the manifest keeps: what stands in no file of ``api/``, and what of those files stands on no page."""
        kept = ("name", "address", "organisation", "contact", "notice", "listed")
        return {
            **{name: getattr(self, name) for name in kept},
            "changes": [list(change) for change in self.changes],
            "findings": {row["id"]: row["expires"] for row in self.findings},
            "sources": {row["id"]: row["expires"] for row in self.sources},
            "helplines": len(self.helplines),
        }


#: What a preview tells.
NOTHING = Told(
    name="",
    address="",
    organisation="",
    contact="",
    notice="",
    judged="",
    good_until="",
    listed={},
    changes=(),
    findings=(),
    sources=(),
    helplines=(),
)


@dataclass(slots=True)
class _Shown:
    """On which pages something stands, and the day by which the first of them must be checked again."""

    pages: list[str] = field(default_factory=list)
    last: dt.date = dt.date.max

    def note(self, page: Page, due: dt.date) -> None:
        self.pages.append(page.save_as)
        self.last = min(self.last, due)

    def row(self, expires: dt.date | None = None) -> Row:
        return {"expires": str(min(self.last, expires or dt.date.max)), "pages": sorted(self.pages)}


def gather(
    pages: Iterable[Page],
    facts: Facts,
    settings: Settings,
    formatted: Mapping[str, str],
    **about: Any,
) -> Told:
    """Gather what public pages show. ``formatted`` are references as HTML; ``about`` is the rest of ``Told``."""
    findings: dict[tuple[str, str], _Shown] = {}
    sources: dict[str, _Shown] = {}
    helplines: dict[int, _Shown] = {}
    for page in pages:
        rests_on: dict[str, None] = {}
        due = as_date(page.fields["next-check"].value) or dt.date.min
        for cited in page.cited:
            finding = facts.finding(cited.source, cited.finding)
            rests_on |= dict.fromkeys((cited.source, *(finding.also if finding else ())))
            if finding is not None:
                findings.setdefault((cited.source, cited.finding), _Shown()).note(page, due)
        for name in rests_on:
            sources.setdefault(name, _Shown()).note(page, due)
        ours = " ".join(block.text for block in page.blocks if block.made_by_us and block.kind == "paragraph")
        for n, line in enumerate(facts.helplines):
            if ours and line.name in ours and line.for_ in ours:
                helplines.setdefault(n, _Shown()).note(page, due)
    return Told(
        organisation=settings.organisation,
        contact=settings.contact_url,
        notice=flat(facts.notices[settings.language, GENERAL].text),
        findings=[_finding(facts, *name, findings[name]) for name in sorted(findings)],
        sources=[_source(facts.sources[name], formatted[name], sources[name]) for name in sorted(sources)],
        helplines=[_helpline(facts, n, helplines[n]) for n in sorted(helplines)],
        **about,
    )


def changed(changes: Iterable[Change], pages: Mapping[str, tuple[str, str]]) -> list[Changed]:
    """The list of changes; ``pages`` has address and title by slug."""
    return [Changed(str(c.date), *pages.get(c.page, ("", "")), flat(c.what)) for c in changes]


def _finding(facts: Facts, source: str, name: str, shown: _Shown) -> Row:
    finding = facts.sources[source].findings[name]
    return {
        "id": f"{source}#{name}",
        "source": source,
        "says": flat(finding.says),
        "where": flat(finding.where),
        "certainty": finding.certainty,
        "certainty_in_words": finding.strength,
        "also": sorted(finding.also),
        "checked": str(finding.checked),
        **shown.row(finding.expires),
    }


def _source(source: Source, formatted: str, shown: _Shown) -> Row:
    return {
        "id": source.id,
        "citation": flat(html.unescape(_TAG.sub("", formatted))),
        "kind": source.kind.name,
        "doi": str(source.csl.get("DOI", "")),
        "pmid": str(source.csl.get("PMID", "")),
        "links": [url for _, url in source.links],
        "checked": str(source.checked),
        **shown.row(),
    }


def _helpline(facts: Facts, n: int, shown: _Shown) -> Row:
    line = facts.helplines[n]
    return {
        "country": line.country,
        "country_name": COUNTRIES[line.country],
        "name": flat(line.name),
        "for": flat(line.for_),
        "phone": flat(line.phone),
        "dial": line.tel,
        "text": flat(line.sms),
        "web": line.web,
        "hours": flat(line.hours),
        "languages": list(line.languages),
        "checked": str(line.checked),
        **shown.row(),
        "expires": str(line.expires),  # readers see this very day beside it
    }


def reviewed_as_told(reviewed: Mapping[str, Reviewed]) -> dict[str, dict[str, str]]:
    """For the manifest."""
    return {name: asdict(one) for name, one in sorted(reviewed.items())}
