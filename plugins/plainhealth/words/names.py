"""Names that the reading grade leaves out: ``content/words/names.toml``."""

from __future__ import annotations

from pathlib import Path

from plainhealth import toml

_SCHEMA: dict[str, toml.Check] = {"names": toml.texts}


def read_names(path: Path) -> tuple[frozenset[str], list[toml.Mistake]]:
    """The names in small letters. Without the file there are none: then more words count, and none is missed."""
    if not path.exists():
        return frozenset(), []
    table, mistakes = toml.load(path)
    if not mistakes:
        problems = toml.judge(table, _SCHEMA, _SCHEMA)
        mistakes = [toml.Mistake(toml.line_of(path, key), problem) for key, problem in problems]
    if mistakes:
        return frozenset(), mistakes
    mistakes = [
        toml.Mistake(_line(path, name), f"{name!r} is more than one word. Write each word by itself.")
        for name in table["names"]
        if " " in name
    ]
    return frozenset(name.casefold() for name in table["names"] if " " not in name), mistakes


def _line(path: Path, name: str) -> int:
    lines = path.read_text("utf-8").split("\n")
    return next((n for n, text in enumerate(lines, 1) if f'"{name}"' in text), 1)
