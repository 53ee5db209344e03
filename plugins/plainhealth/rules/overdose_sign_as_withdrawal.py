"""A sign of overdose is given as a sign of withdrawal, so that people would wait where they must call."""

import re
from collections.abc import Iterator
from itertools import chain

from plainhealth.gate import Problem
from plainhealth.page import Block, Page
from plainhealth.printed import Text, blocks, fields, given
from plainhealth.site import Site
from plainhealth.wording import plain, says, sentences

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
#: Where these words stand, the reader is told what it is or what to do.
_HELP = re.compile(
    r"\b(?:overdos\w+|emergenc\w+|call(?!ed)\w*|ambulance|naloxone|narcan|911|999|112|000|111|hospital"
    r"|get (?:\w+ )?help|danger\w*|life-threatening|kill\w*|die[sd]?|death\w*|deadly|fatal\w*)\b",
    re.IGNORECASE,
)
_LISTS = re.compile(r"\b(?:signs?|symptoms?|feel\w*|expect|notice|common|happen\w*|effects?)\b", re.IGNORECASE)


def check_site(site: Site) -> Iterator[Problem]:
    for text, sign in chain(*(_in_blocks(page, site) for page in site.pages), _by_themselves(site)):
        line, col = text.place(sign)
        yield Problem(line, f"This is a sign of overdose, not of withdrawal: “{sign}”.", col, sign, text.path)


def _by_themselves(site: Site) -> Iterator[tuple[Text, str]]:
    for text in chain(*(fields(page) for page in site.pages), given(site)):
        for sentence in sentences(text.words) if not _HELP.search(text.words) else ():
            sign = _SIGN.search(sentence)
            if sign and _SAYS_SO.search(sentence) and says(sentence, sign):
                yield text, sign[0]


def _in_blocks(page: Page, site: Site) -> Iterator[tuple[Text, str]]:
    headings: dict[int, str] = {1: plain(page.fields["title"].value) if "title" in page.fields else ""}
    header = ""
    for block in blocks(page, site):
        words = plain(block.text)
        if block.kind == "heading":
            headings = {level: above for level, above in headings.items() if level < block.level} | {block.level: words}
        if block.kind in ("heading", "header"):
            header = words if block.kind == "header" else ""
        passes = block.kind in ("heading", "header", "code") or _HELP.search(words)
        for sentence in sentences(words) if not passes else ():
            sign = _SIGN.search(sentence)
            if sign and says(sentence, sign) and _is_withdrawal(block, sentence, header, headings):
                yield Text(page.path, block.line, block.col, words, page), sign[0]


def _is_withdrawal(block: Block, sentence: str, header: str, headings: dict[int, str]) -> bool:
    """The nearest words that speak of withdrawal or of help decide: the sentence, its list, its headings."""
    intro = plain(block.introduced_by.text) if block.introduced_by else ""
    *above, title = (words for _, words in sorted(headings.items(), reverse=True))
    for words in (intro, header, *above) if not _SAYS_SO.search(sentence) else ("withdrawal",):
        if _HELP.search(words) or _WITHDRAWAL.search(words):
            return not _HELP.search(words)
    # Under the title alone, only a list of what to expect is about what the title says.
    near = f"{intro} {header} {' '.join(above[:1])} {sentence if block.kind == 'paragraph' else ''}"
    return bool(_WITHDRAWAL.search(title) and not _HELP.search(title) and _LISTS.search(near))
