"""How hard a page is to read: the Flesch-Kincaid grade, with the counts it is made of.

Kincaid and others, 1975, *Derivation of new readability formulas for Navy enlisted personnel*: the school
grade in the US at which a text is understood, from words a sentence and syllables a word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from plainhealth.page import Block, Page
from plainhealth.site import Site
from plainhealth.words.sentences import sentences, words
from plainhealth.words.syllables import syllables

#: What holds the parts of one word together: "long-acting", "and/or".
_PARTS = re.compile(r"[-.,/]")
#: What was counted before in this process, by the names that are left out.
_COUNTED: dict[frozenset[str], dict[str, int]] = {}
#: Capitals that are no name.
_I = frozenset(form for word in ("I", "I'm", "I've", "I'd", "I'll") for form in (word, word.replace("'", "’")))


class Reading(NamedTuple):
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


class Sentence(NamedTuple):
    """One sentence of a page, with its own reading and the block it stands in."""

    text: str
    reading: Reading
    block: Block


@dataclass(frozen=True, slots=True)
class PageReading:
    """A page's reading, and the sentences it is made of."""

    total: Reading
    sentences: tuple[Sentence, ...]

    def hardest(self, number: int, *, at_least: int = 4) -> list[Sentence]:
        """The sentences with the highest grades. Very short ones are left out: one long word is not hard to follow."""
        long = [s for s in self.sentences if s.reading.words >= at_least]
        return sorted(long, key=lambda s: s.reading.grade, reverse=True)[:number]


def reading(page: Page, site: Site) -> PageReading:
    """How a page reads."""
    names = site.facts.names | {name.casefold() for name in site.settings.names}
    said = [(block, text, words(text)) for block, text in _sentences(page)]
    counts = _counts({word for _, _, each in said for word in each}, names)
    read = _add([Sentence(text, _count(each, counts), block) for block, text, each in said])
    page.measured = read.total
    return read


def measured(page: Page, site: Site) -> Reading:
    """The counts of a page. Worked out once: the rule hard-to-read asks for them first."""
    known = page.measured
    return known if isinstance(known, Reading) else reading(page, site).total


def _add(sentences: list[Sentence]) -> PageReading:
    parts = [s.reading for s in sentences]
    total = Reading(
        words=sum(part.words for part in parts),
        sentences=sum(part.sentences for part in parts),
        syllables=sum(part.syllables for part in parts),
        left_out=sum(part.left_out for part in parts),
    )
    return PageReading(total, tuple(sentences))


def _sentences(page: Page) -> Iterator[tuple[Block, str]]:
    """Sentences of paragraphs and list items: the running text, as the formula wants it."""
    for block in page.blocks:
        if block.kind in ("paragraph", "item") and not block.made_by_us and not block.only_links:
            for sentence in sentences(block.text):
                yield block, sentence


def _counts(distinct: Iterable[str], names: frozenset[str]) -> Mapping[str, int]:
    """The syllables of each word as it is written; 0 for one that is left out wherever it stands."""
    counts = _COUNTED.setdefault(names, {})
    new = {word for word in distinct if word not in counts}
    kept = {word: word.casefold().replace("’", "'") for word in new if not _is_name(word, names)}
    known = syllables({part for low in kept.values() for part in _PARTS.split(low)})
    counts.update((word, sum(known[part] for part in _PARTS.split(kept[word])) if word in kept else 0) for word in new)
    return counts


def _is_name(word: str, names: Collection[str]) -> bool:
    """Something with a figure in it, capitals throughout (FDA), or on the list, alone or as a part ("kratom-like")."""
    if not word.replace("-", "").replace("'", "").replace("’", "").isalpha():
        return not re.fullmatch(r"[^\W\d_]+(?:[-'’.,/][^\W\d_]+)*", word)
    low = word.casefold().replace("’", "'")
    singular = low.removesuffix("'s").removesuffix("'")
    return (word.isupper() and word not in ("I", "A")) or any(
        form in names for form in (low, singular, singular.removesuffix("s"), *low.split("-"))
    )


def _count(said: list[str], counts: Mapping[str, int]) -> Reading:
    """One sentence. A word with a capital inside it is a name, too."""
    each = [counts[word] if n == 0 or word[0].islower() or word in _I else 0 for n, word in enumerate(said)]
    number = len(each) - each.count(0)
    return Reading(number, 1 if number else 0, sum(each), len(said) - number)
