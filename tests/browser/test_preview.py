"""The editors' preview in a real browser: it shows what was saved by itself, with what is wrong where it is wrong."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from browser.checks import assert_accessible
from building import CITED, NOTICE, PATIENCE, Place, make, page
from plainhealth.preview.links import ALL, BUILD, RULES
from previewing import A_WHILE, TOTALS, Preview, free_port, get, preview, wait_for

#: In milliseconds, for the browser.
LONG = PATIENCE * 1000
KRATOM = "content/pages/kratom.md"
FILLED = "\n\n".join(f"## Part {word}\n\n{CITED}" for word in "a b c d e f g h i j k l m n o p q r".split())


@dataclass
class Live:
    """A preview that is served, and a tab that shows it."""

    site: Place
    shown: Preview
    port: int
    tab: Page
    #: Every request of the tab, and every message in its console.
    asked: list[Request] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def open(self, name: str) -> None:
        self.tab.goto(f"http://127.0.0.1:{self.port}/{name}")

    def save(self, name: str, text: str) -> None:
        """Save a file once, and wait until the tab shows the build that came of it."""
        before = self.build
        self.site.write(name, text)
        self.tab.wait_for_function(
            "before => document.querySelector('[data-preview-build]')?.dataset.previewBuild !== before"
            " && document.readyState === 'complete'",
            arg=before,
            timeout=LONG,
        )

    @property
    def build(self) -> str | None:
        """The build that the tab shows."""
        return self.tab.locator("[data-preview-build]").get_attribute("data-preview-build")

    @property
    def loads(self) -> int:
        """How often the tab has loaded a page."""
        return sum(request.is_navigation_request() for request in self.asked)


@pytest.fixture
def live(browser: Browser, tmp_path: Path) -> Iterator[Live]:
    site, port = make(tmp_path / "site"), free_port()
    site.write(KRATOM, page(f"{CITED}\n\n{NOTICE}\n\n{FILLED}", title="Kratom"))
    with preview(site, "-l", "-b", "127.0.0.1", "-p", str(port)) as shown, browser.new_context() as context:
        wait_for(lambda: get(port, BUILD) or not shown.alive)
        live = Live(site, shown, port, context.new_page())
        live.tab.on("request", lambda request: live.asked.append(request))  # noqa: PLW0108 - it takes no method of C
        live.tab.on("console", lambda message: live.told.append(message.text))
        yield live


def test_a_page_breaks_and_is_mended_and_the_tab_follows(live: Live) -> None:
    good = (live.site.root / KRATOM).read_text("utf-8")
    source = (live.site.root / "content/sources/agency-2020.toml").read_text("utf-8")
    live.open("kratom.html")
    expect(live.tab.locator(".preview-bar")).to_contain_text("3 pages, 21 claims, 0 problems. Not for visitors.")
    expect(live.tab.locator(".preview-list, .preview-pin")).to_have_count(0)

    live.save(KRATOM, good + "\nKratom can stop the heart.\n")
    pin = live.tab.locator(".preview-pin")
    expect(pin).to_have_count(1)
    expect(pin).to_contain_text("This paragraph has no source")
    assert "Kratom can stop the heart." in (pin.locator("xpath=following-sibling::*[1]").text_content() or "")
    expect(live.tab.locator(".preview-list")).to_contain_text(f"{KRATOM}:")
    expect(live.tab).to_have_title("(1 problem) Kratom")

    live.save(KRATOM, good)
    expect(live.tab.locator(".preview-bar")).to_contain_text("0 problems")
    expect(live.tab.locator(".preview-list, .preview-pin")).to_have_count(0)

    live.save("content/sources/agency-2020.toml", f"{source}\nno\n")
    expect(live.tab.locator(".preview-list")).to_contain_text("This source file is not valid TOML")
    expect(live.tab.locator(".preview-list")).to_contain_text("content/sources/agency-2020.toml:17:")
    live.save("content/sources/agency-2020.toml", source)
    expect(live.tab.locator(".preview-bar")).to_contain_text("0 problems")

    live.save("theme/templates/page.html", "{% if %}")
    expect(live.tab.locator(".preview-list")).to_contain_text("The site could not be built (TemplateSyntaxError")
    live.save("theme/templates/page.html", (Path(__file__).parents[2] / "theme/templates/page.html").read_text("utf-8"))
    expect(live.tab.locator(".preview-bar")).to_contain_text("0 problems")

    build = live.build
    time.sleep(A_WHILE)
    # One build and one load for the start and for each save, and none since.
    assert (live.build, get(live.port, BUILD).strip()) == (build, build)
    assert live.shown.count(TOTALS) + live.shown.count("could not be built") == 7
    assert live.loads == 7
    assert live.told == [], "the policy refused something, or the script failed"
    assert {request.url.split("/")[2] for request in live.asked} == {f"127.0.0.1:{live.port}"}
    assert live.shown.alive
    assert len(live.shown.lines) < 150, "requests flood the terminal"


def test_the_reader_stays_where_she_is(live: Live) -> None:
    good = (live.site.root / KRATOM).read_text("utf-8")
    live.open("kratom.html")
    live.tab.locator("details.evidence summary").nth(9).click()
    live.tab.locator("#part-j").evaluate("node => scrollTo(0, scrollY + node.getBoundingClientRect().top - 100)")
    top = "document.querySelector('#part-j').getBoundingClientRect().top"
    opened = "[...document.querySelectorAll('details.evidence')].map((d, n) => d.open ? n : -1).filter(n => n >= 0)"
    focus = "document.activeElement.closest('details') && [...document.querySelectorAll('details.evidence')]"
    before = [live.tab.evaluate(f"Math.round({top})"), live.tab.evaluate(opened)]
    assert before[1] == [9]
    for text in (good + "\nKratom can stop the heart.\n", good):
        live.save(KRATOM, text)
        assert [live.tab.evaluate(f"Math.round({top})"), live.tab.evaluate(opened)] == before
        assert live.tab.evaluate(f"{focus}.indexOf(document.activeElement.closest('details'))") == 9
    live.tab.wait_for_function("() => history.scrollRestoration === 'auto'", timeout=LONG)
    assert live.tab.evaluate("history.state") == 0


def test_links_lead_to_the_pins_and_back_with_the_keyboard(live: Live) -> None:
    live.site.write(KRATOM, page(f"{CITED}\n\n{NOTICE}\n\n{FILLED}\n\n- It kills.\n- It heals.", title="Kratom"))
    wait_for(lambda: 'id="preview:pin-' in get(live.port, "kratom.html"))
    live.open("kratom.html")
    tab = live.tab
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.outerHTML").startswith("<summary><strong>Preview."), (
        "the bar comes first"
    )
    tab.locator(".preview-list a", has_text="Go to number 2").focus()
    tab.keyboard.press("Enter")
    pin = tab.locator('[id="preview:pin-2"]')
    expect(pin).to_be_in_viewport()
    expect(pin.locator("xpath=ancestor::li")).to_contain_text("It heals.")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Back to number 2 in the list"
    tab.keyboard.press("Enter")
    expect(tab.locator('[id="preview:item-2"]')).to_be_in_viewport()
    tab.locator(".preview-list a", has_text="missing-citation").first.click()
    expect(tab.locator("h1")).to_have_text("missing-citation")


@pytest.fixture(scope="module", name="wrong")
def _wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a preview writes of a site with mistakes in many places."""
    site = make(tmp_path_factory.mktemp("wrong") / "site")
    body = f"{CITED}\n\n{NOTICE}\n\n## It kills 1 in 5\n\n- It kills.\n\n| a | b |\n|---|---|\n| It heals | all |\n"
    site.write(KRATOM, page(body, title="Kratom"))
    site.add("content/glossary.toml", "no")
    with preview(site) as shown:
        wait_for(lambda: (site.output / BUILD).is_file() or not shown.alive)
    return site.output


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_bar_list_and_pins_are_accessible(browser: Browser, wrong: Path, width: int, scheme: str) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 740}, color_scheme="dark" if scheme == "dark" else "light"
    ) as context:
        tab = context.new_page()
        for name in ("kratom.html", "start-here.html", ALL, f"{RULES}/missing-citation.html"):
            tab.goto((wrong / name).as_uri())
            tab.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true })")
            assert_accessible(tab)
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, name
            if name == "kratom.html":
                assert tab.locator(".preview-pin").count() >= 3


def test_a_hidden_or_lonely_tab_goes_on(live: Live) -> None:
    """The server may be away for a while; the tab asks again."""
    live.open("kratom.html")
    live.tab.route("**/preview/build.txt", lambda route: route.abort())
    build = live.build
    live.site.write(KRATOM, page(title="Anew"))
    wait_for(lambda: "Anew" in get(live.port, "kratom.html"))
    assert live.build == build
    live.tab.unroute("**/preview/build.txt")
    expect(live.tab.locator("h1")).to_have_text("Anew", timeout=LONG)
    assert json.loads((live.site.output / "manifest.json").read_text("utf-8"))["preview"] is True
