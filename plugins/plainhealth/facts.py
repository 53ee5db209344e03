"""All that pages may draw on besides their own words: sources, notices, helplines, pictures; and how they score."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path

from plainhealth import toml
from plainhealth.changes import Change, read_changes
from plainhealth.helplines import Helpline, read_helplines
from plainhealth.notices import Notice, read_notices
from plainhealth.pictures import Picture, read_pictures, told
from plainhealth.sheets import Sheet, read_sheets
from plainhealth.sources import Source, SourceFinding, read_sources
from plainhealth.words.glossary import Term, read_glossary
from plainhealth.words.names import read_names
from plainhealth.words.same import read_same

#: A number that somebody is told to call.
_DIGIT = re.compile(r"\d")
_CALL = re.compile(r"\b(?:call|calling|dial|text|ring|phone)\s+(?:or\s+text\s+)?([\d][\d -]*\d)", re.IGNORECASE)


@dataclass(slots=True)
class Facts:
    """What was read from ``content/`` beside the pages. ``wrong`` holds mistakes by file."""

    sources: dict[str, Source] = field(default_factory=dict)
    notices: dict[tuple[str, str], Notice] = field(default_factory=dict)
    helplines: list[Helpline] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    glossary: list[Term] = field(default_factory=list)
    names: frozenset[str] = frozenset()
    same: list[list[str]] = field(default_factory=list)
    wrong: dict[Path, list[toml.Mistake]] = field(default_factory=dict)
    #: All words of all pictures, as pages show them.
    drawn: frozenset[str] = frozenset()

    def finding(self, source: str, finding: str) -> SourceFinding | None:
        known = self.sources.get(source)
        return known.findings.get(finding) if known else None

    @property
    def sourced_terms(self) -> dict[str, Term]:
        """The hard words whose meaning has a source on file, by the word: what ``[TERM: …]`` may explain."""
        return {term.term: term for term in self.glossary if term.source in self.sources}

    def without_phones(self, text: str) -> str:
        """The text without "call 988" and the like, where the number is a helpline on file."""
        if not _DIGIT.search(text) or not _CALL.search(text):
            return text
        known = {n for line in self.helplines for n in line.numbers}
        return _CALL.sub(lambda m: " " if m[1] in known else m[0], text)

    def emergency(self, country: str) -> Helpline | None:
        """The emergency number of a country, if it is on file."""
        return next((x for x in self.helplines if x.emergency and x.country == country), None)


def read_facts(content: Path, today: dt.date) -> Facts:
    """Read all data files under ``content``; nothing is raised, what does not fit is in ``wrong``."""
    sources, wrong = read_sources(content / "sources")
    notices, wrong_notices = read_notices(content / "notices")
    pictures, wrong_pictures = read_pictures(content / "pictures")
    sheets, wrong_sheets = read_sheets(content / "sheets", today)
    wrong = wrong | wrong_notices | wrong_pictures | wrong_sheets
    path = content / "helplines.toml"
    helplines, mistakes = read_helplines(path)
    if mistakes:
        wrong[path] = mistakes
    path = content / "changes.toml"
    changes, mistakes = read_changes(path, today)
    if mistakes:
        wrong[path] = mistakes
    path = content / "glossary.toml"
    glossary, mistakes = read_glossary(path, sources.keys() | {broken.stem for broken in wrong})
    if mistakes:
        wrong[path] = mistakes
    path = content / "words" / "names.toml"
    names, mistakes = read_names(path)
    if mistakes:
        wrong[path] = mistakes
    path = content / "words" / "search.toml"
    same, mistakes = read_same(path)
    if mistakes:
        wrong[path] = mistakes
    drawn = frozenset(told(words) for picture in pictures.values() for words in picture.texts)
    return Facts(sources, notices, helplines, pictures, sheets, changes, glossary, names, same, wrong, drawn)
