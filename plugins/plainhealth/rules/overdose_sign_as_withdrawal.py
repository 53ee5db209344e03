"""A sign of overdose is given as a sign of withdrawal, so that people would wait where they must call."""

import re
from collections.abc import Iterable, Iterator

from plainhealth.gate import Problem
from plainhealth.phrases.phrase import words
from plainhealth.phrases.printed import Text
from plainhealth.phrases.says import says

FIX = "Move it under a heading about overdose or emergency help, or say in the sentence that it is a sign of overdose."

_SIGN = re.compile(
    r"""\b(?:(?:not|n't|cannot|can't|never|won't|hard(?:er)?\ to)\ (?:be\ )?(?:wak(?:e|ing)|woken|rouse[d]?)\b
      (?!\ (?:up\ )?(?:refreshed|rested|at\ night|early))
    |(?:un|non-?)responsive\w*|unconscious\w*|gurgl\w+|death\ rattle
    |(?:blue|bluish|gr[ea]y(?:ish)?|purple|ashen)(?:,?\ (?:or\ |and\ )?\w+)?\ (?:lips?|nails?|fingernails|skin|face)
    |(?:lips?|nails|fingernails|skin|face)\ (?:\w+\ ){0,4}?(?:blue|bluish|gr[ea]y(?:ish)?|purple|ashen)
    |(?:tiny|pin-?point|pin|very\ small|small)\ pupils?|pupils?\b[^.;]{0,50}?\b(?:tiny|pin-?point|small)
    |(?:slow|slowed|shallow|stopped|stops?|weak|not)(?:,?\ (?:or\ |and\ )?\w+){0,2}?\ breath(?:s|ing)?
    |breath(?:s|ing|es?)\b(?:\ \w+){0,3}?\ (?:slow\w*|shallow\w*|stop(?:s|ped)?))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_WITHDRAWAL = re.compile(r"\b(?:withdraw(?:al|ing)|detox\w*|cold turkey|com(?:e|ing) off)\b", re.IGNORECASE)
_SAYS_SO = re.compile(
    r"\b(?:signs?|symptoms?) of (?:\w+ )?withdrawal\b|"
    r"\bwithdrawal (?:\w+ )?(?:signs?|symptoms?|includ|brings?|caus|means?|makes?|gives?|feels?)",
    re.IGNORECASE,
)
#: A sentence that itself tells when: "In withdrawal your lips turn blue".
_STOPPING = re.compile(
    r"\b(?:in|during|of|from) (?:\w+ )?(?:withdrawal|detox)\b|\bcom(?:e|ing) off\b"
    r"|\b(?:after|once|when) (?:you )?stop(?:ping)?\b",
    re.IGNORECASE,
)
#: Where these words stand, the reader is told what it is or what to do.
_HELP = re.compile(
    r"\b(?:overdos\w+|emergenc\w+|call(?!ed)\w*|ambulance|naloxone|narcan|911|999|112|000|111|hospital"
    r"|get (?:\w+ )?help|danger\w*|life-threatening|kill\w*|die[sd]?|death\w*|deadly|fatal\w*)\b",
    re.IGNORECASE,
)
_HEAD = 7  # below the smallest heading
_LISTS = re.compile(r"\b(?:signs?|symptoms?|feel\w*|expect|notice|common|happen\w*|effects?)\b", re.IGNORECASE)
#: A cheap look first: most texts have none of these.
_WORDS = words(
    """wake waking woken rouse roused unresponsive responsive unconscious unconsciousness gurgle gurgles gurgling rattle
    blue bluish grey greyish gray grayish purple ashen pupil pupils breath breaths breathe breathes breathing"""
)


def check_texts(texts: Iterable[Text]) -> Iterator[Problem]:
    above: dict[int, str] = {}
    for text in texts:
        if text.page and not above:
            above[1] = text.page.fields["title"].value if "title" in text.page.fields else ""
        if text.block and text.block.kind in ("heading", "header"):
            # A table's head stands below all headings, until the next.
            level = text.block.level or _HEAD
            above = {n: told for n, told in above.items() if n < level} | {level: text.letters}
        if _WORDS.isdisjoint(text.terms) or _HELP.search(text.letters):
            continue
        for sentence in text.sentences:
            sign = _SIGN.search(sentence)
            told = _SAYS_SO.search(sentence) or _STOPPING.search(sentence)
            if sign and says(sentence, sign) and (told or _is_withdrawal(text, sentence, above)):
                line, col = text.place(sign[0])
                message = f"This is a sign of overdose, not of withdrawal: “{sign[0]}”."
                yield Problem(line, message, col, sign[0], text.path)


def _is_withdrawal(text: Text, sentence: str, above: dict[int, str]) -> bool:
    """The nearest words that speak of withdrawal or of help decide: those before the list, the headings."""
    block = text.block
    if block is None or block.kind in ("heading", "header", "code"):
        return False
    intro = block.introduced_by.text if block.introduced_by else ""
    *near, title = (heading for _, heading in sorted(above.items(), reverse=True))
    for told in (intro, *near):
        if _HELP.search(told) or _WITHDRAWAL.search(told):
            return not _HELP.search(told)
    # Under the title alone, only a list of what to expect is about what the title says.
    lists = f"{intro} {' '.join(near[:1])} {sentence if block.kind == 'paragraph' else ''}"
    return bool(_WITHDRAWAL.search(title) and not _HELP.search(title) and _LISTS.search(lists))
