"""Numbers of helplines in a page's running text become links, so that a thumb can call them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree  # noqa: ICN001, N813 - as Python-Markdown calls it
from collections.abc import Mapping

#: Where a number is a link already, or no number to call.
_NOT_IN = frozenset(("a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6"))
#: A number of so few digits may be a count: it is one to call after a word that says so.
_SHORT = 4
_DIGIT = re.compile(r"\d")
_SAYS_SO = ("call", "dial", "phone", "ring", "text")


class Dial:
    """Knows the numbers of one site. ``numbers`` are what to dial, by each number as it is printed."""

    def __init__(self, numbers: Mapping[str, str]) -> None:
        self._numbers = numbers
        self._find = _pattern(numbers)

    def link(self, parent: etree.Element, *, in_item: bool = False) -> None:
        """Make links of all numbers in and below ``parent``; ``in_item``: it is a part of an item of a list."""
        if parent.tag in _NOT_IN:
            return
        in_item = in_item or parent.tag == "li"
        for child in list(parent):
            self.link(child, in_item=in_item)
            if child.tail and _DIGIT.search(child.tail):
                child.tail = self._linked(parent, child.tail, list(parent).index(child) + 1)
        if parent.text and _DIGIT.search(parent.text):
            parent.text = self._linked(parent, parent.text, 0)
        if in_item and len(parent) == 1 and (parent[0].get("href") or "").startswith("tel:"):
            # A link with no other element beside it is laid out as if it were the whole item.
            link, strong = parent[0], etree.Element("strong")
            strong.tail, link.tail = link.tail, None
            strong.append(link)
            parent[:] = [strong]

    def _linked(self, parent: etree.Element, text: str, at: int) -> str:
        """What is left of a text before its first number; that and what follows is put into ``parent`` at ``at``."""
        before, *found = self._find.split(text)
        for place, (number, after) in enumerate(zip(found[::2], found[1::2], strict=True), at):
            link = etree.Element("a", {"href": f"tel:{self._numbers[number]}"})
            link.text, link.tail = number, after
            parent.insert(place, link)
        return before


def _pattern(numbers: Mapping[str, str]) -> re.Pattern[str]:
    """One group: a number."""
    long = "|".join(re.escape(number) for number in sorted(numbers, key=len, reverse=True) if len(number) > _SHORT)
    short = "|".join(re.escape(number) for number in sorted(numbers) if len(number) <= _SHORT)
    either = [rf"(?<![\w+.-])(?:{long})"] if long else []
    either += [rf"(?<=\b{word} )(?:{short})" for word in _SAYS_SO if short]
    return re.compile(rf"({'|'.join(either) or '(?!)'})(?![\w-]|[.,]\d)", re.IGNORECASE)
