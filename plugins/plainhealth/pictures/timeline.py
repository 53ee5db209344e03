"""A timeline as accessible SVG: rows of ranges over days."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

from plainhealth import toml

#: Kinds of range: the CSS class of the bar, and whether it fades out (its end is not known).
SPANS = {"starts": "bar-a", "worst": "bar-b", "goes-on": "bar-c"}
_WIDTH, _LEFT, _ROW, _TOP = 640, 10, 84, 34


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
        height = _TOP + _ROW * len(self.rows) + 30
        scale = (_WIDTH - 2 * _LEFT) / self.days

        def x(day: float) -> str:
            return f"{_LEFT + day * scale:.0f}"

        name = f"pic-{self.id}"
        parts = [
            f'<svg class="pic" viewBox="0 0 {_WIDTH} {height}" role="img" '
            f'aria-labelledby="{name}-t {name}-d" xmlns="http://www.w3.org/2000/svg">',
            f'<title id="{name}-t">{html.escape(self.title)}</title>',
            f'<desc id="{name}-d">The table below this picture says the same in words.</desc>',
        ]
        axis = _TOP + _ROW * len(self.rows)
        for day in range(0, self.days + 1, 2):
            parts.append(f'<line class="axis" x1="{x(day)}" x2="{x(day)}" y1="{_TOP - 14}" y2="{axis}"/>')
            anchor = "start" if day == 0 else "end" if day == self.days else "middle"
            word = f"Day {day}" if day in (0, self.days) else str(day)
            parts.append(f'<text x="{x(day)}" y="{axis + 20}" text-anchor="{anchor}">{word}</text>')
        for n, row in enumerate(self.rows):
            top = _TOP + n * _ROW
            parts.append(f'<text class="pic-row" x="{_LEFT}" y="{top}">{html.escape(row.label)}</text>')
            for span in row.spans:
                left, right = float(x(span.start)), float(x(span.end))
                width = max(right - left, 6)
                y = top + 30
                if span.open_end:
                    points = f"{left:.0f},{y} {right - 14:.0f},{y} {right:.0f},{y + 11} {right - 14:.0f},{y + 22} {left:.0f},{y + 22}"
                    parts.append(f'<polygon class="{SPANS[span.kind]}" points="{points}"/>')
                else:
                    parts.append(
                        f'<rect class="{SPANS[span.kind]}" x="{left:.0f}" y="{y}" width="{width:.0f}" height="22"/>'
                    )
                parts.append(f'<text x="{left:.0f}" y="{y - 7}">{html.escape(span.label)}</text>')
        parts.append("</svg>")
        return "".join(parts)


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
