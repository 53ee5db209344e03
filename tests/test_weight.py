"""Every page comes in the first answer of a server, needs no second one, and is small enough for an old phone.

These are budgets of bytes and elements, not of time: the same page always weighs the same.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import NamedTuple

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from browser.online import COPY, build
from tools import TABLE

#: Ten packets of 1,460 bytes: what a server may send before it hears from a phone that is far away (RFC 6928).
BYTES = 14_600
#: Beyond these Lighthouse calls a page too large for a phone: every element costs memory and time to lay out.
ELEMENTS, DEPTH = 1_400, 32
#: What makes a browser ask for more than the page. Data in the page itself, and links that somebody follows, do not.
ASKING = (
    "script[src], img, picture, source, video, audio, track, iframe, frame, embed, object, input[type=image], "
    "link[rel~=stylesheet], link[rel~=icon], link[rel~=preload], link[rel~=prefetch], link[rel~=preconnect], "
    "link[rel~=dns-prefetch], link[rel~=modulepreload], link[rel~=manifest], [background], image, use"
)


class Weight(NamedTuple):
    """What a page costs: bytes of ``gzip -9``, requests, elements, and how deep they are nested."""

    bytes: int
    requests: int
    elements: int
    depth: int


#: The most that a page may cost.
MOST = Weight(BYTES, 1, ELEMENTS, DEPTH)


def weigh(text: str) -> Weight:
    """What a page costs, told from its HTML alone; test_private.py counts what a browser really asks for."""
    tree = LexborHTMLParser(text)
    address = ("src", "href", "srcset", "data", "poster", "background")
    asking = [
        node
        for node in tree.css(ASKING)
        if not all((node.attributes.get(name) or "data:").startswith(("data:", "#")) for name in address)
    ]
    style = "".join(node.text() for node in tree.css("style")) + "".join(
        node.attributes["style"] or "" for node in tree.css("[style]")
    )
    fetched = style.count("url(") - style.count("url(data:") + style.count("@import")
    nodes = [node for node in tree.root.traverse() if node.tag] if tree.root else []
    return Weight(
        len(gzip.compress(text.encode(), 9, mtime=0)), 1 + len(asking) + fetched, len(nodes), max(map(_depth, nodes))
    )


def _depth(node: LexborNode) -> int:
    depth = 0
    while node.parent:
        node, depth = node.parent, depth + 1
    return depth


def table(weights: dict[str, Weight]) -> str:
    """All pages, the heaviest first, and the most that one may cost."""
    rows = [("Page", *Weight._fields), ("at most", *MOST), *((name, *weight) for name, weight in weights.items())]
    return "\n".join(f"{name:32}" + "".join(f"{number:>10}" for number in numbers) for name, *numbers in rows)


def too_much(weights: dict[str, Weight]) -> list[str]:
    """The pages over a budget, and which."""
    return [
        f"{name}: {kind} {is_}, at most {most}"
        for name, weight in weights.items()
        for kind, is_, most in zip(Weight._fields, weight, MOST, strict=True)
        if is_ > most
    ]


def test_every_page_keeps_its_budgets(
    tmp_path_factory: pytest.TempPathFactory, record_property: Callable[[str, object], None]
) -> None:
    output = build(tmp_path_factory.mktemp("weighed"))
    # Nobody is sent to the copy of the whole site in need; its link says how large it is.
    pages = [path for path in output.rglob("*.html") if path.name != COPY]
    weights = {path.relative_to(output).as_posix(): weigh(path.read_text("utf-8")) for path in pages}
    weights = dict(sorted(weights.items(), key=lambda item: item[1], reverse=True))
    record_property(TABLE, f"What pages cost: bytes of gzip -9, requests, elements, depth\n{table(weights)}")
    assert pages
    assert too_much(weights) == [], table(weights)


PAGE = "<!doctype html><title>A</title><p>Text</p>"
#: A part of a page, how often a browser asks because of it, and why.
ASKS: list[tuple[str, int, str]] = [
    ("", 0, "nothing but words"),
    ('<a href="b.html">b</a>', 0, "a link waits until somebody follows it"),
    ('<link rel="canonical" href="https://example.org/">', 0, "only says an address"),
    ('<link rel="icon" href="data:,">', 0, "is in the page"),
    ('<img src="data:image/png;base64,AA==">', 0, "is in the page"),
    ('<svg><use href="#a"/></svg>', 0, "is in the page"),
    ("<style>p { background: url(data:,) }</style>", 0, "is in the page"),
    ('<script type="application/ld+json">{}</script>', 0, "data"),
    ('<link rel="stylesheet" href="a.css">', 1, "a style in a file of its own"),
    ('<link rel="icon" href="a.png">', 1, "a picture for the tab"),
    ('<link rel="preconnect" href="https://example.org">', 1, "tells another host that somebody reads"),
    ('<script src="a.js"></script>', 1, "a script in a file of its own"),
    ('<img src="a.png"><img srcset="b.png 2x">', 2, "two pictures"),
    ('<p style="background: url(a.png)">', 1, "a picture in a style"),
    ("<style>@import 'a.css';</style>", 1, "a style in a style"),
    ('<iframe src="https://example.org"></iframe>', 1, "a page in the page"),
]


@pytest.mark.parametrize(("part", "asks", "why"), ASKS, ids=[f"{why}: {part}" for part, _, why in ASKS])
def test_what_counts_as_a_request(part: str, asks: int, why: str) -> None:
    assert weigh(PAGE + part).requests == 1 + asks


HEAVY: list[tuple[str, str, str]] = [
    ("".join(f"{n:x} " for n in range(9_000)), "bytes", "more than one round trip"),
    ("<p>A" * 1_400, "elements", "too many for an old phone"),
    ("<div>" * 40, "depth", "too deep"),
    ('<img src="a.png">', "requests", "a second request"),
]


@pytest.mark.parametrize(("part", "kind", "why"), HEAVY, ids=[why for *_, why in HEAVY])
def test_what_is_too_much(part: str, kind: str, why: str) -> None:
    assert too_much({"a.html": weigh(PAGE)}) == []
    assert [words.split()[1] for words in too_much({"a.html": weigh(PAGE + part)})] == [kind]
