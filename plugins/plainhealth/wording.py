"""Sentences, and whether one says a thing, or asks, denies or only reports it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
#: One letter for one letter, so that places in the text stay what they are.
_PLAIN = str.maketrans("’‘‑\xa0", "''- ")
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


def plain(text: str) -> str:
    """The text with straight apostrophes, letter for letter as long as it was."""
    return text.translate(_PLAIN)


def sentences(text: str) -> Iterator[str]:
    """The sentences of one block."""
    start = 0
    for end in _END.finditer(text):
        yield text[start : end.start()]
        start = end.end()
    yield text[start:]


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


#: Effects and risks by kind: what states one is borne out by words of the same kind.
_KINDS = tuple(
    re.compile(rf"(?i)\b(?:{kind})\b")
    for kind in (
        r"safe\w*|harmless|unsafe|danger\w*",
        r"kill\w*|dead\w*|fatal\w*|lethal\w*|die[sd]?|dying|deaths?|overdos\w+|life-threatening|surviv\w+|saves?",
        r"addict\w+|dependen\w+|withdrawal|use disorder",
        r"harm(?:s|ed|ful)?|hurt\w*|damag\w+|injur\w+|toxic\w*|poison\w*|risk\w*|danger\w*|threat\w*|strains?|worse",
        (
            r"help\w*|eas(?:e[sd]?|ing)|reli\w+|treat\w*|work\w*|reduc\w+|lower\w*|improv\w+|less\w*|heal\w*|cure[sd]?"
            r"|prevent\w*|protect\w*|effective\w*|better|fewer|cut\w*|revers\w+|keeps?"
        ),
    )
)
_VERB = (
    "kill|harm|hurt|damage|injure|cure|heal|relieve|ease|treat|help|prevent|reduce|lower|improve|protect|save|reverse"
)
_STATES = re.compile(
    rf"""\b(?:(?P<verb>(?:{_VERB})s)\ (?!(?:of|and|or|in|for|to)\b)\w
    |(?:can|could|may|might|will|does|do)\ (?:(?:not|never|also|really)\ )?(?P<base>{_VERB}|work)\b
    |(?:is|are)\ (?:(?:not|never|very|really|often|always|rarely)\ ){{0,2}}
      (?P<trait>(?:un)?safe|safer|harmless|harmful|dangerous|deadly|fatal|lethal|toxic|addictive|effective)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
#: After these a verb is no statement: "what helps", "treatments that work", "if it hurts".
_OPENS = re.compile(
    r"(?i)\b(?:that|how|if|wh(?:ich|o\w*|at|y|en|ere|ether|ile)|before|after|until|because|unless|nobody)\b"
)


def effect(sentence: str) -> re.Pattern[str] | None:
    """Words for the kind of effect or risk that a sentence states, as "Kratom relieves pain" does; or None."""
    stated = _STATES.search(plain(sentence))
    if stated is None or _OPENS.search(sentence, 0, stated.start()):
        return None
    return next((kind for kind in _KINDS if kind.fullmatch(stated[stated.lastgroup or 0])), None)
