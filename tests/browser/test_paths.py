"""The site works in a folder of its host, and the page for what is missing works at any depth."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from browser.checks import assert_seen
from browser.online import COPY, PAGES, Online

MISSING = [
    ("nothing.html", "a page that was taken down"),
    ("a/b/c", "an address deep below"),
    ("a/b/c/", "a folder deep below"),
    ("drafts/", "a folder that is not shown"),
]


def assert_links_lead_somewhere(tab: Page, online: Online) -> None:
    """Every link to our own host stays in the site's folder, and what it leads to is there."""
    links = set(tab.locator("a[href]").evaluate_all("all => all.map(a => a.href.split('#')[0])"))
    own = {link for link in links if link.startswith(f"http://{online.host}/")}
    assert {online.url(name) for name in ("start-here.html", "get-help-now.html", "pages.html")} <= own
    assert [link for link in own if not link.startswith(online.url(""))] == []
    assert [link for link in own - {tab.url} if not tab.request.get(link).ok] == []


def test_every_written_page_is_looked_at(online: Online) -> None:
    written = {path.relative_to(online.folder).as_posix() for path in online.folder.rglob("*.htm*")}
    assert written == {*PAGES, COPY}


@pytest.mark.parametrize("name", ["", *PAGES])
def test_links_lead_somewhere(tab: Page, online: Online, name: str) -> None:
    response = tab.goto(online.url(name))
    assert response
    assert response.status == 200
    assert_links_lead_somewhere(tab, online)


@pytest.mark.parametrize(("path", "why"), MISSING, ids=[why for _, why in MISSING])
def test_the_page_for_what_is_missing(tab: Page, online: Online, path: str, why: str) -> None:
    response = tab.goto(online.url(path))
    assert response
    assert response.status == 404
    assert tab.locator("h1").text_content() == "Page not found"
    assert_links_lead_somewhere(tab, online)
    assert_seen(tab, "main .notice")
    tab.locator("main a", has_text="Start here").first.click()
    tab.wait_for_url(online.url("start-here.html"))
