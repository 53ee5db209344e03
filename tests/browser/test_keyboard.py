"""Every page can be used with the keyboard alone, and one always sees where one is."""

from __future__ import annotations

from typing import Any

import pytest

from browser.looks import WIDTH, Look, Show
from browser.online import CONTENT_PAGES, PAGES

PHONE = Look("a narrow window: most is out of sight at first", WIDTH)
DARK = Look("dark colours", 1280, "dark")


def focus_after(show: Show, *keys: str) -> dict[str, Any]:
    """Press Tab keys in turn, and look each time where the focus is: what is known of it after the last.

    It can always be seen: WCAG 2.4.7, 2.4.11, 2.4.13.
    """
    return walk(show, *keys)[-1]


def walk(show: Show, *keys: str) -> list[dict[str, Any]]:
    """Press Tab, or Shift and Tab, in turn: what is known of the focus after each."""
    show.tab.evaluate("() => shown.watch()")
    for key in keys:
        show.tab.keyboard.press(key)
    way: list[dict[str, Any]] = show.tab.evaluate("() => shown.walk")
    assert len(way) == len(keys), f"{len(keys)} keys, {len(way)} steps"
    for focus in way:
        assert focus["seen"], f"The focus is out of sight or covered: {focus['html']}"
        assert focus["ring"] >= 2, f"The focus has no outline: {focus['html']}"
        assert focus["contrast"] >= 3, f"The outline of the focus is too faint: {focus['html']}"
    return way


@pytest.mark.parametrize("look", [PHONE, DARK], ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_tab_goes_through_the_page_in_its_order(show: Show, name: str, look: Look) -> None:
    """From the skip link over every link of the header to the end of the page, and nothing is left out."""
    tab = show(name, look)
    stops = tab.evaluate("() => shown.stops().length")
    header = tab.locator("header a").count()
    assert stops > header >= 4
    # In dark colours the way through the header is enough: the order does not hang on colours.
    steps = stops if look is PHONE else header + 3
    assert [focus["stop"] for focus in walk(show, *["Tab"] * steps)] == list(range(steps))
    if look is PHONE:
        assert focus_after(show, "Shift+Tab")["stop"] == stops - 2


@pytest.mark.parametrize("name", PAGES)
def test_the_skip_link_skips(show: Show, name: str) -> None:
    tab = show(name, PHONE)
    focus_after(show, "Tab")
    skip = tab.locator(":focus")
    box = skip.bounding_box()
    assert box
    assert box["width"] >= 44
    assert box["height"] >= 44
    skip.press("Enter")
    tab.wait_for_url("**/*#main")
    focus_after(show, "Tab")
    assert tab.locator(":is(main, main ~ *) :focus").count() == 1


@pytest.mark.parametrize("name", CONTENT_PAGES)
def test_what_is_folded_opens_with_enter_and_space(show: Show, name: str) -> None:
    tab = show(name, PHONE)
    folded = tab.locator("details:not(details details)").all()
    assert folded
    # Evidence is alike beside all claims: the first of each kind, and the last.
    kinds = {details.evaluate("d => d.className + d.parentElement.className"): details for details in folded[::-1]}
    for details in [*kinds.values(), folded[-1]]:
        summary, was = details.locator("> summary"), details.get_attribute("open")
        summary.focus()
        for key in ("Enter", "Space"):
            before = details.get_attribute("open")
            tab.keyboard.press(key)
            assert details.get_attribute("open") != before, f"{key} does nothing: {summary.text_content()}"
            shown = details.locator("> :not(summary)").first.is_visible()
            assert shown is (before is None), f"{key}: {summary.text_content()}"
        assert details.get_attribute("open") == was
