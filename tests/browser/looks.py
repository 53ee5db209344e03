"""How a visitor may look at a page: screen, colours, size of the text, on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page

from browser.online import Online

#: A small phone, in CSS pixels.
WIDTH, SCREEN = 360, 740
#: The text column of an A4 sheet with the margins of the theme, in CSS pixels.
PAPER = 642


@dataclass(frozen=True)
class Look:
    """One way to look at a page, and why it is tried. ``style`` comes after the page's own."""

    why: str
    width: int = 1280
    scheme: Literal["light", "dark"] = "light"
    media: Literal["screen", "print"] = "screen"
    forced: Literal["active", "none"] = "none"
    opened: bool = False
    style: str = ""

    def __str__(self) -> str:
        return self.why


@dataclass(frozen=True)
class Show:
    """Shows pages in one tab."""

    tab: Page
    online: Online

    def __call__(self, name: str, look: Look) -> Page:
        """Load a page anew, looked at like that."""
        self._turn(look)
        self.tab.goto(self.online.url(name))
        return self._change(look)

    def again(self, name: str, look: Look) -> Page:
        """The same, for tests that change nothing: not loaded if the tab shows the page, and as it was loaded."""
        self._turn(look)
        address = self.online.url(name)
        if not self.tab.evaluate("address => globalThis.shown?.restored(address)", address):
            self.tab.goto(address)
        return self._change(look)

    def _turn(self, look: Look) -> None:
        self.tab.set_viewport_size({"width": look.width, "height": SCREEN})
        self.tab.emulate_media(color_scheme=look.scheme, media=look.media, forced_colors=look.forced)

    def _change(self, look: Look) -> Page:
        if look.opened:
            open_all(self.tab)
        if look.style:
            restyle(self.tab, look.style)
        return self.tab


def open_all(tab: Page) -> None:
    """Open every ``<details>``."""
    tab.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true })")


def restyle(tab: Page, style: str) -> None:
    """Add style rules as a visitor's browser may: the page's policy does not hold for them."""
    tab.evaluate(
        """style => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(style);
            document.adoptedStyleSheets = [sheet];
        }""",
        style,
    )
