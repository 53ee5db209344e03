"""Visible text as sentences, and sentences as words."""

from __future__ import annotations

import functools
import re

#: A mark that may end a sentence, with the quotes and brackets that close on it.
_END = re.compile(r"(?P<mark>[.!?…]+)[\"'”’»)\]]*\s+(?=(?P<opens>[\"'“‘«(\[]*)(?P<next>\S))")
_LAST_WORD = re.compile(r"[^\s(\[“\"‘]+$")
_NEXT_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

#: Never the end of a sentence: something always follows.
_BEFORE_MORE = frozenset(
    "dr drs mr mrs ms mx prof rev hon sr st ste gen sen rep gov capt lt col e.g i.e vs cf viz approx incl mt".split()
)
#: Short only before a number: "No. 5", "p. 12", "Fig. 2". Else it is a word: "No. That is a myth."
_BEFORE_NUMBER = frozenset("no nos p pp fig figs vol ch chap sec sect art par para ed eq ref refs tab app".split())
#: These may end a sentence or not; what comes next tells.
_EITHER = re.compile(
    r"(?:etc|al|inc|ltd|co|corp|jr|ph\.?d|m\.?d|r\.?n|[ap]\.m|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|"
    r"tel|ext|dept|univ|assn|(?:[a-z]\.)+[a-z])",
    re.IGNORECASE,
)
#: Words that start a sentence far more often than a name.
_STARTS = (
    "a an the this that these those there here it its he she they we you i your my our his her their if when while "
    "where what who why how which in on at by for from with without after before since until as so but and or nor yet "
    "do does did is are was were can could may might must should will would have has had be not no yes call give get "
    "ask tell take stay stop use keep talk see go most many some few all both each every any one two three "
    "then also even still once now however nobody somebody someone people more less another other such only just "
    "because though although over under about between during despite unless whether either neither later soon today"
)
_STARTERS = frozenset(_STARTS.split())

#: A word: letters or digits, with the marks that hold one together.
_WORD = re.compile(r"[^\W_]+(?:[-'’.,/%][^\W_]+)*")


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order. Text without an end mark is one sentence, like most list items.

    >>> sentences("Dr. Lee said so. About 0.7% took 7-OH, e.g. as gummies. Is it safe? No. We don't know")
    ['Dr. Lee said so.', 'About 0.7% took 7-OH, e.g. as gummies.', 'Is it safe?', 'No.', "We don't know"]
    """
    return list(_split(text))


@functools.lru_cache(maxsize=8_192)  # several rules ask for the same block
def _split(text: str) -> tuple[str, ...]:
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if _ends(text[start : end.start("mark")], end):
            found.append(text[start : end.end()].rstrip())
            start = end.end()
    rest = text[start:].strip()
    return (*found, rest) if rest else tuple(found)


def _ends(before: str, end: re.Match[str]) -> bool:
    """Whether a sentence ends at this mark."""
    following = end["next"]
    if following.islower():
        # "Is it safe?" she asked. And "etc. and so on". A drug name in small letters has a capital here.
        return False
    if end["mark"] != ".":
        return end["mark"] not in ("…", "...") or following.isupper()
    last = _LAST_WORD.search(before)
    word = last[0].casefold() if last else ""
    if not word or word in _BEFORE_MORE:
        return False
    if word.isdigit() and last is not None and not last.start():
        return False  # "1. Call for help": the number of a step
    if word in _BEFORE_NUMBER and following.isdigit():
        return False
    if len(word) == 1 and word.isalpha():
        return _initial_ends(before, end)
    return not _EITHER.fullmatch(word) or not _goes_on(end)


def _initial_ends(before: str, end: re.Match[str]) -> bool:
    """After one letter and a full stop: "hepatitis B. Ask" ends, "J. Smith" and "John F. Kennedy" go on."""
    words = before.split()
    letter = words[-1].lstrip("(“\"'‘[")
    named = len(words) == 1 or words[-2][:1].isupper()
    return not letter.isupper() or not named or not _goes_on(end)


def _goes_on(end: re.Match[str]) -> bool:
    """Whether what follows an abbreviation belongs to it, as a name or number does."""
    if end["opens"]:
        return end["opens"][0] in "(["
    word = _NEXT_WORD.match(end.string, end.start("next"))
    return word is None or word[0].casefold() not in _STARTERS


def sentence_at(text: str, place: int) -> int:
    """The number, from 0, of the sentence of ``text`` in which a place stands."""
    end = 0
    parts = sentences(text)
    for n, sentence in enumerate(parts):
        end = text.index(sentence, end) + len(sentence)
        if place < end:
            return n
    return len(parts) - 1


def words(sentence: str) -> list[str]:
    """The words of a sentence. What hangs together counts once: "7-OH", "don't", "0.7%", "24/7".

    >>> words("Don't take 7-OH – about 1,807 people did (0.7%).")
    ["Don't", 'take', '7-OH', 'about', '1,807', 'people', 'did', '0.7']
    """
    return list(_words(sentence))


@functools.lru_cache(maxsize=8_192)  # as above
def _words(sentence: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(sentence))
