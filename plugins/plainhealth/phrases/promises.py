"""Promises of cure and of safety, told from the same words about medicines, and from advice."""

from __future__ import annotations

from plainhealth.phrases.phrase import Phrase, Phrases, phrase

_KRATOM = r"\b(?:kratom|ketum|mitragynine|7-OH|the (?:leaf|plant|herb)|this (?:leaf|plant|herb))\b"
_SUBJECT = rf"(?:\bwithdrawal\b|{_KRATOM})(?:\s+\w+){{0,3}}?\s+"
_HARM = r"(?:dependen\w+|addict\w+|withdrawal|overdos\w+|harm|death|side[- ]effects?|hooked)\b"
_DEADLY = r"(?:\w+ ){0,2}?(?:dangerous|deadly|life[- ]threatening|fatal|lethal|harmful|risky|a danger)\b"
_DEADLY_WORDS = "dangerous deadly threatening fatal lethal harmful risky danger"
_CURE = r"(?:opioid|your|the|any|all|every|withdrawal|addiction|dependence|pain|aches?|cravings?|you|it|me|people)"
_RESULT = r"(?:relief|results?|success|safe\w*|recovery|cure)"

#: Of these much of it is true; and what looks harmless may not be. Kratom beside it makes it a promise again.
_MEDICINES = (
    r"naloxone|narcan|naltrexone|clonidine|lofexidine|ibuprofen|acetaminophen|paracetamol|methadone|buprenorphine"
)
_LOOKS = r"\b(?:looks?|seems?|sounds?|appears?|feels?)\s+(?:\w+\s+)?(?:safe|harmless|gentle|natural|risk)"
_UNLESS = rf"^(?!.*{_KRATOM}).*\b(?:{_MEDICINES})\b|{_LOOKS}"


def _yes(about: str, find: str) -> Phrase:
    """A promise that says yes: a "not" among its words takes it back."""
    return phrase(about, find, unless=_UNLESS, says=True, yes=True)


def _no(about: str, find: str) -> Phrase:
    """A promise that says no: "no risk of"."""
    return phrase(about, find, unless=_UNLESS, says=True)


PROMISES = Phrases(
    # natural, so safe
    _yes(
        "natural naturally",
        r"\bnatural(?:ly)?\b[\w\s,'-]{0,30}?\b(?:so|therefore|thus|hence|and|means?|meaning|makes)\b"
        r"[\w\s,']{0,20}?\b(?:safe|harmless|gentle)\b",
    ),
    _yes("safe", r"\bsafe\b[\w\s,']{0,15}?\b(?:because|since|as)\b[\w\s,']{0,15}?\b(?:natural|herbal|plant)\b"),
    # kratom is safe, a safe plant, safe to take, safe in pregnancy; withdrawal is safe
    _yes(
        "safe safer harmless risk fine okay",
        rf"{_SUBJECT}(?:is|are|being)\s+(?:\w+\s+){{0,2}}?(?:safe|safer|harmless|risk-free|fine|okay)\b"
        r"(?!\s+(?:until|only))",
    ),
    _yes(
        "safe",
        rf"{_KRATOM}[^.;]*?\bsafe (?:plant|herb|choice|alternative|option|remedy)\b|\bsafe (?:with|on) {_KRATOM}",
    ),
    _yes(
        "safe",
        rf"{_KRATOM}[^.;:]*?\b(?:safe,? and effective|effective,? and safe)\b|\bsafe,? and effective\b.*{_KRATOM}",
    ),
    _yes("safe okay fine", rf"\b(?:safe|okay|fine) to (?:take|use|drink|mix|try) (?:\w+ ){{0,2}}?{_KRATOM}"),
    _yes(
        "pregnancy pregnant",
        r"\b(?:safe|okay|fine|harmless)\b[\w\s]{0,30}?\b(?:in|during|while|when) (?:you are )?pregnan\w+",
    ),
    _yes("harmless", r"\bharmless\b"),
    _yes("safe", r"\b100\s?% safe\b|\b(?:completely|totally|perfectly|absolutely|entirely) safe\b"),
    # it works every time; kratom heals; a miracle
    _yes(
        "works heals cures",
        rf"(?<!how ){_KRATOM} (?:\w+ )?(?:works|heals|cures)\b(?! (?:on|in|by|through|like|as|at|the same)\b)",
    ),
    _yes("works work everyone", r"\bworks? (?:every time|for everyone)\b"),
    _yes("cure cures cured", rf"\bcure[sd]? (?:{_CURE}|hundreds|thousands|many)\b"),
    _yes("cure", r"\b(?:a|the|sure|natural|real|quick) (?:\w+ )?cure\b(?! rate)"),
    _yes("cured", r"\b(?:be|get|are|were) (?:\w+ )?cured\b"),
    _yes("miracle miracles miraculous miraculously", r"\bmirac\w+"),
    _yes(
        "guarantee guaranteed",
        rf"\bguaranteed? (?:{_RESULT}|to (?:work|help|ease|relieve|stop|end|cure|be))\b|"
        rf"\b{_RESULT} (?:is|are) guaranteed\b",
    ),
    _yes("effective natural success pure", r"\b100\s?% (?:effective|natural|success|pure)\b"),
    _yes("painless pain symptom", r"\b(?:painless|pain-free|symptom-free) (?:withdrawal|detox)\b"),
    # no risk of dependence; without side effects; free of withdrawal
    _no(
        "risk danger chance fear",
        rf"\b(?:no|zero|without(?: any| the)?) (?:\w+ )?(?:risk|danger|chance|fear) of (?:\w+ ){{0,2}}?{_HARM}",
    ),
    _no("free", r"\b(?:risk|side[- ]effect|danger)[- ]free\b"),
    _no("risk risks", r"\bwithout (?:the|any) risks?\b"),
    _no("side", r"\b(?:no|zero|without(?: any)?) side[- ]effects\b(?! (?:was|were)\b)"),
    _no(
        "free",
        rf"(?:{_KRATOM}|\b(?:it|they|tea|powder|products?))(?: \w+)? (?:is|are) (?:\w+ )?"
        rf"free (?:of|from) (?:\w+ )?{_HARM}",
    ),
    # non-addictive; you cannot get hooked
    _no(
        "addictive habit",
        r"\b(?:not|isn't|aren't|never|non)[ -](?:at all |really |physically )?(?:addictive|habit[- ]forming)\b",
    ),
    _no(
        "addicted hooked dependent",
        r"\b(?:cannot|can't|won't|will not|can never|will never) (?:get|become|be|make you) (?:\w+ )?"
        r"(?:addicted|hooked|dependent)\b",
    ),
    # withdrawal is not dangerous, cannot kill; nobody dies of it
    _no(_DEADLY_WORDS, rf"{_SUBJECT}(?:is|are)(?:n't| not| never) {_DEADLY}"),
    _no(
        _DEADLY_WORDS,
        rf"\b(?:unpleasant|uncomfortable|miserable|hard),? but (?:it is |is )?(?:not|never) {_DEADLY}",
    ),
    _no(
        "kill kills harm harms hurt hurts",
        rf"{_SUBJECT}(?:cannot|can't|won't|will not|does not|doesn't|never) (?:\w+ )?(?:kills?|harms?|hurts?)\b",
    ),
    _no(
        "die dies died overdose overdoses overdosed",
        r"\b(?:nobody|no one|will not|won'?t|cannot|can't) (?:\w+ ){0,2}?(?:die[sd]?|overdose[sd]?) (?:of|from|in|on)"
        r" (?:\w+ ){0,2}?(?:withdrawal|kratom|plant|leaf|it)\b",
    ),
)
