"""Whether a sentence says a thing, or asks, denies or only reports it."""

from __future__ import annotations

import re
import unicodedata

#: Where one part of a sentence ends, so that a "not" before it does not reach further.
_PART = re.compile(r"[;:—–]|,(?!\s*(?:or|nor|and that|that|which|who)\b)|\bbut\b", re.IGNORECASE)
_SPEAKERS = (
    r"(?:sellers?|vendors?|shops?|compan(?:y|ies)|adverts?|ads|websites?|posts?|reviews?|labels?|people|some|many|others|"
    r"they|users)"
)
_DENIES = re.compile(
    rf"""\b(?:not|never|nobody|no|none|nothing|neither|nor|cannot|without|whether|if|unless|hardly|rarely|seldom
    |far\ from|too\ (?:short|small|little|few|weak)|claim(?:s|ed|ing)?|myths?|false|falsely|wrong|wrongly|mislead\w*
    |unproven|unsubstantiated|doubt\w*|mistakes?|beware|wary|avoid|watch\ out|so-called|supposedly)\b|n't\b
    |\b{_SPEAKERS}\W+(?:\w+\W+){{0,3}}?(?:say|says|said|promis\w*|call\w*|tell|told|believ\w*|think|thought|swear)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_DENIES_AFTER = re.compile(
    r"""\W*(?:\w+\W+)?(?:(?:is|are|was|would\ be|sounds?)\s+(?:just\ |only\ |simply\ )?
    (?:not\b|no\b|never\b|false|untrue|an?\ (?:myth|lie|mistake)|wrong|misleading|unproven|nonsense)
    |(?:cannot|can't|(?:do|does|will)\ not|don't|doesn't|won't|never|isn't|aren't)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_LEADS = re.compile(
    r"\W*(?:did you know|have you heard|would you believe|who (?:says|would have)|when will they|why (?:suffer|wait)|"
    r"(?:is|are|does|do|did|was|were|has|have|ca|wo|could|would)n't)\b",
    re.IGNORECASE,
)
#: A "not" within the words that were found.
NOT = re.compile(
    r"\b(?:not|never|neither|nor|no|hardly|rarely|seldom|less|far|cannot|nothing|unproven)\b|n't\b", re.IGNORECASE
)


class _Plain(dict[int, str]):
    """Letters to their plain look: no accents, no wide or bold forms, one kind of apostrophe, hyphen and space."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        bare = unicodedata.normalize("NFKD", letter)
        # One letter for one: what comes apart into several, like "½", stays. "µ" is a unit, "ı" no "i" to NFKD.
        keeps = len(bare) > 1 and not all(map(unicodedata.combining, bare[1:]))
        self[code] = letter if code < 128 or keeps or letter == "µ" else bare[0]
        return self[code]


_PLAIN = _Plain({ord(a): b for a, b in zip("’‘ʼ′‐‑−⁃ıłøđ", "''''----ilod", strict=True)})


def plain(text: str) -> str:
    """The text with straight apostrophes, plain spaces and bare letters, letter for letter as long as it was.

    >>> plain("Máeng‑Dä’s ＯＰＭＳ, ½ 5 µg")
    "Maeng-Da's OPMS, ½ 5 µg"
    """
    return text if text.isascii() else text.translate(_PLAIN)


def asks(sentence: str) -> bool:
    """Whether it is a question, and not one that says its answer ("Did you know that …?")."""
    return sentence.rstrip("\"”’')] ").endswith("?") and not _LEADS.match(sentence)


def says(sentence: str, found: re.Match[str]) -> bool:
    """Whether the sentence says what was found in it, and does not ask, deny or only report it."""
    if asks(sentence):
        return False
    before = sentence[: found.start()]
    part = [m.end() for m in _PART.finditer(before)]
    return not _DENIES.search(before, part[-1] if part else 0) and not _DENIES_AFTER.match(sentence, found.end())
