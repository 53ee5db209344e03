"""What states a fact, and so needs a citation, and what does not: advice, questions, signposts, comfort.

Each word becomes a letter, its class; a sentence states no fact if its letters have one of a few shapes.
A word in no list is an "x", which fits nearly nowhere: in doubt, a sentence states a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, cast

from plainhealth.phrases import kind

#: Why a sentence needs no citation. "site": it is about this site or its writers.
Reason = Literal["advice", "question", "signpost", "site", "comfort"]

#: A word that tells of an effect, a value or an amount is in no class, or in "q" or "#".
_CLASSES = {
    # Goes to people or pages that know: does no harm where it is not needed. "G" may promise: "find your peace".
    "v": """ask call phone ring text email contact consult tell talk chat speak inform read check print discuss report
        request arrange write scroll click download compare search subscribe follow""",
    "G": "see visit find look learn open share show bring reach seek go turn sign send return say meet",
    # Gentle, with no medicine in it. "Keep", "make", "try" only with a list, a call, a visit. "Get" only with help.
    "y": "stay rest relax breathe listen sit smile join plan pause", "K": "keep make try", "E": "be", "g": "get",
    # Only with "do not": "do not call a doctor" is no advice of ours.
    "j": "worry panic delay hesitate blame wait forget despair rush hide", "L": "never", "D": "do", "!": "not",
    # Touches a treatment: what "you" do inside "before you …"; never advice by itself.
    "s": "stop start take change mix use quit cut drink stopping starting taking using drinking took",
    # Small words. A verb ("f", "X", "M", "N", "b") is bound to the person or the "if" before it.
    "Y": "you", "I": "we i", "u": "they someone anyone somebody he she", "t": "it this these those there", "T": "that",
    "d": "a an the your my our their its his her any some each every another all", "O": "no nobody none nothing",
    "i": "if whether", "o": "until unless before after once while", "w": "who what where which how when", "r": "for",
    "a": "about of", "&": "and or", ",": ",", "p": "to in on at with from by near between through into under beside",
    "f": "is are am was were has have had can does did should cannot", "X": "will would could", "M": "may might",
    "N": "want need wants needs", "l": "so then please also now next first today just always but too again yet hi hey",
    "b": "feel feels know live trust come going feeling love fit fits suit suits asked told talked called understand",
    # Named: "ask about kratom" is advice, "kratom is …" and "kratom for …" are claims. Others: talked about, not taken.
    "k": "kratom opioid methadone buprenorphine naloxone naltrexone clonidine alcohol fentanyl heroin benzodiazepine",
    "m": "medicine medication prescription treatment withdrawal overdose pregnancy addiction drug detox program",
    # People and places that help, and what one talks about with them.
    "n": """doctor nurse pharmacist midwife clinician therapist counsellor specialist provider interpreter worker staff
        clinic hospital pharmacy gp office helpline line ambulance service centre center community department team group
        person people friend family parent partner teacher mother father mum mom dad sister brother carer insurer number
        emergency health maternity professional local nearest medical urgent qualified trained trusted baby child home
        children school them him me us myself yourself ourselves everything anything something else other more out up
        down back over straight away way words time name choice decision order situation thoughts thinking feelings
        concerns worries options money sellers sure right touch close reading talking asking making being""",
    "h": "help care advice support counselling appointment appointments information", "z": "sign signs symptoms",
    # States in which one turns to others: "if you are worse" is advice, "you are worse" is a claim.
    "e": "happening danger pregnant breastfeeding worried unsure unwell worse ill scared stuck suicide",
    # Where on a site; its parts; what a page or its writers do.
    "B": "here used below above following last previous overleaf top bottom end",
    "P": """page site website leaflet booklet section list checklist table figure picture chart chapter part label link
        source post article note guide guidance document form answer reference contents overview glossary fact details
        example address numbers definition topic scope version copy correction mistake comments feedback verdict story
        newsletter policy terms conditions question step""",
    "V": """says tells explains lists shows describes gives names leads answers covers contains offers checked listed
        made wrote updated reviewed edited published funded meant written chosen choose sell pay pays welcome
        searched replace share""",
    # Words of kindness that say nothing of a body or a thing; and those that are kind with a "not" only.
    "c": "human okay ok brave proud loved worthy enough sorry glad kind gentle hard deserve matter thank thanks hear",
    "A": "alone foolish weak stupid bad broken lazy crazy fault afraid ashamed shame",
    # In a question they claim nothing yet. "#": never, not even where an unknown word may stand.
    "q": """help hurt harm work works safe harmless dangerous good true ease treat cure relieve prevent cause approved
        legal addictive natural mean prove pain aches liver heart body muscles sleep useful tool better die died""",
    "#": "best safest miracle remedy poison painkiller truth proof evidence risk risks dangers death relief",
}  # fmt: skip
_CLASS = {word + "s": letter for letter in "nPmk" for word in _CLASSES[letter].split()}
_CLASS |= {word: letter for letter, words in reversed(_CLASSES.items()) for word in words.split()}
#: Stock phrases, and words that class them as a whole. "What helps" names no thing that does.
_STOCK = {
    "'re": " are", "'ve": " have", "'ll": " will", "'m": " am", "can't": "can not", "won't": "will not", "n't": " not",
    "it's": "it is", "that's": "that is", "here's": "here is", "what helps": "what", "what works": "what",
    "what to do": "what", "treatments that work": "page", "get help now": "page", "take a break": "pause",
    "take your time": "pause", "take a breath": "pause", "take someone": "bring them", "take a friend": "bring them",
    "take the place of": "replace", "give up": "despair", "as of the day": "when", "as well": "too", "feel free": "so",
    "wanting the pain to stop": "it", "remember that": "so", "everything you take": "all", "all you take": "all",
    "here for you": "glad", "let us know": "tell us", "let me know": "tell us",
}  # fmt: skip
_STOCKS = re.compile(rf"(?:{'|'.join(_STOCK)})\b")
#: What may follow and claim nothing. A medicine: only talked about. A change of it, or a state: only after "if you" or
#: "before you". A word we do not know: only after a verb of asking, "the", "your" or "about".
_REST = (
    r"(?:[vGyghYIutdoiwapr&DlnPBcAK,]|(?<![kmtx])[NMb]|E(?=[cAel])|z(?!a)|(?<![yKgNG])(?<![yKgNG][dt])m|T(?=[Yu])"
    r"|(?<=[asm&i])k(?![fXDr]|,d)|(?<=ad)k|(?<=[YuIw])f|(?<=[iw][tun])f|(?<=wm)[fX]|(?<=I)V|(?<=IB)V|(?<=in)V|(?<=idn)V"
    r"|(?<=[fDi&])!|(?<=!p)[jvGy]|(?<=[YuNw])s|(?<=[Yu][fDM])s|(?<=s&)s|(?<=i[tu]f)q|(?<=[!i&])e|(?<=[iwo][Yutn][fb])e"
    r"|(?<=[iwo][Yutn]fp)e|(?<=[vdap])x(?=[,&poriawnPhmd]|$)|(?<=&)x(?=[,&]|$))*"
)
_BARE = r"(?!(?:.*,)?[^,iowN]*s"  # a change of treatment, with no "if" or "before" in front, is advice to make it
_PART = r"[dt]?[dnlB]*P[PB]*(?:pt)?"
_FITS: dict[Reason, str] = {
    # "Please call …", "If you are unsure, ask …", "You can ask …", "Do not be afraid to …"; "get" only with "help".
    "advice": rf"{_BARE}|.*G.*x)[l&]*(?:[iopr]{_REST},)?[l&]*(?:(?:Y(?:f|M?Np)l*)?[vG]|[yE]|K(?:[dtnl]*[PhvG]|p[nvGy])"
    rf"|g[nd]*h|(?:D!?|L)(?:j|[Eb][cAe])){_REST}",
    # "The page below says what …"; "More links are below"; "In this leaflet you will find …"; "Here is …"; "More …".
    "signpost": rf"{_BARE})[l&]*{_PART}(?:V|f!?V?){_REST}|[lnvG]*[zPn]f(?:pd?)?[BP]+|p{_PART},?(?:Y[Xf]|I)[vG]{_REST}"
    rf"|Bf{_REST}|tf(?:r(?!.*m)|[dlnx]*P){_REST}|(?=.*P)[lnBhPvGwIpda&YVrt]{{1,7}}",
    # "We are not doctors", "We sell nothing", "No doctor has checked this page".
    "site": rf"(?!.*m)[l&]*I(?:[fD]!d?n+|f?V(?:{_REST}|[VO]|(?<=&)s(?=O))*)|(?=.*P)O[n,&]*f?V{_REST}(?:&?ufV{_REST})?",
    # A kind word in each part: "You are not foolish, and you are not alone".
    "comfort": r"[l&]*(?=[YtOIcT]|d[Pn])(?:(?=[^,]*(?:c|[!O][^,]*[Aj]))[YtuIfcAO!adnl&prhbNDjvGygBEP]+(?:,|$))+",
    # "How does it help?" takes for granted that it does; yes-or-no asks. "Could it be …" and "Isn't it …" hint.
    "question": r"[l&,]*(?:w(?!N)(?!.*[kmt]h)(?!.*[wio].*k)(?:X(?=[YIu])|[vGyghYIutdoiwapr&DNMlnbPBcAmzfkKE,]"
    r"|(?<=[YuI])s|(?<=[!iYu][fb])e|(?<=[da])x(?=[,&po]|$))*|[fD](?![YIu!])[vGghutdiapr&lnbBcAmzfkqNe!,]{1,12}"
    r"|[fD][YIu][vGyghYIutdoiwapr&DNMlnbPBcAmzkKeE,sf]*(?:(?<=d)x)?|(?:[vGlnBPNhrpYdbgcAa!te&,z]|(?<=t)f){1,9})",
}
_SHAPES = {reason: re.compile(shape) for reason, shape in _FITS.items()}
#: Asked for, shown as here, or got from a friend: a medicine, or a thing in no list.
_GIVES = re.compile(r"rn?[dl]*[xmk]|[l&]*Bf[dl]*[xmk]")
_PIECE = re.compile(r"([^.!?:;()…\n]+)([.!?:;()…]*)")
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*|,")
_STRANGE = re.compile(r"[^a-z\s,'\"“”-]")  # digits, signs and foreign letters are in no list
#: Words of effect and of risk. Not "work" and "help" alone ("those who help"), nor "safe" of a place.
_EFFECT = re.compile(
    r"\b(?:(?:cur|heal|reliev|eas|treat|sooth|lower|worsen|weaken|strengthen|rais|reduc|increas|caus|improv|injur)"
    r"(?:e?s|ed|ing)|(?:prevent|protect|trigger|damage|harm|hurt|threaten|kill|block|boost|calm|affect)(?:s|ed|ing)"
    r"|revers(?:es?|ed|ing)|acts? (?:on|like|as|more|less|fast|slow)\w*|(?:more|less) (?:strong|weak|fast|slow)ly"
    r"|stronger|weaker|brings? [\w ]{1,30}back"
    r"|(?:can|may|might|could|will|to|not|never|that) (?:\w+ly |also |even |itself )?(?:kill|harm|hurt|damage|ease"
    r"|lower|raise|reduce|increase|cause|improve|worsen|prevent|treat|cure|die|stop (?:the|your))|(?:kratom|it"
    r"|medicines?|treatments?|methadone|buprenorphine|naloxone) (?:\w+ )?(?:helps?|works?|relieve"
    r"|ease|treat|lower|reduce|kill)\b|leads? to|led to"
    r"|brings? (?:on|back)|sets? off|wears? off|(?:link|ti)ed to"
    r"|makes? (?:you|it|them)|effects?|(?:in)?effective|proven|relief|benefits?"
    r"|risk(?:s|y|ier)?|dangers|dangerous(?:ly)?|deadly|fatal|lethal|toxic|poisonous|deaths?|dead|die[sd]|dying|harmful"
    r"|harmless|addictive|safe(?:ly|r|st|ty)|(?:un)?safe(?! (?:place|home|space|person)\b)|(?:un)?likely|odds)\b"
)
#: What somebody found or warned of, and what an illness is like: no effect in itself, and no opinion of ours either.
_TOLD = re.compile(
    r"\b(?:warn(?:s|ed)? (?:of|against|that|people|about)|reports? of|(?:report|say|show|state)(?:s|ed)? that"
    r"|(?<!how a )(?:stud(?:y|ies)|reviews?|surveys?|trials?|researchers|experts|agenc(?:y|ies)|regulators?|fda"
    r"|cdc|nhs) (?:[\w,]+ ){0,5}?(?:found|described|recorded|counted)|injur(?:y|ies)|seizures?|spasms?|aching"
    r"|vomit(?:s|ing)|diarrh?oea|jaundice|bleed(?:s|ing)|side effects?)\b"
)


def _neutral(piece: str, *, asks: bool) -> Reason | None:
    """Why a sentence, in small letters, states no fact; None if it does."""
    if not asks and (known := kind.whole(piece)):
        return cast("Reason", known)
    words = _WORD.findall(piece)
    # Most facts end here: nothing kind is so long, or has so many words that we do not know.
    if len(words) > 60 or sum(word not in _CLASS for word in words) > 3 or _STRANGE.search(piece):
        return None
    if kind.states(piece):
        return None
    words = _WORD.findall(_STOCKS.sub(lambda m: _STOCK[m[0]], piece))
    shape = "".join([_CLASS.get(word, "l" if word.endswith("ly") else "x") for word in words]).strip(",")
    if not asks and " about " not in piece and _GIVES.search(shape):
        return None
    return next((why for why, fits in _SHAPES.items() if (why == "question") == asks and fits.fullmatch(shape)), None)


def _low(text: str) -> str:
    """A text in small letters, with one kind of apostrophe, and semicolons for dashes."""
    bare = kind.without_our_address(text).lower().replace("’", "'")
    return bare.replace("—", ";").replace("–", ";").replace(" - ", " ; ")


def sentences(text: str) -> Iterator[tuple[str, Reason | None]]:
    """Each sentence, or part of one, in small letters, and why it needs no citation, or None."""
    for found in _PIECE.finditer(_low(text)):
        if any(map(str.isalnum, found[1])):
            yield found[1].strip(), _neutral(found[1], asks="?" in found[2])


def states_fact(text: str) -> bool:
    """Whether a block needs a citation: one of its sentences is not known to state no fact."""
    return any(reason is None for _, reason in sentences(text))


def claims_something(text: str) -> str | None:
    """The first words that tell of an effect or a risk, outside of plain advice, questions and signposts; or None."""
    return _first(_EFFECT, text)


def reports_something(text: str) -> str | None:
    """The first words that tell what somebody found, or what an illness is like, likewise; or None."""
    return _first(_TOLD, text)


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    if not pattern.search(_low(text)):
        return None  # most blocks, whatever their sentences are
    found = (pattern.search(sentence) for sentence, reason in sentences(text) if reason is None)
    return next((words[0] for words in found if words), None)
