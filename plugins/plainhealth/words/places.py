"""Where words of a rendered page stand in its source."""

from __future__ import annotations

import re

from plainhealth.page import Page

#: What may stand between two words of a sentence in Markdown: spaces, line ends, marks, citations, a link's target.
_BETWEEN = r"(?:\s|[*_`>|\[\]]|\[@[^\]]*\]|\]\([^)]*\))+"


def place(page: Page, words: str, line: int, col: int = 1) -> tuple[int, int]:
    """Line and column of words that stand in the block that begins at ``line``; that place if they are not found."""
    parts = words.split()
    if not parts:
        return line, col
    lines = page.source.split("\n")
    block: list[str] = []
    for text in lines[line - 1 :]:
        if not text.strip() and block:
            break
        block.append(text)
    source = "\n".join(block)
    found = re.search(_BETWEEN.join(map(re.escape, parts)), source)
    if not found:
        return line, col
    before = source[: found.start()]
    return line + before.count("\n"), found.start() - before.rfind("\n")
