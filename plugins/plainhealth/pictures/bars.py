"""Bars: shares of a whole ("78 of 100"), or how many times as much. The words at a bar are its length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from plainhealth import toml
from plainhealth.numbers import numbers
from plainhealth.pictures.drawing import BAR, EDGE, WIDTH, Drawing, End
from plainhealth.pictures.picture import Kind, MisfitError, Picture, Row, Told

_UNDER, _OVER = "under|below|at most|up to|less than|fewer than", "over|above|at least|more than"
_LESS, _MORE = (re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in (_UNDER, _OVER))
_BOUND = f"{_UNDER}|{_OVER}|about|around|nearly|almost|not"


@dataclass(frozen=True, slots=True)
class BarsRow(Row):
    """A row whose bar is as long as ``bar`` says. ``unit``: the one that others are compared with."""

    bar: str
    length: Fraction
    unit: bool

    @property
    def labels(self) -> tuple[str, ...]:
        return (self.label, self.bar)

    def untold(self, told: Told) -> Iterator[tuple[str, str]]:
        """The very words: "half" is not "under half"."""
        if self.unit or not {number.value for number in numbers(self.bar)} <= told.values:
            return  # a number that is not told at all is named with the other labels
        said = rf"(?<!\w)(?P<bound>(?:{_BOUND})\s+)?{re.escape(self.bar)}(?!\w)"
        if all(found["bound"] for found in re.finditer(said, told.words, re.IGNORECASE)):
            yield self.bar, f"says “{self.bar}” at its bar, and its words do not say exactly that"

    @property
    def end(self) -> End:
        return "less" if _LESS.search(self.bar) else "more" if _MORE.search(self.bar) else "flat"


@dataclass(frozen=True, slots=True)
class Bars(Picture):
    """Rows of bars; ``whole`` says what the line under each bar stands for."""

    whole: str
    rows: Sequence[BarsRow]

    COLUMNS: ClassVar = ("Who or what", "What was found")

    @property
    def legend(self) -> str:
        return f"Whole line: {self.whole}"

    def draw(self) -> Drawing:
        drawing = Drawing()
        most = max(Fraction(1), *(row.length for row in self.rows))
        for row in self.rows:
            drawing.lines(EDGE, row.label, strong=True)
            drawing.lines(EDGE, row.bar)
            right = EDGE + round(row.length / most * (WIDTH - 2 * EDGE))
            drawing.bar(EDGE, right, drawing.y, "bar-c" if row.unit else "bar-a", row.end)
            low = drawing.y + BAR
            drawing.rule(EDGE, low, WIDTH - EDGE, low)
            drawing.rule(WIDTH - EDGE, drawing.y, WIDTH - EDGE, low)
            drawing.y = low + 12
        drawing.lines(EDGE, self.legend)
        return drawing


def length(words: str) -> Fraction | None:
    """The share or multiple that some words name; None where they name none, or several.

    >>> [str(length(words)) for words in ("78 of 100", "3 of 4", "about a third", "16 times", "12", "1 in 3 or half")]
    ['39/50', '3/4', '1/3', '16', 'None', 'None']
    """
    found = list(numbers(words))
    values = [number.value for number in found]
    if (
        len(found) == 2 and found[0].words == found[1].words and float(values[1])
    ):  # "3 of 4" is one share of two numbers
        return Fraction(values[0]) / Fraction(values[1])
    read = re.fullmatch(r"x(?P<times>[\d.]+)|(?P<cent>[\d.]+)%|(?P<part>\d+/[1-9]\d*)", values[0]) if values else None
    if read is None or len(values) > 1:
        return None
    return Fraction(read["times"] or read["part"] or Fraction(read["cent"]) / 100)


def _row(table: Mapping[str, Any], row: Mapping[str, Any], line: int) -> BarsRow:  # noqa: ARG001 - as other kinds
    words, unit = row["bar"], row.get("unit", False)
    long = length(words)
    if unit and list(numbers(words)):
        raise MisfitError("[[row]] with unit = true is what others are compared with: its 'bar' must hold no number.")
    if not unit and (long is None or long < 0):
        raise MisfitError(
            "[[row]] 'bar' must name one share or multiple, like '78 of 100', 'about a third' or '16 times'."
        )
    return BarsRow(row["label"], row["says"], line, words, Fraction(1) if unit or long is None else long, unit)


def _picture(name: str, table: Mapping[str, Any], rows: Sequence[BarsRow]) -> Bars:
    longest, units = max(row.length for row in rows), sum(row.unit for row in rows)
    if longest > 1 and units != 1:
        raise MisfitError("draws 'times', so exactly one [[row]] must say unit = true: the one they are times of.")
    if longest > 1_000:
        raise MisfitError("draws more than 1,000 times, which no bar can show. Say it in words.")
    return Bars(name, table["title"], table["note"], rows, table["whole"])


KIND = Kind({"whole": toml.text}, {"bar": toml.text, "unit": toml.flag}, frozenset({"unit"}), _row, _picture)
