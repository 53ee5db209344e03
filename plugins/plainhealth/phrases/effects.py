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


_AUX = frozenset(
    """is are was were isn't aren't can could may might will would shall should must do does did has have had
    cannot can't won't don't doesn't""".split()
)
#: After one of these a word in "-s" is a thing; before one of these it is the end of what is named.
_NAMES_A_THING = frozenset(
    """the a an our your my their its his her of in on at to for from with by and or about between during under no
    not some any many most all more other these those two three four both new old bad good first last sore hard
    red""".split()
)
_ENDS = frozenset(
    """of in on at to for from with by and or that which who as after before about between during under without
    against than near while when where if but , ; you we they""".split()
)
_BASE = frozenset(_VERB.split("|")) | frozenset(
    """work beat fight end stop soothe boost cause trigger raise calm fix mend clean rot wreck ruin destroy trust
    lie fail win rule kick crush melt slow speed lift block clear carry hold bring make give take need want love
    like hate support replace restore rebuild poison damage kill get let hit save""".split()
)
_DRUGS = frozenset("kratom leaf tea plant it withdrawal detox methadone buprenorphine naloxone".split())
#: Orders to do something with a drug; and things that are only named to praise.
_ACTS = frozenset("take use stop mix quit try switch cut drink buy double skip smoke chew".split())
_PRAISE = frozenset("answer remedy cure solution secret fix miracle lifesaver escape breakthrough".split())
#: Instructions that send nobody to a drug.
_ASKS_TO = frozenset(
    """ask call find keep know see tell check learn stay talk go read print share write look say watch avoid open
    choose plan prepare bring please tips steps""".split()
)
_GETS = re.compile(r"get (?:\w+ )?(?:help|care|support|treatment|naloxone|well|ready)\b")
_NO_CONTENT = frozenset(
    """this that these those with from into your their them they very much more most less such some what when where
    which while than then been being there here about after before over under between each every other only also
    just even have does page pages""".split()
)
_TOKEN = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*|[,;]")


def stated(sentence: str) -> list[str]:
    """The words that carry what a heading states, in small letters: its verb and what follows; none if it is a label.

    A question, the name of a subject and a plain instruction state nothing. In doubt it does.

    >>> stated("Kratom zaps cravings"), stated("Withdrawal is a gentle ride")
    (['zaps', 'cravings'], ['gentle', 'ride'])
    >>> stated("Muscle aches in withdrawal: what helps"), stated("Starting buprenorphine")
    ([], [])
    """
    found: list[str] = []
    for part in re.split(r"[:;–—()]", plain(sentence).lower()):
        words = _TOKEN.findall(part)
        if words and words[0] not in _ASKS_TO and not _GETS.match(part.strip()):
            verb = 0 if words[0] in _ACTS else _verb(words)
            said = [word for word in words[verb:] if len(word) > 3 or (word == words[verb] and len(word) > 2)]
            found += [word for word in said or _PRAISE.intersection(words) if word not in _NO_CONTENT | _AUX]
    return found


def _verb(words: list[str]) -> int:
    """Where the verb of a statement stands; behind the end if there is none."""
    for n, word in enumerate(words):
        if _OPENS.fullmatch(word) and word != "why":
            break
        before, after = words[n - 1] if n else "the", words[n + 1] if n + 1 < len(words) else "."
        if word in _AUX and n and (before not in ("you", "we", "they") or n == 1):
            return n
        if word in _BASE and before.endswith("s") and before not in _ENDS:
            return n
        looks = re.fullmatch(r"[a-z]{3,}s", word) and not re.search(r"(?:ss|us|is)$", word)
        if not looks or not n or before in _NAMES_A_THING:
            continue
        known = re.sub("s$", "", word) in _BASE
        # "Kratom heals" and "Danger signs" look alike: at the end only a verb that we know, behind a drug, is one.
        if (known and before in _DRUGS) if after == "." else (known or after not in _ENDS):
            return n
    return len(words)
