"""The gallery of components, in a real browser: each of them fits, can be hit and read, in any light."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.checks import assert_contrast, assert_easy_to_hit, assert_no_sideways_scrolling, assert_seen
from browser.looks import PAPER, SCREEN, Look, Show, open_all
from building import REPOSITORY, TODAY
from plainhealth import gallery

LOOKS = [
    Look("a phone by day", 320, opened=True),
    Look("a phone by night", 320, "dark", opened=True),
    Look("a computer by day", 1280, opened=True),
    Look("text of 200 % on a phone", 320, opened=True, style="html { font-size: 200% }"),
    Look("the reader's own few colours", 320, "dark", forced="active", opened=True),
]
PHONE, COMPUTER = Look("a phone", 320), Look("a computer", 1280)
SHEET = Look("a sheet of A4", PAPER, media="print")
#: A page with a table of three columns.
WIDE = "treatments-that-work.html"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery")
    gallery.write(REPOSITORY / "theme", folder, dt.date.fromisoformat(TODAY))
    return folder


@pytest.fixture
def gallery_tab(tab: Page, pages: Path) -> Callable[[Look, str], Page]:
    """The gallery in a tab, looked at like that."""

    def shown(look: Look, name: str = "index") -> Page:
        tab.set_viewport_size({"width": look.width, "height": SCREEN})
        tab.emulate_media(color_scheme=look.scheme, media=look.media, forced_colors=look.forced)
        tab.goto((pages / f"{name}.html").as_uri())
        open_all(tab)
        if look.style:
            tab.add_style_tag(content=look.style)
        return tab

    return shown


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_component_fits_and_can_be_read_and_hit(gallery_tab: Callable[[Look, str], Page], look: Look) -> None:
    shown = gallery_tab(look, "index")
    assert_no_sideways_scrolling(shown)
    assert_easy_to_hit(shown)
    assert_contrast(shown, ".example")


@pytest.mark.parametrize(("name", "scheme"), [("light", "dark"), ("dark", "light")])
def test_light_and_dark_do_not_ask_the_device(gallery_tab: Callable[[Look, str], Page], name: str, scheme: str) -> None:
    look = LOOKS[0] if scheme == "light" else LOOKS[1]
    ground = "() => shown.light(getComputedStyle(document.body).backgroundColor)"
    light = gallery_tab(look, name).evaluate(ground)
    assert (light > 0.5) == (name == "light")


def test_a_wide_table_is_read_downwards_on_a_phone(show: Show) -> None:
    shown = show(WIDE, PHONE)
    cell = shown.locator(".compare tbody td").first
    label = cell.evaluate("td => getComputedStyle(td, '::before').content")
    assert label == '"{}"'.format(cell.get_attribute("data-label"))
    wide, room = shown.locator(".table:has(.compare)").first.evaluate("box => [box.scrollWidth, box.clientWidth]")
    assert wide <= room
    assert_seen(shown, ".compare tbody th, .compare tbody td")


@pytest.mark.parametrize("look", [COMPUTER, SHEET], ids=str)
def test_a_wide_table_is_a_table_where_there_is_room(show: Show, look: Look) -> None:
    shown = show(WIDE, look)
    assert_seen(shown, ".compare thead th")
    assert shown.locator(".compare tbody td").first.evaluate("td => getComputedStyle(td, '::before').content") == "none"
    tops = shown.locator(".compare tbody tr").first.evaluate("tr => [...tr.cells].map(c => c.offsetTop)")
    assert len(tops) > 2
    assert len(set(tops)) == 1
