"""Amounts and times of taking a drug, as people write them, told from other numbers with units."""

from __future__ import annotations

from plainhealth.phrases.phrase import Phrases, phrase

_TWO = (
    r"(?:\d+(?:[.,]\d+)*|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|forty|fifty|"
    r"half an?|half|a half|a quarter of an?|several|an? few|an? couple of)"
)
_N = rf"(?:{_TWO}|one|an?)"
_TO = r"\s?(?:to|or|-|–|—)\s?"
_MASS = r"(?:mgs?|mcg|[µμu]g|(?-i:gm?s?)|ml|cc|oz|milligram\w*|microgram\w*|gram(?:me)?s?|millilit\w+|ounces?)"
_MASS_WORDS = """mg mgs mcg µg μg ug g gm gms gs ml cc oz gram grams gramme grammes milligram milligrams milligramme
    milligrammes microgram micrograms microgramme microgrammes millilitre millilitres milliliter milliliters ounce
    ounces"""
_SPOON = r"(?:(?:tea|table)\s?spoon\w*|tsps?|tbsps?|spoon(?:s|fuls?)?|scoops?|pinch(?:es)?)"
_SPOON_WORDS = """teaspoon teaspoons teaspoonful teaspoonfuls teaspoonsful tablespoon tablespoons tablespoonful
    tablespoonfuls tsp tsps tbsp tbsps spoon spoons spoonful spoonfuls scoop scoops pinch pinches"""
_PILL = (
    rf"(?:{_SPOON}|capsules?|tablets?|pills?|gumm(?:y|ies)|drops|sachets?|puffs|leaves|lozenges?|patch(?:es)?|films?)"
)
_PILL_WORDS = f"""{_SPOON_WORDS} capsule capsules tablet tablets pill pills gummy gummies drops sachet sachets puffs
    leaves lozenge lozenges patch patches film films"""
_VESSEL = rf"(?:{_PILL}|cups?|mugs?|glass(?:es)?|shots?)"
_VESSEL_WORDS = f"{_PILL_WORDS} cup cups mug mugs glass glasses shot shots"
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
_OFTEN_WORDS = "once twice thrice times x every each"
_LESS = (
    r"\b(?:cut(?:ting)?|reduc(?:e|ing)|lower(?:ing)?|drop(?:ping)?|decreas(?:e|ing)|taper(?:ing)?|halv(?:e|ing)|"
    r"wean(?:ing)?|(?:go|come|step)(?:ing)?) (?:\w+ ){0,4}?"
    rf"(?:dos\w+|amounts?|intake|use|it|down|back|off|by|opioids?|medicines?|tablets?|{_KRATOM}|{_MEDICINE})\b[^.;]*?"
)
_LESS_WORDS = """cut cutting reduce reducing lower lowering drop dropping decrease decreasing taper tapering halve
    halving wean weaning down off"""
_TIME = r"day|dail|week|month|hour|fortnight"
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

#: Asked or denied, an amount is still one: "never more than 8 mg". A name for a plan is not.
DOSES = Phrases(
    # 5 mg; two to three grams
    phrase(_MASS_WORDS, rf"(?<![\w.,/-]){_N}(?:{_TO}{_N})?(?:[\s-]|(?<=\d)){_MASS}\b{_NO_DRUG}"),
    # take two tablets; start with half a scoop; swallow a teaspoon
    phrase(_PILL_WORDS, rf"{_TAKE} (?:\w+ ){{0,3}}?{_TWO}(?:{_TO}\w+)? (?:\w+ )?{_PILL}\b"),
    phrase(_SPOON_WORDS, rf"{_TAKE} (?:\w+ ){{0,3}}?(?:an?|one) (?:\w+ )?{_SPOON}\b"),
    # a cup of kratom tea; one capsule twice a day; one to two tablespoons a day; two spoonfuls are enough
    phrase(_VESSEL_WORDS, rf"\b{_N} (?:\w+ )?{_VESSEL} of (?:\w+ )?{_KRATOM}\b", unless=_STUDIED),
    phrase(
        _VESSEL_WORDS,
        rf"\b{_N} (?:\w+ )?{_VESSEL} (?:(?:\w+ )?{_OFTEN}|(?:a|per|each|every) day\b|daily\b)",
        beside=_TIME,
        unless=_OTHER,
    ),
    phrase(_PILL_WORDS, rf"\b{_N} {_PILL} (?:is|are) (?:\w+ )?(?:enough|plenty|fine|right|best|normal|usual)\b"),
    # a dose of 5
    phrase(
        "dose doses dosage dosages dosing dosings",
        r"\bdos(?:e|age|ing)s? (?:of|is|at|was) (?:about |around |up to )?\d[\d.,]*\b(?!\s?(?:%|people|in|of)\b)",
    ),
    # take it every four hours; twice a day you take it; methadone once daily
    phrase(_OFTEN_WORDS, _OFTEN, beside=rf"{_TAKE}\b|\b(?:{_KRATOM}|{_MEDICINE}|tablets?|pills?)\b", unless=_TOLD),
    # reduce your dose by 10% a week; cut down a little every few days; come off it over ten days
    phrase(_LESS_WORDS, rf"{_LESS}(?:{_PART}{_PERIOD}|{_STEADY})", beside=_TIME),
    # Day 1: take half
    phrase(
        "day week",
        r"\b(?:day|week) \d+\s?[:–—-]\s?"
        rf"(?:take|cut|drop|reduce|half|your (?:usual|full) |{_N}[\s-]?(?:{_MASS}|{_PILL})\b)",
    ),
    # a sample taper; a 7-day taper
    phrase(
        "taper tapers tapered tapering reduction",
        r"\b(?:sample|example|simple|easy|quick|home|\w+[- ](?:day|week))[- ](?:taper\w*|reduction (?:plan|schedule))",
        says=True,
    ),
    # wait 12 hours before you take the first one
    phrase(
        "wait",
        rf"\bwait (?:at least |about |for )?{_TWO}(?:{_TO}\w+)? (?:hours|days) before (?:you )?(?:tak|start|dos|us)\w+",
        says=True,
    ),
)
