"""Whether a finished page shows the emergency number at once: in plain HTML, early, open and not hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
#: What stands in these is not shown, or only after a click.
_FOLDED = frozenset(("details", "noscript", "template", "script", "style", "svg", "dialog", "iframe", "canvas"))


def places(tree: LexborHTMLParser, numbers: Iterable[str]) -> Iterator[list[LexborNode]]:
    """Where one of the numbers stands in the open, before the second heading of <main>.

    Each place is the link or the piece of text with all that is around it.
    """
    number = re.compile(rf"(?<![\d+-])(?:{'|'.join(re.escape(n) for n in numbers)})(?![\d-])")
    for node in _early(tree):
        parts = around(node) if _has(node, number) else []
        if parts and not any(_is_folded(part) for part in parts):
            yield parts


def _is_folded(node: LexborNode) -> bool:
    attributes = node.attributes
    return node.tag in _FOLDED or "hidden" in attributes or attributes.get("aria-hidden") == "true"


def _has(node: LexborNode, number: re.Pattern[str]) -> bool:
    """Whether a piece of text has it; or a link that dials it, and shows some words."""
    if node.tag == "-text":
        return number.search(node.text_content or "") is not None
    href = (node.attributes.get("href") or "").strip() if node.tag == "a" else ""
    return href.startswith("tel:") and number.fullmatch(href[4:]) is not None and bool(node.text().strip())


def _early(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    """Every element and piece of text before <main>, then those of <main> up to its second heading."""
    main = tree.css_first("main")
    for node in tree.body.traverse(include_text=True) if tree.body is not None else ():
        if main is not None and node.mem_id == main.mem_id:
            break
        yield node
    headings = 0
    for node in main.traverse(include_text=True) if main is not None else ():
        headings += node.tag in HEADINGS
        if headings == 2:
            break
        yield node


def around(node: LexborNode) -> list[LexborNode]:
    """A node and all that it stands in, from the inside out."""
    parts: list[LexborNode] = []
    at: LexborNode | None = node
    while at is not None:
        parts.append(at)
        at = at.parent
    return parts
