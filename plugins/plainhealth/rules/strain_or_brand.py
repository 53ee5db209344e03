"""A strain, a seller or a brand of kratom is offered as a choice."""

import re
from collections.abc import Iterable, Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.phrases.phrase import words
from plainhealth.phrases.printed import Text, given, texts
from plainhealth.phrases.says import says
from plainhealth.site import Site

FIX = "Delete the name or the advice to choose. No strain, seller or brand has been shown to be better or safer."

#: Sold names. Places alone (Bali, Borneo, Thai) are no strain; "red Bali" and "Bali kratom" are.
_STRAIN = re.compile(
    r"""\b(?:maeng\ ?da|bentuangie|kapuas|horned\ (?:leaf|kratom)|trainwreck
    |(?:super|ultra)\ (?:green|red|white)(?:\ \w+)?
    |(?:red|green|white|yellow|gold(?:en)?)[ -](?:vein\w*|bali|borneo|malay\w*|thai|indo|hulu|sumatra\w*|horn\w*
      |elephant|riau|jongkong|dragon|strains?|kratom)
    |(?:bali|borneo|malay|thai|indo|sumatra|vietnam)\ (?:gold|red|green|white|kratom|strains?|powder|vein|capsules?)
      (?!\ (?:law|laws|act|farmers?|growers?|market|trees?|leaves))
    |(?:opms|mit\ ?45|7[ -]?ohmz|krypton|kraken|vivazen|mitra\ ?9|k[ -]shots?)(?:\ \w+)?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_CHOICE = re.compile(
    r"""\b(?:choos(?:e|ing)|try|trying|buy|buying|order|ordering|pick|picking|prefer|recommend(?:ed|s)?|opt\ for|go\ for
    |start\ with|switch(?:ing)?\ to|stick\ (?:to|with)|best|better|ideal|perfect|great|hits|beats|favou?rite|strongest
    |worth|good\ (?:for|choice|option)|works?\ (?:\w+\ )?for|suits?|take|use|gives?|boosts?|lifts?|calms?|relaxes
    |relieves?|eases?|helps?|energi[sz]\w+|(?:is|are)\ (?:\w+\ )?(?:relaxing|calming|sedating|uplifting|stimulating
    |mild|gentle|strong)
    |for\ (?:\w+\ )?(?:pain|aches|energy|sleep|anxiety|mood|focus|withdrawal|relaxation))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SELLER = re.compile(
    r"""\b(?:good|better|best|trusted|trustworthy|reputable|reliable|(?:high-)?quality|honest|top|lab-tested|certified
    |ethical|recommended|favou?rite)\ (?:\w+\ )?(?:vendors?|sellers?|brands?|suppliers?|retailers?|dealers?)\b
    |\b(?:choose|find|pick|buy|order)\b(?:\ \w+){0,4}?\ (?:vendors?|sellers?|suppliers?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
#: Harm is told with the name it happened under; and what other people choose is not our advice.
_HARM = re.compile(
    r"\b(?:recall\w*|salmonella|linked|deaths?|died|kill\w*|hospital|poison\w*|contaminat\w*|warn\w*|seized|banned)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:who|people|they|users|buyers|customers|some|many|most)\s+(?:\w+\s+)?$|\b(?:if|when) you (?:\w+ )?$",
    re.IGNORECASE,
)
#: A cheap look first: most texts have none of these.
_WORDS = words(
    """vendor vendors seller sellers brand brands supplier suppliers retailer retailers dealer dealers strain strains
    vein veins veined maeng bentuangie kapuas horned horn horns trainwreck bali borneo malay malaysian thai indo hulu
    sumatra sumatran vietnam elephant riau jongkong dragon gold golden red green white yellow opms mit ohmz krypton
    kraken vivazen mitra shot shots"""
)


def check(page: Page, site: Site) -> Iterator[Problem]:
    return _problems(texts(page, site))


def check_site(site: Site) -> Iterator[Problem]:
    return _problems(given(site))


def _problems(texts: Iterable[Text]) -> Iterator[Problem]:
    for text in texts:
        for sentence in text.sentences if not _WORDS.isdisjoint(text.terms) else ():
            if found := _offered(sentence):
                line, col = text.place(found)
                message = f"This offers a kind of kratom or a seller to choose: “{found}”."
                yield Problem(line, message, col, found, text.path)


def _offered(sentence: str) -> str:
    for seller in _SELLER.finditer(sentence):
        if says(sentence, seller):
            return seller[0]
    strain = _STRAIN.search(sentence)
    for choice in _CHOICE.finditer(sentence) if strain and not _HARM.search(sentence) else ():
        if says(sentence, choice) and not _OTHERS.search(sentence, 0, choice.start()):
            return strain[0] if strain else ""
    return ""
