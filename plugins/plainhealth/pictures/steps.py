"""Steps, one after the other: how one thing leads to the next. It draws no amount."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from plainhealth import toml
from plainhealth.pictures.drawing import EDGE, WIDTH, Drawing, letters
from plainhealth.pictures.figure import Figure, draw_row
from plainhealth.pictures.picture import Kind, MisfitError, Picture, Row

#: How many figures a step may show.
_FIGURES = 2
_RAIL, _BODY, _TIP, _MOST = 24, 30, 10, 7


@dataclass(frozen=True, slots=True)
class StepsRow(Row):
    """A step, with drawings of what to do in it."""

    figures: tuple[Figure, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        return (self.label, *(words for figure in self.figures for words in figure.labels))


@dataclass(frozen=True, slots=True)
class Steps(Picture):
    """Arrows that point down, with words beside them; the last step leads nowhere."""

    rows: Sequence[StepsRow]

    COLUMNS: ClassVar = ("Step", "What to know, or do")

    def draw(self) -> Drawing:
        drawing = Drawing()
        right = EDGE + _RAIL
        one_line = letters(WIDTH - EDGE - right - 12)
        for n, row in enumerate(self.rows, 1):
            top = drawing.y
            drawing.y += 5 if len(row.label) <= one_line else 0  # beside the middle of its arrow
            drawing.lines(right + 12, row.label)
            if row.figures:
                draw_row(drawing, row.figures, right + 12)
            low = max(drawing.y, top + _BODY)
            if n < len(self.rows):
                tip = (EDGE + _RAIL // 2, low + _TIP)
                drawing.shape("bar-a", (EDGE, top), (right, top), (right, low), tip, (EDGE, low))
                drawing.y = low + _TIP + 4
            else:
                drawing.shape("bar-b", (EDGE, top), (right, top), (right, low), (EDGE, low))
                drawing.y = low
        return drawing


def _row(table: Mapping[str, Any], row: Mapping[str, Any], line: int) -> StepsRow:  # noqa: ARG001 - as other kinds
    figures: tuple[Figure, ...] = tuple(row.get("shows", ()))
    if len(figures) > _FIGURES:
        raise MisfitError(f"[[row]] 'shows' names more than {_FIGURES} figures. Show the rest at another step.")
    return StepsRow(row["label"], " ".join((row["says"], *(figure.says for figure in figures))), line, figures)


def _picture(name: str, table: Mapping[str, Any], rows: Sequence[StepsRow]) -> Steps:
    if not 2 <= len(rows) <= _MOST:
        raise MisfitError(f"must have two to {_MOST} steps: fewer lead nowhere, and more are hard to follow.")
    return Steps(name, table["title"], table["note"], rows)


KIND = Kind({}, {"shows": toml.texts}, frozenset({"shows"}), _row, _picture)
