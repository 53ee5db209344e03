"""One phrase that is looked for, and a cheap look first: most sentences have none of its words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from plainhealth.phrases.says import NOT, says

#: What stands between words. Digits do too, so that "5mg" holds "mg".
_BETWEEN = str.maketrans(dict.fromkeys(".,;:!?()[]{}\"'’‘“”/\\-–—‑…*&%+=<>|#$@^~`_0123456789\xa0", " "))


def terms(text: str) -> frozenset[str]:
    """The words of a text in small letters, without digits."""
    return frozenset(text.lower().translate(_BETWEEN).split())


def words(text: str) -> frozenset[str]:
    """A list of words, written as one text."""
    return frozenset(text.split())


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when it is first needed: most builds need few of them."""
    return re.compile(pattern, re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """``find`` in a sentence that has one of ``words``, has ``beside`` too, and has not ``unless``: patterns.

    ``also`` are letters; whatever ``find`` finds holds one of them. They only save a search, in sentences without
    foreign letters. ``says`` is whether the sentence must say it, and not ask or deny it; ``yes`` whether a "not"
    among the words found takes them back.
    """

    words: frozenset[str]
    find: str
    also: frozenset[str] = frozenset()
    beside: str = ""
    unless: str = ""
    says: bool = False
    yes: bool = False

    def found(self, sentence: str) -> str:
        """The words of the sentence that are meant, or ""."""
        if self.beside and not _compiled(self.beside).search(sentence):
            return ""
        for found in _compiled(self.find).finditer(sentence):
            passes = (
                (self.yes and NOT.search(found[0]))
                or (self.says and not says(sentence, found))
                or (self.unless and _compiled(self.unless).search(sentence))
            )
            if not passes:
                return found[0].strip()
        return ""


def phrase(
    about: str,
    find: str,
    *,
    also: str = "",
    beside: str = "",
    unless: str = "",
    says: bool = False,
    yes: bool = False,
) -> Phrase:
    """A phrase, with its words written as one text, and ``also`` with bars between."""
    return Phrase(words(about), find, frozenset(filter(None, also.split("|"))), beside, unless, says, yes)


class Phrases:
    """Phrases by their words, so that a sentence is read for those only whose words it has."""

    def __init__(self, *phrases: Phrase) -> None:
        self.all = phrases
        self._by_word: dict[str, list[Phrase]] = {}
        for one in phrases:
            for word in one.words:
                self._by_word.setdefault(word, []).append(one)
        self.words = frozenset(self._by_word)

    def first(self, sentence: str, among: Iterable[str]) -> str:
        """What one of them finds in a sentence, or "". ``among`` are words of theirs that may be in it."""
        small = sentence.lower()
        here = [word for word in among if word in small]
        if not here:
            return ""
        # A foreign letter may count as one of ours: "½", or another alphabet's digits.
        foreign = not small.isascii()
        has: dict[frozenset[str], bool] = {frozenset(): True}
        for one in dict.fromkeys(one for word in here for one in self._by_word[word]):
            also = one.also
            if also not in has:
                has[also] = foreign or any(map(small.__contains__, also))
            if has[also] and (found := one.found(sentence)):
                return found
        return ""
