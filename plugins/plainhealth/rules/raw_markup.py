"""HTML in a page, or an attribute that does something: scripts, frames, event handlers, forms."""

import re
from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site

FIX = "Delete it. A page is Markdown only; what Markdown cannot do, a shortcode of content/README.md can."
_TAG = re.compile(r"<(?:[a-zA-Z!/?][^<>]*>?)")
#: Attributes that the rule hidden-text speaks about.
HIDES = ("style", "class", "hidden", "aria-hidden", "inert", "width", "height")


def check(page: Page, site: Site) -> Iterator[Problem]:
    if page.reader != "markdown":
        yield Problem(1, f"This page was read as {page.reader}. Pages are Markdown files that end in .md.")
    for block in page.blocks:
        tags = list(_TAG.finditer(block.text)) if block.kind != "code" else []
        opened = {_name(tag[0]) for tag in tags if not tag[0].startswith("</")}
        for found in tags:
            if found[0].startswith("</") and _name(found[0]) in opened:
                continue
            line, col = page.find(found[0][:12], block.line)
            yield Problem(
                line, f"HTML is not read here, and readers would see it as text: {found[0][:40]}", col, found[0]
            )
    for odd in page.odd:
        name = odd.attribute.removeprefix("data-refused-")
        if name not in HIDES:
            what = f"the attribute {name}" if name else f"the element <{odd.tag}>"
            yield Problem(odd.line, f"A page may not have {what}.", 1, odd.value)


def _name(tag: str) -> str:
    return re.sub(r"^</?([\w-]*).*$", r"\1", tag, flags=re.DOTALL).lower()
