"""Amounts and times of taking a drug, as people write them, told from other numbers with units."""

from __future__ import annotations

import re
from typing import NamedTuple

from plainhealth.wording import says

_TWO = (
    r"(?:\d+(?:[.,]\d+)*|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|forty|fifty|"
    r"half an?|half|a half|a quarter of an?|several|an? few|an? couple of)"
)
_N = rf"(?:{_TWO}|one|an?)"
_TO = r"\s?(?:to|or|-|–|—)\s?"
_MASS = r"(?:mgs?|mcg|[µμu]g|(?-i:gm?s?)|ml|cc|oz|milligram\w*|microgram\w*|gram(?:me)?s?|millilit\w+|ounces?)"
_SPOON = r"(?:(?:tea|table)\s?spoon\w*|tsps?|tbsps?|spoon(?:s|fuls?)?|scoops?|pinch(?:es)?)"
_PILL = (
    rf"(?:{_SPOON}|capsules?|tablets?|pills?|gumm(?:y|ies)|drops|sachets?|puffs|leaves|lozenges?|patch(?:es)?|films?)"
)
_VESSEL = rf"(?:{_PILL}|cups?|mugs?|glass(?:es)?|shots?)"
_KRATOM = r"(?:kratom|ketum|7-OH|mitragynine|powder|leaf|leaves)"
_MEDICINE = r"(?:methadone|buprenorphine|naltrexone|clonidine|lofexidine|loperamide|ibuprofen)"
_TAKE = (
    r"\b(?:tak(?:e|es|en|ing)|took|swallow|drink|drank|chew|brew|eat|ate|dos(?:e|ing)|redose|us(?:e|ed|ing)|dissolve|"
    r"giv(?:e|en|ing)|start(?:ed|ing)? (?:with|at|on)|stick to|need)"
)
_DAYS = rf"(?:(?:{_TWO}|few|other|second|third)(?:{_TO}\w+)? )?(?:hours?|days?|weeks?)"
_OFTEN = (
    rf"(?:(?:\b(?:once|twice|thrice)|\b{_TWO}(?:{_TO}\w+)?(?: times|x)) (?:(?:a|per|each|every) (?:day|week)|daily)"
    rf"|\b(?:every|each) (?:{_TWO}|few|other)(?:{_TO}\w+)? (?:hours?|days?))"
)
_LESS = (
    r"\b(?:cut(?:ting)?|reduc(?:e|ing)|lower(?:ing)?|drop(?:ping)?|decreas(?:e|ing)|taper(?:ing)?|halv(?:e|ing)|"
    r"wean(?:ing)?|(?:go|come|step)(?:ing)?) (?:\w+ ){0,4}?"
    rf"(?:dos\w+|amounts?|intake|use|it|down|back|off|by|opioids?|medicines?|tablets?|{_KRATOM}|{_MEDICINE})\b[^.;]*?"
)
_PART = rf"(?:\d\s?%|per ?cent|\bhalf|\ba (?:third|quarter|fifth|tenth)|\bby {_N})[^.;]*?"
_PERIOD = rf"\b(?:(?:each|every|per) {_DAYS}|an? (?:day|week|fortnight|month)|daily|weekly|monthly)\b"
_STEADY = (
    rf"\b(?:(?:each|every) {_DAYS}|(?:over|in|within) (?:\d+|two|three|four|six|eight|ten|twelve) (?:days|weeks))\b"
)

#: Levels in blood, metals in a product, and what is no drug.
_NO_DRUG = (
    r"(?!\s?(?:/|per)\s?(?:k?g\b|[md]?l\b|lit|millilit|\d|kilo|gram)|\s?of (?:water|fluids?|juice|blood|plasma|"
    r"serum|urine|lead|nickel|fib\w+|sugar|salt|food))"
)
_OTHER = (
    r"\b(?:walks?|water|fluids|meals?|food|snacks?|breaths?|breaks?|baths?|showers?|temperature|pulse|pressure|naps?|"
    r"rest|exercise)\b"
)
_STUDIED = r"\b(?:test(?:ed|s)|seized|analy[sz]ed|samples?|sold|bought)\b"
#: What people told a study of how often they take it is a finding, no advice.
_TOLD = rf"{_OTHER}|\b(?:took|used|drank|told|reported|found)\b|\bwho (?:\w+ )?(?:take|use|drink)"


class _Find(NamedTuple):
    """What is looked for, words that let the sentence pass, and whether a "never" before it does."""

    find: re.Pattern[str]
    unless: re.Pattern[str] | None
    may_deny: bool


def _find(pattern: str, unless: str = "", *, may_deny: bool = False) -> _Find:
    return _Find(re.compile(pattern, re.IGNORECASE), re.compile(unless, re.IGNORECASE) if unless else None, may_deny)


_FINDS = (
    # 5 mg; two to three grams
    _find(rf"(?<![\w.,/-]){_N}(?:{_TO}{_N})?\s?-?{_MASS}\b{_NO_DRUG}"),
    # take two tablets; start with half a scoop; swallow a teaspoon
    _find(rf"{_TAKE} (?:\w+ ){{0,3}}?{_TWO}(?:{_TO}\w+)? (?:\w+ )?{_PILL}\b"),
    _find(rf"{_TAKE} (?:\w+ ){{0,3}}?(?:an?|one) (?:\w+ )?{_SPOON}\b"),
    # a cup of kratom tea; one capsule twice a day; one to two tablespoons a day
    _find(rf"\b{_N} (?:\w+ )?{_VESSEL} of (?:\w+ )?{_KRATOM}\b", _STUDIED),
    _find(rf"\b{_N} (?:\w+ )?{_VESSEL} (?:(?:\w+ )?{_OFTEN}|(?:a|per|each|every) day\b|daily\b)", _OTHER),
    # two spoonfuls are enough
    _find(rf"\b{_N} {_PILL} (?:is|are) (?:\w+ )?(?:enough|plenty|fine|right|best|normal|usual)\b"),
    # a dose of 5
    _find(r"\bdos(?:e|age|ing)s? (?:of|is|at|was) (?:about |around |up to )?\d[\d.,]*\b(?!\s?(?:%|people|in|of)\b)"),
    # take it every four hours; twice a day you take it; methadone once daily
    _find(rf"(?:{_TAKE}|\b(?:{_KRATOM}|{_MEDICINE}|tablets?|pills?))\b.*?{_OFTEN}|{_OFTEN}.*?{_TAKE}\b", _TOLD),
    # reduce your dose by 10% a week; cut down a little every few days; come off it over ten days
    _find(rf"{_LESS}{_PART}{_PERIOD}"),
    _find(rf"{_LESS}{_STEADY}"),
    # a sample taper; a 7-day taper
    _find(
        r"\b(?:sample|example|simple|easy|quick|home|\w+[- ](?:day|week))[- ](?:taper\w*|reduction (?:plan|schedule))",
        may_deny=True,
    ),
    # Day 1: take half
    _find(
        rf"\b(?:day|week) \d+\s?[:–—-]\s?(?:take|cut|drop|reduce|half|your (?:usual|full) |{_N} (?:{_MASS}|{_PILL})\b)"
    ),
    # wait 12 hours before you take the first one
    _find(
        rf"\bwait (?:at least |about |for )?{_TWO}(?:{_TO}\w+)? (?:hours|days) before (?:you )?(?:tak|start|dos|us)\w+",
        may_deny=True,
    ),
)
#: A cheap look first.
_MAYBE = re.compile(r"\d|\b(?:an?|one|two|three|half|once|twice|every|each|taper\w*)\b", re.IGNORECASE)


def amount(sentence: str) -> str:
    """The words of a sentence that give an amount or a plan for a drug, or ""."""
    if not _MAYBE.search(sentence):
        return ""
    for find, unless, may_deny in _FINDS:
        found = find.search(sentence)
        if found and not (unless and unless.search(sentence)) and not (may_deny and not says(sentence, found)):
            return found[0].strip()
    return ""
