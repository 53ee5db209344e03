"""Where words of a rendered page stand in its source."""

from __future__ import annotations

import re

from plainhealth.page import Page
from plainhealth.phrases.says import plain

#: What may stand between two words of a sentence in Markdown: spaces, line ends, marks, citations, a link's target.
_BETWEEN = r"(?:\s|[*_`>|\[\]]|\[@[^\]]*\]|\]\([^)]*\))+"
#: What may stand between a word and the comma or full stop at it.
_WITHIN = r"(?:[*_`\[\]]|\]\([^)]*\)|\s?\[@[^\]]*\])*"
_PIECE = re.compile(r"\w+|[^\w\s]")


def place(page: Page, words: str, line: int, col: int = 1) -> tuple[int, int]:
    """Line and column of words that stand in the block that begins at ``line``; that place if they are not found.

    They may go over a line's end or be bold in part, and have apostrophes and accents or not (``plain``).
    """
    parts = plain(words).split()
    if not parts:
        return line, col
    lines = page.source.split("\n")
    block: list[str] = []
    for text in lines[line - 1 :]:
        if not text.strip() and block:
            break
        block.append(text)
    source = plain("\n".join(block))
    typed = (_WITHIN.join(map(re.escape, _PIECE.findall(part))) for part in parts)
    found = re.search(_BETWEEN.join(typed), source)
    if not found:
        return line, col
    before = source[: found.start()]
    return line + before.count("\n"), found.start() - before.rfind("\n")
