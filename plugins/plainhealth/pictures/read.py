"""Read the picture files: what all kinds share here, the rest in the room of each kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from plainhealth import toml
from plainhealth.pictures import bars, known, ranges, steps
from plainhealth.pictures.figure import Figure, read_figures
from plainhealth.pictures.picture import Kind, MisfitError, Picture, Row

#: What ``draw`` may say.
KINDS = {"ranges": ranges.KIND, "bars": bars.KIND, "known": known.KIND, "steps": steps.KIND}

_FILE: dict[str, toml.Check] = {
    "draw": toml.one_of(KINDS),
    "title": toml.text,
    "note": toml.text,
    "row": toml.tables("row"),
}
_ROW: dict[str, toml.Check] = {"label": toml.text, "says": toml.text}
_UNSEEN = toml.Mistake(1, "is shown by no picture. Write its name into 'shows' of a [[row]], or delete the file.")
_NAME = toml.Mistake(1, "has a name that a page cannot call. Use small letters, digits and '-'.")


def read_pictures(folder: Path) -> tuple[dict[str, Picture], dict[Path, list[toml.Mistake]]]:
    """Read every picture file; one that does not fit is left out, with its mistakes."""
    pictures: dict[str, Picture] = {}
    figures, wrong = read_figures(folder / "figures")
    shown: set[str] = set()
    for path in sorted(folder.glob("*.toml")):
        table, mistakes = toml.load(path)
        if not mistakes:
            shown.update(_shown(table))
            picture, mistakes = _read(path, table, figures)
            if picture:
                pictures[path.stem] = picture
        if mistakes:
            wrong[path] = mistakes
    for name in figures.keys() - shown:
        wrong[folder / "figures" / f"{name}.toml"] = [_UNSEEN]
    return pictures, wrong


def _shown(table: Mapping[str, Any]) -> Iterator[str]:
    """The figures that a file names, also one that does not fit."""
    rows = table.get("row")
    for row in rows if isinstance(rows, list) else ():
        names = row.get("shows") if isinstance(row, dict) else None
        yield from (name for name in names if isinstance(name, str)) if isinstance(names, list) else ()


def _read(
    path: Path, table: dict[str, Any], figures: Mapping[str, Figure]
) -> tuple[Picture | None, list[toml.Mistake]]:
    """The picture, or what keeps it from being one, each with its line."""
    draw = table.get("draw")
    kind = KINDS.get(draw) if isinstance(draw, str) else None
    fields = _FILE | dict(kind.fields if kind else {})
    mistakes = [
        toml.Mistake(toml.line_of(path, key), problem)
        for key, problem in toml.judge(table, fields, fields)
        if kind or key in _FILE  # of another kind, who knows which fields are right
    ]
    if not re.fullmatch(r"[a-z0-9-]+", path.stem):
        mistakes.append(_NAME)
    if kind is None or mistakes:
        return None, mistakes
    rows, mistakes = _rows(path, table, kind, figures)
    if mistakes:
        return None, mistakes
    try:
        return kind.picture(path.stem, table, rows), []
    except MisfitError as misfit:
        return None, [toml.Mistake(1, str(misfit))]


def _rows(
    path: Path, table: dict[str, Any], kind: Kind, figures: Mapping[str, Figure]
) -> tuple[tuple[Row, ...], list[toml.Mistake]]:
    rows: list[Row] = []
    mistakes: list[toml.Mistake] = []
    fields = _ROW | dict(kind.row_fields)
    lines = toml.starts(path, "row")
    for n, row in enumerate(table["row"]):
        line = lines[n] if n < len(lines) else 1
        problems = [f"[[row]] {problem}" for _, problem in toml.judge(row, fields, fields.keys() - kind.may_lack)]
        problems += [
            f"[[row]] 'shows' names {name!r}, and there is no such file in pictures/figures that fits."
            for name in ([] if problems else row.get("shows", ()))
            if name not in figures
        ]
        if not problems:
            drawn = {"shows": [figures[name] for name in row["shows"]]} if "shows" in row else {}
            try:
                rows.append(kind.row(table, row | drawn, line))
            except MisfitError as misfit:
                problems = [str(misfit)]
        mistakes += [toml.Mistake(line, problem) for problem in problems]
    return tuple(rows), mistakes
