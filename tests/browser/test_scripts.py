"""The two scripts: what they add for a reader whose browser runs them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from browser.checks import assert_accessible, assert_easy_to_hit, assert_no_sideways_scrolling
from browser.looks import WIDTH, Look, Show
from browser.online import Online

LEAVE, STATUS = ".masthead-leave", "header output"
#: Another site, as the tests see it: nothing leaves this machine.
ELSEWHERE = "<!doctype html><title>Elsewhere</title><h1>Elsewhere</h1>"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A first visit, and another site to leave to."""
    with browser.new_context(viewport={"width": WIDTH, "height": 740}) as context:

        def answer(route: Route) -> None:
            route.fulfill(body=ELSEWHERE, content_type="text/html")

        context.route("https://www.wikipedia.org/**", answer)
        yield context


def assert_left_for_good(tab: Page, before: str) -> None:
    """The other site is shown, and Back leads to what was before the page that was left."""
    tab.wait_for_url("https://www.wikipedia.org/")
    expect(tab.locator("h1")).to_have_text("Elsewhere")
    tab.go_back()
    tab.wait_for_url(before)


WAYS = {
    "a click": ["click"],
    "Enter on the link": ["Tab", "Tab", "Enter"],
    "Shift three times": ["Shift"] * 3,
    "Shift three times, after a word in capitals": ["Shift+A", "Shift+B", "Shift", "Shift", "Shift"],
}


@pytest.mark.parametrize("way", WAYS)
def test_leaving_takes_the_page_out_of_the_history(context: BrowserContext, online: Online, way: str) -> None:
    tab = context.new_page()
    tab.goto(online.url("index.html"))
    tab.goto(online.url("start-here.html"))
    for key in WAYS[way]:
        if key == "click":
            tab.locator(LEAVE).click()
        else:
            tab.keyboard.press(key)
    assert_left_for_good(tab, online.url("index.html"))


JUMPS = {
    "a source": ["main .cite a"],
    "a source, and its way back": ["main .cite a", "main a[href^='#cite']"],
    "three links": ["a[href='#main']", ".contents a", "main .cite a"],
}


def follow(tab: Page, link: str) -> None:
    """Follow a link inside the page, also one that is folded away."""
    before = tab.url
    tab.locator(link).first.evaluate("link => link.click()")
    tab.wait_for_url(lambda url: url != before)


@pytest.mark.parametrize("links", JUMPS.values(), ids=JUMPS)
@pytest.mark.parametrize("then", ["back", "forward", "reload first"])
def test_links_inside_the_page_leave_nothing_behind(
    context: BrowserContext, online: Online, links: list[str], then: str
) -> None:
    """Each makes an entry in the history, which leads to the page as well."""
    tab = context.new_page()
    tab.goto(online.url("index.html"))
    tab.goto(online.url("start-here.html"))
    if then == "reload first":
        tab.reload()
    for link in links:
        follow(tab, link)
    tab.locator(LEAVE).click()
    tab.wait_for_url("https://www.wikipedia.org/")
    if then == "forward":
        tab.evaluate("history.forward()")
        tab.wait_for_timeout(500)
        tab.wait_for_url("https://www.wikipedia.org/")
        expect(tab.locator("h1")).to_have_text("Elsewhere")
    else:
        assert_left_for_good(tab, online.url("index.html"))


def test_back_inside_a_page_is_as_ever(context: BrowserContext, online: Online) -> None:
    tab = context.new_page()
    tab.goto(online.url("index.html"))
    tab.goto(online.url("start-here.html"))
    places = [tab.url]
    for link in JUMPS["three links"]:
        follow(tab, link)
        places.append(tab.url)
    for place in (*places[-2::-1], online.url("index.html")):
        tab.go_back()
        tab.wait_for_url(place)
    tab.go_forward()
    tab.wait_for_url(places[0])
    assert tab.locator("main").is_visible()


STAYS = {
    "Shift twice": (["Shift", "Shift"], "To leave this site, press Shift once more."),
    "Shift once": (["Shift"], "To leave this site, press Shift 2 more times."),
    "another key between": (["Shift", "Shift", "a", "Shift"], "To leave this site, press Shift 2 more times."),
    "capitals": (["Shift+A", "Shift+B", "Shift+C", "Shift+D"], ""),
    "back through the links": (["Shift+Tab"] * 4, ""),
    "with another key held down": (["Control+Shift"] * 4, ""),
    "a key that stops it": (["Shift", "Shift", "Escape"], "You stay on this site."),
}


@pytest.mark.parametrize("way", STAYS)
def test_nobody_leaves_by_accident(context: BrowserContext, online: Online, way: str) -> None:
    keys, says = STAYS[way]
    tab = context.new_page()
    tab.goto(online.url("start-here.html"))
    for key in keys:
        tab.keyboard.press(key)
    expect(tab.locator(STATUS)).to_have_text(says)
    assert tab.url == online.url("start-here.html")
    assert tab.locator("html").is_visible()


def test_the_presses_are_forgotten_after_a_while(context: BrowserContext, online: Online) -> None:
    tab = context.new_page()
    tab.clock.install()
    tab.goto(online.url("start-here.html"))
    tab.keyboard.press("Shift")
    tab.keyboard.press("Shift")
    tab.clock.fast_forward(6000)
    expect(tab.locator(STATUS)).to_have_text("You stay on this site.")
    tab.keyboard.press("Shift")
    expect(tab.locator(STATUS)).to_have_text("To leave this site, press Shift 2 more times.")


def test_the_page_is_gone_before_the_other_site_comes(context: BrowserContext, online: Online) -> None:
    """A slow line: what was on the screen is not there while the other site is awaited."""
    tab = context.new_page()
    tab.goto(online.url("start-here.html"))
    left = tab.evaluate(
        "link => { document.querySelector(link).click(); return [document.body.checkVisibility(), document.title] }",
        LEAVE,
    )
    assert left == [False, "www.wikipedia.org"]


def test_without_script_it_is_an_ordinary_link(browser: Browser, online: Online) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        context.route("https://www.wikipedia.org/**", lambda r: r.fulfill(body=ELSEWHERE, content_type="text/html"))
        tab = context.new_page()
        tab.goto(online.url("start-here.html"))
        tab.keyboard.press("Tab")
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        tab.wait_for_url("https://www.wikipedia.org/")
        assert tab.locator("#find").count() == 0
        tab.goto(online.url("pages.html"))
        assert tab.locator("#find").count() == 0
        assert tab.locator("main .atoz a").count() > 5


# -- search -------------------------------------------------------------------------------------

#: What somebody types, and the page that must be among the first three.
TYPED = [
    ("withdrawal", "opioid-withdrawal.html", "a plain word"),
    ("Withdrawl", "opioid-withdrawal.html", "a letter left out"),
    ("cratom", "risks-of-kratom.html", "as it sounds"),
    ("kratm risks", "risks-of-kratom.html", "a slip, and another word"),
    ("narcan", "overdose-and-naloxone.html", "a brand name"),
    ("suboxone", "treatments-that-work.html", "a brand name that no page says"),
    ("subxone", "treatments-that-work.html", "a brand name, misspelt"),
    ("bupre", "treatments-that-work.html", "the start of a word"),
    ("cold turkey", "is-withdrawal-dangerous.html", "two words that mean one"),
    ("OVERDOSE", "overdose-and-naloxone.html", "in capitals"),
    ("what is kratom", "what-is-kratom.html", "a question"),
]


def typed(tab: Page, text: str) -> list[str]:
    """What is found for a text: the addresses, best first."""
    tab.locator("#find").fill(text)
    expect(tab.locator(".find output")).not_to_have_text("")
    return [str(link.get_attribute("href")).split("#")[0] for link in tab.locator(".find li a").all()]


@pytest.mark.parametrize(("text", "wanted", "why"), TYPED, ids=[why for *_, why in TYPED])
def test_search_finds(show: Show, text: str, wanted: str, why: str) -> None:
    tab = show("pages.html", Look("a phone", WIDTH))
    assert wanted in typed(tab, text)[:3]


@pytest.mark.parametrize("text", ["zzzzqqq", "<b>kratom</b><img src=x onerror=alert(1)>", "the", "%", '"\\'])
def test_search_says_what_it_found(show: Show, text: str) -> None:
    """Also for what is in no page, and for what would be mark-up if it were not text."""
    tab = show("pages.html", Look("a phone", WIDTH))
    tab.locator("#find").fill(text)
    says = {"zzzzqqq": "Nothing found. Try another word, or look at the lists below.", "%": "", '"\\': ""}
    if text in says:
        expect(tab.locator(".find output")).to_have_text(says[text])
    else:
        expect(tab.locator(".find output")).not_to_have_text("")
    assert tab.locator(".find img, .find b").count() == 0


def test_the_keyboard_is_enough_for_the_search(show: Show, online: Online) -> None:
    tab = show("pages.html", Look("a computer"))
    tab.locator("#find").focus()
    tab.keyboard.type("liver")
    expect(tab.locator(".find output")).to_contain_text("found")
    tab.keyboard.press("Enter")
    assert tab.locator(".find li a:focus").count() == 1
    tab.keyboard.press("Enter")
    tab.wait_for_url(lambda url: url.startswith(online.url("")) and url != online.url("pages.html"))


def test_the_search_asks_for_one_file_and_keeps_nothing(browser: Browser, online: Online) -> None:
    """The file comes when the box is used, what is typed goes nowhere, and the address stays as it was."""
    with browser.new_context() as context:
        tab = context.new_page()
        online.asked.clear()
        tab.goto(online.url("pages.html"))
        assert [asked.path for asked in online.asked] == ["/repo/pages.html"]
        typed(tab, "liver")
        typed(tab, "heart")
        assert [asked.path for asked in online.asked] == ["/repo/pages.html", "/repo/search.json"]
        assert online.asked[-1].referrer is None
        assert tab.url == online.url("pages.html")
        assert context.storage_state() == {"cookies": [], "origins": []}


def test_a_search_that_cannot_work_says_so(browser: Browser, online: Online) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        context.route("**/search.json", lambda route: route.abort())
        tab.goto(online.url("pages.html"))
        tab.locator("#find").fill("liver")
        expect(tab.locator(".find output")).to_have_text("Search does not work here. The lists below have every page.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_search_is_accessible(show: Show, scheme: str) -> None:
    tab = show("pages.html", Look("320 px", 320, "dark" if scheme == "dark" else "light"))
    typed(tab, "kratom")
    assert_accessible(tab)
    assert_easy_to_hit(tab)
    assert_no_sideways_scrolling(tab)
