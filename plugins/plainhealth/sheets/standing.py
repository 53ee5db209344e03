"""Whether what a sheet rests on still stands on its page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from plainhealth.notices import flat
from plainhealth.page import Page
from plainhealth.sheets.parts import PARTS
from plainhealth.sheets.sheet import Answer, Sheet

_CITED = re.compile(r"\s*\[@[^\]]*\]")
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


def _plain(text: str) -> str:
    """As one reads it: one space, straight quotation marks, no citation marks, which an editor may have copied too."""
    return flat(_CITED.sub("", text)).translate(_STRAIGHT)


def name_of(path: str, content: str) -> str:
    """What a page and its sheet share: the path below their folder, without its ending. ``content`` is the folder's."""
    return posixpath.splitext(path.removeprefix(f"{content}/" if content else "").removeprefix("pages/"))[0]


def fallen(page: Page, sheet: Sheet) -> Iterator[tuple[Answer, str]]:
    """The answers whose words or part the page no longer has, each with that word or name of a part."""
    fields = [page.fields[name].value for name in ("title", "summary") if name in page.fields]
    texts = [_plain(text) for text in (*fields, *(block.text for block in page.blocks))]
    everything = "\n".join(texts)  # no quotation goes over the end of a block
    for answers in sheet.answers.values():
        for answer in answers:
            yield from ((answer, words) for words in answer.words if _plain(words) not in everything)
            yield from ((answer, part) for part in answer.parts if not PARTS[part](page))
