"""A visit leaves nothing behind: no request but for the page, nothing stored, and no script but our own two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Route

from browser.looks import open_all
from browser.online import COPY, PAGES, Asked, Online
from plainhealth.publish.script import known

STORED = """async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...await caches.keys(),
    ...(await indexedDB.databases()).map(base => base.name),
    ...(await navigator.serviceWorker.getRegistrations()).map(worker => worker.scope),
    ...document.cookie.split(';').filter(Boolean),
]"""


@dataclass
class Visit:
    """A first visit, and all that the browser noticed meanwhile."""

    tab: Page
    requests: list[str] = field(default_factory=list)
    noise: list[str] = field(default_factory=list)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    with browser.new_context() as context:
        visit = Visit(context.new_page())
        visit.tab.on("request", lambda request: visit.requests.append(request.url))
        visit.tab.on("console", lambda message: visit.noise.append(f"{message.type}: {message.text}"))
        visit.tab.on("pageerror", lambda error: visit.noise.append(str(error)))
        yield visit


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    """A tab that runs no script."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


def read_to_the_end(tab: Page) -> None:
    """Do what a reader does on one page: open what is folded, follow a link within it, scroll down."""
    open_all(tab)
    tab.locator("a[href^='#']").first.press("Enter")
    tab.keyboard.press("End")


def assert_quiet(visit: Visit, address: str) -> None:
    """The page was asked for, and nothing else; the browser had nothing to say (such as of the page's policy)."""
    assert visit.requests == [address]
    assert visit.noise == []


def assert_nothing_stored(visit: Visit, address: str) -> None:
    """Neither by the page nor for it."""
    assert visit.tab.url.startswith(address)
    assert visit.tab.evaluate(STORED) == []
    assert visit.tab.context.cookies() == []
    assert visit.tab.context.storage_state() == {"cookies": [], "origins": []}


@pytest.mark.parametrize("name", PAGES)
def test_one_request_and_nothing_stored(visit: Visit, online: Online, name: str) -> None:
    online.asked.clear()
    visit.tab.goto(online.url(name))
    read_to_the_end(visit.tab)
    assert_quiet(visit, online.url(name))
    assert [asked.path for asked in online.asked] == [f"/repo/{name}"]
    assert_nothing_stored(visit, online.url(name))
    # JSON-LD is data for search engines; a browser runs nothing of it.
    scripts = visit.tab.locator("script:not([type='application/ld+json'])").all_text_contents()
    assert [known(text) for text in scripts] == [*(["search"] if name == "pages.html" else []), "leave"]


@pytest.mark.parametrize("name", PAGES)
def test_the_next_page_does_not_learn_where_the_reader_was(tab: Page, online: Online, name: str) -> None:
    tab.goto(online.url(name))
    tab.locator("header nav a").first.click()
    tab.wait_for_url(online.url("start-here.html"))
    assert online.asked[-1] == Asked("/repo/start-here.html", None)


@pytest.mark.parametrize("name", PAGES)
def test_the_same_words_without_script(tab: Page, plain: Page, online: Online, name: str) -> None:
    for page in (tab, plain):
        page.set_viewport_size({"width": 1280, "height": 740})
        page.emulate_media(media="screen")
        page.goto(online.url(name))
    # The box of the search is there only where it works.
    tab.locator(".find").evaluate_all("found => found.forEach(box => box.remove())")
    with_script, without = tab.locator("body"), plain.locator("body")
    assert len(without.inner_text()) > 500
    assert without.inner_text() == with_script.inner_text()
    assert without.text_content() == with_script.text_content()


def test_a_visit_to_every_page_leaves_nothing(browser: Browser, online: Online) -> None:
    """Follow every link there is to a page of the site, as a reader does, with all other hosts blocked and logged."""
    with browser.new_context() as context:
        elsewhere: list[str] = []
        context.route(lambda url: not url.startswith(online.url("")), lambda route: refuse(route, elsewhere))
        tab = context.new_page()
        tab.goto(online.url("index.html"))
        online.asked.clear()
        visited, waiting, followed = {tab.url}, [tab.url], 0
        while waiting:
            here = waiting.pop()
            tab.goto(here)
            pages = tab.locator("a[href]").evaluate_all("all => all.map(a => a.href.split('#')[0])")
            own = (link for link in pages if link.startswith(online.url("")) and not link.endswith((".json", ".xml")))
            for page in dict.fromkeys(own):  # data and the feed are for programs
                followed += 1
                if page not in visited:
                    tab.evaluate("to => [...document.links].find(a => a.href.split('#')[0] === to).click()", page)
                    tab.wait_for_url(f"{page}*")
                    visited.add(page)
                    waiting.append(page)
                    tab.goto(here)
        names = {url.removeprefix(online.url("")) for url in visited} - {""}
        assert names == {*PAGES, COPY} - {"404.html"}
        assert followed > len(names)
        assert elsewhere == []
        assert {asked.path.removeprefix("/repo/") for asked in online.asked} <= {"", *PAGES, COPY}
        assert_nothing_stored(Visit(tab), online.url(""))


def refuse(route: Route, asked: list[str]) -> None:
    """Note what another host was asked for, and do not let it be asked."""
    asked.append(route.request.url)
    route.abort()


def test_another_host_is_blocked_and_logged(browser: Browser, online: Online) -> None:
    with browser.new_context(bypass_csp=True) as context:
        elsewhere: list[str] = []
        context.route(lambda url: not url.startswith(online.url("")), lambda route: refuse(route, elsewhere))
        tab = context.new_page()
        tab.goto(online.url("index.html"))
        tab.evaluate("fetch('https://tracker.example.org/seen').catch(() => 0)")
        assert elsewhere == ["https://tracker.example.org/seen"]


#: What a page could do behind the reader's back, and what must notice.
Check = Callable[[Visit, str], None]
SPOILS: list[tuple[str, Check, str]] = [
    (
        "new Image().src = 'https://tracker.example.org/x.png'",
        assert_quiet,
        "a picture from another host counts visitors",
    ),
    ("fetch('/repo/index.html').then(answer => answer.text())", assert_quiet, "a request to our own host is one too"),
    ("document.body.setAttribute('style', 'color: red')", assert_quiet, "the page breaks its own policy"),
    ("console.warn('slow')", assert_quiet, "anything the browser would say to a developer"),
    ("document.cookie = 'seen=1'", assert_nothing_stored, "a cookie"),
    ("localStorage.setItem('seen', '1')", assert_nothing_stored, "stays when the browser is closed"),
    ("sessionStorage.setItem('seen', '1')", assert_nothing_stored, "stays while the tab is open"),
    ("new Promise(done => { indexedDB.open('seen').onsuccess = done })", assert_nothing_stored, "a data base"),
    ("caches.open('seen')", assert_nothing_stored, "an offline copy shows what was read"),
]


@pytest.mark.parametrize(("script", "check", "why"), SPOILS, ids=[why for *_, why in SPOILS])
def test_what_would_be_noticed(visit: Visit, online: Online, script: str, check: Check, why: str) -> None:
    visit.tab.goto(online.url("index.html"))
    visit.tab.evaluate(f"async () => {{ await ({script}) }}")
    visit.tab.wait_for_load_state("networkidle")
    with pytest.raises(AssertionError):
        check(visit, online.url("index.html"))
