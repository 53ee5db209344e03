"""A map of the evidence in two columns: what is known, and what is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from plainhealth import toml
from plainhealth.pictures.drawing import EDGE, LINE, WIDTH, Drawing, letters
from plainhealth.pictures.picture import Kind, MisfitError, Picture, Row, Told

_HEADS = {True: "Known", False: "Not known"}
_MIDDLE, _MARK = WIDTH // 2, 20
#: Words that tell the reader that something is not known.
_UNKNOWN = re.compile(
    r"\b(?:not (?:\w+ )?(?:known|shown|proven|understood|clear)|not know|un(?:known|clear|proven)|not enough evidence"
    r"|no(?:body|ne)? (?:has (?:shown|proven)|knows)|(?:no|without a) (?:controlled |fair )?(?:trial|test|stud)\w*"
    r"|too little evidence|no (?:reliable )?(?:evidence|conclusion))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class KnownRow(Row):
    """A question, and the column that it stands in."""

    known: bool

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.label, _HEADS[self.known], self.says)

    def untold(self, told: Told) -> Iterator[tuple[str, str]]:
        doubt = _UNKNOWN.search(told.words)
        if self.known and doubt:
            yield doubt[0], f"is drawn as known, and its words say “{doubt[0]}”"
        if self.known and "low" in told.certainties:
            yield self.label, "is drawn as known, and rests on a finding of low certainty"
        if not self.known and not doubt:
            yield self.label, "is drawn as not known, and its words do not say that it is not known"


@dataclass(frozen=True, slots=True)
class Known(Picture):
    """Two columns of short phrases, each with a tick or a question mark."""

    rows: Sequence[KnownRow]

    COLUMNS: ClassVar = ("What", "Is it known?", "What was found")

    @property
    def legend(self) -> str:
        return ". ".join(_HEADS.values())

    def draw(self) -> Drawing:
        drawing = Drawing()
        bottom = 0
        for known, left in ((True, EDGE), (False, _MIDDLE + EDGE)):
            drawing.text(left, 15, _HEADS[known], strong=True)
            drawing.y = LINE + 10
            for row in (row for row in self.rows if row.known is known):
                x, y = left, drawing.y
                if known:
                    corners = ((0, 11), (3, 8), (6, 11), (13, 4), (16, 7), (6, 17))
                    drawing.shape("bar-a", *((x + dx, y + dy) for dx, dy in corners))
                else:
                    drawing.text(x + 3, y + 15, "?", strong=True)
                drawing.lines(x + _MARK, row.label, right=left + _MIDDLE - EDGE)
                drawing.y += 8
            bottom = max(bottom, drawing.y)
        drawing.y = bottom
        drawing.rule(_MIDDLE, 0, _MIDDLE, bottom)
        drawing.rule(EDGE, LINE + 3, WIDTH - EDGE, LINE + 3)
        return drawing


def _row(table: Mapping[str, Any], row: Mapping[str, Any], line: int) -> KnownRow:  # noqa: ARG001 - as other kinds
    most = letters(_MIDDLE - EDGE - _MARK)
    if long := [word for word in row["label"].split() if len(word) > most]:
        raise MisfitError(f"[[row]] 'label' has a word too long for its column: {long[0]!r}. At most {most} letters.")
    return KnownRow(row["label"], row["says"], line, row["known"])


def _picture(name: str, table: Mapping[str, Any], rows: Sequence[KnownRow]) -> Known:
    if len({row.known for row in rows}) < 2:
        raise MisfitError("fills one column only. Write a [[row]] with known = true, and one with known = false.")
    return Known(name, table["title"], table["note"], rows)


KIND = Kind({}, {"known": toml.flag}, frozenset(), _row, _picture)
