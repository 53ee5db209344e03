"""Every picture on file, shown in a page or not: its words stay in their drawing, and off each other."""

from __future__ import annotations

import pytest

from browser.looks import Look, Show
from building import REPOSITORY
from plainhealth.pictures import read_pictures

PICTURES, _ = read_pictures(REPOSITORY / "content/pictures")
SPACED = "* { letter-spacing: .12em !important; word-spacing: .16em !important }"
LOOKS = [
    Look("320 px: the narrowest phones", 320),
    Look("1280 px: a computer", 1280),
    Look("320 px, text spaced out by the reader (WCAG 1.4.12)", 320, style=SPACED),
    Look("1280 px, a narrow font, as most computers have", 1280, style="body { font-family: Arial }"),
]
#: Words that leave their drawing or touch other words or the lines of a figure, and lines that leave it, in the place
#: of the one picture of the page. Frames of thin lines stand around words.
_TOUCHING = """drawing => {
    const holder = document.createElement('div');
    holder.innerHTML = drawing;
    const svg = holder.firstElementChild;
    document.querySelector('.picture svg').replaceWith(svg);
    const room = svg.getBoundingClientRect();
    const words = [...svg.querySelectorAll('text')].map(el => [el.textContent, el.getBoundingClientRect()]);
    const out = words.filter(([, a]) =>
        a.left < room.left - 1 || a.right > room.right + 1 || a.bottom > room.bottom + 1);
    const on = words.filter(([, a], n) => words.slice(n + 1).some(([, b]) =>
        a.left < b.right && b.left < a.right && a.top + a.height / 4 < b.bottom && b.top + b.height / 4 < a.bottom));
    const half = path => {
        const look = getComputedStyle(path);
        return look.stroke === 'none' ? 0 : parseFloat(look.strokeWidth) / 2;
    };
    const box = svg.viewBox.baseVal;
    const drawn = [...svg.querySelectorAll('path')].map(path => [path.getBBox(), half(path), path]);
    const leaving = drawn.filter(([a, half]) =>
        a.x < half || a.y < half || a.x + a.width > box.width - half || a.y + a.height > box.height - half);
    const under = words.filter(([text, a]) => drawn.some(([, , path]) => {
        const b = path.getBoundingClientRect();
        return path.closest('.fig') && !path.closest('.fig').querySelector('.fig-line')
            && a.left < b.right && b.left < a.right
            && a.top + a.height / 4 < b.bottom && b.top + a.height / 4 < a.bottom;
    }));
    const names = [...out, ...on, ...under].map(([text]) => text);
    return [words.length, [...names, ...leaving.map(([, , path]) => path.getAttribute('d'))]];
}"""


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_all_of_a_drawing_has_room(show: Show, look: Look) -> None:
    tab = show("opioid-withdrawal.html", look)
    seen = {name: tab.evaluate(_TOUCHING, picture.svg()) for name, picture in PICTURES.items()}
    assert {name: touching for name, (_, touching) in seen.items() if touching} == {}
    assert all(words for words, _ in seen.values())
