"""One Chromium, one build and one server for all tests of a worker."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.looks import Show
from browser.online import Online, build, serve
from tools import missing

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever a page asks for, nothing leaves this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
#: Whatever the program is called here.
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


NONE = "No Chromium here, so the browser tests cannot run. To run them: apt-get install chromium"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, and put those of one page together: it is loaded once (``Show.again``).

    If they cannot run, say so in one line, once, whatever else is shown.
    """
    places = [n for n, item in enumerate(items) if item.path.parent == Path(__file__).parent]
    ours = [items[n] for n in places]
    for item in ours:
        item.add_marker(pytest.mark.browser)
    files = {path: n for n, path in enumerate(dict.fromkeys(item.path for item in ours))}
    ours.sort(key=lambda item: (files[item.path], _page(item)))
    for n, item in zip(places, ours, strict=True):
        items[n] = item
    if ours and CHROMIUM is None and os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0":
        with config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
            print(f"\n{NONE}", file=sys.stderr, flush=True)


def _page(item: pytest.Item) -> str:
    """The page that a test looks at, or ""."""
    called = getattr(item, "callspec", None)
    return str(called.params.get("name", "")) if called else ""


@pytest.fixture(scope="session", autouse=True)
def chromium() -> str:
    """The program, or the one reason why no test of this folder runs; in CI that fails them."""
    if CHROMIUM is None:
        missing(NONE)
    return CHROMIUM


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def online(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Online]:
    """The real site, online under a sub-path of 127.0.0.1."""
    with serve(build(tmp_path_factory.mktemp("real"))) as online:
        yield online


@pytest.fixture(scope="session")
def one_tab(browser: Browser) -> Iterator[Page]:
    """The one tab of all tests. It reloads for every test, and stores nothing (test_private.py)."""
    with browser.new_context() as context:
        context.add_init_script(path=Path(__file__).with_name("page.js"))
        yield context.new_page()


@pytest.fixture
def tab(one_tab: Page) -> Page:
    """The tab, on a screen, whatever the last test has looked at."""
    one_tab.emulate_media(media="screen", color_scheme="light", forced_colors="none")
    return one_tab


@pytest.fixture
def show(tab: Page, online: Online) -> Show:
    """Call it with the name of a page and a ``Look``: it gives the tab that shows it."""
    return Show(tab, online)
