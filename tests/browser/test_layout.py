"""Every page fits the screen, its targets can be hit, and its lines can be followed."""

from __future__ import annotations

import pytest

from browser.checks import assert_easy_to_hit, assert_no_sideways_scrolling, assert_short_lines
from browser.looks import SCREEN, WIDTH, Look, Show, restyle
from browser.online import CONTENT_PAGES, PAGES

FITS = [
    Look("320 px: the narrowest phones, and 400 % zoom on a computer (WCAG 1.4.10)", 320, opened=True),
    Look("320 px, text of 200 % (WCAG 1.4.4)", 320, opened=True, style="html { font-size: 200% }"),
    Look("1280 px, text of 200 % (WCAG 1.4.4)", 1280, opened=True, style="html { font-size: 200% }"),
    Look(
        "320 px, text spaced out by the reader (WCAG 1.4.12)",
        320,
        opened=True,
        style="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
        "p { margin-bottom: 2em !important }",
    ),
]
HIT = [
    Look("320 px: a thumb", 320, opened=True),
    Look("1280 px: a shaking hand on a mouse", 1280, opened=True),
]
LINES = [
    Look("1280 px, the browser's own font", 1280, opened=True),
    Look("1280 px, a narrow font, as most computers have", 1280, opened=True, style="body { font-family: Arial }"),
]


@pytest.mark.parametrize("look", FITS, ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_no_sideways_scrolling(show: Show, name: str, look: Look) -> None:
    assert_no_sideways_scrolling(show.again(name, look))


@pytest.mark.parametrize("name", PAGES)
def test_all_text_grows_with_the_reader_s_size(show: Show, name: str) -> None:
    """Twice the size makes all text twice as large, but for words in a drawing and headings, which grow less."""
    tab = show.again(name, Look("text of 200 %", opened=True))
    sizes = """() => [...document.querySelectorAll('body *')].filter(el => !el.closest('svg, h1'))
        .map(el => parseFloat(getComputedStyle(el).fontSize))"""
    before = tab.evaluate(sizes)
    restyle(tab, "html { font-size: 200% }")
    assert tab.evaluate(sizes) == [2 * size for size in before]


@pytest.mark.parametrize("look", HIT, ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_targets_can_be_hit(show: Show, name: str, look: Look) -> None:
    assert_easy_to_hit(show.again(name, look))


@pytest.mark.parametrize("look", LINES, ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_lines_can_be_followed(show: Show, name: str, look: Look) -> None:
    assert_short_lines(show.again(name, look))


#: Where somebody may be dying.
STEPS_FIRST = {"get-help-now.html", "overdose-and-naloxone.html", "start-here.html"}


@pytest.mark.parametrize("name", PAGES)
def test_the_first_screens_of_a_phone(show: Show, name: str) -> None:
    """The strip and the main message are on the first screen, and the notice begins on the first two.

    Where somebody may be dying, all steps stand before the notice: it begins on the first three.
    """
    tab = show.again(name, Look("a small phone", WIDTH))
    assert _bottom(show, ".emergency") <= SCREEN
    assert _bottom(show, "h1") <= SCREEN
    message = "main > p:not(.checked, .action)"
    if name in CONTENT_PAGES or tab.locator(message).count():
        assert _bottom(show, message) <= SCREEN
    box = tab.locator("main .notice").first.bounding_box()
    assert box
    assert box["y"] < (3 if name in STEPS_FIRST else 2) * SCREEN


def _bottom(show: Show, selector: str) -> float:
    box = show.tab.locator(selector).first.bounding_box()
    assert box, f"{selector} takes no room"
    return box["y"] + box["height"]
