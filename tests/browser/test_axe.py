"""axe-core on every page: WCAG 2.2 A and AA, contrast of 7:1, and axe's good practice."""

from __future__ import annotations

import pytest

from browser.checks import assert_accessible
from browser.looks import Look, Show
from browser.online import PAGES

#: Colours, width and folded text: each two of them meet in every way.
LOOKS = [
    Look("light, wide, folded: a library's computer", 1280, "light"),
    Look("light, narrow, all open: a phone by day", 320, "light", opened=True),
    Look("dark, narrow, folded: a phone by night", 320, "dark"),
    Look("dark, wide, all open: a computer by night", 1280, "dark", opened=True),
]


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(show: Show, name: str, look: Look) -> None:
    assert_accessible(show(name, look))


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
