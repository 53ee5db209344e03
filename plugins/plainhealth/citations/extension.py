"""How a page's Markdown becomes HTML here.

Four steps, in Python-Markdown's own places:

1. raw HTML is not read as HTML: it shows as text, and the gate stops it;
2. a shortcode on its own line becomes a component, and may hold the list right under it;
3. ``[@source#finding]`` becomes links;
4. the finished tree is tidied: attributes an editor may not set are refused, citations are numbered,
   what the sources found is put beside each claim, tables get headers and a box to scroll in, and numbers of
   helplines can be called.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import xml.etree.ElementTree as etree  # noqa: ICN001, N813 - as Python-Markdown calls it
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from markupsafe import Markup

from plainhealth.citations import marks
from plainhealth.citations.dial import Dial
from plainhealth.helplines import LANGUAGES, Group, groups, to_dial
from plainhealth.holders import HOLDERS
from plainhealth.sheets import MARK
from plainhealth.verdicts import VERDICTS

if TYPE_CHECKING:
    from plainhealth.components import Components
    from plainhealth.facts import Facts

_MARK = re.compile(marks.MARK)
SHORTCODE = re.compile(r"^ {0,3}\[([A-Z][A-Z-]+)(?:: *([^\[\]\n]+?))? *\][ ]*$", re.MULTILINE)

#: Attributes and classes that Markdown or an editor may put on an element. All else is refused.
_PLAIN_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"style"},  # Python-Markdown aligns columns so; turned into a class below
    "th": {"style"},
}
_ALIGN = {"text-align: left;": "left", "text-align: center;": "middle", "text-align: right;": "right"}
#: What a shortcode that holds a list is until it has it. No Markdown makes such an element.
_HOLDER = "plainhealth-holder"
#: From so many columns on, a table is too wide for a phone.
_COMPARED = 3
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class PlainHealthExtension(Extension):
    """Give it the facts of one site. The same instance serves every page."""

    def __init__(self, facts: Facts, components: Components, *, country: str, language: str) -> None:
        super().__init__()
        self.facts = facts
        self.components = components
        self.country = country
        self.language = language
        self.dial = Dial(to_dial(facts.helplines))
        self._made_by: list[list[type]] = []
        self._made: Mapping[str, tuple[str, dict[str, list[str]]]] = {}

    def ready(self, by: Markdown, made: Mapping[str, tuple[str, dict[str, list[str]]]]) -> None:
        """Pages that an instance like ``by`` has converted already: HTML and fields, by their source."""
        self._made_by, self._made = _parts(by), made

    def _convert(self, md: Markdown, convert: Callable[[str], str], source: str) -> str:
        """Convert a page, or take what is ready; another plugin may have given this instance parts of its own."""
        if source not in self._made or _parts(md) != self._made_by:
            return convert(source)
        html, fields = self._made[source]
        md.Meta = {name: list(values) for name, values in fields.items()}  # type: ignore[attr-defined]
        return html

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        owned = _Owned()
        citations = _CitationPattern(md, owned)
        md.inlinePatterns.register(citations, "citation", 175)
        md.treeprocessors.register(_Hold(md, self, owned), "hold", 30)  # before any text is read
        md.treeprocessors.register(_Plain(md, citations), "plain", 25)  # right before "inline" (20)
        shortcodes = _Shortcodes(md, self, owned)
        md.parser.blockprocessors.register(shortcodes, "shortcode", 75)
        # After attribute lists (8), before heading ids (5).
        md.treeprocessors.register(_Refuse(md, owned), "refuse", 7)
        md.treeprocessors.register(_Finish(md, self), "finish", 3)
        md.convert = functools.partial(self._convert, md, md.convert)  # type: ignore[method-assign]


def _parts(md: Markdown) -> list[list[type]]:
    """What an instance of Markdown is made of."""
    steps = (md.preprocessors, md.parser.blockprocessors, md.treeprocessors, md.inlinePatterns, md.postprocessors)
    return [[type(part) for part in step] for step in steps]


class _Plain(Treeprocessor):
    """Text without any mark but citations is not searched for other marks: that is most of the text of a page.

    Only where all patterns are known: one of another plugin may look for anything.
    """

    _KNOWN = frozenset(
        """backtick escape reference link image_link image_reference short_reference short_image_ref autolink automail
        linebreak entity not_strong em_strong em_strong2 attr_list citation""".split()
    )
    _MARKS = re.compile(r"[\\`*_\[\]<>&{}!\x02\x03]|  \n")

    def __init__(self, md: Markdown, citations: _CitationPattern) -> None:
        super().__init__(md)
        self._citations = citations

    def run(self, root: etree.Element) -> None:
        patterns = self.md.inlinePatterns
        if sum(name in patterns for name in self._KNOWN) < len(patterns):
            return
        for element in list(root.iter()):
            if element.text:
                self._read(element, element.text)
            if element.tail and not self._MARKS.search(element.tail):
                element.tail = AtomicString(element.tail)

    def _read(self, element: etree.Element, text: str) -> None:
        if isinstance(text, AtomicString):
            return
        found = list(_MARK.finditer(text)) if "[@" in text else []
        ends = [0, *(m.end() for m in found)]
        starts = [*(m.start() for m in found), len(text)]
        between = [text[a:b] for a, b in zip(ends, starts, strict=True)]
        if any(map(self._MARKS.search, between)) or not all(marks.parse(m[1]) for m in found):
            return
        element.text = AtomicString(between[0])
        for n, (mark, after) in enumerate(zip(found, between[1:], strict=True)):
            sup, _, _ = self._citations.handleMatch(mark, text)
            assert sup is not None
            sup.tail = AtomicString(after)
            element.insert(n, sup)


class _CitationPattern(InlineProcessor):
    """``[@a#b; @c]`` to ``<sup class="cite"><a data-cite="a#b">…``; numbers come later."""

    def __init__(self, md: Markdown, owned: _Owned) -> None:
        super().__init__(marks.MARK, md)
        self.owned = owned

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - Python-Markdown's signature
    ) -> tuple[etree.Element | None, int | None, int | None]:
        found = marks.parse(m[1])
        if found is None:
            return None, None, None
        sup = etree.Element("sup", {"class": "cite"})
        by_source: dict[str, list[str]] = {}
        for mark in found:
            by_source.setdefault(mark.source, []).append(str(mark))
        for cites in by_source.values():
            etree.SubElement(sup, "a", {"data-cite": " ".join(cites)}).text = AtomicString("?")
        return self.owned.add(sup), m.start(0), m.end(0)


class _Owned:
    """The elements that this extension made for one page, with their attributes as they were made.

    Kept by identity: a mark in the tree itself could be forged in an attribute list.
    """

    def __init__(self) -> None:
        self._made: dict[int, tuple[etree.Element, dict[str, str]]] = {}

    def add(self, element: etree.Element) -> etree.Element:
        for part in element.iter():
            self._made[id(part)] = (part, dict(part.attrib))
        return element

    def attributes(self, element: etree.Element) -> dict[str, str]:
        """The attributes it was made with; empty for an element that is the editor's."""
        return self._made[id(element)][1] if id(element) in self._made else {}


class _Shortcodes(BlockProcessor):
    """``[NAME]`` or ``[NAME: argument]`` on a line of its own."""

    def __init__(self, md: Markdown, extension: PlainHealthExtension, owned: _Owned) -> None:
        super().__init__(md.parser)
        self.md = md
        self.extension = extension
        self.owned = owned

    def test(self, parent: etree.Element, block: str) -> bool:  # noqa: ARG002 - as above
        return SHORTCODE.search(block) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> bool | None:
        block = blocks[0]
        for found in SHORTCODE.finditer(block):
            element = self._element(found[1], (found[2] or "").strip())
            if element is None:
                continue
            blocks.pop(0)
            before, after = block[: found.start()].rstrip("\n"), block[found.end() :].lstrip("\n")
            if before:
                self.parser.parseBlocks(parent, [before])
            parent.append(element)
            if after:
                blocks.insert(0, after)
            return None
        return False

    def _element(self, name: str, argument: str) -> etree.Element | None:
        """The component, or None for a shortcode that does not exist (the gate says so)."""
        facts, render = self.extension.facts, self.extension.components.render
        match name:
            case "SEE-A-PROFESSIONAL":
                notice = facts.notices.get((self._language(), argument or "general"))
                if notice is None:
                    return None
                return self._stash(render("notice", body=notice.body, label=notice.label))
            case "HELPLINES" if not argument:
                shown = [_for_reader(g) for g in groups(facts.helplines, self.extension.country)]
                return self._stash(render("helplines", groups=shown))
            case "VERDICT" if argument in VERDICTS:
                return self._stash(render("verdict", kind=argument, words=VERDICTS[argument]))
            case "SHEETS" if not argument:
                return self._stash(MARK)  # filled in when all pages are read
            case "PICTURE" if argument in facts.pictures:
                return self._picture(argument)
            case "TERM" if argument in facts.sourced_terms:
                return self._term(argument)
            case _ if name in HOLDERS and not argument:
                return self.owned.add(etree.Element(_HOLDER, {"name": name}))
        return None

    def _language(self) -> str:
        given: list[str] = getattr(self.md, "Meta", {}).get("lang", [])
        return given[0].strip() if given else self.extension.language

    def _stash(self, html: str) -> etree.Element:
        element = etree.Element("p")
        element.text = self.md.htmlStash.store(html)
        return element

    def _term(self, name: str) -> etree.Element:
        """The meaning is still Markdown, and cites its source: it is a claim like any other."""
        term = self.extension.facts.sourced_terms[name]
        means = f"{term.means.rstrip('.')} [@{term.source}]."
        return self.owned.add(_parsed(self.extension.components.render("term", term=term.term, means=means)))

    def _picture(self, name: str) -> etree.Element:
        """A figure whose words are still Markdown, so that its citations are numbered in their turn."""
        picture = self.extension.facts.pictures[name]
        head = "".join(f'<th scope="col">{Markup.escape(column)}</th>' for column in picture.COLUMNS)
        rows = "".join(
            f'<tr><th scope="row">{Markup.escape(first)}</th>'
            f"{''.join(f'<td>{Markup.escape(cell)}</td>' for cell in rest)}</tr>"
            for first, *rest in (row.cells for row in picture.rows)
        )
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        html = self.extension.components.render(
            "picture",
            svg=Markup('<div class="picture-drawing"></div>'),
            title=picture.title,
            table=Markup(table),  # noqa: S704 - escaped above
            note=Markup.escape(picture.note),
        )
        figure = _parsed(html)
        for whole in figure.iterfind(".//table"):
            _compare(whole)
        for drawing in figure.iterfind(".//div[@class='picture-drawing']"):
            drawing.text = AtomicString(self.md.htmlStash.store(picture.svg()))
        return self.owned.add(figure)


def _for_reader(group: Group) -> Group:
    """Language codes to names, for the component."""
    return dataclasses.replace(
        group,
        lines=tuple(dataclasses.replace(x, languages=tuple(LANGUAGES[c] for c in x.languages)) for x in group.lines),
    )


class _Hold(Treeprocessor):
    """A shortcode of ``HOLDERS`` takes the list right after it into its component.

    Where no such list follows it shows as the text that it is, and the gate stops it.
    """

    def __init__(self, md: Markdown, extension: PlainHealthExtension, owned: _Owned) -> None:
        super().__init__(md)
        self.extension = extension
        self.owned = owned

    def run(self, root: etree.Element) -> None:
        for parent in list(root.iter()):
            for mark in parent.findall(_HOLDER):
                name, following = str(mark.get("name")), _after(parent, mark)
                place = list(parent).index(mark)
                if following is not None and following.tag == HOLDERS[name]:
                    parent.remove(following)
                    parent[place] = self._holder(name.lower(), following)
                else:
                    shown = parent[place] = etree.Element("p")
                    shown.text = f"[{name}]"

    def _holder(self, component: str, held: etree.Element) -> etree.Element:
        empty = Markup(f"<{held.tag}></{held.tag}>")  # noqa: S704 - "ul" or "ol"
        holder = self.owned.add(_parsed(self.extension.components.render(component, body=empty)))
        return _put(holder, held)


class _Refuse(Treeprocessor):
    """Attribute lists may say ``.no-claim`` with ``why``, an id and a language; the rest is refused.

    A refused attribute stays in the tree under a name that does nothing (``data-refused-…``), so
    that the gate can name it and a browser cannot act on it.
    """

    def __init__(self, md: Markdown, owned: _Owned) -> None:
        super().__init__(md)
        self.owned = owned

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            made = self.owned.attributes(element)
            allowed = {"id", "lang", *_PLAIN_ATTRIBUTES.get(str(element.tag), ())}
            for name, value in list(element.attrib.items()):
                if made.get(name) == value or (name == "class" and value == "no-claim"):
                    continue
                if name == "why" and element.get("class") == "no-claim":
                    element.set("data-why", element.attrib.pop("why"))
                elif name == "style" and element.tag in ("td", "th") and value in _ALIGN:
                    element.set("class", _ALIGN[element.attrib.pop("style")])
                elif name not in allowed or name == "style":
                    del element.attrib[name]
                    element.set(f"data-refused-{re.sub(r'[^a-z0-9-]', '-', name.lower())}", value)


class _Finish(Treeprocessor):
    """Number citations, put the evidence beside the claim, and make links and tables whole."""

    def __init__(self, md: Markdown, extension: PlainHealthExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: etree.Element) -> None:
        numbers: dict[str, int] = {}
        for n, link in enumerate(self._links(root), 1):
            self._number(link, n, numbers)
        for element in root.iter():
            self._point(element)
            self._close_up(element)
        self.extension.dial.link(root)
        self._evidence(root, numbers)
        self._tables(root)

    @staticmethod
    def _links(root: etree.Element) -> list[etree.Element]:
        return [a for sup in root.iter("sup") if sup.get("class") == "cite" for a in sup]

    def _number(self, link: etree.Element, n: int, numbers: dict[str, int]) -> None:
        source = _marks(link)[0].source
        if source not in self.extension.facts.sources:
            return
        number = numbers.setdefault(source, len(numbers) + 1)
        link.set("id", f"cite-{n}")
        _show(link, number)

    @staticmethod
    def _point(element: etree.Element) -> None:
        """``other-page.md`` and ``../images/x.png`` as editors write them, to Pelican's own links."""
        for attribute, prefix in (("href", "{filename}"), ("src", "{static}")):
            value = element.get(attribute)
            if not value or value.startswith(("#", "{", "/")) or urlsplit(value).scheme:
                continue
            if attribute == "src" or re.match(r"[^#?]+\.(md|markdown|mkd|mdown)(#|$)", value):
                element.set(attribute, prefix + value)

    @staticmethod
    def _close_up(parent: etree.Element) -> None:
        """No space before a citation: its number must not stand alone on the next line."""
        before: etree.Element | None = None
        for child in parent:
            if child.tag == "sup" and child.get("class") == "cite":
                if before is None:
                    parent.text = (parent.text or "").rstrip()
                else:
                    before.tail = (before.tail or "").rstrip()
            before = child

    def _evidence(self, root: etree.Element, numbers: dict[str, int]) -> None:
        """Insert, after each block with cited findings, what those findings say."""
        waiting: list[etree.Element] = []
        for block in list(root):
            following = _after(root, block)
            links = waiting + self._links(block)
            introduces = following is not None and _is_list(following)
            if introduces and block.tag == "p" and _ends_with_colon(block):
                waiting = links
                continue
            waiting = []
            items = self._items(links, numbers)
            if items:
                html = self.extension.components.render("evidence", items=items)
                holder = etree.Element("p")
                holder.text = self.md.htmlStash.store(html)
                root.insert(list(root).index(block) + 1, holder)

    def _items(self, links: list[etree.Element], numbers: dict[str, int]) -> list[dict[str, Any]]:
        items: dict[marks.Mark, dict[str, Any]] = {}
        for mark in (mark for link in links for mark in _marks(link)):
            source = self.extension.facts.sources.get(mark.source)
            finding = self.extension.facts.finding(*mark)
            if source is None or finding is None:
                continue
            items[mark] = {
                "number": numbers[source.id],
                "short": source.short,
                "says": finding.says,
                "where": finding.where,
                "strength": finding.strength,
                "kind": source.kind.name,
                "checked": finding.checked,
                "also": len(finding.also),
            }
        return sorted(items.values(), key=lambda item: int(item["number"]))

    def _tables(self, root: etree.Element) -> None:
        """Column and row headers, and a box that scrolls by itself on a narrow screen."""
        heading = "facts"
        for n, block in enumerate(list(root)):
            if block.tag in _HEADINGS:
                heading = "".join(block.itertext()).strip()
            if block.tag != "table":
                continue
            for cell in block.iter("th"):
                cell.set("scope", "col")
            for row in block.iter("tr"):
                if len(row) and row[0].tag == "td":
                    row[0].tag = "th"
                    row[0].set("scope", "row")
            _compare(block)
            empty = Markup("<table></table>")
            box = _put(_parsed(self.extension.components.render("table", body=empty, label="")), block)
            # Put in here: a heading may hold what no parser of XML takes.
            box.set("aria-label", f"{box.get('aria-label')}{heading}")
            root[n] = box


def _parsed(html: str) -> etree.Element:
    return etree.fromstring(html)  # noqa: S314 - our own component


def _put(holder: etree.Element, held: etree.Element) -> etree.Element:
    """Put an element into a component, in place of the empty one of its kind."""
    for parent in list(holder.iter()):
        for n, child in enumerate(list(parent)):
            if child.tag == held.tag and not len(child):
                held.tail = child.tail
                parent[n] = held
                return holder
    raise LookupError(f"The component {holder.get('class')!r} has no place for a <{held.tag}>. Write {{{{ body }}}}.")


def _is_list(element: etree.Element) -> bool:
    """Whether it is a list, or a component that begins with one."""
    return element.tag in ("ul", "ol") or (element.tag == "div" and len(element) > 0 and element[0].tag in ("ul", "ol"))


def _compare(table: etree.Element) -> None:
    """On a phone each row of a table with three columns or more stands alone: each cell says its column's name."""
    heads = table.findall("thead/tr/th")
    if len(heads) < _COMPARED or any(cell.find(".//sup[@class='cite']") is not None for cell in heads):
        return
    table.set("class", "compare")
    for row in table.iterfind("tbody/tr"):
        for cell, head in list(zip(row, heads, strict=False))[1:]:
            cell.set("data-label", "".join(head.itertext()).strip())


def _marks(link: etree.Element) -> list[marks.Mark]:
    return [marks.Mark(*cite.partition("#")[::2]) for cite in str(link.get("data-cite")).split()]


def _show(link: etree.Element, number: int) -> None:
    link.set("href", f"#ref-{number}")
    link.set("aria-label", f"Source {number}")
    link.text = str(number)


def _after(root: etree.Element, block: etree.Element) -> etree.Element | None:
    siblings = list(root)
    place = siblings.index(block) + 1
    return siblings[place] if place < len(siblings) else None


def _ends_with_colon(block: etree.Element) -> bool:
    words = "".join(
        t for part in block.iter() if part.tag != "a" or not part.get("data-cite") for t in (part.text or "",)
    )
    tails = "".join(part.tail or "" for part in block.iter() if part is not block)
    return (tails.strip() or words.strip()).endswith(":")
