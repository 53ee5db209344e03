"""Statements of an effect or a risk, as headings make them: "Kratom relieves pain"."""

from __future__ import annotations

import re

from plainhealth.phrases.says import plain

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
