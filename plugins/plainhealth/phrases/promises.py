"""Promises of cure and of safety, told from the same words about medicines, and from advice."""

from __future__ import annotations

from plainhealth.phrases.phrase import Phrase, Phrases, phrase

_KRATOM = r"\b(?:kratom|ketum|mitragynine|7-OH|the (?:leaf|plant|herb)|this (?:leaf|plant|herb))\b"
#: Letters of these.
_DRUGS = "kratom|ketum|mitragynine|7-oh|leaf|plant|herb"
_SUBJECT = rf"(?:\bwithdrawal\b|{_KRATOM})(?:\s+\w+){{0,3}}?\s+"
_HARM = r"(?:dependen\w+|addict\w+|withdrawal|overdos\w+|harm|death|side[- ]effects?|hooked)\b"
_DEADLY = r"(?:\w+ ){0,2}?(?:dangerous|deadly|life[- ]threatening|fatal|lethal|harmful|risky|a danger)\b"
_DEADLY_WORDS = "dangerous deadly threatening fatal lethal harmful risky danger"
_CURE = r"(?:opioid|your|the|any|all|every|withdrawal|addiction|dependence|pain|aches?|cravings?|you|it|me|people)"
_ILL = r"(?:withdrawal|pain|cravings?|aches?|addiction|symptoms?)"
_FOREVER = r"(?:for good|forever|for ever|overnight|instantly|at once)"
_THING = r"(?:kratom|ketum|mitragynine|7-OH|the (?:tea|leaf|plant|herb|powder))"
#: Of these it is true that they are fine and bring no harm.
_TO_ASK = (
    r"(?:ask|call|talk|tell|say|feel|cry|need|get help|come|join|rest|stop reading|asking|calling|talking|telling"
    r"|you (?:ask|feel|need))"
)
_RESULT = r"(?:relief|results?|success|safe\w*|recovery|cure)"

#: Of these much of it is true; and what looks harmless may not be. Kratom beside it makes it a promise again.
_MEDICINES = (
    r"naloxone|narcan|naltrexone|clonidine|lofexidine|ibuprofen|acetaminophen|paracetamol|methadone|buprenorphine"
)
_LOOKS = r"\b(?:looks?|seems?|sounds?|appears?|feels?)\s+(?:\w+\s+)?(?:safe|harmless|gentle|natural|risk)"
_UNLESS = rf"^(?!.*{_KRATOM}).*\b(?:{_MEDICINES})\b|{_LOOKS}"


def _yes(about: str, find: str, also: str = "") -> Phrase:
    """A promise that says yes: a "not" among its words takes it back."""
    return phrase(about, find, also=also, unless=_UNLESS, says=True, yes=True)


def _no(about: str, find: str, also: str = "") -> Phrase:
    """A promise that says no: "no risk of"."""
    return phrase(about, find, also=also, unless=_UNLESS, says=True)


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
        also=f"withdrawal|{_DRUGS}",
    ),
    _yes(
        "safe",
        rf"{_KRATOM}[^.;]*?\bsafe (?:plant|herb|choice|alternative|option|remedy)\b|\bsafe (?:with|on) {_KRATOM}",
        also=_DRUGS,
    ),
    _yes(
        "safe",
        rf"{_KRATOM}[^.;:]*?\b(?:safe,? and effective|effective,? and safe)\b|\bsafe,? and effective\b.*{_KRATOM}",
        also=_DRUGS,
    ),
    _yes("safe okay fine", rf"\b(?:safe|okay|fine) to (?:take|use|drink|mix|try) (?:\w+ ){{0,2}}?{_KRATOM}", _DRUGS),
    _yes(
        "pregnancy pregnant",
        r"\b(?:safe|okay|fine|harmless)\b[\w\s]{0,30}?\b(?:in|during|while|when) (?:you are )?pregnan\w+",
    ),
    _yes("harmless", r"\bharmless\b"),
    _yes(
        "safe okay ok fine harmless",
        r"\b(?:100\s?%|(?:a|one) hundred per ?cent|completely|totally|perfectly|absolutely|entirely|fully"
        r"|medically|always) "
        rf"(?:safe|harmless|(?:okay|ok|fine)(?! (?:to|if|that) {_TO_ASK}))\b",
    ),
    _yes(
        "everyone everybody all anyone anybody children kids",
        rf"\b(?:safe|okay|ok|fine|suitable) for (?:everyone|everybody|all|anyone|anybody|children|kids)\b(?! to"
        rf" {_TO_ASK})",
        also="safe|okay|ok|fine|suitable",
    ),
    # as safe as coffee; safer than aspirin; a safe, natural leaf; only a plant; trust us
    _yes("safe", r"\b(?:as|just as) safe as\b(?! (?:possible|you|we|it|they) ?can\b| possible)"),
    _yes(
        "safer",
        r"\bsafer than (?:\w+ )?(?:aspirin|coffee|tea|alcohol|opioids?|heroin|fentanyl|morphine|medicines?"
        r"|painkillers?)\b",
    ),
    _yes("safe gentle", r"\bsafe,? (?:and )?(?:natural|herbal)\b|\b(?:natural|gentle),? (?:and )?safe\b"),
    _yes("plant leaf herb tea", r"\b(?:only|just) an? (?:\w+ )?(?:plant|leaf|herb|tea)\b"),
    _yes("trust believe promise", r"\b(?:trust us|believe (?:us|me)|we promise)\b"),
    # safe to stop at home, to take every day; detox at home is safe; taken without worry
    _yes(
        "safe okay fine",
        r"\b(?:safe|okay|fine) to (?:take|use|drink|mix|quit|stop|detox|come off)(?: \w+){0,3}?"
        r" (?:every day|daily|alone|at home|on your own|for (?:weeks|months|years)|cold turkey)\b",
    ),
    _yes(
        "safe okay fine easy",
        r"\b(?:detox|quitting|stopping|cold turkey)(?: (?!with\b|under\b)\w+){0,3} is (?:\w+ )?(?:safe|okay"
        r"|fine|easy)\b",
    ),
    _no(
        "worry fear concern doctor help",
        rf"\b(?:take|use|drink|try|stop|quit) (?:it|them|this|opioids|{_KRATOM}) without (?:any )?"
        r"(?:worry|fear|concern|a doctor|medical help)\b(?! is\b)",
        also="without",
    ),
    # it works every time; kratom heals; a miracle
    _yes(
        "works heals cures",
        rf"(?<!how ){_KRATOM} (?:\w+ )?(?:works|heals|cures)\b(?! (?:on|in|by|through|like|as|at|the same)\b)",
        also=_DRUGS,
    ),
    _yes("works work", r"\bworks? (?:every time|for (?:everyone|everybody|all|anyone)\b(?! who))|\balways works?\b"),
    _yes("foolproof", r"\bfoolproof\b"),
    _no("fails fail", r"\b(?:never|cannot|can't) fails?\b"),
    _yes("helped cured", r"\b(?:helped|cured) (?:everyone|everybody|all (?:of them|people|who))\b"),
    _yes("free", r"\b(?:be|become|are|live) free (?:of|from) (?:all )?(?:pain|withdrawal|cravings?|symptoms|aches)\b"),
    _yes("goodbye bye", rf"\bgood-?bye to (?:\w+ )?{_ILL}"),
    _yes(
        "gone over history",
        rf"\b{_ILL} (?:will be|is|are) (?:\w+ )?(?:gone|over|history)(?: (?:in (?:a|one) (?:day|night|hour)"
        rf"|{_FOREVER}))",
    ),
    _yes(
        "withdrawal craving cravings pain aches addiction symptoms",
        rf"\b(?:wip(?:es?|ing) out|eras(?:es?|ing)|eliminat\w+|banish\w*|melts? away) (?:\w+ )?{_ILL}"
        rf"|\b(?:ends?|stops?|takes?|removes?|beats?) (?:\w+ )?{_ILL} (?:away|{_FOREVER})",
        also="wip|eras|eliminat|banish|melt|away|for good|forever|for ever|overnight|instantly|at once",
    ),
    _yes(
        "easy painless breeze effortless",
        r"\b(?:makes?|making) (?:\w+ )?(?:withdrawal|detox|quitting|stopping) (?:so |very |really )?(?:easy"
        r"|painless|a breeze)\b"
        r"|\b(?:easy|effortless),? (?:\w+ )?(?:withdrawal|detox)\b",
    ),
    _no(
        "withdrawal detox",
        r"\b(?:withdrawal|detox) (?:with no|without(?: any)?) (?:pain|symptoms|suffering|discomfort)\b",
        also="with no|without",
    ),
    _yes(
        "proven recommended approved tested",
        rf"{_KRATOM} (?:is|has been) (?:\w+ )?proven\b|\bclinically (?:proven|tested)\b"
        r"|\bdoctor[- ](?:approved|recommended|trusted)\b",
        also=f"{_DRUGS}|clinically|doctor",
    ),
    _yes(
        "doctors experts", rf"\b(?:doctors|experts|nurses) (?:trust|love|recommend|prefer|swear by) {_KRATOM}", _DRUGS
    ),
    _yes("answer solution key", rf"\bthe (?:answer|solution|key) to (?:\w+ )?{_ILL}"),
    _yes("wonder magic super", r"\b(?:wonder|magic|super)[ -]?(?:drug|cure|plant|herb|leaf|remedy|pill|bullet)s?\b"),
    _yes("best", r"\bthe best (?:remedy|painkiller|cure)\b|\bis the best medicine\b(?! for you)"),
    _yes("money", r"\bmoney[- ]back\b"),
    _yes("cure cures cured", rf"\bcure[sd]? (?:{_CURE}|hundreds|thousands|many)\b"),
    _yes("cure", r"\b(?:a|the|sure|natural|real|quick) (?:\w+ )?cure\b(?! rate)"),
    _yes("cured", r"\b(?:be|get|are|were) (?:\w+ )?cured\b"),
    _yes("miracle miracles miraculous miraculously", r"\bmirac\w+"),
    _yes(
        "guarantee guaranteed",
        rf"\bguaranteed? (?:{_RESULT}|to (?:work|help|ease|relieve|stop|end|cure|be|feel))\b|"
        rf"\b(?:{_RESULT}|it|{_KRATOM}) (?:(?:is|are) )?guaranteed\b",
    ),
    _yes("effective natural success pure", r"\b100\s?% (?:effective|natural|success|pure)\b"),
    _yes("painless pain symptom", r"\b(?:painless|pain-free|symptom-free) (?:withdrawal|detox)\b"),
    # no risk of dependence; without side effects; free of withdrawal
    _no(
        "risk danger chance fear",
        rf"\b(?:no|zero|without(?: any| the)?) (?:\w+ )?(?:risk|danger|chance|fear) of (?:\w+ ){{0,2}}?{_HARM}",
        also="no |zero|without",
    ),
    _no("free", r"\b(?:risk|side[- ]effect|danger|harm|hazard|worry)[- ]free\b"),
    _no("free", r"\bfree (?:of|from) (?:all |any )?(?:risks?|side[- ]effects?)\b"),
    _no(
        "risk risks danger dangers downside downsides drawback drawbacks threat threats hazard hazards catch",
        r"\b(?:no|zero|without(?: any| the)?|none of the) (?:(?:real|known|serious|hidden|possible|big) )?"
        r"(?:risks?|dangers?|downsides?|drawbacks?|threats?|hazards?|catch)\b"
        rf"(?! (?:signs?|factors?|groups?|levels?|scores?|now|near|here|of bias|(?:to|in) {_TO_ASK}))",
        also="no |zero|without|none",
    ),
    _no("side", r"(?<!may have )\b(?:no|zero|without(?: any)?) side[- ]effects\b(?! (?:was|were)\b)"),
    # nothing to fear; it does no harm, cannot hurt you; never dangerous; no need for a doctor
    _no(
        "nothing",
        r"\bnothing to (?:fear|worry about|be (?:afraid|scared) of)\b"
        rf"(?! (?:from|in|by|with) (?:an?|your|the|us|them|{_TO_ASK})\b)",
    ),
    _no(
        "harm hurt",
        rf"\b(?:it|this|they|{_THING}) (?:does|do|can do|will do|did) no harm\b(?! to {_TO_ASK})|^\W*no harm"
        rf" done\b|: no harm done"
        rf"|\b(?:it|this|they|{_THING}) (?:cannot|can't|won't|will not|does not|doesn't|do not|don't) (?:\w+ )?"
        r"(?:(?:harm|hurt) (?:you|anyone|anybody|people)|(?:do )?any harm)\b",
    ),
    _no(
        _DEADLY_WORDS,
        rf"\bnever {_DEADLY}|\b(?:it|this|they|stopping|quitting|detox|{_THING})(?:'s| is| are) not {_DEADLY}",
    ),
    _no(
        "doctor clinic nurse hospital medical",
        r"\b(?:no need (?:to (?:see|ask|call|tell)|for)|(?:do not|don't|never) need) (?:a |your |any )?"
        rf"(?:doctor|medical (?:help|care)|clinic|nurse|hospital)\b(?!'s| letter| note| to {_TO_ASK})",
        also="need",
    ),
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
    _no(
        "hooked addicted dependent",
        r"\b(?:nobody|no one|never) (?:ever )?(?:gets?|becomes?|got|became) (?:hooked|addicted|dependent)\b",
    ),
    _no(
        "withdrawal comedown",
        r"\b(?:there(?:'s| is)|it (?:has|gives|causes)|you (?:get|feel)) no (?:withdrawal|comedown)\b",
        also="no withdrawal|no comedown",
    ),
    _no("impossible", r"\bimpossible to (?:overdose|die|get (?:hooked|addicted)|become (?:addicted|dependent))\b"),
    _no(
        "death died overdosed", r"\bnot (?:a|one) single death\b|\b(?:nobody|no one) (?:has )?ever (?:died|overdosed)\b"
    ),
    # withdrawal is not dangerous, cannot kill; nobody dies of it
    _no(_DEADLY_WORDS, rf"{_SUBJECT}(?:is|are)(?:n't| not| never) {_DEADLY}", f"withdrawal|{_DRUGS}"),
    _no(
        _DEADLY_WORDS,
        rf"\b(?:unpleasant|uncomfortable|miserable|hard),? but (?:it is |is )?(?:not|never) {_DEADLY}",
    ),
    _no(
        "kill kills harm harms hurt hurts",
        rf"{_SUBJECT}(?:cannot|can't|won't|will not|does not|doesn't|never) (?:\w+ )?(?:kills?|harms?|hurts?)\b",
        also="not|n't|never",
    ),
    _no(
        "die dies died overdose overdoses overdosed",
        r"\b(?:nobody|no one|will not|won'?t|cannot|can't) (?:\w+ ){0,2}?(?:die[sd]?|overdose[sd]?) (?:of|from|in|on)"
        r" (?:\w+ ){0,2}?(?:withdrawal|kratom|plant|leaf|it)\b",
        also="nobody|no one|not|wont|won't|can't",
    ),
)
