"""Find each rendered block again in the source, so that a finding names the line where the editor must type.

Python-Markdown keeps no line numbers. The words of both are laid side by side, as ``diff`` does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from difflib import SequenceMatcher

from plainhealth.page import Block, Page

_WORD = re.compile(r"\w+")
_CITE = r"@[a-z0-9-]+(?:#[a-z0-9-]+)?"
_SILENT = re.compile(
    rf"\[{_CITE}(?:\s*;\s*{_CITE})*\s*\]|\]\([^)\n]*\)|\{{:[^}}\n]*\}}|&#?\w+;|^ *\d+\.(?= )", re.MULTILINE
)
_NOTICE = re.compile(r"^ {0,3}\[SEE-A-PROFESSIONAL[^\]\n]*\]", re.MULTILINE)
#: Above so many words a page is compared by its rarer words only: the time grows with the square.
_LONG = 4_000
#: How many words the source may hold that are not shown, and how many must then agree again.
_GAP, _RUN = 60, 4


class _Places:
    """Finds each block again in the source: the words of both are laid side by side, as ``diff`` does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        source = page.source
        quiet = _NOTICE.sub(_blank, _SILENT.sub(_blank, source))
        words = [(m[0].casefold(), m.start()) for m in _WORD.finditer(quiet, page.body)]
        self.words = [word for word, _ in words]
        self.offsets = [offset for _, offset in words]
        self.starts = [0] + [m.end() for m in re.finditer("\n", source)]

    def place(self) -> None:
        notices = [m.start() for m in _NOTICE.finditer(self.page.source)]
        shown: list[str] = []
        spans: list[tuple[Block, int, int]] = []
        for block in self.page.blocks:
            if block.kind == "notice":
                block.at = self._position(notices.pop(0) if notices else 0)
                continue
            said = block.text or " ".join(
                link.text for link in self.page.links if link.block is block and link.tag == "img"
            )
            words = [] if block.made_by_us or block.drawn else [w.casefold() for w in _WORD.findall(said)]
            spans.append((block, len(shown), len(shown) + len(words)))
            shown += words
        at = self._aligned(shown)
        last = -1
        for block, start, end in spans:
            found = next((at[n] for n in range(start, end) if n in at), None)
            if found is None:
                found = self._near(shown[start:end], last + 1)
            offset = self._offset(last + 1 if found is None else found)
            if found is None and block.text and not block.drawn:
                # Text without a word of its own, or marks that show as text: as it stands.
                literal = self.page.source.find(block.text[:40], self._offset(max(last, 0)))
                offset = literal if literal >= 0 else offset
            block.at = self._position(offset)
            last = max([last, -1 if found is None else found, *(at[n] for n in range(start, end) if n in at)])

    def _aligned(self, shown: list[str]) -> dict[int, int]:
        """For words that are shown, their places in the source."""
        at = self._in_step(shown)
        if at is not None:
            return at
        matcher = SequenceMatcher(None, shown, self.words, autojunk=len(shown) > _LONG)
        return {a + k: b + k for a, b, size in matcher.get_matching_blocks() for k in range(size)}

    def _in_step(self, shown: list[str]) -> dict[int, int] | None:
        """The places when the source holds all shown words in order, with little between: most pages."""
        at: dict[int, int] = {}
        place = 0
        for n, word in enumerate(shown):
            if place >= len(self.words) or self.words[place] != word:
                run = shown[n : n + _RUN]
                found = (k for k in range(place, place + _GAP) if self.words[k : k + len(run)] == run)
                place = next(found, -1)
                if place < 0:
                    return None
            at[n] = place
            place += 1
        return at

    def _near(self, words: list[str], start: int) -> int | None:
        """The next place where these words stand together; for words that stand elsewhere in the order."""
        places = range(start, len(self.words) - len(words) + 1) if words else ()
        return next((n for n in places if self.words[n : n + len(words)] == words), None)

    def _offset(self, word: int) -> int:
        return self.offsets[min(word, len(self.offsets) - 1)] if self.offsets else 0

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def _blank(found: re.Match[str]) -> str:
    """Spaces in place of what no reader sees as words; lines stay lines."""
    words = found[0]
    return re.sub(r"[^\n]", " ", words) if "\n" in words else " " * len(words)


def find_places(page: Page) -> None:
    """Set ``at`` of each block of a page."""
    _Places(page).place()
