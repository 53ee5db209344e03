"""What a screen reader says: the outline of the page and the name of each thing, as the browser works them out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from browser.looks import WIDTH, Look, Show
from browser.online import PAGES

OPENED = Look("all open", WIDTH, opened=True)
#: What must have a name, as the browser calls its role.
NAMED = {"link", "button", "image", "navigation", "DisclosureTriangle", "searchbox", "textbox"}
#: Parts of a page that a reader jumps to: each needs a name of its own where there are several.
PARTS = {"navigation", "region", "complementary", "search", "form"}


@dataclass(frozen=True)
class Thing:
    """One thing on a page: its role, its name, the level of a heading, the address of a link."""

    role: str
    name: str
    level: int = 0
    address: str = ""


def things(tab: Page) -> list[Thing]:
    """Everything that the browser tells a screen reader of, in order."""
    session = tab.context.new_cdp_session(tab)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    found = []
    for node in nodes:
        if node["ignored"]:
            continue
        more = {p["name"]: p["value"].get("value") for p in node.get("properties", ())}
        name = re.sub(r"\s+", " ", str(node.get("name", {}).get("value", ""))).strip()
        found.append(Thing(node["role"]["value"], name, int(more.get("level") or 0), str(more.get("url") or "")))
    return found


def wrong_outline(found: list[Thing]) -> list[str]:
    """One first heading, no level left out, no heading empty or said twice under the same one."""
    headings = [thing for thing in found if thing.role == "heading"]
    levels = [heading.level for heading in headings]
    wrong = [f"skips a level before “{b.name}”" for a, b in pairwise(headings) if b.level > a.level + 1]
    if levels.count(1) != 1 or levels[0] != 1:
        wrong.append(f"{levels.count(1)} headings of the first level, and the page begins with level {levels[:1]}")
    wrong += ["a heading is empty" for heading in headings if not heading.name]
    seen: dict[int, str] = {}
    paths = []
    for heading in headings:
        seen = {level: name for level, name in seen.items() if level < heading.level} | {heading.level: heading.name}
        paths.append(tuple(seen.values()))
    return [*wrong, *(f"twice: {' / '.join(path)}" for path, number in Counter(paths).items() if number > 1)]


def wrong_names(found: list[Thing]) -> list[str]:
    """Something has no name, two parts have the same, or one name leads to two places (WCAG 2.4.9, 4.1.2)."""
    wrong = [f"a {thing.role} has no name {thing.address}" for thing in found if thing.role in NAMED and not thing.name]
    parts = Counter((thing.role, thing.name) for thing in found if thing.role in PARTS)
    wrong += [f"{number} {role}s are called “{name}”" for (role, name), number in parts.items() if number > 1]
    leads: dict[str, set[str]] = {}
    for thing in found:
        if thing.role == "link":
            # A page, and a part of it, are one place; that no two parts have one name is seen to above.
            leads.setdefault(thing.name, set()).add(thing.address.split("#", maxsplit=1)[0])
    return wrong + [f"“{name}” leads to {sorted(places)}" for name, places in leads.items() if len(places) > 1]


@pytest.mark.parametrize("name", PAGES)
def test_the_outline_and_all_names(show: Show, name: str) -> None:
    found = things(show(name, OPENED))
    assert {"heading", "link", "navigation"} <= {thing.role for thing in found}
    assert wrong_outline(found) == []
    assert wrong_names(found) == []


#: What draws the picture loses its title, its description and the reference to both.
MUTE = """document.querySelectorAll('.pic title, .pic desc').forEach(e => e.remove());
document.querySelector('.pic').removeAttribute('aria-labelledby')"""
SPOILS: list[tuple[str, str, str]] = [
    ("document.querySelector('h1').remove()", "outline", "no first heading"),
    ("document.querySelector('h1').after(document.querySelector('h1').cloneNode(true))", "outline", "two of them"),
    ("document.querySelector('h2').outerHTML = '<h4>Part</h4>'", "outline", "a level is left out"),
    ("document.querySelector('h2').textContent = ' '", "outline", "a heading of nothing"),
    ("document.querySelectorAll('h2').forEach(h => { h.textContent = 'More' })", "outline", "all parts have one name"),
    ("document.querySelector('.call').textContent = ''", "names", "a link of nothing"),
    (
        "document.querySelectorAll('nav').forEach(n => { n.ariaLabel = 'Links' })",
        "names",
        "nobody can tell parts apart",
    ),
    (
        "document.querySelectorAll('main li a').forEach(a => { a.textContent = 'more' })",
        "names",
        "“more” leads anywhere",
    ),
    (MUTE, "names", "a drawing that says nothing"),
]


@pytest.mark.parametrize(("script", "part", "why"), SPOILS, ids=[why for *_, why in SPOILS])
def test_what_would_be_noticed(show: Show, script: str, part: str, why: str) -> None:
    tab = show("opioid-withdrawal.html", OPENED)
    tab.evaluate(f"() => {{ {script} }}")
    found = things(tab)
    assert wrong_outline(found) if part == "outline" else wrong_names(found)
