"""Whether files for programs say what the pages beside them show. For ``verify``, which has nothing but the folder."""

from __future__ import annotations

import datetime as dt
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from plainhealth.components import plain_date
from plainhealth.helplines import COUNTRIES, LANGUAGES
from plainhealth.notices import flat
from plainhealth.publish.machines import NAMES, card, feed, made, web
from plainhealth.publish.machines.api import LISTS, is_row
from plainhealth.publish.machines.told import Changed, Reviewed, Row, Told
from plainhealth.sources import CERTAINTY, TIERS

#: How many letters of the page's own may stand behind the first part of a fact, and between the others.
_GAPS = (200, 200)


@dataclass(slots=True)
class _Page:
    """The words of a finished page, the addresses of its links, and the words of each source in its list."""

    words: str
    links: frozenset[str]
    sources: Mapping[str, str]

    @classmethod
    def read(cls, path: Path) -> _Page:
        tree = LexborHTMLParser(path.read_bytes())
        body = tree.body
        return cls(
            flat(body.text()) if body is not None else "",
            frozenset(link.attributes.get("href") or "" for link in tree.css("a[href]")),
            {str(node.attributes["id"]).removeprefix("ref-"): flat(node.text()) for node in tree.css("[id^=ref-]")},
        )

    def says(self, first: str, *others: str, before: Sequence[str] = (), gaps: tuple[int, int] = _GAPS) -> bool:
        """Whether ``first`` stands here, ``others`` behind it in order, and, if given, one of ``before`` before it.

        ``gaps`` are how many letters of the page's own may stand behind ``first``, and between the others.
        """
        at = self.words.find(first)
        while at >= 0:
            numbers = re.findall(r"\d+", self.words[max(at - 12, 0) : at])
            if (not before or numbers[-1:] in ([mark] for mark in before)) and self._follow(
                at + len(first), others, gaps
            ):
                return True
            at = self.words.find(first, at + 1)
        return False

    def _follow(self, at: int, parts: Iterable[str], gaps: tuple[int, int]) -> bool:
        gap, following = gaps
        for part in filter(None, parts):
            found = self.words.find(part, at, at + gap + len(part))
            if found < 0:
                return False
            at, gap = found + len(part), following
        return True


class _Pages(dict[str, _Page]):
    """The finished pages by name, each read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def __missing__(self, name: str) -> _Page:
        self[name] = page = _Page.read(self._folder / name)
        return page


@dataclass(frozen=True, slots=True)
class Kept:
    """What a manifest keeps of all that was told to programs."""

    short: Mapping[str, Any]
    reviewed: Mapping[str, Reviewed]
    judged: str
    good_until: str

    @classmethod
    def of(cls, manifest: Mapping[str, Any]) -> Kept:
        """Read it.

        Raises:
            ValueError, KeyError, TypeError, AttributeError: it is not as this version writes it.
        """
        short = manifest["told"]
        texts = [short[name] for name in ("name", "address", "organisation", "contact", "notice")]
        texts += [text for key in ("listed", "findings", "sources") for pair in short[key].items() for text in pair]
        texts += [text for change in short["changes"] for text in Changed(*change)]
        if not all(isinstance(text, str) for text in texts) or not isinstance(short["helplines"], int):
            raise TypeError("told")
        reviewed = {
            str(name): Reviewed(**{k: str(v) for k, v in one.items()}) for name, one in manifest["reviewed"].items()
        }
        return cls(short, reviewed, str(manifest["judged"]), str(manifest["good_until"]))

    @property
    def publisher(self) -> str:
        return str(self.short["organisation"])

    @property
    def address(self) -> str:
        return str(self.short["address"])


def wrong(folder: Path, kept: Kept, files: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with the files for programs among ``files``, all that stand in the folder: (name, message)."""
    there = set(files)
    lists = {name: _rows(folder, name) for name in LISTS}
    unread = [name for name, rows in lists.items() if rows is None]
    if unread:
        for name in unread:
            yield f"api/{name}.json", "This file for programs is missing, cannot be read, or is not ours."
        return
    told = _told(kept, {name: rows or [] for name, rows in lists.items()})
    expected = made(told)
    for name in sorted(NAMES & (there | expected.keys())):
        if name not in there:
            yield name, "This file for programs is missing."
        elif name not in expected:
            yield name, "A folder of this site has no such file."
        elif not _same((folder / name).read_bytes(), expected[name], name):
            yield name, "This file for programs is not the one that the gate makes of this folder."
    pages = {name for name in there if name.endswith(".html")}
    yield from _unshown(told, kept, _Pages(folder), pages)


def _same(file: bytes, expected: bytes, name: str) -> bool:
    """The picture may have been packed in another way by another computer: its pixels count."""
    if name != card.NAME or file == expected:
        return file == expected
    start = expected.index(b"IDAT") + 4
    try:
        reader = zlib.decompressobj()
        drawn = reader.decompress(file[start:], len(card.pixels()) + 1)
    except zlib.error:
        return False
    # After the pixels: their checksum (4), and the end of the file (12).
    whole = reader.eof and drawn == card.pixels() and len(reader.unused_data) == 16
    return whole and file[: start - 8] == expected[: start - 8] and file[-12:] == expected[-12:]


def _rows(folder: Path, name: str) -> list[Row] | None:
    """One list of ``api/``; None if it is not there, cannot be read or is not one of ours."""
    try:
        rows = json.loads((folder / "api" / f"{name}.json").read_bytes())[name]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return rows if isinstance(rows, list) and all(is_row(name, row) for row in rows) else None


def _told(kept: Kept, rows: Mapping[str, list[Row]]) -> Told:
    """What the lists and the manifest tell."""
    short = kept.short
    texts = {name: str(short[name]) for name in ("name", "address", "organisation", "contact", "notice")}
    return Told(
        **texts,
        judged=kept.judged,
        good_until=kept.good_until,
        listed=dict(short["listed"]),
        changes=[Changed(*change) for change in short["changes"]],
        findings=rows["findings"],
        sources=rows["sources"],
        helplines=rows["helplines"],
    )


def _unshown(told: Told, kept: Kept, pages: Mapping[str, _Page], there: set[str]) -> Iterator[tuple[str, str]]:
    """What is told to programs and not shown to readers."""
    yield from _unlike_manifest(told, kept)
    yield from _unlike_pages(told, kept, pages, there)
    for change in told.changes:
        if feed.PAGE not in there or not pages[feed.PAGE].says(_day(change.date), change.title, change.what):
            yield feed.NAME, f"{feed.PAGE} does not show the change of {change.date} so."
    for name, one in kept.reviewed.items():
        if name not in there or not pages[name].says(_day(one.checked)) or one.clinician not in pages[name].words:
            yield name, f"The page does not show that it was last checked on {one.checked}, and by whom."
        elif told.listed.get(name, one.checked) != one.checked:
            yield web.SITEMAP, f"It says another day of the last check of {name} than the page."
    for name in sorted(told.listed.keys() - there):
        yield web.SITEMAP, f"It lists {name}, which is not there."


def _unlike_manifest(told: Told, kept: Kept) -> Iterator[tuple[str, str]]:
    """Entries of ``api/`` that came or went."""
    for name in ("findings", "sources"):
        if [(row["id"], row["expires"]) for row in getattr(told, name)] != list(kept.short[name].items()):
            yield f"api/{name}.json", "It lists others, or says other last days, than the manifest."
    if len(told.helplines) != kept.short["helplines"]:
        yield "api/helplines.json", "It lists more or fewer phone lines than the manifest says."


def _unlike_pages(told: Told, kept: Kept, pages: Mapping[str, _Page], there: set[str]) -> Iterator[tuple[str, str]]:
    """Entries of ``api/`` that no page shows so."""
    citations = {row["id"]: row["citation"] for row in told.sources}
    lists = sorted(name for name in there if name not in kept.reviewed)
    for row in told.findings:
        if not _printed(row, there) or not all(_finding(row, pages[name], citations) for name in row["pages"]):
            yield "api/findings.json", f"No page shows this finding so: {row['id']}."
    for row in told.sources:
        if not _printed(row, there) or not any(_source(row, pages[name]) for name in lists):
            yield "api/sources.json", f"No page shows this source so: {row['id']}."
    for row in told.helplines:
        if not _printed(row, there) or not all(_helpline(row, pages[name]) for name in row["pages"]):
            yield "api/helplines.json", f"No page shows this phone line so: {row['name']}."


def _printed(row: Row, there: set[str]) -> bool:
    """Whether an entry names pages, all of which are there."""
    return bool(row["pages"]) and there.issuperset(row["pages"])


def _finding(row: Row, page: _Page, citations: Mapping[Any, str]) -> bool:
    source = citations.get(row["source"], "")
    numbers = [number for number, words in page.sources.items() if source and source in words]
    also = row["also"]
    parts = (row["where"], row["certainty_in_words"], _day(row["checked"]), *([f"{len(also)} more"] if also else ()))
    return (
        row["id"].partition("#")[0] == row["source"]
        and row["certainty_in_words"] == CERTAINTY.get(row["certainty"])
        and bool(row["says"])
        and all(name in citations for name in also)
        and bool(numbers)
        and page.says(row["says"], *parts, before=numbers, gaps=(8 if row["where"] else 1, 200))
    )


def _source(row: Row, page: _Page) -> bool:
    labels = [label for label in (row["doi"], row["pmid"]) if label]
    return (
        bool(row["citation"])
        and row["kind"] in {tier.name for tier in TIERS.values()}
        and page.links.issuperset(row["links"])
        and page.says(row["citation"], *labels, row["kind"], _day(row["checked"]), gaps=(30, 40))
    )


def _helpline(row: Row, page: _Page) -> bool:
    number = row["text"].replace(" ", "")
    dialled = {f"tel:{row['dial']}"} if row["dial"] else set()
    dialled |= {f"sms:{number}"} if number.isdigit() else set()
    languages = [LANGUAGES.get(code, "\0") for code in row["languages"]]
    days = (_day(row["checked"]), _day(row["expires"]))
    # A text with words, like "Text HOME to 741741", stands before the number to call.
    ways = (row["phone"], row["text"]) if number.isdigit() else (row["text"], row["phone"])
    return (
        COUNTRIES.get(row["country"]) == row["country_name"]
        and row["country_name"] in page.words
        and page.links.issuperset(dialled | ({row["web"]} if row["web"] else set()))
        and page.says(row["name"], row["for"], *ways, row["hours"], *languages, *days, gaps=(10, 60 + len(row["name"])))
    )


def _day(day: object) -> str:
    """A day as pages write it.

    What is none stands on no page.
    """
    try:
        return plain_date(dt.date.fromisoformat(str(day)))
    except ValueError:
        return "\0"
