"""Each check notices what it is for: a page is spoiled, and the check must not pass."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page

from browser.checks import (
    assert_accessible,
    assert_contrast,
    assert_easy_to_hit,
    assert_no_sideways_scrolling,
    assert_not_seen,
    assert_seen,
    assert_short_lines,
)
from browser.looks import Look, Show, restyle
from browser.test_keyboard import focus_after

PAGE = "risks-of-kratom.html"
PHONE, WIDE, PAPER = Look("phone", 320), Look("wide", 1280), Look("paper", 642, media="print")

contrast = partial(assert_contrast, selector="main .notice")
notice_seen = partial(assert_seen, selector="main .notice")
nav_gone = partial(assert_not_seen, selector="nav")

TINY = ".masthead li { font-size: 9px; line-height: 1 } .masthead a { line-height: 1; padding: 0 }"

STYLES: list[tuple[Callable[[Page], None], Look, str, str]] = [
    (assert_accessible, WIDE, ".checked { color: #777 }", "grey that a good eye can read: 4.5:1, but not 7:1"),
    (assert_accessible, WIDE, ".references { color: #bbb }", "grey that nobody can read"),
    (assert_accessible, WIDE, "p a { text-decoration: none; color: inherit }", "links that look like the text"),
    (assert_accessible, WIDE, f".masthead ul {{ display: block }} {TINY}", "targets closer than 24 px"),
    (assert_no_sideways_scrolling, PHONE, "main { min-width: 25rem }", "a column wider than a phone"),
    (assert_no_sideways_scrolling, PHONE, ".checked { white-space: nowrap }", "a line that does not wrap"),
    (assert_no_sideways_scrolling, PHONE, ".notice { height: 4rem; overflow: hidden }", "a box that cuts its text"),
    (assert_easy_to_hit, PHONE, ".masthead a { padding: 0 }", "links in the header as high as their text"),
    (assert_easy_to_hit, PHONE, "summary { min-height: 0; padding: 0 }", "a line to open that is hard to hit"),
    (assert_easy_to_hit, PHONE, ".call { padding: 0; border: 0 }", "a call for help that is hard to hit"),
    (assert_easy_to_hit, PHONE, ".further a { display: inline; padding: 0 }", "links in a list, no words around them"),
    (assert_short_lines, WIDE, "main { max-width: 60rem }", "a column as wide as the screen"),
    (assert_short_lines, WIDE, "main, .colophon > * { font-size: .7rem }", "small print"),
    (contrast, WIDE, ".notice { color: #777 }", "a pale notice"),
    (contrast, PAPER, ".notice { color: #777 }", "a pale notice on paper"),
    (contrast, WIDE, ".notice strong { background: #6b5000 } .notice strong { color: #000 }", "dark on dark"),
    (notice_seen, PHONE, ".notice { display: none }", "taken out"),
    (notice_seen, PHONE, ".notice { visibility: hidden }", "an empty space"),
    (notice_seen, PHONE, ".notice { opacity: .2 }", "faint"),
    (notice_seen, PHONE, ".notice { font-size: 1px }", "too small to read"),
    (notice_seen, PHONE, ".notice { position: absolute; left: -200vw }", "beside the screen"),
    (notice_seen, PHONE, ".notice { height: 0; overflow: hidden; padding: 0; border: 0 }", "a box of no height"),
    (notice_seen, PHONE, ".notice { clip-path: inset(50%) }", "cut away"),
    (notice_seen, PHONE, "main::after { content: ''; position: fixed; inset: 0; background: red }", "covered"),
    (notice_seen, PHONE, ".notice p:last-child { display: none }", "half of it taken out"),
    (notice_seen, PAPER, "@media print { .notice { display: none } }", "only on the screen"),
    (nav_gone, PAPER, "nav { display: block }", "a leaflet with a menu"),
]


@pytest.mark.parametrize(("check", "look", "style", "why"), STYLES, ids=[why for *_, why in STYLES])
def test_a_spoiled_style_is_noticed(
    show: Show, check: Callable[[Page], None], look: Look, style: str, why: str
) -> None:
    tab = show(PAGE, look)
    check(tab)
    restyle(tab, important(style))
    with pytest.raises(AssertionError):
        check(tab)


def important(style: str) -> str:
    """The rules, stronger than the theme's."""
    return style.replace(";", " !important;").replace(" }", " !important }").replace("} !important }", "} }")


MARKS: list[tuple[str, str]] = [
    ("document.querySelector('main').replaceWith(...document.querySelector('main').childNodes)", "no main part"),
    ("document.querySelector('h1').outerHTML = '<h3>Risks</h3>'", "headings that skip a level"),
    ("document.querySelector('summary').textContent = ''", "something to open that does not say what"),
    ("document.documentElement.removeAttribute('lang')", "a page in no language"),
    (
        "document.querySelector('.cite a').textContent = ''; document.querySelector('.cite a').ariaLabel = null",
        "no name",
    ),
]


@pytest.mark.parametrize(("script", "why"), MARKS, ids=[why for _, why in MARKS])
def test_spoiled_mark_up_is_noticed(show: Show, script: str, why: str) -> None:
    tab = show("treatments-that-work.html", PHONE)
    tab.evaluate(f"() => {{ {script} }}")
    with pytest.raises(AssertionError):
        assert_accessible(tab)


FOCUS = [
    (":focus { outline: none }", "no outline"),
    (":focus { outline: 1px solid }", "a thin outline"),
    (":focus { outline-color: #ddd }", "a pale outline"),
    (".skip:focus { position: absolute; top: -9rem }", "a skip link that stays out of sight"),
    ("main::after { content: ''; position: fixed; inset: 0; background: red }", "something lies on it"),
]


@pytest.mark.parametrize(("style", "why"), FOCUS, ids=[why for _, why in FOCUS])
def test_a_hidden_focus_is_noticed(show: Show, style: str, why: str) -> None:
    restyle(show(PAGE, WIDE), important(style))
    with pytest.raises(AssertionError):
        focus_after(show, "Tab")


LINKS = [
    ("document.querySelector('#ref-2').id = 'gone'", "the source is not there"),
    ("document.querySelector('.cite a').href = '#'", "a link to nowhere"),
    ("document.querySelector('.references').hidden = true", "sources that cannot be seen"),
]


@pytest.mark.parametrize(("script", "why"), LINKS, ids=[why for _, why in LINKS])
def test_a_broken_citation_is_noticed(show: Show, script: str, why: str) -> None:
    tab = show(PAGE, WIDE)
    tab.evaluate(f"() => {{ {script} }}")
    assert tab.evaluate("() => shown.follow('.cite a')")[1]


CHANGES = [
    ("document.querySelectorAll('details').forEach(d => { d.open = !d.open })", True, "what was opened is folded"),
    ("scrollTo(0, 500)", True, "the page is scrolled back"),
    ("document.adoptedStyleSheets = [new CSSStyleSheet()]", True, "a reader's style is taken away"),
    ("document.querySelector('p').textContent = 'Spoiled'", False, "other words"),
    ("document.querySelector('p').hidden = true", False, "an attribute more"),
    ("document.querySelector('h2').append('')", True, "nothing is nothing"),
    ("document.querySelector('main a').focus()", False, "the next Tab would begin there"),
    ("shown.watch()", False, "keys were pressed"),
    ("location.hash = '#main'", False, "another address"),
]


@pytest.mark.parametrize(("script", "same", "why"), CHANGES, ids=[why for *_, why in CHANGES])
def test_a_page_is_shown_again_only_as_it_was_loaded(show: Show, script: str, why: str, *, same: bool) -> None:
    state = """() => [
        document.documentElement.outerHTML, scrollY, document.adoptedStyleSheets.length, location.href,
        document.querySelectorAll('details[open]').length, document.activeElement === document.body,
    ]"""
    before = show(PAGE, WIDE).evaluate(state)
    show.tab.evaluate(f"() => {{ globalThis.kept = true; {script} }}")
    again = show.again(PAGE, WIDE)
    assert again.evaluate(state) == before
    assert again.evaluate("() => 'kept' in globalThis") is same
