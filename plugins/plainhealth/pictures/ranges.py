"""Ranges over days: when something starts, is worst, and how long it goes on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from plainhealth import toml
from plainhealth.pictures.drawing import BAR, EDGE, LINE, WIDTH, Drawing, letters
from plainhealth.pictures.picture import Kind, MisfitError, Picture, Row, Told

#: What a range tells, and the class of its bar.
SPANS = {"starts": "bar-a", "worst": "bar-b", "goes-on": "bar-c", "eases": "bar-out"}
_STEPS = (1, 2, 5, 7, 10, 14, 20, 30, 50, 60, 100)


@dataclass(frozen=True, slots=True)
class Span:
    """A range in days; ``label`` is printed beside its bar. Nobody knows where an open end is."""

    start: float
    end: float
    kind: str
    label: str
    open_end: bool


@dataclass(frozen=True, slots=True)
class RangesRow(Row):
    """A row with its ranges."""

    spans: tuple[Span, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        return (self.label, *(span.label for span in self.spans))

    def untold(self, told: Told) -> Iterator[tuple[str, str]]:
        """Days at which a range begins or ends for certain. A day may be told in hours."""
        starts, ends = {s.start for s in self.spans}, {s.end for s in self.spans if not s.open_end}
        for day in sorted(starts - {0} | ends):
            if told.values.isdisjoint((f"{day:g}", f"{day * 24:g}")):
                yield f"{day:g}", f"is drawn to change at day {day:g}, and its words do not say so"


@dataclass(frozen=True, slots=True)
class Ranges(Picture):
    """Rows over ``days`` days; ``axis`` says from when on they are counted."""

    days: int
    axis: str
    rows: Sequence[RangesRow]

    COLUMNS: ClassVar = ("Kind", "What to expect")

    @property
    def legend(self) -> str:
        return self.axis

    def draw(self) -> Drawing:
        drawing = Drawing()
        for row in self.rows:
            drawing.lines(EDGE, row.label, strong=True)
            top = drawing.y + LINE + 4
            for n, span in enumerate(row.spans):
                left, right = _x(span.start, self.days), _x(span.end, self.days)
                drawing.bar(left, right, top, SPANS[span.kind], "more" if span.open_end else "flat")
                # Every other label stands below its bar: the first bars are narrow, and their words wide.
                drawing.text(left, top + BAR + 16 if n % 2 else top - 6, span.label)
            drawing.y = top + BAR + (LINE + 6 if len(row.spans) > 1 else 8)
        step = next((step for step in _STEPS if self.days <= 7 * step), _STEPS[-1])
        for day in range(0, self.days + 1, step):
            drawing.rule(x := _x(day, self.days), LINE, x, drawing.y)
            anchor = "start" if day == 0 else "end" if x > WIDTH - 3 * EDGE else "middle"
            drawing.text(x, drawing.y + 15, str(day), anchor=anchor)
        drawing.y += LINE
        drawing.lines(EDGE, self.axis)
        return drawing


def _x(day: float, days: int) -> int:
    return round(EDGE + day * (WIDTH - 2 * EDGE) / days)


def _days(value: object) -> str:
    ok = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 400
    return "" if ok else "must be a number of days from 0 to 400"


def _whole_days(value: object) -> str:
    ok = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 400
    return "" if ok else "must be a whole number of days from 1 to 400"


_SPAN: dict[str, toml.Check] = {
    "from": _days,
    "to": _days,
    "kind": toml.one_of(SPANS),
    "label": toml.text,
    "open-end": toml.flag,
}


def _row(table: Mapping[str, Any], row: Mapping[str, Any], line: int) -> RangesRow:
    spans: list[Span] = []
    for span in row["span"]:
        for _, problem in toml.judge(span, _SPAN, _SPAN.keys() - {"open-end"}):
            raise MisfitError(f"[[row.span]] {problem}")
        if not 0 <= span["from"] < span["to"] <= table["days"]:
            raise MisfitError("[[row.span]] must begin before it ends, and end within 'days'.")
        start = float(span["from"])
        spans.append(Span(start, float(span["to"]), span["kind"], span["label"], span.get("open-end", False)))
    for n, one in enumerate(spans):
        # The next label on the same side, or the edge.
        left, after = _x(one.start, table["days"]), spans[n + 2].start if n + 2 < len(spans) else None
        room = letters((WIDTH if after is None else _x(after, table["days"])) - left)
        if len(one.label) > room:
            message = f"[[row.span]] 'label' has room for {room} letters here: {one.label!r}. Use fewer words."
            raise MisfitError(message)
    return RangesRow(row["label"], row["says"], line, tuple(spans))


def _picture(name: str, table: Mapping[str, Any], rows: Sequence[RangesRow]) -> Ranges:
    return Ranges(name, table["title"], table["note"], rows, table["days"], table["axis"])


KIND = Kind({"days": _whole_days, "axis": toml.text}, {"span": toml.tables("row.span")}, frozenset(), _row, _picture)
