"""The notice and the emergency strip can be seen and read, however the page is looked at."""

from __future__ import annotations

import pytest

from browser.checks import assert_contrast, assert_seen
from browser.looks import PAPER, SCREEN, Look, Show
from browser.online import PAGES

LOOKS = [
    Look("a phone by day", 320),
    Look("a phone by night", 320, "dark"),
    Look("a computer by day", 1280),
    Look("a computer by night", 1280, "dark"),
    Look("text of 200 % on a phone", 320, style="html { font-size: 200% }"),
    Look("on paper", PAPER, media="print"),
    Look("on paper, from a computer set to dark", PAPER, "dark", media="print"),
    Look("the reader's own few colours", 1280, forced="active"),
    Look("the reader's own few colours, dark", 320, "dark", forced="active"),
]


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_the_notice_and_the_strip_are_seen(show: Show, name: str, look: Look) -> None:
    tab = show.again(name, look)
    assert_contrast(tab, "main .notice")
    assert_contrast(tab, ".emergency")
    assert_seen(tab, "main .notice")
    assert_seen(tab, ".emergency strong")
    assert_seen(tab, ".emergency a[href^='tel:']")


@pytest.mark.parametrize("name", PAGES)
def test_the_strip_calls_for_help(show: Show, name: str) -> None:
    """The call is on the first screen, names the number it calls, and is large enough for a trembling thumb."""
    call = show.again(name, LOOKS[0]).locator(".emergency a[href^='tel:']")
    number = (call.get_attribute("href") or "").removeprefix("tel:")
    assert number
    assert number in (call.text_content() or "")
    box = call.bounding_box()
    assert box
    assert box["y"] + box["height"] <= SCREEN
    assert min(box["width"], box["height"]) >= 44
