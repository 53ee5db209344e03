"""Strains, brands and sellers of kratom offered as a choice, told from reports of harm and of what others say."""

from __future__ import annotations

import itertools
import re

from plainhealth.phrases.phrase import words
from plainhealth.phrases.says import says

#: What may stand in the middle of a name, so that it is not found: "Maeng-Da", "MIT.45", "O P M S".
_S = r"[\s._·*-]{0,2}"
_COLOURS = "red green white yellow gold golden".split()
_KINDS = "bali borneo malay thai indo hulu sumatra horn vein".split()
#: Sold names. Places alone (Bali, Borneo, Thai) are no strain; "red Bali" and "Bali kratom" are.
_STRAIN = re.compile(
    rf"""\b(?:maeng{_S}da|bentuangie|kapuas|horned[ -](?:leaf|kratom)|trainwreck
    |(?:super|ultra)[ -](?:green|red|white)(?:\ \w+)?
    |(?:{"|".join(_COLOURS)}){_S}(?:vein\w*|bali|borneo|malay\w*|thai|indo|hulu|sumatra\w*|horn(?:ed|s)?
      |elephant|riau|jongkong|dragon|strains?|kratom)
    |(?:bali|borneo|malay|thai|indo|sumatra|vietnam)[ -](?:gold|red|green|white|kratom|strains?|powder|vein|capsules?)
      (?!\ (?:law|laws|act|farmers?|growers?|market|trees?|leaves))
    |(?:opms|mit(?:{_S}45)(?!\ (?:years|people|%))|7{_S}ohmz|7{_S}(?:tabz|stax)|krypton|kraken|vivazen|mitra{_S}9
      |k[ -]?shots?|krave|tianaa|zaza|wild\ krat|kratom\ (?:kaps|kings|spot)|remarkable\ herbs|golden\ monk
      |happy\ hippo|super\ speciosa|(?-i:Feel\ Free)\ (?:tonic|classic|shots?|drinks?)|(?-i:Bumble\ Bee|New\ Dawn))
      (?:\ \w+)?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_CHOICE = re.compile(
    r"""\b(?:choos(?:e|ing)|try|trying|buy|buying|order|ordering|pick|picking|prefer|recommend(?:ed|s)?|opt\ for|go\ for
    |start\ with|switch(?:ing)?\ to|stick\ (?:to|with)|best|better|ideal|perfect|great|hits|beats|favou?rite|strongest
    |worth|good\ (?:for|choice|option|brand)|(?:is|are)\ (?:good|strong|fine|great)|works?\ (?:\w+\ )?for|suits?|take
    |use
    |gives?|boosts?|lifts?|calms?|relaxes|relieves?|eases?|helps?|energi[sz]\w+
    |(?:is|are)\ (?:\w+\ )?(?:relaxing|calming|sedating|uplifting|stimulating|mild|gentle|strong)
    |for\ (?:\w+\ )?(?:pain|aches|energy|sleep|anxiety|mood|focus|withdrawal|relaxation))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SHOP = r"(?:vendors?|sellers?|suppliers?|retailers?|dealers?|shops?|stores?)"
_SELLER = re.compile(
    rf"""\b(?:good|better|best|trusted|trustworthy|reputable|reliable|(?:high-)?quality|honest|top|lab-tested|certified
    |ethical|recommended|favou?rite)\ (?:\w+\ )?(?:vendors?|sellers?|brands?|suppliers?|retailers?|dealers?)\b
    |\b(?:choose|find|pick|buy|order)\b(?:\ \w+){{0,4}}?\ (?:vendors?|sellers?|suppliers?)\b
    |\b(?:buy|order|purchase)(?:ing)?\ (?:\w+\ ){{0,3}}?from
      \ (?:our|us|my|this|these|the\ (?:link|{_SHOP})|(?-i:[A-Z])\w+)
    |\b(?:our|my)\ (?:\w+\ )?(?:{_SHOP}|products?|kratom|strains?|powders?|capsules|gummies|brands?|prices|customers)\b
    |\bwe\ (?:also\ |now\ )?(?:sell|ship|stock|deliver)\ (?!nothing|no\b|information)
    |\b(?:shop|order|buy)\ (?:now|here|online|today|yours)\b|\b(?:get|claim)\ yours\b
    |\bbuy\ (?:\w+\ )?(?:kratom|7-OH|it|some)\ (?:now|here|online|today|at|from)\b
    |\b(?:use|enter|apply|with|coupon)\ (?:the\ |my\ |our\ )?(?:code\ |coupon\ )(?-i:[A-Z0-9]{{3,}})\b
    |\b(?:promo|coupon|discount|voucher|referral|affiliate)[ -](?:codes?|links?)\b|\bcoupon\ (?-i:[A-Z]{{3,}})
    |\bfree\ (?:shipping|samples?\b(?!\ of\b))|\badd\ to\ (?:cart|basket|bag)\b
    |\b(?:same|next)[ -]day\ (?:delivery|shipping)\b
    |\bin\ stock\b|\b(?:dm|pm)\ (?:me|us)\b|\bon\ (?:amazon|ebay|etsy|temu)\b
    |\b(?:message|ask|text|call|contact|visit|follow|trust)\ (?:the|this|that|an?|my|your|any)\ (?:\w+\ )?{_SHOP}\b
    |\b(?:go\ to|try|ask\ (?:at|in)|look\ in)\ (?:any|an?|the|your)\ (?:smoke|head|vape|kratom)[ -]?shops?\b
    |\b(?:link|way)\ to\ (?:the|a|my|our)\ {_SHOP}\b
    |\b(?:my|this)\ {_SHOP}\ (?:\w+\ )?(?:is|has|never|always|sells|ships)\b""",
    re.IGNORECASE | re.VERBOSE,
)
#: What may be ordered, sent and in stock.
_GOOD = re.compile(r"\b(?:naloxone|narcan|test strips?|kits?|pharmac\w+)\b", re.IGNORECASE)
#: Harm is told with the name it happened under; and what other people choose is not our advice.
_HARM = re.compile(
    r"\b(?:recall\w*|salmonella|linked|deaths?|died|kill\w*|hospital|poison\w*|contaminat\w*|warn\w*|seized|banned)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:who|people|they|users|buyers|customers|some|many|most)\s+(?:\w+\s+)?$|\b(?:if|when) you (?:\w+ )?$",
    re.IGNORECASE,
)
#: Letters set apart, as in "M a e n g D a" and "O.P.M.S.".
_SPACED = re.compile(r"\b(?:[^\W_][\s.·_*-]{1,2}){3,}[^\W_]\b")
#: A cheap look first: most texts have none of these.
WORDS = words(
    """vendor vendors seller sellers brand brands supplier suppliers retailer retailers dealer dealers strain strains
    vein veins veined maeng maengda bentuangie kapuas horned horn horns trainwreck bali borneo malay malaysian thai
    indo     hulu sumatra sumatran vietnam elephant riau jongkong dragon gold golden red green white yellow opms mit
    ohmz tabz     stax krypton kraken vivazen mitra shot shots kshot kshots krave tianaa zaza krat kaps kings spot
    herbs monk hippo     speciosa tonic bumble dawn buy buying order ordering purchase shop shops store stores sell
    ship stock deliver yours code coupon codes link links shipping sample     samples cart basket bag delivery dm pm
    amazon ebay etsy temu smoke head vape voucher feel our my"""
) | {colour + kind for colour, kind in itertools.product(_COLOURS, _KINDS)}


def apart(terms: frozenset[str]) -> bool:
    """Whether a text has so many single letters that they may be a name set apart."""
    return list(map(len, terms)).count(1) >= 4


def offered(sentence: str) -> str:
    """The kind of kratom, or the advice to buy, that a sentence offers; or "".

    >>> offered("Try M a e n g  D a."), offered("Shops sell it."), offered("Use code SAVE.")
    ('MaengDa', '', 'Use code SAVE')
    """
    sentence = _SPACED.sub(lambda m: re.sub(r"[\s.·_*-]", "", m[0]), sentence)
    for seller in _SELLER.finditer(sentence) if not _GOOD.search(sentence) else ():
        if says(sentence, seller) and not _OTHERS.search(sentence, 0, seller.start()):
            return seller[0]
    strain = _STRAIN.search(sentence)
    for choice in _CHOICE.finditer(sentence) if strain and not _HARM.search(sentence) else ():
        if says(sentence, choice) and not _OTHERS.search(sentence, 0, choice.start()):
            return strain[0] if strain else ""
    return ""
