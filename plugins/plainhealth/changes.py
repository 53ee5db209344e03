"""What changed, for readers: ``content/changes.toml``."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from plainhealth import toml


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the day, the slug of the page ("" for the whole site), and what changed."""

    date: dt.date
    page: str
    what: str
    line: int


_SCHEMA: dict[str, toml.Check] = {"date": toml.date, "page": toml.text, "what": toml.text}


def read_changes(path: Path, today: dt.date) -> tuple[list[Change], list[toml.Mistake]]:
    """Read the list, newest first; an entry that does not fit is a mistake."""
    entries, mistakes = toml.entries(path, "change", may_be_empty=True)
    changes: list[Change] = []
    for start, entry in entries:
        problems = [p for _, p in toml.judge(entry, _SCHEMA, ("date", "what"))]
        if not problems and entry["date"] > today:
            problems.append(f"'date' is {entry['date']}, which has not come yet. Write the day of the change.")
        mistakes += [toml.Mistake(start, p) for p in problems]
        if not problems:
            changes.append(Change(entry["date"], entry.get("page", ""), entry["what"], start))
    return sorted(changes, key=lambda c: c.date, reverse=True), mistakes
