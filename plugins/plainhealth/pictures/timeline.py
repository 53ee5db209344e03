"""A timeline as accessible SVG: rows of ranges over days."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plainhealth import toml

#: Kinds of range: the CSS class of the bar, and whether it fades out (its end is not known).
SPANS = {"starts": "bar-a", "worst": "bar-b", "goes-on": "bar-c"}
_WIDTH, _LEFT, _ROW, _TOP = 640, 10, 104, 34


@dataclass(frozen=True, slots=True)
class Span:
    """A range in days since the last use; ``label`` is printed over its bar."""

    start: float
    end: float
    kind: str
    label: str
    open_end: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of opioid: its spans, and the same in words with its citation."""

    label: str
    says: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A timeline over ``days`` days. ``note`` and ``says`` may hold citation marks."""

    id: str
    title: str
    note: str
    days: int
    rows: tuple[Row, ...]

    def svg(self) -> str:
        """The drawing. Its words are also in the table, so its description points there."""
        axis = _TOP + _ROW * len(self.rows)
        name = f"pic-{self.id}"
        head = (
            f'<svg class="pic" paint-order="stroke" viewBox="0 0 {_WIDTH} {axis + 30}" role="img" '
            f'aria-labelledby="{name}-t {name}-d" xmlns="http://www.w3.org/2000/svg">'
            f'<title id="{name}-t">{html.escape(self.title)}</title>'
            f'<desc id="{name}-d">The table below this picture says the same in words.</desc>'
        )
        rows = [part for n, row in enumerate(self.rows) for part in self._row(row, _TOP + n * _ROW)]
        return "".join([head, *self._axis(axis), *rows, "</svg>"])

    def _x(self, day: float) -> int:
        return round(_LEFT + day * (_WIDTH - 2 * _LEFT) / self.days)

    def _axis(self, bottom: int) -> Iterator[str]:
        for day in range(0, self.days + 1, 2):
            x = self._x(day)
            anchor = "start" if day == 0 else "end" if day == self.days else "middle"
            word = f"Day {day}" if day in (0, self.days) else str(day)
            yield f'<line class="axis" x1="{x}" x2="{x}" y1="{_TOP - 14}" y2="{bottom}"/>'
            yield f'<text x="{x}" y="{bottom + 20}" text-anchor="{anchor}">{word}</text>'

    def _row(self, row: Row, top: int) -> Iterator[str]:
        yield f'<text class="pic-row" x="{_LEFT}" y="{top}">{html.escape(row.label)}</text>'
        for n, span in enumerate(row.spans):
            left, right, y = self._x(span.start), self._x(span.end), top + 30
            look = f'class="{SPANS[span.kind]}"'
            if span.open_end:  # an arrow: nobody knows where it ends
                tip = right - 14
                points = f"{left},{y} {tip},{y} {right},{y + 11} {tip},{y + 22} {left},{y + 22}"
                yield f'<polygon {look} points="{points}"/>'
            else:
                yield f'<rect {look} x="{left}" y="{y}" width="{max(right - left, 6)}" height="22"/>'
            # Every other label stands below its bar: the first bars are narrow, and their words wide.
            yield f'<text x="{left}" y="{y + 39 if n % 2 else y - 7}">{html.escape(span.label)}</text>'


def _number(value: object) -> str:
    ok = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 400
    return "" if ok else "must be a number of days from 0 to 400"


def _tables(value: object) -> str:
    ok = isinstance(value, list) and value and all(isinstance(v, dict) for v in value)
    return "" if ok else "must be given as [[row]] tables"


_PICTURE: dict[str, toml.Check] = {"title": toml.text, "note": toml.text, "days": _number, "row": _tables}
_ROW_FIELDS: dict[str, toml.Check] = {"label": toml.text, "says": toml.text, "span": _tables}
_SPAN: dict[str, toml.Check] = {
    "from": _number,
    "to": _number,
    "kind": toml.one_of(SPANS),
    "label": toml.text,
    "open-end": toml.flag,
}


def read_pictures(folder: Path) -> tuple[dict[str, Picture], dict[Path, list[toml.Mistake]]]:
    """Read every picture file; one that does not fit is left out, with its mistakes."""
    pictures: dict[str, Picture] = {}
    wrong: dict[Path, list[toml.Mistake]] = {}
    for path in sorted(folder.glob("*.toml")):
        table, mistakes = toml.load(path)
        if not mistakes:
            problems = [p for _, p in toml.judge(table, _PICTURE, _PICTURE)]
            if not re.fullmatch(r"[a-z0-9-]+", path.stem):
                problems.append("has a name that a page cannot call. Use small letters, digits and '-'.")
            for row in table.get("row", ()) if not problems else ():
                problems += [f"[[row]] {p}" for _, p in toml.judge(row, _ROW_FIELDS, _ROW_FIELDS)]
                for span in row.get("span", ()) if not problems else ():
                    problems += [
                        f"[[row.span]] {p}" for _, p in toml.judge(span, _SPAN, ("from", "to", "kind", "label"))
                    ]
                    if not problems and not 0 <= span["from"] < span["to"] <= table["days"]:
                        problems.append("[[row.span]] must begin before it ends, and end within 'days'.")
            mistakes = [toml.Mistake(1, p) for p in problems]
        if mistakes:
            wrong[path] = mistakes
            continue
        rows = tuple(
            Row(
                r["label"],
                r["says"],
                tuple(
                    Span(float(s["from"]), float(s["to"]), s["kind"], s["label"], s.get("open-end", False))
                    for s in r["span"]
                ),
            )
            for r in table["row"]
        )
        pictures[path.stem] = Picture(path.stem, table["title"], table["note"], int(table["days"]), rows)
    return pictures, wrong
