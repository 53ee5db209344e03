"""One page as the visitor reads it: its blocks, citations and links, and the source line of each.

The verdict is on the rendered HTML, so that a comment, a code block or hidden mark-up cites nothing
and warns nobody. The line is where the editor must type: Python-Markdown keeps no line numbers, so
each rendered block is found again in the source by its words, in order.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from markdown.extensions.meta import META_MORE_RE, META_RE
from selectolax.lexbor import LexborHTMLParser, LexborNode

from plainhealth.notices import flat

Kind = Literal["heading", "paragraph", "item", "row", "term", "caption", "code", "notice", "header"]

_BLOCKS: dict[str, Kind] = {
    "p": "paragraph", "li": "item", "tr": "row", "dt": "term", "dd": "paragraph",
    "figcaption": "caption", "caption": "caption", "pre": "code", "summary": "caption",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
}  # fmt: skip
_NESTED: tuple[str, ...] = ("ul", "ol", "dl", "table", "pre", "details", "figure")
_UNSEEN = ("script", "style", "template", "noscript", "svg", "head", "title")


class Cited(NamedTuple):
    """A citation as rendered: source and finding ids ("" for the source as a whole)."""

    source: str
    finding: str


class Link(NamedTuple):
    """A link or picture of the page, with the line it is typed on."""

    target: str
    text: str
    line: int
    tag: str


class Odd(NamedTuple):
    """An element or attribute that an editor's Markdown should not have made."""

    tag: str
    attribute: str
    value: str
    line: int


class Field(NamedTuple):
    """A field of the page's head: its value and line."""

    value: str
    line: int


@dataclass(slots=True, eq=False)
class Block:
    """A piece of text that a reader sees as one: a paragraph, a list item, a table row, a heading.

    ``text`` is its visible words without citation numbers; ``line`` and ``col`` count from 1;
    ``no_claim`` is the reason given with ``.no-claim`` ("" if none was given), or None;
    ``introduced_by`` is the paragraph that ends with ":" right before the list this item is in, or
    the definition of a term.

    ``listed`` says which list of the page an item stands in, counted from 1; ``cells`` are the texts of a
    row's cells; ``marked`` are its parts that have a language of their own: code and words.
    """

    kind: Kind
    text: str
    level: int = 0
    citations: tuple[Cited, ...] = ()
    no_claim: str | None = None
    only_links: bool = False
    introduced_by: Block | None = None
    made_by_us: bool = False
    listed: int = 0
    cells: tuple[str, ...] = ()
    marked: tuple[tuple[str, str], ...] = ()
    line: int = 1
    col: int = 1

    @property
    def states(self) -> bool:
        """Whether it counts as a claim: text that is not a heading, code, or one of our own parts."""
        return (
            self.kind in ("paragraph", "item", "row", "caption", "term", "code")
            and not self.made_by_us
            and not self.only_links
            and bool(re.search(r"\w", self.text))
        )


@dataclass(slots=True, eq=False)
class Page:
    """One page. ``path`` is relative to the site's folder, ``source`` the file's text.

    ``url`` and ``save_as`` are Pelican's; ``notices`` are the texts of visible notice blocks.
    """

    path: str
    source: str
    fields: Mapping[str, Field] = field(default_factory=dict)
    url: str = ""
    save_as: str = ""
    status: str = "published"
    language: str = "en"
    reader: str = "markdown"
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    odd: list[Odd] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    backs: dict[str, list[str]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def citation_links(self) -> int:
        """How many citation links the finished page must show."""
        return sum(len(anchors) for anchors in self.backs.values())

    def field_line(self, name: str) -> int:
        """The line of a field, or 1."""
        return self.fields[name].line if name in self.fields else 1

    def find(self, words: str, start: int = 1) -> tuple[int, int]:
        """Line and column (from 1) of words in the source, from line ``start`` on; (start, 1) if not there."""
        for number, line in enumerate(self.source.split("\n")[start - 1 :], start):
            at = line.find(words)
            if at >= 0:
                return number, at + 1
        return start, 1

    @property
    def claims(self) -> list[Block]:
        """The blocks that count as claims."""
        return [block for block in self.blocks if block.states]

    @property
    def cited(self) -> set[Cited]:
        return {c for block in self.blocks for c in block.citations}

    def supported(self, block: Block) -> bool:
        """Whether a claim carries a citation, or its list's introduction does."""
        return bool(block.citations) or bool(block.introduced_by and block.introduced_by.citations)


def read_fields(source: str) -> tuple[dict[str, Field], list[tuple[int, str]]]:
    """The field block at the top, as Python-Markdown's meta extension reads it, with lines.

    Returns fields by lower-case name, and (line, name) of each one given twice.
    """
    fields: dict[str, Field] = {}
    twice: list[tuple[int, str]] = []
    name = ""
    for number, line in enumerate(source.split("\n"), 1):
        if number == 1 and line.strip() == "---":
            continue
        if not line.strip() or line.strip() in ("---", "..."):
            break
        if found := META_RE.match(line):
            name = found["key"].lower().strip()
            if name in fields:
                twice.append((number, name))
            fields[name] = Field(found["value"].strip(), number)
        elif (more := META_MORE_RE.match(line)) and name:
            fields[name] = Field(f"{fields[name].value} {more['value'].strip()}".strip(), fields[name].line)
        else:
            break
    return fields, twice


def read_page(page: Page, html: str) -> Page:
    """Fill in what the rendered HTML shows."""
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    if body is not None:
        reading = _Reading(page)
        reading.walk(body, None)
        _Places(page).place(reading.links)
    return page


class _Reading:
    """A walk through the rendered page in document order."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.last: Block | None = None
        self.lists = 0
        #: Links and oddities wait for the line of the block they stand in.
        self.links: list[tuple[Block | None, str, str, str]] = []

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
                self._add(Block("notice", _text(child)))
            elif (tag == "div" and "helplines" in classes) or (tag == "p" and "verdict" in classes):
                self._add(Block("paragraph", _text(child), made_by_us=True))
            elif tag in ("ul", "ol"):
                self._note(child)
                self.walk(child, self._intro(), ours=ours)
            elif tag in _BLOCKS or _has_own_text(child):
                self._block(child, tag, intro, ours=ours, listed=listed)
            else:
                self._note(child)
                self.walk(child, None, ours=ours or tag == "figure")

    def _intro(self) -> Block | None:
        last = self.last
        return last if last is not None and last.kind in ("paragraph", "item") and last.text.endswith(":") else None

    def _add(self, block: Block) -> Block:
        self.page.blocks.append(block)
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
                flat(" ".join(_text(n) for n in own)) if tag in ("li", "dd") else _text(node),
                level=int(tag[1]) if kind == "heading" else 0,
                citations=tuple(c for n in own for c in _citations(n)),
                no_claim=(marked.attributes.get("data-why") or "").strip() if is_no_claim else None,
                only_links=tag == "li" and _only_links(own),
                introduced_by=intro,
                # The title of our own picture; its note and its table are claims like any other.
                made_by_us=ours and tag in ("summary", "figcaption"),
                listed=listed,
                cells=tuple(_text(n) for n in node.iter()) if tag == "tr" else (),
                marked=tuple((str(n.attributes["lang"]), _text(n)) for n in node.css("[lang]")),
            )
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
        self._add(Block("paragraph", flat(node.text_content or ""), made_by_us=ours))

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
            words = [_text(node), *(img.attributes.get("alt") or "" for img in node.css("img"))]
            self.links.append((block, "a", attributes["href"] or "", flat(" ".join(words))))
        elif tag == "img":
            self.links.append((block, "img", attributes.get("src") or "", attributes.get("alt") or ""))
        if attributes.get("id"):
            self.page.ids.append(str(attributes["id"]))
        for name, value in attributes.items():
            # A code block comes past the extension as finished HTML; only its language is a class.
            styled = tag in ("pre", "code") and name == "class" and not re.fullmatch(r"language-\w+", value or "")
            if name.lower() not in _ATTRIBUTES or styled:
                self.page.odd.append(Odd(tag, name, value or "", 0 if block is None else -len(self.page.blocks)))
        if tag not in _KNOWN:
            self.page.odd.append(Odd(tag, "", "", 0 if block is None else -len(self.page.blocks)))


#: What our Markdown and our components are made of. Anything else was smuggled in.
_KNOWN = frozenset(
    [
        "a",
        "abbr",
        "aside",
        "b",
        "blockquote",
        "body",
        "br",
        "caption",
        "code",
        "dd",
        "desc",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "g",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "li",
        "line",
        "ol",
        "p",
        "path",
        "polygon",
        "pre",
        "rect",
        "section",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "svg",
        "table",
        "tbody",
        "td",
        "text",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "-text",
    ]
)
_ATTRIBUTES = frozenset(
    [
        "id",
        "class",
        "href",
        "title",
        "alt",
        "src",
        "lang",
        "scope",
        "start",
        "data-cite",
        "data-why",
        "role",
        "tabindex",
        "aria-label",
        "aria-labelledby",
        "aria-hidden",
        "focusable",
        "open",
        "viewbox",
        "xmlns",
        "width",
        "height",
        "d",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "points",
        "text-anchor",
        "value",
    ]
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
                if tag in ("br", "p", "li", "td", "th", "div", "tr"):
                    parts.append(" ")
                collect(child)
                if tag in ("p", "li", "td", "th", "div", "tr"):
                    parts.append(" ")

    collect(node)
    words = flat("".join(parts))
    return re.sub(r" ([.,;:?!])", r"\1", words)


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


_WORD = re.compile(r"\w+")
_CITE = r"@[a-z0-9-]+(?:#[a-z0-9-]+)?"
_SILENT = re.compile(rf"\[{_CITE}(?:\s*;\s*{_CITE})*\s*\]|\]\([^)\n]*\)|\{{:[^}}\n]*\}}|&#?\w+;")
_NOTICE = re.compile(r"^ {0,3}\[SEE-A-PROFESSIONAL[^\]\n]*\]", re.MULTILINE)
#: Above so many words a page is compared by its rarer words only: the time grows with the square.
_LONG = 4_000


class _Places:
    """Finds each block again in the source: the words of both are laid side by side, as ``diff`` does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        source = page.source
        quiet = _NOTICE.sub(_blank, _SILENT.sub(_blank, source))
        words = [(m[0].casefold(), m.start()) for m in _WORD.finditer(quiet, _body_offset(page))]
        self.words = [word for word, _ in words]
        self.offsets = [offset for _, offset in words]
        self.starts = [0] + [m.end() for m in re.finditer("\n", source)]

    def place(self, links: list[tuple[Block | None, str, str, str]]) -> None:
        notices = [m.start() for m in _NOTICE.finditer(self.page.source)]
        shown: list[str] = []
        spans: list[tuple[Block, int, int]] = []
        for block in self.page.blocks:
            if block.kind == "notice":
                block.line, block.col = self._position(notices.pop(0) if notices else 0)
                continue
            said = block.text or " ".join(text for at, tag, _, text in links if at is block and tag == "img")
            words = [] if block.made_by_us else [w.casefold() for w in _WORD.findall(said)]
            spans.append((block, len(shown), len(shown) + len(words)))
            shown += words
        at = self._aligned(shown)
        last = -1
        for block, start, end in spans:
            found = next((at[n] for n in range(start, end) if n in at), None)
            if found is None:
                found = self._near(shown[start:end], last + 1)
            offset = self._offset(last + 1 if found is None else found)
            if found is None and block.text:
                # Text without a word of its own, or marks that show as text: as it stands.
                literal = self.page.source.find(block.text[:40], self._offset(max(last, 0)))
                offset = literal if literal >= 0 else offset
            block.line, block.col = self._position(offset)
            last = max([last, -1 if found is None else found, *(at[n] for n in range(start, end) if n in at)])
        self._place_links(links)
        blocks = self.page.blocks
        self.page.odd[:] = [
            odd._replace(line=self._odd_line(odd, blocks[-odd.line - 1].line if odd.line < 0 else 1))
            for odd in self.page.odd
        ]

    def _aligned(self, shown: list[str]) -> dict[int, int]:
        """For words that are shown, their places in the source."""
        matcher = SequenceMatcher(None, shown, self.words, autojunk=len(shown) > _LONG)
        return {a + k: b + k for a, b, size in matcher.get_matching_blocks() for k in range(size)}

    def _near(self, words: list[str], start: int) -> int | None:
        """The next place where these words stand together; for words that stand elsewhere in the order."""
        places = range(start, len(self.words) - len(words) + 1) if words else ()
        return next((n for n in places if self.words[n : n + len(words)] == words), None)

    def _offset(self, word: int) -> int:
        return self.offsets[min(word, len(self.offsets) - 1)] if self.offsets else 0

    def _odd_line(self, odd: Odd, start: int) -> int:
        name = odd.attribute.removeprefix("data-refused-")
        for words in (f"{name}=", odd.value, *(f".{word}" for word in odd.value.split())):
            line, col = self.page.find(words, start) if words else (start, 1)
            if (line, col) != (start, 1):
                return line
        return start

    def _place_links(self, links: list[tuple[Block | None, str, str, str]]) -> None:
        start: dict[str, int] = {}
        for block, tag, target, text in links:
            words = re.sub(r"^\{(filename|static)\}", "", target)
            line, col = self.page.find(f"({words}", max(start.get(words, 1), block.line if block else 1))
            if col == 1 and block is not None:
                line = max(line, block.line)
            start[words] = line
            self.page.links.append(Link(target, text, line, tag))

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def _blank(found: re.Match[str]) -> str:
    """Spaces in place of what no reader sees as words; lines stay lines."""
    return re.sub(r"[^\n]", " ", found[0])


def _body_offset(page: Page) -> int:
    """Where the body begins: after the last line that has a field."""
    last = max((field.line for field in page.fields.values()), default=0)
    return sum(len(line) + 1 for line in page.source.split("\n")[:last])


def as_date(text: str) -> dt.date | None:
    """A day written like 2026-11-22, or None."""
    try:
        return dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None
