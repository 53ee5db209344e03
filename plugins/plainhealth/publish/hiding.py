"""What a style sheet would take out of sight, or could: the notice, the emergency number, the sources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import tinycss2
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

#: Declarations that take text out of sight.
_HIDDEN_BY = {
    "display": ("none",),
    "visibility": ("hidden", "collapse"),
    "content-visibility": ("hidden",),
    "line-height": ("0", "0px"),
}
#: Sizes below which nobody reads, by unit, and the properties that set one.
_SMALL = {"px": 9.0, "pt": 7.0, "em": 0.6, "rem": 0.6}
_SIZES = frozenset(
    (
        "font-size",
        *(f"{most}{side}" for most in ("", "max-") for side in ("height", "width", "block-size", "inline-size")),
    )
)
#: No colour at all: the word, or an alpha of 0 as #rgba, #rrggbbaa, rgba(…, 0) or rgb(… / 0).
_NO_COLOUR = re.compile(r"transparent|#(?:[0-9a-f]{3}0|[0-9a-f]{6}00)|[a-z]+\(.*[,/]\s*\.?0(?:\.0+|%)?\s*\)")
_ASIDE = re.compile(r"inset(?:-.*)?|left|right|top|bottom|margin(?:-.*)?")
#: Properties that could, with any value but these: none, auto, 0.
_COULD_HIDE = (
    "clip",
    "clip-path",
    "text-indent",
    "transform",
    "scale",
    "translate",
    "mask",
    "-webkit-mask",
    "zoom",
    "filter",
    "rotate",
    "animation",
    "animation-name",
    "offset",
    "offset-path",
    "mix-blend-mode",
)


#: What a style may do to the notice, to the emergency number, and to all that is in and around them: properties with
#: any value; what is safe of the others is in ``_is_safe``. All else is not let through.
_FREE = re.compile(
    r"box-sizing|(?:-webkit-)?text-size-adjust|overflow-wrap|text-wrap|text-underline-offset|text-decoration(?:-.*)?|cursor"
    r"|border-collapse|border(?:-.*)?-(?:style|radius)|border-radius|vertical-align|list-style(?:-.*)?|font-(?:weight|style)"
    r"|font-family|text-align|align-(?:items|self)|justify-content|flex(?:-.*)?|(?:page-)?break-(?:inside|after|before)"
    r"|outline(?:-.*)?|hyphens|print-color-adjust|grid-template-columns|color-scheme|border-(?:block|inline)-style"
    r"|orphans|widows|column-(?:span|fill)"
)
_SPACED = re.compile(
    r"(?:margin|padding|border|scroll-margin)(?:-.*)?|(?:column-|row-)?gap|top|right|bottom|left|inset(?:-.*)?"
)
_BOX = re.compile(r"(?:min-|max-)?(?:width|height|block-size|inline-size)")
_DISPLAYS = frozenset("block inline inline-block flex inline-flex grid list-item flow-root table".split())
_INHERITED = frozenset("inherit initial unset revert normal".split())
_USUAL = frozenset("inherit initial unset revert normal none auto 0 currentcolor".split())
#: A colour of the theme by its name, which is set once, in :root; colours of the visitor's own in forced colours.
_THEMED = re.compile(r"var\(--[\w-]+\)|inherit|currentcolor|linktext|canvastext|none")
_LENGTH = re.compile(r"(-?\d*\.?\d+)([a-z%]*)")
#: Lengths between which a gap or a margin moves nothing out of sight, by unit.
_MOST = {"rem": 8.0, "em": 8.0, "px": 128.0, "cm": 3.0, "mm": 30.0, "pt": 96.0, "%": 10.0, "": 0.0}
#: Sizes of letters that can be read, by unit.
_READ = {"rem": (0.8, 3.5), "em": (0.8, 3.5), "px": (13.0, 56.0), "pt": (9.0, 36.0), "%": (80.0, 350.0)}
#: The parts of an element that are no element: what is true of them is true of it.
_PSEUDO = re.compile(r"::?(?:before|after|first-line|first-letter|details-content)\b")
#: What a part of an element may not do: lie over its words, or take them out of sight.
_OVER_ALL = frozenset("position font-size color opacity visibility".split())
_QUOTED, _LETTERS = re.compile(r"([\"'])(.*?)\1"), re.compile(r"[^\W\d_]{2}")
#: What shows the sources of a page.
_SHOWS_SOURCES = ".cite, .evidence, .references"
SOURCES = -1


def _is_safe(name: str, value: str) -> bool:
    """Whether a declaration, wherever it stands, leaves the words that it is for in sight."""
    if _FREE.fullmatch(name):
        return "url(" not in value
    if name in ("color", "background", "background-color", "border-color"):
        # Without a colour behind it, a box shows that of the box around it.
        return bool(_THEMED.fullmatch(value)) or (name != "color" and value == "transparent")
    if name in ("display", "position"):
        return value in (_DISPLAYS if name == "display" else ("static", "relative"))
    if name in ("visibility", "opacity", "content-visibility", "overflow", "overflow-x", "overflow-y"):
        return value in ("visible", "1", "100%", "inherit") or (value == "auto" and name.startswith("overflow"))
    if name in _COULD_HIDE:
        return value in _USUAL
    return _is_roomy(name, value)


def _is_roomy(name: str, value: str) -> bool:
    """Whether a declaration of a size or a space leaves letters readable, and where they are. False for any other."""
    lengths = [(float(n), unit) for n, unit in _LENGTH.findall(re.sub(r"var\([^)]*\)|#[\da-f]+", "", value))]
    if _SPACED.fullmatch(name):
        least = -2.0 if name.startswith("margin") else 0.0
        bare = "(" not in re.sub(r"var\([^)]*\)", "", value)
        return bare and all(least <= n <= _MOST.get(unit, -1.0) for n, unit in lengths)
    if name in ("font", "font-size"):
        shown = [(n, unit) for n, unit in lengths if unit and unit != "vw"]
        readable = all(unit in _READ and _READ[unit][0] <= n <= _READ[unit][1] for n, unit in shown)
        return value in _INHERITED or (bool(shown) and readable and not re.search(r"calc|var\(", value))
    if name == "column-count":
        return value in _INHERITED or value in ("1", "2", "auto")  # more, and a column may be narrower than a word
    if name == "line-height":
        return value in _INHERITED or (bool(lengths) and all(1.0 <= n <= 3.0 for n, _ in lengths))
    if not _BOX.fullmatch(name):
        return False
    if value in ("auto", "none", "100%", "fit-content", "inherit"):
        return True
    # The least size takes no room away; a height that is set does, on a phone.
    roomy = bool(lengths) and all(n >= {"%": 50.0}.get(unit, 5.0) for n, unit in lengths)
    tall = re.search("height|block", name) is not None
    return name.startswith("min-") or (roomy and not tall and "var(" not in value)


#: What may make a brace part of a word, or join rules: then a style sheet is read as a whole.
_ODD = re.compile(r"[\\']|/\*|<!--|-->|\burl\(", re.IGNORECASE)
_MARK = re.compile(r'"[^"\n]*"|[{}()\[\];]')
_OPENS = {"}": "{", ")": "(", "]": "["}


def rules_apart(style: str) -> list[str]:
    """The rules of a style sheet, each as it is written; the whole, where that is not plain to see."""
    rules: list[str] = []
    inside: list[str] = []
    start = quoted = 0
    for found in _MARK.finditer(style):
        mark = found[0]
        if mark[0] == '"':
            quoted += 2
        elif mark in "{([":
            inside.append(mark)
        elif mark == ";" or not inside or inside.pop() != _OPENS[mark]:
            if mark != ";" or not inside:
                return [style]
        elif mark == "}" and not inside:
            rules.append(style[start : found.end()])
            start = found.end()
    plain = not inside and quoted == style.count('"') and not style[start:].strip() and not _ODD.search(style)
    return rules if plain else [style]


class Hiding:
    """Selectors of a style sheet that could take something out of sight. Each rule is read once: pages share most."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[list[str], list[str]]] = {}
        self._by_rule: dict[str, list[tuple[str, bool]]] = {}

    def selectors(self, style: str) -> list[str]:
        """Of rules that do more than is known to be safe."""
        return self._read(style)[0]

    def _read(self, style: str) -> tuple[list[str], list[str]]:
        if style not in self._known:
            rules = [found for rule in rules_apart(style) for found in self._of_rule(rule)]
            unsafe, gone = ([s for s, hides in rules if hides in kinds] for kinds in ((False, True), (True,)))
            self._known[style] = list(dict.fromkeys(unsafe)), list(dict.fromkeys(gone))
        return self._known[style]

    def _of_rule(self, rule: str) -> list[tuple[str, bool]]:
        if rule not in self._by_rule:
            self._by_rule[rule] = list(self._rules(tinycss2.parse_stylesheet(rule, True, True)))
        return self._by_rule[rule]

    def hits(self, tree: LexborHTMLParser, style: str) -> Mapping[int, list[str]]:
        """The elements of a page that are out of sight, by ``mem_id``, with the selectors that hide them."""
        hidden: defaultdict[int, list[str]] = defaultdict(list)
        for selector in self.selectors(style):
            try:
                nodes = tree.css(selector)
            except SelectolaxError:
                # A selector that cannot be read may well be the one that hides everything.
                nodes = [tree.body] if tree.body is not None else []
            for node in nodes:
                hidden[node.mem_id].append(selector)
        sources = {node.mem_id for node in tree.css(_SHOWS_SOURCES)}
        gone = set(self._read(style)[1])
        for identity in sources & hidden.keys():
            hidden[SOURCES] += [selector for selector in hidden[identity] if selector in gone]
        return hidden

    def _rules(self, rules: Iterable[object], parent: str = "") -> Iterator[tuple[str, bool]]:
        """Selectors, each with whether it hides for certain.

        ``parent`` is the selector around nested rules (CSS Nesting), which may stand in at-rules too.
        """
        for rule in rules:
            kind = getattr(rule, "type", "")
            content = getattr(rule, "content", None)
            if kind == "declaration" and parent:
                yield from self._of(rule, parent)
            elif kind == "at-rule" and content is not None and getattr(rule, "lower_at_keyword", "") != "font-face":
                parse = tinycss2.parse_blocks_contents if parent else tinycss2.parse_rule_list
                yield from self._rules(parse(content, True, True), parent)
            elif kind == "qualified-rule" and content is not None:
                inside = tinycss2.parse_blocks_contents(content, True, True)
                for part in tinycss2.serialize(getattr(rule, "prelude", [])).split(","):
                    yield from self._rules(inside, _nested(part.strip(), parent))

    def _of(self, declaration: object, selector: str) -> Iterator[tuple[str, bool]]:
        """What one declaration does to what it is for."""
        name = str(getattr(declaration, "name", ""))
        value = tinycss2.serialize(getattr(declaration, "value", [])).strip().lower()
        if name.startswith("--"):
            if selector != ":root":
                # Another colour under a known name: what looks themed could be of one colour with its ground.
                yield from ((bare, False) for bare in _plain(selector))
            return
        name = name.lower()
        said = name == "content" and any(_LETTERS.search(words) for _, words in _QUOTED.findall(value))
        over = name == "position" and value in ("fixed", "sticky")
        if said or over:
            # Words that no editor wrote, or a box that may lie over all others: wherever it stands.
            yield "html", False
        elif _PSEUDO.search(selector):
            if name in _OVER_ALL and not _is_safe(name, value):
                yield from ((bare, False) for bare in _plain(_PSEUDO.sub("", selector)))
        elif not _is_safe(name, value):
            # A raised number may stand on no line of its own.
            gone = name != "line-height" and self._hides(declaration)
            yield from ((bare, gone) for bare in _plain(selector))

    def _hides(self, declaration: object) -> bool:
        if getattr(declaration, "type", "") != "declaration":
            return False
        name = str(getattr(declaration, "lower_name", ""))
        value = tinycss2.serialize(getattr(declaration, "value", [])).strip().lower()
        if value in _HIDDEN_BY.get(name, ()):
            return True
        if name in _COULD_HIDE and value not in ("none", "auto", "0", "initial", "unset", "normal"):
            return True
        if name in ("display", "visibility", "opacity", "content-visibility"):
            number = re.fullmatch(r"(\d*\.?\d+)(%?)", value)
            low = name == "opacity" and number is not None and float(number[1]) < (100 if number[2] else 1)
            return low or "var(" in value
        if name in _SIZES:
            size = re.fullmatch(r"(\d*\.?\d+)([a-z%]*)", value)
            return size is not None and (not float(size[1]) or float(size[1]) < _SMALL.get(size[2], 0))
        if name in ("color", "-webkit-text-fill-color"):
            return _NO_COLOUR.fullmatch(value) is not None
        far = r"-\s*\d{3,}" if name.startswith("margin") else r"\d{3,}"
        return _ASIDE.fullmatch(name) is not None and re.search(far, value) is not None


#: All pages share most rules: they are read once.
HIDING = Hiding()


def _nested(selector: str, parent: str) -> str:
    if not parent:
        return selector
    around = f":is({parent})"
    return selector.replace("&", around) if "&" in selector else f"{around} {selector}"


def _plain(selector: str) -> Iterator[str]:
    """The selector without states that a page at rest may have; nothing for made-up content."""
    if re.search(r"::?(?:before|after|marker|placeholder|selection|backdrop)\b", selector):
        return
    bare = re.sub(r":(?:not\()?:?(?:focus(?:-[a-z]+)?|hover|active|visited|link|target)\)?", "", selector)
    yield bare or "*"
