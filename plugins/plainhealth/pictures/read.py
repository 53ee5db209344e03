"""Read the picture files: what all kinds share here, the rest in the room of each kind."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from plainhealth import toml
from plainhealth.pictures import bars, known, ranges, steps
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
_NAME = toml.Mistake(1, "has a name that a page cannot call. Use small letters, digits and '-'.")


def read_pictures(folder: Path) -> tuple[dict[str, Picture], dict[Path, list[toml.Mistake]]]:
    """Read every picture file; one that does not fit is left out, with its mistakes."""
    pictures: dict[str, Picture] = {}
    wrong: dict[Path, list[toml.Mistake]] = {}
    for path in sorted(folder.glob("*.toml")):
        table, mistakes = toml.load(path)
        if not mistakes:
            picture, mistakes = _read(path, table)
            if picture:
                pictures[path.stem] = picture
        if mistakes:
            wrong[path] = mistakes
    return pictures, wrong


def _read(path: Path, table: dict[str, Any]) -> tuple[Picture | None, list[toml.Mistake]]:
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
    rows, mistakes = _rows(path, table, kind)
    if mistakes:
        return None, mistakes
    try:
        return kind.picture(path.stem, table, rows), []
    except MisfitError as misfit:
        return None, [toml.Mistake(1, str(misfit))]


def _rows(path: Path, table: dict[str, Any], kind: Kind) -> tuple[tuple[Row, ...], list[toml.Mistake]]:
    rows: list[Row] = []
    mistakes: list[toml.Mistake] = []
    fields = _ROW | dict(kind.row_fields)
    lines = toml.starts(path, "row")
    for n, row in enumerate(table["row"]):
        line = lines[n] if n < len(lines) else 1
        problems = [f"[[row]] {problem}" for _, problem in toml.judge(row, fields, fields.keys() - kind.may_lack)]
        if not problems:
            try:
                rows.append(kind.row(table, row, line))
            except MisfitError as misfit:
                problems = [str(misfit)]
        mistakes += [toml.Mistake(line, problem) for problem in problems]
    return tuple(rows), mistakes
