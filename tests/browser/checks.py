"""What must hold for a page that is being shown. Each check raises AssertionError and names what is wrong.

``shown`` is what page.js knows about the page.
test_checks.py spoils a page in ways that each of them must notice.
"""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    # All that passed would be a long list; one of each is enough to see which rules ran.
    "resultTypes": ["violations", "incomplete"],
}
#: Every result of these must be a verdict: "could not tell" is not enough.
_COLOURS = {"color-contrast", "color-contrast-enhanced"}
_AXE = Axe().axe_script


def _axe(tab: Page, options: dict[str, Any]) -> dict[str, Any]:
    """What axe says of a page; a page that is shown again has it already."""
    if not tab.evaluate("() => 'axe' in globalThis"):
        tab.evaluate(_AXE)
    result: dict[str, Any] = tab.evaluate("options => axe.run(options)", options)
    return result


def assert_accessible(tab: Page) -> None:
    """No violation of WCAG 2.2 A and AA, nor of 7:1 contrast, nor of axe's good practice."""
    result = _axe(tab, _OPTIONS)
    ran = {rule["id"] for kind in ("passes", "violations", "incomplete") for rule in result[kind]}
    assert {*_COLOURS, "target-size", "bypass", "landmark-one-main"} <= ran, f"axe did not run all its rules: {ran}"
    _assert_no_violation(tab, result)


def assert_colours(tab: Page) -> None:
    """No violation of what hangs on colours: the rest is the same in every scheme."""
    result = _axe(tab, {**_OPTIONS, "runOnly": sorted(_COLOURS)})
    ran = {rule["id"] for kind in ("passes", "violations", "incomplete") for rule in result[kind]}
    assert ran >= _COLOURS, f"axe did not run all its rules: {ran}"
    _assert_no_violation(tab, result)


def assert_contrast(tab: Page, selector: str) -> None:
    """The text in such elements has a contrast of 7:1, in any medium: axe knows only the screen's own colours."""
    found = tab.evaluate("selector => shown.contrasts(selector)", selector)
    assert found, f"There is no text in {selector}"
    faint = [f"{contrast:.1f}: {text}" for text, contrast in found if contrast < 7]
    assert faint == [], f"The contrast is below 7:1: {faint}"


def _assert_no_violation(tab: Page, result: dict[str, Any]) -> None:
    wrong = [
        f"{rule['id']}: {rule['help']}: {node['html'][:160]}" for rule in result["violations"] for node in rule["nodes"]
    ]
    # axe cannot read the colours behind a drawing, nor beyond the edge of a box that scrolls. The first have a
    # test of their own (test_axe.py); the second are read at the width where nothing scrolls.
    wrong += [
        f"{rule['id']}: axe cannot tell: {node['html'][:160]}"
        for rule in result["incomplete"]
        if rule["id"] in _COLOURS
        for node in rule["nodes"]
        if tab.locator(node["target"][0]).locator("xpath=ancestor::*[@class='table' or @class='pic']").count() == 0
    ]
    assert not wrong, "\n".join(wrong)


def assert_no_sideways_scrolling(tab: Page) -> None:
    """Nothing is wider than the screen but what scrolls in a box of its own, and no text is cut off."""
    wrong = tab.evaluate("() => shown.tooWide()")
    assert wrong == [], "Wider than the screen, or cut off:\n" + "\n".join(wrong[:5])
    wide, screen = tab.evaluate("() => [document.scrollingElement.scrollWidth, innerWidth]")
    assert wide <= screen, f"The page is {wide} px wide on a screen of {screen} px"


def assert_easy_to_hit(tab: Page) -> None:
    """Every target is at least 44 px high and wide, but for links inside text.

    WCAG 2.5.5 and 2.5.8 except targets in a sentence or block of text ("inline"): here those are links that
    flow with words around them, in sentences and in reference lists. What is laid out as a button is not one.
    """
    wrong = tab.evaluate("() => shown.smallTargets()")
    assert wrong == [], "Targets smaller than 44 px:\n" + "\n".join(wrong)


def assert_short_lines(tab: Page) -> None:
    """No line of text has more than 80 characters."""
    lines = tab.evaluate("() => shown.lines()")
    assert len(lines) > 20, "There is no text"
    long = [f"{len(line)}: {line}" for line in lines if len(line) > 80]
    assert long == [], "Lines of more than 80 characters:\n" + "\n".join(long)


def assert_seen(tab: Page, selector: str) -> None:
    """There is such an element, and every piece of text in each of them can be seen: nothing lies on it."""
    found = tab.evaluate("selector => shown.unseen(selector)", selector)
    assert found, f"There is no {selector}"
    for texts, unseen in found:
        assert texts, f"{selector} is empty"
        assert unseen == [], f"{selector}: cannot be seen: {unseen}"


def assert_not_seen(tab: Page, selector: str) -> None:
    """There are such elements, and none takes any room."""
    elements = tab.locator(selector)
    assert elements.count(), f"There is no {selector}"
    seen = [element.text_content() for element in elements.all() if element.is_visible()]
    assert seen == [], f"{selector} can be seen: {seen}"
