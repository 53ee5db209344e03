"""Figures: simple drawings of people and things, each in a file of its own, shown beside a step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from plainhealth import toml
from plainhealth.pictures.drawing import EDGE, LINE, Drawing, letters, wrapped
from plainhealth.pictures.picture import MisfitError

#: How wide each kind of line is, in units of the drawing, as in picture.css. A shape is filled.
LOOKS = {"line": 4, "limb": 9, "torso": 18, "head": 24, "shape": 0}
#: Who or what is drawn: somebody who is helped, somebody who helps, and things.
OF = ("person", "helper", "thing")
#: How many points each command of a path takes, or a multiple of it.
_POINTS = {"M": 1, "L": 1, "Q": 2, "C": 3}
_COMMAND = re.compile(r"([MLQC])((?:\s*\d+[ ,]+\d+)+)\s*")
_GAP, _MOST, _TITLE_LINES = 12, 292, 2

Point = tuple[int, int]
Command = tuple[str, tuple[Point, ...]]


class Part(NamedTuple):
    """Lines of one look, or filled shapes."""

    of: str
    look: str
    path: tuple[Command, ...]


class Label(NamedTuple):
    """Words in the drawing; ``y`` is the line they stand on."""

    x: int
    y: int
    words: str


@dataclass(frozen=True, slots=True)
class Figure:
    """``title`` is printed under it; ``says`` tells what it shows, with citation marks."""

    name: str
    title: str
    says: str
    width: int
    height: int
    parts: tuple[Part, ...]
    inside: tuple[Label, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """All words that it prints."""
        return (self.title, *(label.words for label in self.inside))

    def draw(self, drawing: Drawing, left: int, top: int) -> None:
        """Its lines and words; ``left`` and ``top`` are its corner in the drawing."""
        for of, parts in groupby(self.parts, key=lambda part: part.of):
            drawing.figure(
                f"fig fig-{of}",
                [
                    ("" if look == "limb" else f"fig-{look}", relative([part.path for part in same], left, top))
                    for look, same in groupby(parts, key=lambda part: part.look)
                ],
            )
        for label in self.inside:
            drawing.text(left + label.x, top + label.y, label.words)


def draw_row(drawing: Drawing, figures: Sequence[Figure], left: int) -> None:
    """Figures from ``left`` on, side by side if they fit; moves ``y`` below their titles."""
    beside = sum(figure.width for figure in figures) + _GAP * (len(figures) - 1) <= _MOST
    for row in [figures] if beside else [[figure] for figure in figures]:
        foot = drawing.y + max(figure.height for figure in row) + EDGE
        x, low = left, foot
        for figure in row:
            figure.draw(drawing, x, foot - figure.height)
            drawing.y = foot
            drawing.lines(x, figure.title, right=x + figure.width)
            x, low = x + figure.width + _GAP, max(low, drawing.y)
        drawing.y = low + EDGE


def relative(paths: Sequence[Sequence[Command]], left: int, top: int) -> str:
    """Paths moved to their place, as one that tells each point from the last: it is the shortest.

    >>> relative([[("M", ((1, 2),)), ("L", ((4, 2), (4, 6)))], [("M", ((0, 0),))]], 10, 10)
    'M11 12l3 0 0 4m-4-6'
    """
    x, y, found = 0, 0, ""
    for name, points in (command for path in paths for command in path):
        numbers: list[int] = []
        start = (x, y) if found else (-left, -top)
        step = _POINTS[name]
        for n, point in enumerate(points, 1):
            numbers += (point[0] - start[0], point[1] - start[1])
            if n % step == 0:
                start = point
        x, y = points[-1]
        found += (name.lower() if found else name) + re.sub(r" (?=-)", "", " ".join(map(str, numbers)))
    return found


def read_figures(folder: Path) -> tuple[dict[str, Figure], dict[Path, list[toml.Mistake]]]:
    """Read every figure; one that does not fit is left out, with its mistakes."""
    figures: dict[str, Figure] = {}
    wrong: dict[Path, list[toml.Mistake]] = {}
    for path in sorted(folder.glob("*.toml")):
        table, mistakes = toml.load(path)
        mistakes = mistakes or list(_mistakes(path, table))
        if mistakes:
            wrong[path] = mistakes
        else:
            figures[path.stem] = _figure(path.stem, table)
    return figures, wrong


def _size(most: int) -> toml.Check:
    message = f"must be a whole number from 20 to {most}"
    return lambda value: "" if type(value) is int and 20 <= value <= most else message


def _place(value: object) -> str:
    return "" if type(value) is int and 0 <= value <= _MOST else f"must be a whole number from 0 to {_MOST}"


_FIGURE: dict[str, toml.Check] = {
    "title": toml.text,
    "says": toml.text,
    "width": _size(_MOST),
    "height": _size(200),
    "part": toml.tables("part"),
    "label": toml.tables("label"),
}
_PART: dict[str, toml.Check] = {"of": toml.one_of(OF), "look": toml.one_of(LOOKS), "path": toml.text}
_LABEL: dict[str, toml.Check] = {"x": _place, "y": _place, "words": toml.text}


def _mistakes(path: Path, table: Mapping[str, Any]) -> Iterator[toml.Mistake]:
    wrong = list(toml.judge(table, _FIGURE, _FIGURE.keys() - {"label"}))
    yield from (toml.Mistake(toml.line_of(path, key), problem) for key, problem in wrong)
    if wrong:
        return
    title, room = table["title"], letters(table["width"])
    if len(wrapped(title, table["width"])) > _TITLE_LINES or any(len(word) > room for word in title.split()):
        problem = f"'title' has room for {_TITLE_LINES} lines of {room} letters. Use fewer words, or a wider drawing."
        yield toml.Mistake(toml.line_of(path, "title"), problem)
    for name, schema, judge in (("part", _PART, _leaves), ("label", _LABEL, _has_no_room)):
        starts = toml.starts(path, name)
        for n, entry in enumerate(table.get(name, ())):
            line = starts[n] if n < len(starts) else 1
            problems = [f"[[{name}]] {problem}" for _, problem in toml.judge(entry, schema, schema)]
            problems = problems or [f"[[{name}]] {problem}" for problem in judge(entry, table)]
            yield from (toml.Mistake(line, problem) for problem in problems)


def _leaves(part: Mapping[str, Any], table: Mapping[str, Any]) -> Iterator[str]:
    try:
        path = commands(part["path"])
    except MisfitError as misfit:
        yield str(misfit)
        return
    half = -(-LOOKS[part["look"]] // 2)
    for x, y in (point for _, points in path for point in points):
        if not (half <= x <= table["width"] - half and half <= y <= table["height"] - half):
            yield f"'path' leaves the drawing at {x},{y}. Lines of this look need {half} units to each edge."
            return


def _has_no_room(label: Mapping[str, Any], table: Mapping[str, Any]) -> Iterator[str]:
    room = letters(table["width"] - label["x"])
    if len(label["words"]) > room:
        yield f"'words' has room for {max(0, room)} letters here: {label['words']!r}. Use fewer words."
    if not LINE - 5 <= label["y"] <= table["height"] - 5:
        yield f"'y' must be from {LINE - 5} to {table['height'] - 5}: the line that the words stand on."


def commands(path: str) -> tuple[Command, ...]:
    """The commands of a path, with their points.

    Raises:
        MisfitError: it is no path of whole numbers that begins with M, or a curve lacks a point.
    """
    found = list(_COMMAND.finditer(path))
    if "".join(command[0] for command in found) != path or not found or found[0][1] != "M":
        raise MisfitError("'path' must begin with M and hold only M, L, Q, C and whole numbers, like 'M4,9L20,9'.")
    read: list[Command] = []
    for command in found:
        numbers = [int(number) for number in re.findall(r"\d+", command[2])]
        points = tuple(zip(numbers[::2], numbers[1::2], strict=True))
        if len(points) % _POINTS[command[1]]:
            raise MisfitError(f"'path' has a {command[1]} that needs {_POINTS[command[1]]} points, or twice as many.")
        read.append((command[1], points))
    return tuple(read)


def _figure(name: str, table: Mapping[str, Any]) -> Figure:
    parts = tuple(Part(part["of"], part["look"], commands(part["path"])) for part in table["part"])
    inside = tuple(Label(label["x"], label["y"], label["words"]) for label in table.get("label", ()))
    return Figure(name, table["title"], table["says"], table["width"], table["height"], parts, inside)
