"""Numbers in plain text, in whichever way they are written, so that a claim and a finding can be compared."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: n for n, word in enumerate(_UNITS)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_FRACTIONS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
#: Words that count or compare, each with its value. Nobody can check "hundreds" but by the finding's own "hundreds".
_TIMES = {
    "twice": "x2", "double": "x2", "doubled": "x2", "doubles": "x2", "doubling": "x2", "twofold": "x2",
    "thrice": "x3", "triple": "x3", "tripled": "x3", "triples": "x3", "threefold": "x3",
    "fourfold": "x4", "fivefold": "x5", "tenfold": "x10", "dozen": "12",
    **{word: word for word in ("dozens", "hundreds", "thousands", "millions", *_SCALES)},
}  # fmt: skip

_WORD_NUMBER = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[1:10])}))?|{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+"
_SCALE = rf"(?:\s(?:{'|'.join(_SCALES)})\b)+"
#: A number as digits or words, with "hundred" and the like if it has them.
_N = rf"(?:(?:{_DIGITS}|\b{_WORD_NUMBER}\b|\ban?\b(?={_SCALE}))(?:{_SCALE})?)"
#: Not after a letter (B12), not before an ordinal's ending.
_ALONE = rf"(?<![\w-]){_N}(?!\d|(?:st|nd|rd|th)\b)"
_NUMBER = re.compile(
    rf"""
      (?P<ratio>\b(?P<ra>{_N})[\s-]+(?:in|out\ of|of)(?:\ every)?[\s-]+(?P<rb>{_N})(?!\w))
    | (?P<slash>(?<![\w/.,-])(?P<sa>\d+)[/\N{{FRACTION SLASH}}](?P<sb>\d+)(?![\w/]))
    | (?P<fraction>\b(?:(?P<fa>an?|one|two|three|four)[ -])?(?P<fb>{"|".join(_FRACTIONS)})s?\b)
    | (?P<percent>(?<![\w.])(?P<pa>{_N})\s?(?:%|per\ cent\b|percent\b))
    | (?P<fold>(?<![\w.])(?P<ta>{_N})[\s-]?(?:times|fold)\b)
    | (?P<times>\b(?:{"|".join(_TIMES)})\b(?!-))
    | (?P<plain>{_ALONE}|(?<=[-–])(?<!\w-)(?:{_DIGITS})(?!\d))
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: A cheap look first: most sentences have no number.
_ANY = re.compile(rf"\d|[¼-¾⅐-⅞]|\b(?:{'|'.join([*_UNITS, *_TENS, *_SCALES, *_FRACTIONS, *_TIMES])})", re.IGNORECASE)
_STARTS_RANGE = re.compile(rf"\s+(?:to|or)\s+{_N}(?!\w)", re.IGNORECASE)
_RANGE = re.compile(r"(?<=\d)[-–—](?=\d)")
#: What makes another number of the one before it: "11k", "11bn", "11‰", "11²".
_GLUED = re.compile(r"\s?(?:k|bn|tn|lakh|crore|trillion|percentage points?)\b|\s?[‰⁰¹²³⁴-⁹₀-₉]+", re.IGNORECASE)
#: Numbers that are one letter: ①, Ⅸ.
_SIGNS = re.compile("[①-⓿Ⅰ-ↈ❶-➓㈠-㈩]")
_VULGAR = re.compile("[¼-¾⅐-⅞]")


class Number(NamedTuple):
    """A number as written, and its value in one form: "45%", "1/4", "1807"."""

    words: str
    value: str


def _value(text: str) -> str:
    number, factor = Decimal(0), 1
    for word in text.lower().replace(",", "").replace("-", " ").split():
        if word in _SCALES:
            factor *= _SCALES[word]
        elif word in ("a", "an"):
            number = Decimal(1)
        else:
            number += _WORDS[word] if word in _WORDS else Decimal(word)
    value = f"{number * factor:f}"
    return value.rstrip("0").rstrip(".") if "." in value else value


def numbers(text: str, names: Iterable[str] = ()) -> Iterator[Number]:
    """All numbers in a text. ``names`` are words with digits that are no numbers, like "7-OH".

    "one" alone, and ordinals (first, second), are no numbers; in "one to four" it is.
    Units may follow at once: "8mg" is 8.

    >>> [n.value for n in numbers("About one in four of 1,807 people, or 29.5%, in 10-20 hours")]
    ['1/4', '1807', '29.5%', '10', '20']
    >>> [n.value for n in numbers("more than half, twice, a third, 82 of 100; one of the 7-OH pills", ["7-OH"])]
    ['1/2', 'x2', '1/3', '82%']
    """
    if not (_ANY.search(text) or _SIGNS.search(text)):
        return
    for name in names:
        text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
    text = _VULGAR.sub(lambda m: f" {unicodedata.normalize('NFKC', m[0])}", text)
    text = _RANGE.sub(" to ", re.sub(r"\b24/7\b", " ", text))
    for sign in _SIGNS.findall(text):
        yield Number(sign, sign)
    for found in _NUMBER.finditer(text):
        yield from _read(found, text)


def _read(found: re.Match[str], text: str) -> Iterator[Number]:
    """The number, or the two, that one match holds."""
    words = found[0].strip()
    if found["ratio"]:
        a, b = _value(found["ra"]), _value(found["rb"])
        if b == "100":
            yield Number(words, f"{a}%")
        elif a == "1":
            yield Number(words, f"1/{b}")
        else:
            yield Number(words, a)
            yield Number(words, b)
    elif found["slash"]:
        yield Number(words, f"{int(found['sa'])}/{int(found['sb'])}")
    elif found["fraction"]:
        part = found["fb"].lower()
        count = _WORDS.get((found["fa"] or "").lower(), 1)
        if part not in ("half", "halves") and not found["fa"]:
            return  # an ordinal: "the third time"
        yield Number(words, f"{count}/{_FRACTIONS[part]}")
    elif found["percent"]:
        yield Number(words, f"{_value(found['pa'])}%")
    elif found["fold"]:
        yield Number(words, f"x{_value(found['ta'])}")
    elif found["times"]:
        yield Number(words, _TIMES[words.lower()])
    elif words.lower() != "one" or _STARTS_RANGE.match(text, found.end()):
        scale = _GLUED.match(text, found.end())
        yield Number(words + scale[0], f"{_value(words)} {scale[0]}") if scale else Number(words, _value(words))


@functools.lru_cache(maxsize=4_096)
def values(text: str, names: tuple[str, ...] = ()) -> frozenset[str]:
    """The values of all numbers in a text that many pages cite."""
    return frozenset(number.value for number in numbers(text, names))
