"""In the few colours of the reader's own (Windows "contrast themes") nothing that means something is lost."""

from __future__ import annotations

import pytest

from browser.checks import assert_contrast
from browser.looks import WIDTH, Look, Show, restyle
from browser.online import PAGES
from browser.test_checks import important
from browser.test_keyboard import focus_after

LIGHT = Look("the reader's own colours, light", 1280, "light", forced="active", opened=True)
DARK = Look("the reader's own colours, dark", WIDTH, "dark", forced="active", opened=True)
PICTURED = "opioid-withdrawal.html"


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_all_that_means_something_is_seen(show: Show, name: str, look: Look) -> None:
    """All text; the edges of what is pressed and of what stands out; each part of a drawing; the focus."""
    tab = show(name, look)
    assert_contrast(tab, "body")
    assert tab.evaluate("() => shown.lost()") == []
    focus_after(show, "Tab", "Tab", "Tab")


SPOILS: list[tuple[str, str]] = [
    (".call { border: 0 }", "a button without an edge"),
    (".notice { border: 0 }", "a notice that is text among text"),
    (".verdict { border-color: Canvas; forced-color-adjust: none }", "a label without its frame"),
    (".bar-a { fill: Canvas; stroke: none }", "a bar in the colour of the paper"),
    (".pic text { fill: Canvas }", "words in the colour of the paper"),
    ("main a { text-decoration: none }", "links that only their colour tells from text"),
]


@pytest.mark.parametrize(("style", "why"), SPOILS, ids=[why for _, why in SPOILS])
def test_what_would_be_noticed(show: Show, style: str, why: str) -> None:
    tab = show("is-it-true.html" if "verdict" in style else PICTURED, LIGHT)
    assert tab.evaluate("() => shown.lost()") == []
    restyle(tab, important(style))
    assert tab.evaluate("() => shown.lost()")
