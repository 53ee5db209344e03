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
_RAIL, _BODY, _TIP, _GAP, _MOST = 24, 30, 10, 4, 7
#: What a step may be besides one on the way: harm that comes, or a way out before it.
TURNS = ("harm", "way-out")


@dataclass(frozen=True, slots=True)
class StepsRow(Row):
    """A step, with drawings of what to do in it; ``turn`` is "" or one of ``TURNS``."""

    figures: tuple[Figure, ...]
    turn: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        return (self.label, *(words for figure in self.figures for words in figure.labels))


@dataclass(frozen=True, slots=True)
class Steps(Picture):
    """Arrows that point down, with words beside them; the last step leads nowhere, and a way out leads aside."""

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
            low, last = max(drawing.y, top + _BODY), n == len(self.rows)
            look = {"harm": "bar-b", "way-out": "bar-out"}.get(row.turn, "bar-a")
            if row.turn == "way-out":
                side = right - _TIP
                drawing.shape(look, (EDGE, top), (side, top), (right, (top + low) // 2), (side, low), (EDGE, low))
                drawing.y = low + _TIP
            elif last:
                drawing.shape(look, (EDGE, top), (right, top), (right, low), (EDGE, low))
                drawing.y = low
            else:
                tip = (EDGE + _RAIL // 2, low + _TIP)
                drawing.shape(look, (EDGE, top), (right, top), (right, low), tip, (EDGE, low))
                drawing.y = low + _TIP + _GAP
        return drawing


def _row(table: Mapping[str, Any], row: Mapping[str, Any], line: int) -> StepsRow:  # noqa: ARG001 - as other kinds
    figures: tuple[Figure, ...] = tuple(row.get("shows", ()))
    if len(figures) > _FIGURES:
        raise MisfitError(f"[[row]] 'shows' names more than {_FIGURES} figures. Show the rest at another step.")
    return StepsRow(
        row["label"], " ".join((row["says"], *(figure.says for figure in figures))), line, figures, row.get("turn", "")
    )


def _picture(name: str, table: Mapping[str, Any], rows: Sequence[StepsRow]) -> Steps:
    if rows and rows[-1].turn == "way-out":
        raise MisfitError("ends with a way out. What it leads away from comes after it.")
    if not 2 <= len(rows) <= _MOST:
        raise MisfitError(f"must have two to {_MOST} steps: fewer lead nowhere, and more are hard to follow.")
    return Steps(name, table["title"], table["note"], rows)


KIND = Kind({}, {"shows": toml.texts, "turn": toml.one_of(TURNS)}, frozenset({"shows", "turn"}), _row, _picture)
