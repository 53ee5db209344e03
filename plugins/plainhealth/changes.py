"""What changed, for readers: ``content/changes.toml``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plainhealth import toml
from plainhealth.claims import claims_something
from plainhealth.numbers import numbers


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the day, the slug of the page ("" for the whole site), and what changed."""

    date: dt.date
    page: str
    what: str
    line: int


#: Nobody died of it.
_DEAD_LINK = re.compile(r"\bdead link", re.IGNORECASE)
_SCHEMA: dict[str, toml.Check] = {"date": toml.date, "page": toml.text, "what": toml.text}


def _facts(what: str) -> Iterator[str]:
    """The words that tell of an effect or a risk, and shares and multiples; "32 pages" is only counted."""
    if effect := claims_something(_DEAD_LINK.sub("link", what)):
        yield effect
    yield from (n.words for n in numbers(what, ()) if " " in n.words.strip() or not n.value.isdigit())


def read_changes(path: Path, today: dt.date) -> tuple[list[Change], list[toml.Mistake]]:
    """Read the list, newest first; an entry that does not fit is a mistake."""
    entries, mistakes = toml.entries(path, "change", may_be_empty=True)
    changes: list[Change] = []
    for start, entry in entries:
        problems = [p for _, p in toml.judge(entry, _SCHEMA, ("date", "what"))]
        if not problems and entry["date"] > today:
            problems.append(f"'date' is {entry['date']}, which has not come yet. Write the day of the change.")
        # It is printed, and told to programs, without any source.
        if not problems and (fact := next(_facts(entry["what"]), "")):
            problems.append(
                f"'what' states a fact ({fact}). Say which part of the page changed; the page has the fact."
            )
        mistakes += [toml.Mistake(start, p) for p in problems]
        if not problems:
            changes.append(Change(entry["date"], entry.get("page", ""), entry["what"], start))
    return sorted(changes, key=lambda c: c.date, reverse=True), mistakes
