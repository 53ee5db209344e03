"""Copies that a reader keeps work from a memory stick: no server, no network, nothing beside the file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from browser.checks import assert_seen
from browser.online import CONTENT_PAGES, COPY, PAGES, Online


@pytest.fixture(scope="module", name="stick")
def _stick(online: Online, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the one file, and nothing else."""
    folder = tmp_path_factory.mktemp("stick")
    shutil.copy(online.folder / COPY, folder)
    return folder / COPY


@pytest.fixture(name="opened")
def _opened(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A tab, and all that it asks for or complains of."""
    with browser.new_context(viewport={"width": 320, "height": 640}) as context:
        context.add_init_script(path=Path(__file__).with_name("page.js"))
        tab, noticed = context.new_page(), []
        tab.on("request", lambda request: noticed.append(request.url))
        tab.on("console", lambda message: noticed.append(message.text))
        tab.on("pageerror", lambda error: noticed.append(str(error)))
        yield tab, noticed


def test_the_whole_site_opens_from_a_file(opened: tuple[Page, list[str]], stick: Path) -> None:
    tab, noticed = opened
    tab.goto(stick.as_uri())
    assert noticed == [stick.as_uri()]
    assert_seen(tab, "main > .notice")
    assert_seen(tab, ".emergency a[href^='tel:']")
    held = tab.locator("article").evaluate_all("all => all.map(a => a.id)")
    assert set(CONTENT_PAGES) <= set(held)
    assert tab.locator("article:has(.notice)").count() == len(held)
    listed = tab.locator("#site-contents + ul a").evaluate_all("all => all.map(a => a.getAttribute('href').slice(1))")
    assert listed == held
    wide = tab.evaluate("() => document.scrollingElement.scrollWidth")
    assert wide <= 320


def test_every_link_of_the_whole_site_leads_to_a_part_of_it(opened: tuple[Page, list[str]], stick: Path) -> None:
    tab, _ = opened
    tab.goto(stick.as_uri())
    astray = tab.evaluate(
        """() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))
            .filter(href => !/^(https|mailto|tel|sms):/.test(href))
            .filter(href => href[0] !== '#' || !document.getElementById(decodeURIComponent(href.slice(1))))"""
    )
    assert astray == []
    tab.locator("#site-contents + ul a", has_text="Kratom").first.press("Enter")
    reached = tab.evaluate("() => document.getElementById(decodeURIComponent(location.hash.slice(1))).tagName")
    assert reached == "ARTICLE"


def test_ids_are_there_once_and_headings_skip_no_level(opened: tuple[Page, list[str]], stick: Path) -> None:
    tab, _ = opened
    tab.goto(stick.as_uri())
    ids = tab.evaluate("() => [...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    levels = tab.evaluate("() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []


@pytest.mark.parametrize("name", PAGES)
def test_each_page_opens_from_a_file(opened: tuple[Page, list[str]], online: Online, name: str) -> None:
    """From a copy of the folder: it asks for nothing else, and its links lead to files of the folder."""
    tab, noticed = opened
    address = (online.folder / name).as_uri()
    tab.goto(address)
    assert noticed == [address]
    assert_seen(tab, "main .notice")
    links = tab.locator("a[href]").evaluate_all("all => all.map(a => a.href.split('#')[0])")
    files = {link for link in links if link.startswith("file:")}
    assert files
    if name != "404.html":  # a server shows it at any depth, so its links begin at the root
        assert [link for link in files if not Path(unquote(urlsplit(link).path)).is_file()] == []
