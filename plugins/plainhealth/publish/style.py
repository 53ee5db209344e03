"""The theme's style sheet: small files, each beside what it is for, joined into one that is inlined."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import rcssmin
import tinycss2

_CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
#: In HTML, and in our scripts. Two patterns, since one that begins with letters is found fast.
_CLASSES, _SET = re.compile(r'class="([^"]*)"'), re.compile(r'className[=:] ?"([^"]*)"')
#: What a selector says that an element is not.
_NOT = re.compile(r":not\([^()]*\)")


class Rule(NamedTuple):
    """A rule as it is written: its selectors, each with the classes that it needs, and the text of its block.

    ``inside`` are the rules of a media query, which has its head as its only selector; it is empty for another at-rule,
    which is all selector, and None for an ordinary rule.
    """

    selectors: tuple[tuple[str, frozenset[str]], ...]
    block: str
    inside: tuple[Rule, ...] | None = None


class Style:
    """The style of all pages, in parts: a page goes without what is for components and classes that it has not.

    ``parts`` are (text, classes): a part without classes is for every page, another for pages with one of them.
    """

    def __init__(self, parts: Collection[tuple[str, frozenset[str]]]) -> None:
        self._texts = [(str(rcssmin.cssmin(text)), classes) for text, classes in parts]
        #: All of it.
        self.whole = "".join(text for text, _ in self._texts)
        self.classes = frozenset(_CLASS.findall(self.whole))
        self._known: dict[frozenset[str], str] = {}

    @classmethod
    def read(cls, theme: Path) -> Style:
        """``style/[1-8]*.css``, the components' files by name, then ``style/9*.css``.

        Raises:
            OSError: a folder or file cannot be opened: a page without its style would look finished.
        """
        # Not glob: it takes a folder that cannot be opened for an empty one.
        style = sorted(path for path in (theme / "style").iterdir() if path.suffix == ".css")
        folders = sorted(path for path in (theme / "components").iterdir() if path.is_dir())
        components = [part for folder in folders for part in sorted(folder.iterdir()) if part.suffix == ".css"]
        texts = [path.read_text("utf-8") for path in components]
        return cls(
            [
                *((path.read_text("utf-8"), frozenset()) for path in style if path.name[0] in "12345678"),
                *((text, frozenset(_CLASS.findall(text))) for text in texts),
                *((path.read_text("utf-8"), frozenset()) for path in style if path.name[0] == "9"),
            ]
        )

    @functools.cached_property
    def _parts(self) -> list[tuple[tuple[Rule, ...], frozenset[str]]]:
        """The rules of each part. A preview never asks: it sends all of the style."""
        return [(tuple(_rules(tinycss2.parse_stylesheet(text))), classes) for text, classes in self._texts]

    def of(self, html: str) -> str:
        """What a page with this HTML needs, its scripts included: they set classes too."""
        used = self.classes & {
            name for names in {*_CLASSES.findall(html), *_SET.findall(html)} for name in names.split()
        }
        if used not in self._known:
            parts = (rules for rules, classes in self._parts if not classes or not classes.isdisjoint(used))
            self._known[used] = "".join(_needed(rules, used) for rules in parts)
        return self._known[used]


def _rules(nodes: Sequence[tinycss2.ast.Node]) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = _apart(tinycss2.serialize(node.prelude))
            needs = tuple((one, frozenset(_CLASS.findall(_NOT.sub("", one)))) for one in selectors)
            yield Rule(needs, tinycss2.serialize(node.content))
        elif node.type == "at-rule" and node.lower_at_keyword == "media" and node.content is not None:
            head = f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}"
            yield Rule(((head, frozenset()),), "", tuple(_rules(tinycss2.parse_rule_list(node.content))))
        else:
            yield Rule(((node.serialize(), frozenset()),), "", ())


def _apart(selectors: str) -> list[str]:
    """The selectors of a list; a comma in brackets ends none."""
    return re.split(r",(?![^()]*\))", selectors)


def _needed(rules: Sequence[Rule], used: frozenset[str]) -> str:
    """The text of the rules for elements that a page has."""
    found = []
    for rule in rules:
        selectors = ",".join(selector for selector, classes in rule.selectors if classes <= used)
        if rule.inside is None:
            found.append(f"{selectors}{{{rule.block}}}" if selectors else "")
        elif not rule.inside:
            found.append(selectors)
        elif inside := _needed(rule.inside, used):
            found.append(f"{selectors}{{{inside}}}")
    return "".join(found)
