"""How hard a page is to read: the Flesch-Kincaid grade, with the counts it is made of.

Kincaid and others, 1975, *Derivation of new readability formulas for Navy enlisted personnel*: the school
grade in the US at which a text is understood, from words a sentence and syllables a word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from plainhealth.page import Block, Page
from plainhealth.words.sentences import sentences, words
from plainhealth.words.syllables import syllables

#: A sentence with its place: the block it stands in.
Place = tuple[Block, str]
_SYLLABIC = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Reading:
    """Raw counts of a text. ``left_out`` are names and figures: they are in no other count."""

    words: int = 0
    sentences: int = 0
    syllables: int = 0
    left_out: int = 0

    @property
    def grade(self) -> float:
        """The grade; 0 for a text without words.

        >>> round(Reading(words=100, sentences=10, syllables=130).grade, 2)
        3.65
        """
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


def readings(pages: Iterable[Page], names: Collection[str]) -> list[tuple[Reading, list[tuple[float, Place]]]]:
    """Each page's reading, and its sentences with the grade of each, hardest first.

    All pages at once, so that the dictionary is read once. ``names`` are words in small letters that are left out.
    """
    counted = [[(place, *_counted(place[1], names)) for place in _sentences(page)] for page in pages]
    known = syllables({part for page in counted for _, kept, _ in page for word in kept for part in word.split("-")})

    def count(kept: list[str], left_out: int) -> Reading:
        spoken = sum(known[part] for word in kept for part in word.split("-"))
        return Reading(len(kept), 1 if kept else 0, spoken, left_out)

    result = []
    for page in counted:
        each = [(count(kept, left_out), place) for place, kept, left_out in page]
        total = Reading(
            sum(r.words for r, _ in each),
            sum(r.sentences for r, _ in each),
            sum(r.syllables for r, _ in each),
            sum(r.left_out for r, _ in each),
        )
        hardest = sorted(((r.grade, place) for r, place in each), key=lambda g: -g[0])
        result.append((total, hardest))
    return result


def _sentences(page: Page) -> Iterator[Place]:
    """Sentences of paragraphs and list items: the running text, as the formula wants it."""
    for block in page.blocks:
        if block.kind in ("paragraph", "item") and not block.made_by_us and not block.only_links:
            for sentence in sentences(block.text):
                yield block, sentence


def _counted(sentence: str, names: Collection[str]) -> tuple[list[str], int]:
    """The words that count, in small letters, and how many are left out."""
    kept: list[str] = []
    left_out = 0
    for n, word in enumerate(words(sentence)):
        low = word.casefold().replace("’", "'")
        if _is_name(word, low, names, first=n == 0) or not _SYLLABIC.search(word) or any(c.isdigit() for c in word):
            left_out += 1
        else:
            kept += re.split(r"[.,/%]", low)
    return kept, left_out


def _is_name(word: str, low: str, names: Collection[str], *, first: bool) -> bool:
    """Capitalised inside a sentence, capitals throughout (FDA), or on a list of names."""
    if word[0].isupper() and low not in ("i", "i'm", "i've", "i'd", "i'll"):
        if not first or (len(word) > 1 and word.isupper()):
            return True
    singular = low.removesuffix("'s").removesuffix("'")
    return any(form in names for form in (low, singular, singular.removesuffix("s"), *low.split("-")))
