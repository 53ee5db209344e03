"""A promise of cure or of safety: "natural, so safe", "no risk of dependence", "withdrawal is not dangerous"."""

import re
from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.printed import texts
from plainhealth.site import Site
from plainhealth.wording import NOT, says, sentences

FIX = "Write what the source found, and what is not known. If others claim it, say who, and that nobody has shown it."

_KRATOM = r"\b(?:kratom|ketum|mitragynine|7-OH|the\ (?:leaf|plant|herb)|this\ (?:leaf|plant|herb))\b"
_SUBJECT = rf"(?:\bwithdrawal\b|{_KRATOM})(?:\s+\w+){{0,3}}?\s+"
_HARM = r"(?:dependen\w+|addict\w+|withdrawal|overdos\w+|harm|death|side[- ]effects?|hooked)\b"
_DEADLY = r"(?:\w+\ ){0,2}?(?:dangerous|deadly|life[- ]threatening|fatal|lethal|harmful|risky|a\ danger)\b"
#: Words that promise by saying yes: a "not" among them takes the promise back.
_YES = re.compile(
    rf"""\bnatural(?:ly)?\b[\w\s,'-]{{0,30}}?\b(?:so|therefore|thus|hence|and|means?|meaning|makes)\b
      [\w\s,']{{0,20}}?\b(?:safe|harmless|gentle)\b
    |\bsafe\b[\w\s,']{{0,15}}?\b(?:because|since|as)\b[\w\s,']{{0,15}}?\b(?:natural|herbal|plant)\b
    |{_SUBJECT}(?:is|are|being)\s+(?:\w+\s+){{0,2}}?(?:safe|safer|harmless|risk-free|fine|okay)\b(?!\s+(?:until|only))
    |{_KRATOM}[^.;]*?\bsafe\ (?:plant|herb|choice|alternative|option|remedy)\b|\bsafe\ (?:with|on)\ {_KRATOM}
    |\b(?:safe|okay|fine)\ to\ (?:take|use|drink|mix|try)\ (?:\w+\ ){{0,2}}?{_KRATOM}
    |\b(?:safe|okay|fine|harmless)\b[\w\s]{{0,30}}?\b(?:in|during|while|when)\ (?:you\ are\ )?pregnan\w+
    |(?<!how\ ){_KRATOM}\ (?:\w+\ )?(?:works|heals|cures)\b(?!\ (?:on|in|by|through|like|as|at|the\ same)\b)
    |{_KRATOM}[^.;:]*?\b(?:safe,?\ and\ effective|effective,?\ and\ safe)\b|\bsafe,?\ and\ effective\b[^.;:]*?{_KRATOM}
    |\bharmless\b
    |\bcure[sd]?\ (?:opioid|your|the|any|all|every|withdrawal|addiction|dependence|pain|aches?|cravings?|you|it|me
      |people|hundreds|thousands|many)\b
    |\b(?:a|the|sure|natural|real|quick)\ (?:\w+\ )?cure\b(?!\ rate)|\bmiracle\w*
    |\b(?:be|get|are|were)\ (?:\w+\ )?cured\b
    |\bguaranteed?\ (?:relief|results?|success|safe\w*|recovery|cure|to\ (?:work|help|ease|relieve|stop|end|cure|be))\b
    |\b(?:relief|results?|success|safety|recovery)\ (?:is|are)\ guaranteed\b
    |\b100\s?%\ (?:safe|effective|natural|success|pure)\b|\b(?:completely|totally|perfectly|absolutely|entirely)\ safe\b
    |\bworks?\ (?:every\ time|for\ everyone)\b|\b(?:painless|pain-free|symptom-free)\ (?:withdrawal|detox)\b""",
    re.IGNORECASE | re.VERBOSE,
)
#: Words that promise by saying no.
_NO = re.compile(
    rf"""\b(?:no|zero|without(?:\ any|\ the)?)\ (?:\w+\ )?(?:risk|danger|chance|fear)\ of\ (?:\w+\ ){{0,2}}?{_HARM}
    |\b(?:risk|side[- ]effect|danger)[- ]free\b
    |\bwithout\ (?:the|any)\ risks?\b|\b(?:no|zero|without(?:\ any)?)\ side[- ]effects\b(?!\ (?:was|were)\b)
    |(?:{_KRATOM}|\b(?:it|they|tea|powder|products?))(?:\ \w+)?\ (?:is|are)\ (?:\w+\ )?free\ (?:of|from)
      \ (?:\w+\ )?{_HARM}
    |\b(?:not|isn't|aren't|never|non)[ -](?:at\ all\ |really\ |physically\ )?(?:addictive|habit[- ]forming)\b
    |\b(?:cannot|can't|won't|will\ not|can\ never|will\ never)\ (?:get|become|be|make\ you)\ (?:\w+\ )?
      (?:addicted|hooked|dependent)\b
    |{_SUBJECT}(?:is|are)(?:n't|\ not|\ never)\ {_DEADLY}
    |{_SUBJECT}(?:cannot|can't|won't|will\ not|does\ not|doesn't|never)\ (?:\w+\ )?(?:kills?|harms?|hurts?)\b
    |\b(?:nobody|no\ one|will\ not|won'?t|cannot|can't)\ (?:\w+\ ){{0,2}}?(?:die[sd]?|overdose[sd]?)\ (?:of|from|in|on)
      \ (?:\w+\ ){{0,2}}?(?:withdrawal|kratom|plant|leaf|it)\b
    |\b(?:unpleasant|uncomfortable|miserable|hard),?\ but\ (?:it\ is\ |is\ )?(?:not|never)\ {_DEADLY}""",
    re.IGNORECASE | re.VERBOSE,
)
#: Of these much of it is true. It stays a promise if kratom is in the sentence too.
_MEDICINE = re.compile(
    r"\b(?:naloxone|narcan|naltrexone|clonidine|lofexidine|ibuprofen|acetaminophen|paracetamol|methadone|buprenorphine)\b",
    re.IGNORECASE,
)
_LOOKS = re.compile(r"\b(?:looks?|seems?|sounds?|appears?|feels?)\s+(?:\w+\s+)?$", re.IGNORECASE)
_ABOUT = re.compile(_KRATOM, re.IGNORECASE)


def check_site(site: Site) -> Iterator[Problem]:
    for text in texts(site):
        for sentence in sentences(text.words):
            if words := _promise(sentence):
                line, col = text.place(words)
                yield Problem(line, f"This promises more than anybody can: “{words}”.", col, words, text.path)


def _promise(sentence: str) -> str:
    found = next((m for m in _YES.finditer(sentence) if not NOT.search(m[0]) and says(sentence, m)), None)
    found = found or next((m for m in _NO.finditer(sentence) if says(sentence, m)), None)
    if found is None or _LOOKS.search(sentence, 0, found.start()):
        return ""
    return "" if _MEDICINE.search(sentence) and not _ABOUT.search(sentence) else found[0]
