"""Words in another alphabet without a mark of their language, or two alphabets in one word."""

import re
import unicodedata
from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site
from plainhealth.words.places import place

FIX = 'Put the language behind the words, like *Кратом*{: lang="ru"}, or write them in the letters of the page.'
#: Alphabets by language, where it is not ours. A language that is not here is taken to be written in Latin letters.
_ALPHABETS = {
    "ar": "ARABIC", "fa": "ARABIC", "ur": "ARABIC", "ps": "ARABIC", "he": "HEBREW", "yi": "HEBREW", "el": "GREEK",
    "ru": "CYRILLIC", "uk": "CYRILLIC", "bg": "CYRILLIC", "sr": "CYRILLIC", "mk": "CYRILLIC", "kk": "CYRILLIC",
    "hi": "DEVANAGARI", "mr": "DEVANAGARI", "ne": "DEVANAGARI", "bn": "BENGALI", "pa": "GURMUKHI", "gu": "GUJARATI",
    "ta": "TAMIL", "te": "TELUGU", "kn": "KANNADA", "ml": "MALAYALAM", "si": "SINHALA", "th": "THAI", "lo": "LAO",
    "my": "MYANMAR", "km": "KHMER", "ka": "GEORGIAN", "hy": "ARMENIAN", "am": "ETHIOPIC", "ti": "ETHIOPIC",
    "zh": "CJK", "ja": "CJK HIRAGANA KATAKANA", "ko": "HANGUL CJK",
}  # fmt: skip
#: Signs that count as letters and belong to no alphabet: µ, ª, Ω for ohm.
_SIGNS = {"", "COMBINING", "MICRO", "MODIFIER", "FEMININE", "MASCULINE", "OHM", "KELVIN", "ANGSTROM"}
#: Greek letters that are part of a name, like μ-opioid, and look like no Latin letter.
_GREEK_NAMES = frozenset("βγδεζηθλμξπσφψωΓΔΘΛΞΠΣΦΨΩ")
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
#: Words that stand in nearly every English sentence, and in few of other languages.
_ENGLISH = frozenset("the of and is to that it you for not with are can your this be your from or have".split())
#: Letters, and the marks over and under them that some alphabets need.
_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u0591-\u0eff])+")


def check(page: Page, site: Site) -> Iterator[Problem]:
    own = {"LATIN", *_ALPHABETS.get(page.language.split("-")[0], "").split()}
    for block in page.blocks:
        for code, words in block.marked:
            line, col = page.find(code, block.line)
            if not _CODE.fullmatch(code):
                yield Problem(line, f"“{code}” is not the code of a language, like “es” or “th”.", col, code)
            elif code.partition("-")[0] != page.language.partition("-")[0] and _is_not(code, words):
                yield Problem(line, f"These words are not in the language “{code}”: {words[:60]}", col, code)
        if block.text.isascii() or block.made_by_us or block.kind in ("code", "notice"):
            continue
        text = block.text
        for code, words in block.marked:
            text = text if code == page.language else text.replace(words, " ", 1)
        for words, message in _foreign(text, own):
            line, col = place(page, words, block.line, block.col)
            yield Problem(line, message, col, words)


def _is_not(code: str, words: str) -> bool:
    """Whether words cannot be of a language: none of its letters is there, or they are plainly English."""
    alphabets = {_alphabet(letter) for word in _WORD.findall(words) for letter in word} - _SIGNS
    needed = set(_ALPHABETS.get(code.partition("-")[0], "").split())
    if needed and "Latn" not in code:
        return bool(alphabets) and not alphabets & needed
    small = _WORD.findall(words.lower())
    return not code.startswith("en") and sum(word in _ENGLISH for word in small) * 3 > len(small)


def _foreign(text: str, own: set[str]) -> Iterator[tuple[str, str]]:
    unmarked: list[str] = []
    for word in _WORD.findall(text):
        alphabets = {_alphabet(letter) for letter in word} - _SIGNS
        if not alphabets - own:
            continue
        if "".join(letter for letter in word if _alphabet(letter) not in own) in _GREEK_NAMES:
            continue
        if "LATIN" in alphabets:
            strange = "".join(letter for letter in word if _alphabet(letter) not in own)
            yield word, f"“{word}” has a letter of another alphabet in it, which only looks right: {strange}"
        elif len(word) > 1:
            unmarked.append(word)
    if unmarked:
        yield unmarked[0], f"These words have no mark of their language: {' '.join(unmarked)}"


def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
