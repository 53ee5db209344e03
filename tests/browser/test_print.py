"""On paper a page is a leaflet: what only a screen can use is gone, what a reader must have is there."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from browser.checks import assert_not_seen, assert_seen
from browser.looks import PAPER, Look, Show
from browser.online import CONTENT_PAGES, PAGES
from building import REPOSITORY
from plainhealth.components import plain_date

SHEET = Look("a sheet of A4, nothing opened before", PAPER, media="print")


@pytest.mark.parametrize("name", PAGES)
def test_what_paper_cannot_use_is_gone(show: Show, name: str) -> None:
    tab = show(name, SHEET)
    for selector in ("nav", ".skip", ".masthead-leave", ".emergency-more"):
        assert_not_seen(tab, selector)


@pytest.mark.parametrize("name", PAGES)
def test_the_site_and_its_last_day_are_named(show: Show, name: str) -> None:
    """The notice and the strip are seen to in test_notice.py."""
    tab = show(name, SHEET)
    assert_seen(tab, ".masthead-name")
    assert_seen(tab, ".colophon p")
    assert "good until" in (tab.locator(".colophon").text_content() or "")


@pytest.mark.parametrize("name", CONTENT_PAGES)
def test_the_day_to_check_after_is_on_the_sheet(show: Show, name: str) -> None:
    tab = show(name, SHEET)
    assert_seen(tab, ".dates p")
    text = (REPOSITORY / "content" / "pages" / name).with_suffix(".md").read_text("utf-8")
    until = re.search(r"^Next-check: *(\S+)", text, re.MULTILINE | re.IGNORECASE)
    assert until
    assert f"Check after {plain_date(dt.date.fromisoformat(until[1]))}" in tab.locator(".dates-copy").inner_text()


@pytest.mark.parametrize("name", CONTENT_PAGES)
def test_the_sources_are_on_the_sheet_with_their_addresses(show: Show, name: str) -> None:
    tab = show(name, SHEET)
    assert_seen(tab, ".references li > p:not(.references-backs)")
    addresses = tab.locator(".references a[href^='http']").evaluate_all(
        "all => all.map(a => [getComputedStyle(a, '::after').content, a.getAttribute('href')])"
    )
    assert addresses
    assert [said for said, address in addresses if address not in said and "attr(href)" not in said] == []


def test_the_numbers_to_call_are_on_the_sheet(show: Show) -> None:
    """Also those of the countries that are folded on a screen."""
    tab = show("get-help-now.html", SHEET)
    assert tab.locator(".helplines details:not([open])").count()
    assert_seen(tab, ".helplines a[href^='tel:']")


@pytest.mark.parametrize("name", PAGES)
def test_it_prints(show: Show, name: str) -> None:
    pdf = show(name, SHEET).pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 1
