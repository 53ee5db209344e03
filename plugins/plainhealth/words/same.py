"""Words that mean the same to somebody who searches: ``content/words/search.toml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plainhealth import toml
from plainhealth.publish.search import words


def _groups(value: Any) -> str:
    ok = isinstance(value, list) and all(not toml.texts(group) and len(group) > 1 for group in value)
    return "" if ok else 'must be a list of lists, each of two words or more, like [["naloxone", "narcan"]]'


_SCHEMA: dict[str, toml.Check] = {"same": _groups}


def read_same(path: Path) -> tuple[list[list[str]], list[toml.Mistake]]:
    """The groups, as the search takes words: small letters, no marks. Without the file there are none."""
    if not path.exists():
        return [], []
    table, mistakes = toml.load(path)
    if not mistakes:
        problems = toml.judge(table, _SCHEMA, _SCHEMA)
        mistakes = [toml.Mistake(toml.line_of(path, key), problem) for key, problem in problems]
    if mistakes:
        return [], mistakes
    groups: list[list[str]] = []
    taken: set[str] = set()
    for given in table["same"]:
        group = [" ".join(words(way)) for way in given]
        for way, plain in zip(given, group, strict=True):
            if not plain:
                mistakes.append(toml.Mistake(_line(path, way), f"{way!r} has no word of two letters or more."))
            elif plain in taken:
                mistakes.append(
                    toml.Mistake(_line(path, way), f"{way!r} stands here twice. Make one group of the two.")
                )
            taken.add(plain)
        groups.append(group)
    return ([] if mistakes else groups), mistakes


def _line(path: Path, way: str) -> int:
    lines = path.read_text("utf-8").split("\n")
    return next((n for n, text in reversed(list(enumerate(lines, 1))) if f'"{way}"' in text), 1)
