"""Set each finding right before the paragraph, heading, item or row that it concerns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from markupsafe import Markup
from selectolax.lexbor import LexborNode

from plainhealth.gate import Finding
from plainhealth.page import Page
from plainhealth.preview.links import item_id, pin_id, rule_link
from plainhealth.rendered import read_nodes
from plainhealth.report.pages import printable

#: Elements that a <div> may stand in, beside other children.
_HOLDS_DIVS = frozenset("body div section aside blockquote li dd dt td th figure figcaption caption details".split())
#: Blocks that take the pin inside: before them it would stand where only their like may stand, or be counted.
_INSIDE = frozenset("li dt dd td th figcaption caption".split())


class Pinned(NamedTuple):
    """The HTML with its pins, and the numbers (from 1) of the findings that have one."""

    html: str
    numbers: frozenset[int]


def pinned(html: str, page: Page, findings: Sequence[Finding]) -> Pinned:
    """Pin findings to the rendered body of a page.

    ``html`` is what ``page`` was read from; ``findings`` are the page's own, numbered from 1 in this order. One
    that concerns the fields, or the page as a whole, gets no pin.
    """
    # Read anew: nodes and lines then come from the same HTML, whatever was done to links since.
    again = replace(page, blocks=[], links=[], odd=[], ids=[], backs={}, numbers={}, placing=None)
    tree, nodes = read_nodes(again, html)
    of_block: dict[int, list[int]] = defaultdict(list)
    starts = sorted((block.line, block.col, n) for n, block in enumerate(again.blocks))
    for number, finding in enumerate(findings, 1):
        block = _block(finding, starts, page)
        if block is not None:
            of_block[block].append(number)
    # Marks that the text does not hold are set into the tree, and become pins once it is written out.
    mark, text = "pin", (tree.body.html or "") if tree.body is not None else ""
    while mark in text:
        mark += "-"
    marks: dict[str, Markup] = {}
    for block, numbers in of_block.items():
        name = f"{mark}{len(marks)};"
        marks[name] = _set(nodes[block], name, _pins({n: findings[n - 1] for n in numbers}))
    shown = (tree.body.inner_html or "") if tree.body is not None else ""
    # All at once: what a finding quotes may read like a mark.
    shown = re.sub(rf"{mark}\d+;", lambda found: str(marks[found[0]]), shown)
    return Pinned(shown, frozenset(n for numbers in of_block.values() for n in numbers))


def _block(finding: Finding, starts: Iterable[tuple[int, int, int]], page: Page) -> int | None:
    """Which block a finding concerns: the last one that begins at or before it. None: none of them."""
    head = max((field.line for field in page.fields.values()), default=0)
    if finding.line <= head or (finding.line, finding.col) == (1, 1):
        return None
    found: int | None = None
    first = True
    for line, col, block in starts:
        if line > finding.line or (line == finding.line and col > finding.col and not first):
            break
        # A finding without a column means the first block of its line, though that may stand behind a "- ".
        if line == finding.line:
            first = False
        found = block
    return found


def _set(node: LexborNode, mark: str, pin: Markup) -> Markup:
    """Set the mark where HTML allows a pin, and give the pin the element that may stand there."""
    if node.tag in _INSIDE:
        child = next(node.iter(include_text=True), None)
        if child is None:
            node.insert_child(mark)
        else:
            child.insert_before(mark)
        _open(node)
        return _div(pin)
    at = node
    while at.tag != "tr" and at.parent is not None and (at.parent.tag not in _HOLDS_DIVS or at.tag == "summary"):
        at = at.parent
    at.insert_before(mark)
    _open(at)
    if at.tag != "tr":
        return _div(pin)
    cells = [int(n) if (n := str(cell.attributes.get("colspan") or 1)).isdigit() else 1 for cell in node.iter()]
    return Markup('<tr class="preview-row"><td colspan="{}">{}</td></tr>').format(max(sum(cells), 1), _div(pin))


def _open(node: LexborNode) -> None:
    """Unfold what the pin stands in."""
    around = node.parent
    while around is not None:
        if around.tag == "details":
            around.attrs["open"] = ""
        around = around.parent


def _div(pin: Markup) -> Markup:
    return Markup('<div class="preview-pin" role="note">{}</div>').format(pin)


def _pins(findings: Mapping[int, Finding]) -> Markup:
    return Markup("").join(
        Markup(
            '<div class="preview-one" id="{}"><p><strong>{}</strong></p><p>{}</p>'
            '<p><a href="#{}">Back to number {} in the list</a> {}</p></div>'
        ).format(pin_id(n), printable(finding.message), finding.fix, item_id(n), n, rule_link(finding.rule))
        for n, finding in findings.items()
    )
