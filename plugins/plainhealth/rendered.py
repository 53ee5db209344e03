"""Read a page from its rendered HTML, as a browser would show it.

The verdict is on what the visitor sees, so that a comment, a code block or hidden mark-up cites
nothing and warns nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plainhealth.notices import flat
from plainhealth.page import Block, Cited, Kind, Link, Odd, Page
from plainhealth.places import find_places

_BLOCKS: dict[str, Kind] = {
    "p": "paragraph", "li": "item", "tr": "row", "dt": "term", "dd": "paragraph",
    "figcaption": "caption", "caption": "caption", "pre": "code", "summary": "caption",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
}  # fmt: skip
#: Blocks of their own inside a list item or a definition.
_NESTED = frozenset(("ul", "ol", "dl", "table", "pre", "details", "figure", "h1", "h2", "h3", "h4", "h5", "h6"))
_LOOSE_STOP = re.compile(r" ([.,;:?!])")
_STOPS = tuple(f" {mark}" for mark in ".,;:?!")
#: Paragraphs whose words are a component's own: they state nothing of the page's.
_OUR_WORDS = frozenset(("verdict", "summary-title"))
_UNSEEN = frozenset(("script", "style", "template", "noscript", "svg", "head", "title"))
_APART = frozenset(("br", "p", "li", "td", "th", "div", "tr"))


def read_page(page: Page, html: str) -> Page:
    """Fill in what the rendered HTML shows."""
    read_nodes(page, html)
    return page


def read_nodes(page: Page, html: str) -> tuple[LexborHTMLParser, list[LexborNode]]:
    """Fill in what the rendered HTML shows; gives the parsed HTML, and for each block of ``page`` its node."""
    tree = LexborHTMLParser(f"<!doctype html><body>{html}")
    reading = _Reading(page, languages="lang=" in html.lower())
    if tree.body is not None:
        reading.walk(tree.body, None)
        page.placing = partial(find_places, page)
    return tree, reading.nodes


class _Reading:
    """A walk through the rendered page in document order."""

    def __init__(self, page: Page, *, languages: bool) -> None:
        self.page = page
        self.languages = languages
        self.nodes: list[LexborNode] = []  # of page.blocks, one by one
        self.last: Block | None = None
        self.lists = 0

    def walk(self, node: LexborNode, intro: Block | None, *, ours: bool = False) -> None:
        listed = 0
        if node.tag in ("ul", "ol"):
            self.lists += 1
            listed = self.lists
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                if (child.text_content or "").strip():
                    self._loose(child, ours=ours)
                continue
            if tag in _UNSEEN:
                self._note(child)
                continue
            classes = (child.attributes.get("class") or "").split()
            if tag == "details" and "evidence" in classes:
                continue
            if tag == "aside" and "notice" in classes:
                self._add(Block("notice", _text(child)), child)
            elif (tag == "div" and "helplines" in classes) or (tag == "p" and _OUR_WORDS & set(classes)):
                self._add(Block("paragraph", _text(child), made_by_us=True), child)
            elif tag in ("ul", "ol"):
                self._note(child)
                self.walk(child, self._intro(), ours=ours)
            elif tag in _BLOCKS or _has_own_text(child):
                self._block(child, tag, intro, ours=ours, listed=listed)
            else:
                self._note(child)
                before = len(self.page.blocks)
                self.walk(child, None, ours=ours or tag == "figure" or "term" in classes)
                if len(self.page.blocks) == before:
                    self.last = (
                        None  # a line, or a table that is filled in later: what follows it is introduced by nothing
                    )

    def _intro(self) -> Block | None:
        last = self.last
        return last if last is not None and last.kind in ("paragraph", "item") and last.text.endswith(":") else None

    def _add(self, block: Block, node: LexborNode) -> Block:
        block.page = self.page
        self.page.blocks.append(block)
        self.nodes.append(node)
        self.last = block
        return block

    def _block(self, node: LexborNode, tag: str, intro: Block | None, *, ours: bool, listed: int = 0) -> None:
        own = [n for n in node.iter(include_text=True) if n.tag not in _NESTED]
        kind = _BLOCKS.get(tag, "paragraph")
        marked = node if tag != "tr" else node.css_first("[data-why], .no-claim") or node
        is_no_claim = "no-claim" in (marked.attributes.get("class") or "").split()
        header = tag == "tr" and node.parent is not None and node.parent.tag == "thead"
        block = self._add(
            Block(
                "header" if header else kind,
                _close(" ".join(_text(n) for n in own)) if tag in ("li", "dd") else _text(node),
                level=int(tag[1]) if kind == "heading" else 0,
                citations=tuple(c for n in own for c in _citations(n)),
                no_claim=(marked.attributes.get("data-why") or "").strip() if is_no_claim else None,
                only_links=tag == "li" and _only_links(own),
                introduced_by=intro,
                # The title of our own picture; its note and its table are claims like any other.
                made_by_us=ours and tag in ("summary", "figcaption"),
                drawn=ours,
                listed=listed,
                cells=tuple(_text(n) for n in node.iter()) if tag == "tr" else (),
                anchor=node.attributes.get("id") or "",
                marked=tuple((str(n.attributes["lang"]), _text(n)) for n in node.css("[lang]"))
                if self.languages
                else (),
            ),
            node,
        )
        if tag == "dd":
            self._define(block)
        self._note(node, block)
        for part in own:
            self._note_all(part, block)
        for part in node.iter():
            if part.tag not in _NESTED:
                continue
            if part.tag in ("ul", "ol"):
                self._note(part, block)
                self.walk(part, block if block.text.endswith(":") else None, ours=ours)
            elif part.tag in _BLOCKS:
                self._block(part, part.tag or "", None, ours=ours)
            elif part.tag != "details" or "evidence" not in (part.attributes.get("class") or ""):
                self._note(part, block)
                self.walk(part, None, ours=ours)

    def _define(self, definition: Block) -> None:
        """The terms right before a definition rest on its citations, or on its mark."""
        for term in reversed(self.page.blocks[:-1]):
            if term.kind != "term":
                break
            term.introduced_by = definition
            term.no_claim = definition.no_claim if term.no_claim is None else term.no_claim

    def _loose(self, node: LexborNode, *, ours: bool) -> None:
        """Text that stands in no block at all is a paragraph to the reader."""
        self._add(Block("paragraph", flat(node.text_content or ""), made_by_us=ours, drawn=ours), node)

    def _note_all(self, node: LexborNode, block: Block) -> None:
        if node.tag == "-text":
            return
        self._note(node, block)
        for part in node.iter():
            self._note_all(part, block)

    def _note(self, node: LexborNode, block: Block | None = None) -> None:
        """Remember ids, links, pictures, and whatever should not be there."""
        tag, attributes = node.tag or "", node.attributes
        if tag == "a" and "data-cite" in attributes:
            source = str(attributes["data-cite"]).partition("#")[0]
            if attributes.get("id"):
                self.page.backs.setdefault(source, []).append(str(attributes["id"]))
                self.page.numbers[source] = int(_text(node, everything=True) or 0)
        elif tag == "a" and "href" in attributes:
            seen = [_text(node), *(img.attributes.get("alt") or "" for img in node.css("img"))]
            self.page.links.append(Link(attributes["href"] or "", flat(" ".join(seen)), "a", self.page, block))
        elif tag == "img":
            source, words = attributes.get("src") or "", attributes.get("alt") or ""
            self.page.links.append(Link(source, words, "img", self.page, block))
        if attributes.get("id"):
            self.page.ids.append(str(attributes["id"]))
        for name, value in attributes.items():
            # A code block comes past the extension as finished HTML; only its language is a class.
            styled = tag in ("pre", "code") and name == "class" and not re.fullmatch(r"language-\w+", value or "")
            if name.lower() not in _ATTRIBUTES or styled:
                self.page.odd.append(Odd(tag, name, value or "", self.page, block))
        if tag not in _KNOWN:
            self.page.odd.append(Odd(tag, "", "", self.page, block))


#: What our Markdown and our components are made of. Anything else was smuggled in.
_KNOWN = frozenset(
    (
        "a abbr aside b blockquote body br caption code dd desc details div dl dt em figcaption figure g h1 "
        "h2 h3 h4 h5 h6 hr i img li line ol p path polygon pre rect section span strong sub summary sup svg "
        "table tbody td text th thead title tr ul -text"
    ).split()
)
_ATTRIBUTES = frozenset(
    (
        "id class href alt src lang scope start data-cite data-why data-label role tabindex aria-label "
        "aria-labelledby aria-hidden focusable open viewbox xmlns width height d x y x1 x2 y1 y2 points "
        "text-anchor paint-order value"
    ).split()
)


def _has_own_text(node: LexborNode) -> bool:
    return any(n.tag == "-text" and (n.text_content or "").strip() for n in node.iter(include_text=True))


def _text(node: LexborNode, *, everything: bool = False) -> str:
    """Visible words, without citation numbers unless ``everything``."""
    if node.tag == "-text":
        return flat(node.text_content or "")
    if _is_cite(node) and not everything:
        return ""
    parts: list[str] = []

    def collect(at: LexborNode) -> None:
        for child in at.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                parts.append(child.text_content or "")
            elif tag in _UNSEEN or (not everything and _is_cite(child)):
                continue
            else:
                apart = " " if tag in _APART else ""
                parts.append(apart)
                collect(child)
                parts.append(apart)

    collect(node)
    return _close("".join(parts))


def _close(words: str) -> str:
    """No space where a citation stood before a full stop: sentences are told apart by it."""
    words = flat(words)
    return _LOOSE_STOP.sub(r"\1", words) if any(map(words.__contains__, _STOPS)) else words


def _is_cite(node: LexborNode) -> bool:
    return node.tag == "sup" and (node.attributes.get("class") or "") == "cite"


def _citations(node: LexborNode) -> Iterator[Cited]:
    if node.tag == "-text":
        return
    if node.tag == "a" and "data-cite" in node.attributes:
        for cite in str(node.attributes["data-cite"]).split():
            yield Cited(*cite.partition("#")[::2])
    for child in node.iter():
        if child.tag not in _NESTED:
            yield from _citations(child)


def _only_links(own: list[LexborNode]) -> bool:
    """Whether an item is nothing but one link to a page of this site: a signpost."""
    parts = [n for n in own if n.tag != "-text" or (n.text_content or "").strip()]
    while len(parts) == 1 and parts[0].tag in ("p", "strong"):
        parts = [n for n in parts[0].iter(include_text=True) if n.tag != "-text" or (n.text_content or "").strip()]
    return (
        len(parts) == 1
        and parts[0].tag == "a"
        and (parts[0].attributes.get("href") or "").startswith(("{filename}", "#"))
        and "data-cite" not in parts[0].attributes
    )
