"""A block that states a fact has no citation."""

import re
from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.rules.unknown_shortcode import is_mark
from plainhealth.site import Site

FIX = (
    "Add [@source#finding] at the end of the sentence. If the block states no fact, write "
    '{: .no-claim why="…" } under it.'
)
_KINDS = {"item": "list item", "row": "table row"}


def check(page: Page, site: Site) -> Iterator[Problem]:
    missing = [b for b in page.claims if not b.supported and b.no_claim is None and not _only_a_mistake(b.text)]
    for block in missing:
        kind = _KINDS.get(block.kind, "paragraph")
        yield Problem(block.line, f"This {kind} has no source: {_start(block.text)}", block.col, block.text)
    if not missing and not page.cited:
        yield Problem(1, "This page cites no source at all.")


def _only_a_mistake(text: str) -> bool:
    """A shortcode or an HTML comment that shows as text: unknown-shortcode and raw-markup speak about these."""
    return is_mark(text) or not re.search(r"\w", re.sub(r"<!--.*?(?:-->|$)", "", text))


def _start(text: str) -> str:
    return f"“{text}”" if len(text) <= 60 else f"“{text[:57].rstrip()}…”"
