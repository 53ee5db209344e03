"""Whole sentences that state no fact, and turns of phrase that always do, whatever shape the sentence has.

All patterns are for small letters with straight apostrophes, without the mark that ends the sentence.
"""

from __future__ import annotations

import re

_OK = r"(?:okay|ok|fine)"
_REST = r"(?:rest|ask|cry|pause|wait|stop reading|take a break|come back later|ask for help)"
_THIS = r"(?:this|it)"
_WHO = r"(?:pharmacist|nurse|clinic|helpline|doctor|gp)"

#: Kind words, advice and words about the site that the shapes of ``claims`` do not know. Each is a whole sentence.
SENTENCES = {
    "comfort": (
        r"(?:thank you|thanks)(?: so much)? for (?:reading|being here|coming|asking)(?: (?:this far|this page))?",
        r"you have read this far, thank you",
        (
            rf"we know (?:that )?{_THIS} (?:is|can be|may be) (?:a lot|hard|much)(?: to (?:take in|read|hear|ask))?"
            rf"(?: at once)?(?:, and it is {_OK} to {_REST})?"
        ),
        rf"{_THIS} (?:is|can be|may be) (?:a lot|hard|much) to (?:take in|read|read about|talk about|ask)",
        r"we(?: are|'re) (?:glad|sorry) (?:that )?you (?:came|are here|found us|are going through this)",
        r"we(?: are|'re) sorry for your loss",
        rf"it(?: is|'s) {_OK} to {_REST}(?: and {_REST})?",
        r"(?:read|take) (?:it|this page|this) at your own pace",
        r"you (?:do not|don.t) (?:have|need) to (?:decide|read it(?: all)?|do this)(?: (?:now|alone|at once|today))?",
        r"you did nothing wrong|what you feel matters|you(?: are|'re) not the only one who asks this|we wish you well",
        r"we hope (?:that )?this page helps you|i need help",
    ),
    "advice": (
        (
            rf"if you (?:do not|don't) have an? {_WHO}(?: of your own)?, an? {_WHO} can tell you (?:where|who|whom)"
            r" to (?:go|ask|call|see)"
        ),
        rf"if you have no {_WHO}, ask an? {_WHO} (?:where to go|who to (?:ask|call|see))",
        r"if you have no phone, ask (?:somebody|someone)(?: near you)? to call",
        r"if nobody answers, (?:call|try) again|if they do not answer, (?:try|call) another (?:line|number)",
        r"if you (?:do not feel heard|feel judged), ask (?:for|to (?:talk|speak) to) (?:somebody|someone) else",
        r"(?:you can )?come back(?: to this page)? (?:later|at any time|when you (?:are|feel) ready)",
        r"(?:read|open) the next (?:part|page) when you (?:are|feel) ready|you can stop reading at any time",
        r"if this is too much, close the page(?: and come back later)?",
        r"(?:take|print|bring) this page(?: and take it)?(?: with you)?",
        r"ask for an interpreter(?: if you need one)?|ask (?:what will happen next|who will see your notes)",
        r"ask how long you have to wait for an appointment|you can (?:say no|change your mind|(?:just )?say)",
        r"tell us (?:if (?:a link does not work|something is (?:wrong|not clear))|what we got wrong)",
        r"let us know if (?:something is (?:wrong|not clear)|a link does not work)",
        r"(?:e-?mail|tell|write to) us(?: (?:here|if you find a mistake(?: on this page)?))?",
        r"skip to the part (?:that )?you need|choose the page that fits you|start with the page on help",
    ),
    "site": (
        r"(?:many|all) pages (?:on|of) this site have a list of sources|each page has a list of its sources",
        r"this page is (?:not )?for (?:emergencies|family and friends|anyone who is worried(?: about a friend)?)",
        r"(?:this site has|we have) no (?:adverts|shop|sponsors)(?: and no (?:adverts|shop|sponsors))?",
        r"(?:no company|nobody|no one) pays us(?: to write this)?|we do not sell anything|we read every message",
        r"we cannot (?:answer medical questions|see who you are)|hard words are explained in the glossary",
        r"links in this text lead to other pages of this site|this page was last checked on the day shown below",
    ),
}
_WHOLE = {reason: re.compile("|".join(patterns)) for reason, patterns in SENTENCES.items()}

_STATE = r"(?:need|are|is|have|must|should|can|do|will|know|knows)"
_HELPER = r"(?:doctor|nurse|pharmacist|clinician|midwife|professional|expert|specialist)s?"
_DRUGS = r"(?:kratom|opioids?|alcohol|methadone|buprenorphine|withdrawal|overdose|detox|treatment)"
#: Said in the shape of advice, of a signpost or of comfort, these still state a fact or send somebody astray.
_STATES = re.compile(
    rf"""\b(?:dealers?|vendors?|plug)\b
    |\b(?:ask|call|follow|visit|find|see|meet|text|trust|contact|show|send)\b.*\b(?:sellers?|shops?|stores?|suppliers?)\b
    |\b(?:not|never)\ (?:wait|delay|hesitate)\ (?:for|on|your)\b
    |\b(?:not|never)\ (?:be\ )?(?:wait|worry|worried|panic|afraid|scared|ashamed|delay)\b.*\b{_DRUGS}\b
    |,\ (?:and\ |so\ |because\ )?(?:she|he|they|it|this|that)
      \ (?:can|could|will|would|may|has|had|have|is|are|was|knows?|helps?)\b
    |\b(?:tell|remind)\ (?:them|her|him|people|(?:your|an?|the)\ \w+)\ (?:that\ )?(?:they|you|it|she|he)\ {_STATE}\b
      (?!\ (?:pregnant|breastfeeding|scared|afraid|worried|unsure|help)\b)
    |\bshare\ (?:it|them)\b|\bstay\ (?:at\ )?home\b|\byou(?:\ are|'re)\ (?:okay|ok|safe|fine)\b|\bsend\ money\b
    |^(?!\s*(?:no|not)\b).*\b{_HELPER}\ (?:has\ |have\ )?(?:also\ )?
      (?:checked|reviewed|wrote|written|updated|edited|published)\b
    |^(?!.*\b(?:not|never|cannot|no)\b).*(?:\breplaces?\b|take\ the\ place\ of)|\ball\ you\ need\b
    |\banswer\ to\ (?:\w+\ )?{_DRUGS}\b|\b(?:when|where|how|why)\ (?:is|are)\b.*\b{_DRUGS}\b.*\bok(?:ay)?\b
    |^\s*if\b.*\b(?:worse|ill|unwell|danger|suicide|pregnant)\b.*,\ (?:then\ |just\ |please\ )*
      (?:rest|relax|wait|sit|stay|breathe|smile|pause|sleep|lie)\b""",
    re.VERBOSE,
)
#: To write to us is advice; the address itself is for ``broken-link``, which asks whether it is on file.
_MAIL_US = re.compile(
    r"\b(?:(?:e-?mail|write to|contact) us at|send (?:us )?(?:your )?(?:comments|questions|feedback) to) "
    r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)


def whole(sentence: str) -> str | None:
    """Why a whole sentence, in small letters, states no fact: "comfort", "advice" or "site"; or None."""
    bare = sentence.strip(" \"'“”,")
    return next((reason for reason, fits in _WHOLE.items() if fits.fullmatch(bare)), None)


def states(sentence: str) -> bool:
    """Whether a sentence, in small letters, states a fact by a turn of phrase that no shape takes back."""
    return _STATES.search(sentence) is not None


def without_our_address(text: str) -> str:
    """The text with "e-mail us at help@example.org" as "tell us"."""
    return _MAIL_US.sub("tell us", text) if "@" in text else text
