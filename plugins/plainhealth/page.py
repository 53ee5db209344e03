"""One page as the visitor reads it: its blocks, citations and links, and the source line of each.

``plainhealth.rendered`` fills it from the rendered HTML, ``plainhealth.places`` finds the lines.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from markdown.extensions.meta import META_MORE_RE, META_RE

from plainhealth.claims import states_fact

_WORD = re.compile(r"\w")
#: What may stand before the first word.
_NO_WORD = re.compile(r"^\W+")
#: What stands before a target for Pelican.
_OURS = re.compile(r"^\{(?:filename|static)\}")
#: By so many letters a place is known; by fewer, if these are broken off; and never by less.
_ENOUGH, _FEW, _LEAST = 40, 20, 12
Kind = Literal["heading", "paragraph", "item", "row", "term", "caption", "code", "notice", "header"]


class Cited(NamedTuple):
    """A citation as rendered: source and finding ids ("" for the source as a whole)."""

    source: str
    finding: str


@dataclass(slots=True, eq=False)
class Link:
    """A link or picture, with the block that it stands in."""

    target: str
    text: str
    tag: str
    page: Page
    block: Block | None = None

    @property
    def line(self) -> int:
        """The line it is typed on: that of its target, or of its block if the target stands in a definition."""
        return (self._typed() or self._start)[0]

    @property
    def at(self) -> tuple[int, int]:
        """Line and column of its target, in the text or in a definition; of its block if it is in neither."""
        return self._typed() or self._defined() or self._start

    @property
    def _start(self) -> tuple[int, int]:
        return (self.block.line, self.block.col) if self.block else (1, 1)

    def _typed(self) -> tuple[int, int] | None:
        """Where its block has its target; if it has that target more than once, each link its own."""
        source, start, end = self.page.source, self.page.body, len(self.page.source)
        if self.block:
            below = [block.line for block in self.page.blocks if block.line > self.block.line]
            start = self.page.offset(self.block.line)
            end = self.page.offset(min(below)) if below else end
        typed = re.compile(rf"(`+).*?\1|(?:\]\(\s*<?|<){self._target}(?=[\s)>])")
        places = [found.start("target") for found in typed.finditer(source, start, end) if found["target"] is not None]
        same = [link for link in self.page.links if link.block is self.block and link.target == self.target]
        return self.page.position(places[same.index(self)]) if same.index(self) < len(places) else None

    def _defined(self) -> tuple[int, int] | None:
        found = re.search(rf"^ {{0,3}}\[[^\]\n]+\]:\s*<?{self._target}(?=[\s>]|$)", self.page.source, re.MULTILINE)
        return self.page.position(found.start("target")) if found else None

    @property
    def _target(self) -> str:
        """A pattern for its target as editors type it: without what Pelican needs before it."""
        return rf"(?:\{{\w+\}})?(?P<target>{re.escape(_OURS.sub('', self.target))})"


@dataclass(slots=True, eq=False)
class Odd:
    """An element or attribute that an editor's Markdown should not have made."""

    tag: str
    attribute: str
    value: str
    page: Page
    block: Block | None = None

    @property
    def line(self) -> int:
        """The line it is typed on."""
        start = self.block.line if self.block else 1
        name = self.attribute.removeprefix("data-refused-")
        for words in (f"{name}=", self.value, *(f".{word}" for word in self.value.split())):
            line, col = self.page.find(words, start) if words else (start, 1)
            if (line, col) != (start, 1):
                return line
        return start


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
    row's cells; ``marked`` are its parts that have a language of their own: code and words; ``anchor`` is
    its id.
    """

    kind: Kind
    text: str
    level: int = 0
    citations: tuple[Cited, ...] = ()
    no_claim: str | None = None
    only_links: bool = False
    introduced_by: Block | None = None
    made_by_us: bool = False
    #: In a picture or an explained word: its words stand in another file than the page's.
    drawn: bool = False
    listed: int = 0
    cells: tuple[str, ...] = ()
    marked: tuple[tuple[str, str], ...] = ()
    anchor: str = ""
    #: Line and column in the source; worked out when first asked for, since most pages have no finding.
    at: tuple[int, int] | None = None
    page: Page | None = None
    _states: bool | None = None

    @property
    def line(self) -> int:
        return self._position[0]

    @property
    def col(self) -> int:
        return self._position[1]

    @property
    def _position(self) -> tuple[int, int]:
        if self.at is None and self.page is not None:
            self.at = self.page.stands(self)
        if self.at is None and self.page is not None:
            self.page.place()
        return self.at or (1, 1)

    @property
    def words(self) -> bool:
        """Whether it is a text of the page's own that could state a fact: no heading, none of our own parts."""
        return (
            self.kind in ("paragraph", "item", "row", "caption", "term", "code")
            and not self.made_by_us
            and not self.only_links
            and _WORD.search(self.text) is not None
        )

    @property
    def states(self) -> bool:
        """Whether it counts as a claim: it is cited, or marked, or its words state a fact."""
        if self._states is None:
            self._states = self.words and (
                self.no_claim is not None or self.supported or any(map(states_fact, self.cells or (self.text,)))
            )
        return self._states

    @property
    def supported(self) -> bool:
        """Whether it carries a citation, or its list's introduction does."""
        return bool(self.citations or (self.introduced_by and self.introduced_by.citations))


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
    #: The words of the glossary that stand in its text.
    terms: tuple[str, ...] = ()
    #: Finds the lines of all blocks; called once, and only if a line is asked for.
    placing: Callable[[], None] | None = None
    #: All that readers read of it, for the rules about phrases (``phrases.printed``).
    printed: list[Any] = field(default_factory=list, repr=False)
    #: Its counts, once they were asked for (``words.reading``).
    measured: Any = None
    _cited: frozenset[Cited] | None = None
    _claims: list[Block] | None = None
    _no_fact: int | None = None
    _names: frozenset[str] | None = None

    def place(self) -> None:
        """Find the line of each block."""
        placing, self.placing = self.placing, None
        if placing:
            placing()

    def stands(self, block: Block) -> tuple[int, int] | None:
        """Line and column of a block whose first words stand in the source once; None for any other."""
        if block.drawn or block.made_by_us or block.kind == "notice":
            return None
        words, body = _NO_WORD.sub("", block.text, count=1), self.body
        for start in (words[:_ENOUGH], words[:_FEW]):  # further on it may be bold, or a link
            if len(start) >= _LEAST and self.source.count(start, body) == 1:
                return self.position(self.source.index(start, body))
        return None

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column (from 1) of a place in the source."""
        return self.source.count("\n", 0, offset) + 1, offset - self.source.rfind("\n", 0, offset)

    def offset(self, line: int) -> int:
        """Where a line (from 1) begins in the source."""
        return sum(len(text) + 1 for text in self.source.split("\n", line - 1)[: line - 1])

    @property
    def body(self) -> int:
        """Where the body begins: after the last line that has a field."""
        last = max((field.line for field in self.fields.values()), default=0)
        return self.offset(last + 1)

    @property
    def citation_links(self) -> int:
        """How many citation links the finished page must show."""
        return sum(len(anchors) for anchors in self.backs.values())

    def field_line(self, name: str) -> int:
        """The line of a field, or 1."""
        return self.fields[name].line if name in self.fields else 1

    def find(self, words: str, start: int = 1) -> tuple[int, int]:
        """Line and column (from 1) of words in the source, from line ``start`` on; (start, 1) if not there."""
        return self._first(re.compile(re.escape(words)), start)

    def find_citation(self, mark: str, start: int = 1) -> tuple[int, int]:
        """Line and column of ``@source`` or ``@source#finding``, as ``find``; not of one that only begins like it."""
        return self._first(re.compile(rf"{re.escape(mark)}(?![\w-])"), start)

    def _first(self, pattern: re.Pattern[str], start: int) -> tuple[int, int]:
        for number, line in enumerate(self.source.split("\n")[start - 1 :], start):
            if found := pattern.search(line):
                return number, found.start() + 1
        return start, 1

    @property
    def claims(self) -> list[Block]:
        """The blocks that count as claims. Worked out once, as are the others below: many rules ask."""
        if self._claims is None:
            self._claims = [block for block in self.blocks if block.states]
        return self._claims

    @property
    def no_fact(self) -> int:
        """How many blocks of its own words state no fact, and are not marked."""
        if self._no_fact is None:
            self._no_fact = sum(block.words and not block.states for block in self.blocks)
        return self._no_fact

    @property
    def names(self) -> frozenset[str]:
        """Its title and its headings, as ``bare`` words."""
        if self._names is None:
            title = self.fields["title"].value if "title" in self.fields else ""
            self._names = frozenset(map(bare, (title, *(b.text for b in self.blocks if b.kind == "heading"))))
        return self._names

    @property
    def cited(self) -> frozenset[Cited]:
        """All citations of the page."""
        if self._cited is None:
            self._cited = frozenset(c for block in self.blocks for c in block.citations)
        return self._cited


def bare(words: str) -> str:
    """Words as two titles are compared: in small letters, and without the mark at their end."""
    return words.casefold().rstrip("?.! ")


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


def as_date(text: str) -> dt.date | None:
    """A day written like 2026-11-22, or None."""
    try:
        return dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None
