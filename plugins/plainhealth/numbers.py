"""Numbers in plain text, in whichever way they are written, so that a claim and a finding can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: n for n, word in enumerate(_UNITS)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_FRACTIONS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5}
_TIMES = {"twice": "2", "double": "2", "doubled": "2", "doubles": "2", "triple": "3", "dozen": "12"}

_WORD_NUMBER = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[1:10])}))?|{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_N = rf"(?:{_DIGITS}|{_WORD_NUMBER})"
_NUMBER = re.compile(
    rf"""
      (?P<ratio>\b(?P<ra>{_N})\s+(?:in|out\ of|of|of\ every|in\ every)\s+(?P<rb>{_N})\b)
    | (?P<fraction>\b(?:(?P<fa>an?|one|two|three)[ -])?(?P<fb>halves|half|thirds?|quarters?|fifths?)\b)
    | (?P<percent>(?<![\w.])(?P<pa>{_N})\s?(?:%|per\ cent\b|percent\b))
    | (?P<times>\b(?:{"|".join(_TIMES)})\b)
    | (?P<plain>(?<![\w.,-])(?:{_DIGITS})(?![\w%])|(?<=[-–])(?<!\w-)(?:{_DIGITS})(?!\w)|\b{_WORD_NUMBER}\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_STARTS_RANGE = re.compile(rf"\s+(?:to|or)\s+{_N}\b", re.IGNORECASE)
_RANGE = re.compile(r"(?<=\d)[-–—](?=\d)")


class Number(NamedTuple):
    """A number as written, and its value in one form: "45%", "1/4", "1807"."""

    words: str
    value: str


def _value(text: str) -> str:
    low = text.lower().replace(",", "")
    if low[0].isdigit():
        return low.rstrip("0").rstrip(".") if "." in low else str(int(low))
    return str(sum(_WORDS[part] for part in re.split(r"[- ]", low)))


def numbers(text: str, names: Iterable[str] = ()) -> Iterator[Number]:
    """All numbers in a text. ``names`` are words with digits that are no numbers, like "7-OH".

    "one" alone, and ordinals (first, second), are no numbers; in "one to four" it is.

    >>> [n.value for n in numbers("About one in four of 1,807 people, or 29.5%, in 10-20 hours")]
    ['1/4', '1807', '29.5%', '10', '20']
    >>> [n.value for n in numbers("more than half, twice, a third, 82 of 100; one of the 7-OH pills", ["7-OH"])]
    ['1/2', '2', '1/3', '82%']
    """
    for name in names:
        text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
    text = _RANGE.sub(" to ", re.sub(r"\b24/7\b", " ", text))
    for found in _NUMBER.finditer(text):
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
        elif found["fraction"]:
            part = found["fb"].lower()
            count = {"two": "2", "three": "3"}.get((found["fa"] or "").lower(), "1")
            if part not in ("half", "halves") and not found["fa"]:
                continue  # an ordinal: "the third time"
            yield Number(words, f"{count}/{_FRACTIONS[part]}")
        elif found["percent"]:
            yield Number(words, f"{_value(found['pa'])}%")
        elif found["times"]:
            yield Number(words, _TIMES[words.lower()])
        elif words.lower() not in ("one", "zero") or _STARTS_RANGE.match(text, found.end()):
            yield Number(words, _value(words))
