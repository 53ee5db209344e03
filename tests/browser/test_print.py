"""On paper a page is a leaflet: what only a screen can use is gone, what a reader must have is there."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from browser.checks import assert_not_seen, assert_seen
from browser.looks import PAPER, Look, Show
from browser.online import CONTENT_PAGES, OWNER, PAGES, ROOT
from building import REPOSITORY
from plainhealth.components import plain_date
from plainhealth.qr import code

SHEET = Look("a sheet of A4, nothing opened before", PAPER, media="print")
#: Two sheets, printed on both sides.
MOST_SIDES = 4
#: In CSS pixels, 2.5 cm: modules of half a millimetre and more, which any phone reads.
WIDTH_OF_CODE = 94


@pytest.mark.parametrize("name", PAGES)
def test_what_paper_cannot_use_is_gone(show: Show, name: str) -> None:
    tab = show.again(name, SHEET)
    for selector in ("nav", ".skip", ".masthead-leave", ".emergency-more"):
        assert_not_seen(tab, selector)


@pytest.mark.parametrize("name", PAGES)
def test_the_site_and_its_last_day_are_named(show: Show, name: str) -> None:
    """The notice and the strip are seen to in test_notice.py."""
    tab = show.again(name, SHEET)
    assert_seen(tab, ".masthead-name")
    assert_seen(tab, ".colophon p")
    assert "good until" in (tab.locator(".colophon").text_content() or "")


@pytest.mark.parametrize("name", CONTENT_PAGES)
def test_the_day_to_check_after_is_on_the_sheet(show: Show, name: str) -> None:
    tab = show.again(name, SHEET)
    assert_seen(tab, ".dates p")
    text = (REPOSITORY / "content" / "pages" / name).with_suffix(".md").read_text("utf-8")
    until = re.search(r"^Next-check: *(\S+)", text, re.MULTILINE | re.IGNORECASE)
    assert until
    good = re.search(r"good until (\d+ \w+ \d{4})", tab.locator(".colophon").text_content() or "")
    assert good
    whole = dt.datetime.strptime(good[1], "%d %B %Y").replace(tzinfo=dt.UTC).date()  # what the whole copy is good until
    first = min(dt.date.fromisoformat(until[1]), whole)
    assert f"Check after {plain_date(first)}" in tab.locator(".dates-copy").inner_text()


@pytest.mark.parametrize("name", CONTENT_PAGES)
def test_the_sources_are_on_the_sheet_each_with_one_address(show: Show, name: str) -> None:
    """The most lasting one, as words: in the text of the link, or behind it."""
    tab = show.again(name, SHEET)
    assert_seen(tab, ".references li > p:first-child > a:first-of-type")
    addresses = tab.locator(".references li > p:first-child > a:first-of-type").evaluate_all(
        "all => all.map(a => [a.textContent + getComputedStyle(a, '::after').content, a.getAttribute('href')])"
    )
    assert addresses
    bare = [(said, address.removeprefix("https://")) for said, address in addresses]
    assert [address for said, address in bare if address not in said and "attr(href)" not in said] == []
    others = tab.locator(".references li > p:first-child > a:not(:first-of-type)")
    assert [other.text_content() for other in others.all() if other.is_visible()] == []


def test_the_numbers_to_call_are_on_the_sheet(show: Show) -> None:
    """Also those of the countries that are folded on a screen."""
    tab = show.again("get-help-now.html", SHEET)
    assert tab.locator(".helplines details:not([open])").count()
    assert_seen(tab, ".helplines a[href^='tel:']")


@pytest.mark.parametrize("name", CONTENT_PAGES)
def test_a_code_leads_from_the_sheet_to_the_page(show: Show, name: str) -> None:
    """Its address stands beside it in words. On a screen there is none: the page is there already."""
    tab = show.again(name, SHEET)
    assert_seen(tab, ".dates-copy")
    drawn = tab.locator(".dates .qr path")
    address = f"https://{OWNER}.github.io{ROOT}{name}"
    assert f"at {address}." in tab.locator(".dates-copy").inner_text()
    assert drawn.get_attribute("d") == code(address).path
    assert drawn.get_attribute("stroke-dasharray") == code(address).dashes
    box = tab.locator(".dates .qr").bounding_box()
    assert box
    assert box["width"] == pytest.approx(box["height"])
    assert box["width"] > WIDTH_OF_CODE
    tab.emulate_media(media="screen")
    assert_not_seen(tab, ".dates .qr")


def test_letters_on_paper_are_large_enough(show: Show) -> None:
    """10 pt; what is raised is a number only."""
    tab = show.again("opioid-withdrawal.html", SHEET)
    sizes = tab.evaluate(
        """() => [...document.querySelectorAll('main *, footer *')]
            .filter(e => e.checkVisibility() && !e.closest('svg, .cite'))
            .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
            .map(e => [parseFloat(getComputedStyle(e).fontSize), e.outerHTML.slice(0, 60)])"""
    )
    assert sizes
    assert [what for size, what in sizes if size * 0.75 < 9.99] == []


def test_every_page_is_a_leaflet(show: Show) -> None:
    """On both sides of two sheets at most."""
    sides = {}
    for name in PAGES:
        pdf = show.again(name, SHEET).pdf(prefer_css_page_size=True)
        assert pdf.startswith(b"%PDF"), name
        sides[name] = len(re.findall(rb"/Type\s*/Page\b", pdf))
    table = "\n".join(f"{count:3}  {name}" for name, count in sides.items())
    print(f"\nPrinted sides of A4:\n{table}")
    assert min(sides.values()) >= 1
    assert [name for name, count in sides.items() if count > MOST_SIDES] == [], table
