"""axe-core on every page: WCAG 2.2 A and AA, contrast of 7:1, and axe's good practice."""

from __future__ import annotations

import pytest

from browser.checks import assert_accessible, assert_colours
from browser.looks import Look, Show
from browser.online import PAGES, SAMPLE

#: Colours, width and folded text: both values of each on every page …
LOOKS = [
    Look("light, narrow, all open: a phone by day", 320, "light", opened=True),
    Look("dark, wide, folded: a computer by night", 1280, "dark"),
]
#: … and the other pairs of them on the pages that stand for all.
MORE_LOOKS = [
    Look("light, wide, all open: a library's computer", 1280, "light", opened=True),
    Look("dark, narrow, folded: a phone by night", 320, "dark"),
]
SHOWN = [(name, LOOKS[0]) for name in PAGES] + [(name, look) for name in SAMPLE for look in (LOOKS[1], *MORE_LOOKS)]


@pytest.mark.parametrize(("name", "look"), SHOWN, ids=[f"{name}-{look}" for name, look in SHOWN])
def test_axe_finds_nothing(show: Show, name: str, look: Look) -> None:
    assert_accessible(show.again(name, look))


@pytest.mark.parametrize("name", [name for name in PAGES if name not in SAMPLE])
def test_axe_finds_nothing_in_the_dark(show: Show, name: str) -> None:
    assert_colours(show.again(name, LOOKS[1]))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_in_the_picture_have_the_colours_of_the_text(show: Show, scheme: str) -> None:
    """Axe cannot tell what lies behind words in a drawing. Each has an outline in the page's own ground."""
    tab = show("opioid-withdrawal.html", Look("both schemes", scheme="dark" if scheme == "dark" else "light"))
    looks = tab.evaluate(
        """() => [...document.querySelectorAll('.pic text')].map(el => {
            const s = getComputedStyle(el);
            return [s.fill, s.stroke, s.paintOrder.split(' ')[0], parseFloat(s.strokeWidth) >= 3];
        })"""
    )
    ink, ground = tab.evaluate(
        "() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor] }"
    )
    assert looks
    assert {tuple(look) for look in looks} == {(ink, ground, "stroke", True)}
