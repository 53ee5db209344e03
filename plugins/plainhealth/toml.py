"""TOML files read with a place for every mistake."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple


class Mistake(NamedTuple):
    """What is wrong in a data file, with its line (from 1) and the next step."""

    line: int
    message: str


def load(path: Path) -> tuple[dict[str, Any], list[Mistake]]:
    """Read one TOML file; what cannot be read is a mistake, never an exception."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return {}, [Mistake(line, "is not UTF-8 text. Save the file again with the encoding UTF-8.")]
    except OSError as error:
        return {}, [Mistake(1, f"cannot be read ({error.strerror}). Check that the file may be opened.")]
    try:
        return tomllib.loads(text), []
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        reason = str(error).split(" (at ")[0].rstrip(".") or "nested too deep"
        return {}, [Mistake(line, f"is not valid TOML: {reason}. Look for a missing quote or bracket on this line.")]


def entries(
    path: Path, name: str, *, may_be_empty: bool = False
) -> tuple[list[tuple[int, dict[str, Any]]], list[Mistake]]:
    """A file that holds ``[[name]]`` entries and nothing else: each with the line (from 1) it starts on."""
    table, mistakes = load(path)
    if mistakes:
        return [], mistakes
    found = table.get(name)
    if set(table) != {name} or not isinstance(found, list) or not (found or may_be_empty):
        return [], [Mistake(1, f"must hold [[{name}]] entries and nothing else. Start each with [[{name}]].")]
    heads = starts(path, name)
    placed = zip([*heads, *[1] * (len(found) - len(heads))], found, strict=False)
    fitting: list[tuple[int, dict[str, Any]]] = []
    for start, entry in placed:
        if isinstance(entry, dict):
            fitting.append((start, entry))
        else:
            mistakes.append(Mistake(start, f"must be a table that starts with [[{name}]]."))
    return fitting, mistakes


def starts(path: Path, name: str) -> list[int]:
    """The lines (from 1) of the headers ``[[name]]``."""
    head = re.compile(rf"\s*\[\[\s*{re.escape(name)}\s*\]\]")
    return [n for n, words in enumerate(path.read_text("utf-8").split("\n"), 1) if head.match(words)]


def line_of(path: Path, key: str, table: str = "") -> int:
    """The line (from 1) on which ``key`` is set, after the header ``[table]`` if given; else 1."""
    lines = path.read_text("utf-8", "replace").splitlines()
    start = 0
    if table:
        head = re.compile(rf"\s*\[+\s*{re.escape(table)}\s*\]+")
        start = next((n for n, text in enumerate(lines) if head.match(text)), 0)
        if not key:
            return start + 1
    wanted = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
    return next((n + 1 for n in range(start, len(lines)) if wanted.match(lines[n])), start + 1)


Check = Callable[[Any], str]


def text(value: object) -> str:
    """A text with at least one visible character, on one line."""
    ok = isinstance(value, str) and value.strip() == value and value.isprintable() and value
    return "" if ok else "must be one line of text in quotes"


def date(value: object) -> str:
    """A day as TOML writes it: 2026-11-22, no quotes."""
    ok = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    return "" if ok else "must be a date without quotes, like 2026-11-22"


def texts(value: object) -> str:
    """A list of texts."""
    ok = isinstance(value, list) and value and not any(text(v) for v in value)
    return "" if ok else 'must be a list of texts, like ["one", "two"]'


def flag(value: object) -> str:
    """True or false."""
    return "" if isinstance(value, bool) else "must be true or false, without quotes"


def tables(name: str) -> Check:
    """At least one table, each under a header ``[[name]]``."""

    def check(value: object) -> str:
        ok = isinstance(value, list) and value and all(isinstance(v, dict) for v in value)
        return "" if ok else f"must be given as [[{name}]] tables"

    return check


def matching(pattern: str, message: str) -> Check:
    """A text that fits a pattern as a whole."""
    whole = re.compile(pattern)
    return lambda value: "" if isinstance(value, str) and whole.fullmatch(value) else message


def one_of(allowed: Iterable[str]) -> Check:
    """One of the given words."""
    words = tuple(allowed)

    def check(value: object) -> str:
        if isinstance(value, str) and value in words:
            return ""
        near = difflib.get_close_matches(str(value), words, 1)
        return f"must be one of: {', '.join(words)}" + (f" (did you mean {near[0]!r}?)" if near else "")

    return check


def judge(table: Mapping[str, Any], schema: Mapping[str, Check], required: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield (key, what is wrong with it) for one table."""
    for key in required:
        if key not in table:
            yield key, f"{key!r} is missing. Add a line {key} = …"
    for key, value in table.items():
        if key not in schema:
            near = difflib.get_close_matches(key, schema, 1)
            yield (
                key,
                f"{key!r} is not a field here. "
                + (f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(schema)}."),
            )
        elif problem := schema[key](value):
            yield key, f"{key!r} {problem}."
