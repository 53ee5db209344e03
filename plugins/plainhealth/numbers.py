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
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 10**9, "trillion": 10**12}
_FRACTIONS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "twelfth": 12, "twentieth": 20, "hundredth": 100, "thousandth": 1_000, "millionth": 1_000_000,
}  # fmt: skip
#: Words that count or compare, each with its value. Nobody can check "hundreds" but by the finding's own "hundreds".
_TIMES = {
    "twice": "x2", "thrice": "x3",
    **{
        f"{stem}{end}": value
        for stem, value in {"doubl": "x2", "trebl": "x3", "tripl": "x3", "quadrupl": "x4", "quintupl": "x5"}.items()
        for end in ("e", "ed", "es", "ing")
    },
    **dict.fromkeys(("halve", "halved", "halving"), "1/2"),
    **{f"{word}fold": f"x{n}" for word, n in (_WORDS | _SCALES).items() if word != "dozen"},
    **{word: word for word in (*(f"{scale}s" for scale in _SCALES), *_SCALES)},
    "dozen": "12", "nil": "0", "nought": "0",
}  # fmt: skip

_TEN, _UNIT = "|".join(_TENS), "|".join(_UNITS[1:10])
_WORD_NUMBER = rf"(?:(?:{_TEN})(?:[- ]?(?:{_UNIT}))?|{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|(?<!\w)\.\d+|\d+"
_SCALE = rf"(?:[\s-](?:{'|'.join(_SCALES)})\b)+"
#: A number as digits or words, with "hundred" and the like if it has them.
_A = rf"\bhalf\san?\b(?=\sdozen\b)|\bhalf(?=[\s-]dozen\b)|\ban?\b(?={_SCALE})"
_N = rf"(?:(?:{_DIGITS}|\b{_WORD_NUMBER}\b|{_A})(?:{_SCALE})?)"
#: Not in the middle of a number, not before an ordinal's ending. After a letter it is one: "x99" may not hide it.
_ALONE = rf"(?<!\d){_N}(?!\d|(?:st|nd|rd|th)\b)"
_COUNTED = (
    r"(?:people|persons?|patients?|adults|children|wom[ae]n|m[ae]n|deaths?|cases|reports|studies|trials|users|others)"
)
_PER_CENT = r"(?:[%％﹪٪]|per[\s-]?cent\b|pct\b)"
_NUMBER = re.compile(
    rf"""
      (?P<ratio>\b(?P<ra>{_N})[\s-]+(?:in|out\ of|of|per)(?:\ (?:every|each))?[\s-]+
        (?P<rb>{_N}|hundred|thousand|million)(?!\w))
    | (?P<slash>(?<![\w/.,-])(?P<sa>\d+)[/\N{{FRACTION SLASH}}](?P<sb>\d+)(?![\w/]))
    | (?P<fraction>\b(?:(?P<fa>an?|\d+|{"|".join(_UNITS[1:])})[ -])?
        (?P<fb>{"|".join(_FRACTIONS)})s?\b(?![\s-](?:an?[\s-])?dozen))
    | (?P<percent>(?<![\w.])(?P<pa>{_N})[\s-]?{_PER_CENT})
    | (?P<fold>(?<![\w.])(?P<ta>{_N})[\s-]?(?:times|fold)\b)
    | (?P<score>\b(?P<ca>an?|{_N})\ score\ (?:of\ (?:the\ |these\ |our\ )?)?(?={_COUNTED}|years)
        |\bscores(?=\ of\ {_COUNTED}))
    | (?P<times>\b(?:{"|".join(_TIMES)})\b(?!-(?:blind|check)))
    | (?P<roman>(?-i:\b[IVXLC]{{2,}})(?=\s(?:{_COUNTED}|times|hours|days|weeks|months|years|(?:in|of)\s[XVLC]+\b)))
    | (?P<plain>{_ALONE})
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: Digits that are part of a name. Others are for the settings ("names").
_NAMES = re.compile(
    r"""\b(?:vitamin\ [A-K]\d{1,2}|B(?:1|2|3|6|9|12)|[DK][23]|H[12]|A1C|HbA1c|T[34]|CYP\d\w+|CB[12]|5-HT\w*|[α-ω]\d
    |CO[2₂]|H[2₂]O|covid-19|sars-cov-2|h\dn\d|omega-[369]|PM2\.5|24/7|[ckm]?m[²³]|web\ ?2\.0|P2P|4G|5G)(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
#: A number begins with a digit, or with one of these words: only there is it looked for.
_BEGINS = re.compile(r"[^\W\d_]+|\d|\.(?=\d)")
_BEGINNERS = frozenset(
    (
        *_UNITS, *_TENS, *_SCALES, *_FRACTIONS, *(f"{part}s" for part in _FRACTIONS), *_TIMES, "a", "an", "score",
        "scores", *(f"{ten}{unit}" for ten in _TENS for unit in _UNITS[1:10]),
    )
)  # fmt: skip
_SURELY = _BEGINNERS - {"a", "an"}
#: Letters of which each of these words has some.
_LETTERS = tuple(word for word in _SURELY if not any(other != word and other in word for other in _SURELY))
_ROMANS = frozenset("IVXLC")
#: A digit, or two letters of a Roman number. It begins with one set of letters, and so does the next: that is quick.
_SIGN = re.compile(r"[\dIVXLC](?:(?<=\d)|(?<=[IVXLC])[IVXLC])")
#: What names, ranges and numbers in signs are made of: digits, and all that is not ASCII but these marks.
_MORE = re.compile(r"[^\x00-/:-\x7f‘’“”–—…]")
_TWO_WORDS = re.compile(rf"({_TEN})({_UNIT})")
_STARTS_RANGE = re.compile(rf"\s+(?:to|or)\s+{_N}(?!\w)", re.IGNORECASE)
_RANGE = re.compile(r"(?<=\d)[-–—](?=\d)")
#: What makes another number of the one before it: "11k", "11bn", "11‰", "11²".
_GLUED = re.compile(r"\s?(?:k|bn|tn|lakh|crore|percentage points?)\b|\s?[‰⁰¹²³⁴-⁹₀-₉]+", re.IGNORECASE)
#: Numbers that are no digits: ①, Ⅸ, ፱, ❾; raised and lowered ones; Chinese ones that stand alone.
_SIGNS = re.compile(
    r"[৴-৹௰-௲፩-፼①-⓿Ⅰ-ↈ❶-➓㈠-㈩㊀-㊉🄀-🄌]|(?<![\d⁰¹²³⁴-⁹₀-₉])[⁰¹²³⁴-⁹₀-₉]+"
    r"|(?<![\u3400-\u9fff])[〇零一二三四五六七八九十百千万億亿]+(?![\u3400-\u9fff])"
)
_VULGAR = re.compile("[¼-¾⅐-⅟↉]")


class Number(NamedTuple):
    """A number as written, and its value in one form: "45%", "1/4", "1807"."""

    words: str
    value: str


def _value(text: str) -> str:
    number, factor = Decimal(0), 1
    words = _TWO_WORDS.sub(r"\1 \2", text.lower().replace(",", "").replace("-", " ")).split()
    for word in words:
        if word in _SCALES:
            factor *= _SCALES[word]
        elif word in ("a", "an", "half"):
            number = number or Decimal("0.5" if word == "half" else 1)
        else:
            number += _WORDS[word] if word in _WORDS else Decimal(word)
    number = Decimal(1) if words and words[0] in _SCALES else number
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
    if _MORE.search(text):
        for name in names:
            text = _name(name).sub(" ", text)
        text = _NAMES.sub(" ", text)
        text = _VULGAR.sub(lambda m: f" {unicodedata.normalize('NFKC', m[0])}", text)
        text = _RANGE.sub(" to ", text)
        for sign in _SIGNS.finditer(text) if not text.isascii() else ():
            yield Number(sign[0], _of_sign(sign[0]))
    for found in matches(text):
        yield from _read(found, text)


@functools.cache
def _name(name: str) -> re.Pattern[str]:
    return re.compile(re.escape(name), re.IGNORECASE)


def matches(text: str) -> Iterator[re.Match[str]]:
    """What ``_NUMBER.finditer`` finds, sooner: it would try each letter of the text."""
    # "a" and "an" begin a number only where another of these words follows.
    low = text.casefold()
    words = any(map(low.__contains__, _LETTERS)) and not _SURELY.isdisjoint(_BEGINS.findall(low))
    if not words and not _SIGN.search(text):
        return
    end = 0
    for start in _BEGINS.finditer(text):
        word = start[0]
        may = (len(word) == 1 and not word.isalpha()) or word.casefold() in _BEGINNERS or _ROMANS.issuperset(word)
        found = _NUMBER.match(text, start.start()) if may and start.start() >= end else None
        if found:
            end = found.end()
            yield found


def _of_sign(sign: str) -> str:
    """The value of a number in signs; the signs themselves where they are put together in another way than ours."""
    digits = [unicodedata.digit(letter, None) for letter in sign]
    if None not in digits:
        return str(int("".join(map(str, digits))))
    return f"{unicodedata.numeric(sign):g}" if len(sign) == 1 else sign


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _of_roman(letters: str) -> int:
    """The value of a Roman number; 0 for letters that are none, or mostly mean something else: "IV" is a drip.

    >>> [_of_roman(letters) for letters in ("XII", "XCIX", "IV", "CVI", "IIX")]
    [12, 99, 0, 106, 0]
    """
    well = re.fullmatch(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", letters)
    worth = [_ROMAN[letter] for letter in letters] if well and letters not in ("IV", "CV", "CC", "CI", "LI") else []
    return sum(-one if one < after else one for one, after in zip(worth, [*worth[1:], 0], strict=False))


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
        given = (found["fa"] or "").lower()
        count = int(given) if given.isdigit() else _WORDS.get(given, 1)
        if not given and part not in ("half", "halves") and _FRACTIONS[part] < 100:
            return  # an ordinal: "the third time"
        of = _FRACTIONS[part]
        yield Number(words, f"{count}%" if of == 100 else f"{count}/{of}")
    elif found["percent"]:
        yield Number(words, f"{_value(found['pa'])}%")
    elif found["fold"]:
        yield Number(words, f"x{_value(found['ta'])}")
    elif found["score"]:
        many = found["ca"]
        yield Number(words, str(20 * int(_value(many))) if many else words.lower())
    elif found["roman"]:
        if value := _of_roman(words):
            yield Number(words, str(value))
    elif found["times"]:
        yield Number(words, _TIMES[words.lower()])
    elif words.lower() != "one" or _STARTS_RANGE.match(text, found.end()):
        scale = _GLUED.match(text, found.end())
        yield Number(words + scale[0], f"{_value(words)} {scale[0]}") if scale else Number(words, _value(words))


@functools.lru_cache(maxsize=4_096)
def values(text: str, names: tuple[str, ...] = ()) -> frozenset[str]:
    """The values of all numbers in a text that many pages cite."""
    return frozenset(number.value for number in numbers(text, names))
