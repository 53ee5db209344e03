"""Shapes and words as SVG, in a box as wide as a phone, so that no drawing has to be scrolled sideways."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterable
from typing import Literal

#: In units of the drawing, about one CSS pixel on a phone. Letters are taken as wide as in the widest of the fonts that
#: readers have, spaced out as some need it (WCAG 1.4.12).
WIDTH, EDGE, LINE, BAR = 340, 6, 20, 20
_LETTER, _STRONG_LETTER = 10, 11.3

#: How a bar ends: at its value, somewhere after it, or somewhere before it.
End = Literal["flat", "more", "less"]


def letters(room: float, *, strong: bool = False) -> int:
    """How many letters surely fit into a line of that many units."""
    return int(room / (_STRONG_LETTER if strong else _LETTER))


def wrapped(words: str, room: float, *, strong: bool = False) -> list[str]:
    """Words in lines that surely fit into that many units."""
    return textwrap.wrap(words, letters(room, strong=strong), break_on_hyphens=False)


class Drawing:
    """Parts from top to bottom; ``y`` is where the next one begins. Colours are the theme's, by class."""

    def __init__(self) -> None:
        self.y = 0
        self._behind: list[str] = []
        self._parts: list[str] = []

    def text(self, x: int, y: int, words: str, *, strong: bool = False, anchor: str = "start") -> None:
        """One line of words; ``y`` is the line they stand on."""
        look = (' class="pic-row"' if strong else "") + (f' text-anchor="{anchor}"' if anchor != "start" else "")
        self._parts.append(f'<text x="{x}" y="{y}"{look}>{html.escape(words, quote=False)}</text>')

    def lines(self, x: int, words: str, *, strong: bool = False, right: int = WIDTH - EDGE) -> None:
        """Words in as many lines as they need between ``x`` and ``right``; moves ``y`` below them."""
        for line in wrapped(words, right - x, strong=strong):
            self.y += LINE
            self.text(x, self.y - 5, line, strong=strong)

    def rule(self, x1: int, y1: int, x2: int, y2: int) -> None:
        """A thin line behind all else."""
        self._behind.append(f'<line class="axis" x1="{x1}" x2="{x2}" y1="{y1}" y2="{y2}"/>')

    def bar(self, left: int, right: int, y: int, look: str, end: End = "flat") -> None:
        """A bar from ``left`` to ``right``: an arrow where it goes on, a notch where it ends before."""
        right = max(right, left + 4)
        low, tip = y + BAR, max(left, right - 12)
        if end == "flat":
            self._parts.append(f'<rect class="{look}" x="{left}" y="{y}" width="{right - left}" height="{BAR}"/>')
        elif end == "more":
            self.shape(look, (left, y), (tip, y), (right, y + BAR // 2), (tip, low), (left, low))
        else:
            self.shape(look, (left, y), (right, y), (tip, y + BAR // 2), (right, low), (left, low))

    def shape(self, look: str, *corners: tuple[int, int]) -> None:
        points = " ".join(f"{x},{y}" for x, y in corners)
        self._parts.append(f'<polygon class="{look}" points="{points}"/>')

    def figure(self, looks: str, paths: Iterable[tuple[str, str]]) -> None:
        """Lines and shapes of one colour, each with its class and the data of its path."""
        drawn = "".join(f'<path class="{look}" d="{data}"/>' if look else f'<path d="{data}"/>' for look, data in paths)
        self._parts.append(f'<g class="{looks}">{drawn}</g>')

    def svg(self, name: str, title: str) -> str:
        """The whole drawing. Its words are also in the table, so its description points there."""
        return (
            f'<svg class="pic" paint-order="stroke" viewBox="0 0 {WIDTH} {self.y + EDGE}" role="img" '
            f'aria-labelledby="{name}-t {name}-d" xmlns="http://www.w3.org/2000/svg">'
            f'<title id="{name}-t">{html.escape(title)}</title>'
            f'<desc id="{name}-d">The table below this picture says the same in words.</desc>'
            f"{''.join(self._behind)}{''.join(self._parts)}</svg>"
        )
