"""What the gate says: findings, in the editor's words, and the totals of what was checked."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Exit(enum.IntEnum):
    """Exit status of every command here, and of plain ``pelican``."""

    FINE = 0
    OUR_FAILURE = 1
    SETTING_WRONG = 2
    FINDINGS = 3


class Problem(NamedTuple):
    """What a rule yields: where on the page, and what is wrong there.

    ``line`` and ``col`` count from 1; ``words`` are the words of the page it is about, if any.
    ``path`` is given only by rules that look at the whole site.
    """

    line: int
    message: str
    col: int = 1
    words: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One reason why the site does not go online.

    ``path`` is relative to the site's folder; ``line`` and ``col`` count from 1.
    """

    path: str
    line: int
    col: int
    rule: str
    message: str
    fix: str = field(default="", compare=False)
    words: str = field(default="", compare=False)

    def __str__(self) -> str:
        # A file's name may hold a line break, which would start a line of its own in a log.
        text = f"{self.path}:{self.line}:{self.col}: error {self.rule}  {self.message}"
        return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


@dataclass(frozen=True, slots=True)
class Exemption:
    """A block that says it states no fact, and why."""

    path: str
    line: int
    why: str
    text: str


@dataclass(slots=True)
class Totals:
    """What was looked at. Printed in every run, so that "nothing checked" never reads as "all fine"."""

    pages: int = 0
    claims: int = 0
    cited: int = 0
    no_fact: int = 0
    exempt: list[Exemption] = field(default_factory=list)
    sources: int = 0
    sources_cited: int = 0
    html_files: int = 0
    skipped: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Verdict:
    """All findings of one run, sorted and each said once, with the totals."""

    findings: list[Finding]
    totals: Totals
    today: str = ""
    good_until: str = ""

    @classmethod
    def of(cls, findings: Iterable[Finding], totals: Totals, *, today: str = "", good_until: str = "") -> Verdict:
        return cls(sorted(set(findings)), totals, today, good_until)


class SettingError(Exception):
    """A setting is wrong: one sentence a setting, with the next step."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences
