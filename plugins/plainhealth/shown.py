"""What templates are given besides Pelican's own: the site, and more about each page."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from markupsafe import Markup

from plainhealth.helplines import Helpline
from plainhealth.page import Page, as_date
from plainhealth.publish.machines import data
from plainhealth.publish.machines.told import Reviewed
from plainhealth.publish.written import policy
from plainhealth.qr import Code, code
from plainhealth.rules.bad_field import clinician
from plainhealth.settings import Settings
from plainhealth.site import Site
from plainhealth.sources import Source
from plainhealth.words.glossary import Term

#: How many pages of its own topic a page offers to read next.
_NEXT = 3
_MARKS = re.compile(r'(<[a-z0-9]+\b[^<>]*?)(?: data-(?:cite|why)="[^"]*")+')


class Linked(NamedTuple):
    """A page to link to. Pelican works the address of a page out anew each time it is asked."""

    title: str
    url: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One entry of a reference list, as ``theme/components/references`` shows it."""

    number: int
    id: str
    html: Markup
    kind: str
    kind_note: str
    study: bool
    links: list[tuple[str, str]]
    backs: list[tuple[str, str]] = field(default_factory=list)
    checked: dt.date
    pages: Sequence[Linked] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of pages under one heading; ``id`` is that heading's."""

    title: str
    pages: list[Linked]
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTerm:
    """A hard word, as ``theme/components/glossary`` shows it; ``source`` is (short name, address or "") or None."""

    id: str
    term: str
    forms: tuple[str, ...]
    means: str
    source: tuple[str, str] | None
    pages: Sequence[Linked] = ()


class Listed(NamedTuple):
    """A page in the list of the one file: ``checked`` is None for a list of the theme's."""

    title: str
    url: str
    checked: dt.date | None


@dataclass(frozen=True, slots=True)
class OneFile:
    """``one_file`` in its template: all pages after one another, and the list of them."""

    version: str
    pages: list[Listed]
    html: Markup


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One line of the list of changes; ``page`` is Pelican's page or None."""

    date: dt.date
    page: Any
    what: str


@dataclass(slots=True, kw_only=True)
class ShownSite:
    """``site`` in every template."""

    settings: Settings
    siteurl: str
    style: Callable[[str], str]
    scripts: Mapping[str, Markup]
    notice: Markup
    emergency: Helpline
    description: str
    topics: list[Topic]
    pages: list[Linked]
    links: Mapping[Any, Linked]
    sources: list[Reference]
    changes: list[ShownChange]
    terms: list[ShownTerm]
    good_until: dt.date
    #: Whether files for programs are made too: a feed, a map, data.
    for_programs: bool = False
    #: How large the copy of the whole site is, in words; "" if there is none.
    copy_size: str = ""

    def __getattr__(self, name: str) -> Any:
        """The host's settings, under their own names."""
        if name.startswith("_") or name == "settings":
            raise AttributeError(name)
        return getattr(self.settings, name)

    @property
    def root(self) -> str:
        """The path under which the site stands: "" or "/repo". For pages served at any depth."""
        return site_root(self.siteurl)

    def runs(self, *names: str) -> list[str]:
        """The scripts of a page by name, in its order: those that it has in its text, then the one of every page."""
        return [*names, *(["leave"] if self.leave_to else [])]

    def style_of(self, html: str, scripts: Sequence[str] = ()) -> Markup:
        """The style of a page with this text and these scripts."""
        whole = "".join((html, *(self.scripts[name] for name in scripts)))
        return Markup(self.style(whole))  # noqa: S704 - the theme's own

    def csp(self, style: str, scripts: Sequence[str] = ()) -> Markup:
        """The Content-Security-Policy of a page with this style and these scripts, for double quotes."""
        return Markup(policy(str(style), *scripts))  # noqa: S704 - our own words and hashes: no other quote than '

    def next(self, page: Any) -> list[Linked]:
        """What to read after a page: the ones that follow it in its topic, then the first of the other topics."""
        found: list[Linked] = []
        page = self.links.get(page)
        for topic in self.topics:
            if page in topic.pages:
                place = topic.pages.index(page) + 1
                found += [*topic.pages[place:], *topic.pages[: place - 1]][:_NEXT]
        found += [topic.pages[0] for topic in self.topics if page not in topic.pages]
        return list(dict.fromkeys(found))[: _NEXT + 2]

    def topic(self, page: Any) -> Topic | None:
        """The first topic that a page stands under; None for one that is in no list."""
        linked = self.links.get(page)
        return next((topic for topic in self.topics if linked in topic.pages), None)

    def canonical(self, output_file: str) -> str:
        """The lasting address of a page, or "" when the site is not published."""
        if not self.siteurl or output_file == "404.html":
            return ""
        return f"{self.siteurl}/{'' if output_file == 'index.html' else output_file}"

    def data(self, page: Any, output_file: str) -> Markup:
        """What a page tells programs about itself, for ``<script type="application/ld+json">``."""
        addresses = ([url for _, url in reference.links if url.startswith("https")] for reference in page.references)
        return data.block(
            title=str(page.title),
            summary=Markup(page.summary).striptags(),  # noqa: S704 - its tags are taken out
            language=page.lang,
            address=self.canonical(output_file),
            publisher=self.settings.organisation,
            citations=[found[0] for found in addresses if found],
            reviewed=page.reviewed,
        )

    def code(self, address: str) -> Code:
        """An address as a QR code, for paper."""
        return code(address)


def site_root(siteurl: str) -> str:
    """The path part of SITEURL: "https://example.org/repo" has "/repo"."""
    _, _, rest = siteurl.partition("://")
    return f"/{rest.partition('/')[2]}".rstrip("/") if rest else ""


def reference(source: Source, number: int, html: str, **more: Any) -> Reference:
    """A source as one entry of a list."""
    return Reference(
        number=number,
        id=source.id,
        html=Markup(html),  # noqa: S704 - formatted and escaped by sources.format
        kind=source.kind.name,
        kind_note=source.kind.shows,
        study=source.kind.study,
        links=source.links,
        checked=source.checked,
        **more,
    )


def references(page: Page, sources: Mapping[str, Source], formatted: Mapping[str, str]) -> list[Reference]:
    """The reference list of one page, in the order of its marks."""
    return [
        reference(
            sources[name],
            number,
            formatted[name],
            backs=[(anchor, str(n)) for n, anchor in enumerate(page.backs.get(name, ()), 1)],
        )
        for name, number in sorted(page.numbers.items(), key=lambda item: item[1])
    ]


def enrich(content: Any, page: Page, sources: Mapping[str, Source], formatted: Mapping[str, str]) -> None:
    """Give Pelican's page what the templates show: dates, clinician, references, contents, version."""
    content.checked = as_date(page.fields["checked"].value)
    content.next_check = as_date(page.fields["next-check"].value)
    found = clinician(page.fields["clinician"].value)
    content.reviewed = Reviewed.of(page)
    content.clinician = {**found, "date": as_date(found["date"])} if found else None
    content.references = references(page, sources, formatted)
    content.contents = [(b.anchor, b.text) for b in page.blocks if b.kind == "heading" and b.level == 2 and b.anchor]
    content.version = version(page.fields["title"].value, page.fields["summary"].value, content._content)  # noqa: SLF001
    # These marks are for the gate; readers need not load them.
    content._content = _MARKS.sub(r"\1", content._content)  # noqa: SLF001 - Pelican has no setter


def version(*texts: str) -> str:
    """What tells two copies apart: six letters and digits that are others once a word of the texts is another."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:6]


def topics(pages: Mapping[Any, Linked], settings: Settings) -> list[Topic]:
    """Pages by topic, in the order of the settings; within one by ``Order``, then title."""

    def order(content: Any) -> tuple[int, str]:
        return int(content.metadata.get("order", 999)), str(content.title)

    def has(content: Any, topic: str) -> bool:
        return topic in [t.strip() for t in str(content.metadata.get("topics", "")).split(",")]

    found = [
        Topic(title, [pages[p] for p in sorted((p for p in pages if has(p, key)), key=order)], f"topic-{identity(key)}")
        for key, title in settings.topics.items()
    ]
    return [topic for topic in found if topic.pages]


def identity(words: str) -> str:
    """An id made of words.

    >>> identity("Opioid use disorder")
    'opioid-use-disorder'
    """
    return re.sub(r"\W+", "-", words.casefold()).strip("-")


def terms(
    glossary: Iterable[Term], sources: Mapping[str, Source], on: Mapping[str, Sequence[Linked]]
) -> list[ShownTerm]:
    """All words from A to Z; ``on`` has the pages on which each stands."""
    return [
        ShownTerm(
            id=identity(term.term),
            term=term.term,
            forms=term.forms,
            means=term.means,
            source=_named(sources[term.source]) if term.source else None,
            pages=on.get(term.term, ()),
        )
        for term in sorted(glossary, key=lambda term: term.term.casefold())
    ]


def _named(source: Source) -> tuple[str, str]:
    """The short name of a source, and where to open it: "" for a book that is nowhere online."""
    return source.short, source.links[0][1] if source.links else ""


def good_until(site: Site) -> dt.date:
    """The first day after which something on the site must be checked again."""
    days = [line.expires for line in site.facts.helplines]
    for page in site.pages:
        due = as_date(page.fields["next-check"].value) if "next-check" in page.fields else None
        days += [due] if due else []
        for cited in page.cited:
            finding = site.facts.finding(cited.source, cited.finding)
            days += [finding.expires] if finding and finding.expires else []
    return min(days, default=site.today)
