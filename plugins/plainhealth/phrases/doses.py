"""Amounts and times of taking a drug, as people write them, told from other numbers with units."""

from __future__ import annotations

from plainhealth.phrases.phrase import Phrases, phrase

_COUNT = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|sixteen|eighteen|twenty|thirty|"
    r"forty|fifty|sixty|eighty|hundred|thousand|dozen)"
)
_SOME = r"(?:half an?|half|a half|a quarter of an?|a (?:dozen|hundred|thousand)|several|an? few|an? couple of)"
_TWO = (
    r"(?:\d+(?:[.,/ ]\d+)*(?:\s?[½¼¾⅓⅔⅛])?|[½¼¾⅓⅔⅛⅜⅝⅞]"
    rf"|{_COUNT}(?:[- ](?:{_COUNT}|and[- ]a[- ]half|one))*(?: \(\d+\))?|{_SOME})"
)
_N = rf"(?:{_TWO}|one|an?)"
#: A count for certain: "one", "two", not "a".
_ONE = rf"(?:{_TWO}|one)"
#: Letters of any such count.
_COUNTS = (
    "0|1|2|3|4|5|6|7|8|9|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    "|hundred|thousand|dozen|half|quarter|several|few|couple"
)
_PARTS = "half|third|quarter|tenth|/"
_PART_OF = r"(?:half|an? (?:third|quarter|half|tenth)|[½¼¾⅓⅔]|\d/\d)"
_TO = r"\s?(?:to|or|-|–|—)\s?"
_MASS = (
    r"(?:mgs?|mcg|[µμu]g|(?-i:gm?s?)|gr|grms?|(?<=\d )G|ml|cc|oz|milligram\w*|microgram\w*|gram(?:me)?s?|millilit\w+"
    r"|ounces?)"
)
_MASS_WORDS = """mg mgs mcg µg μg ug g gm gms gs gr grm grms ml cc oz gram grams gramme grammes milligram milligrams
    milligramme milligrammes microgram micrograms microgramme microgrammes millilitre millilitres milliliter
    milliliters ounce ounces"""
_SPOON = r"(?:(?:tea|table|dessert)\s?spoon\w*|tsps?|tbsps?|spoon(?:s|fuls?)?|scoops?|pinch(?:es)?)"
_SPOON_WORDS = """teaspoon teaspoons teaspoonful teaspoonfuls teaspoonsful tablespoon tablespoons tablespoonful
    tablespoonfuls dessertspoon dessertspoons tsp tsps tbsp tbsps spoon spoons spoonful spoonfuls scoop scoops pinch
    pinches"""
_PILL = (
    rf"(?:{_SPOON}|capsules?|caps|tablets?|tabs?|pills?|gumm(?:y|ies)|drops|droppers?(?:fuls?)?|sachets?|puffs|leaves"
    r"|lozenges?|patch(?:es)?|films?|handfuls?)"
)
_PILL_WORDS = f"""{_SPOON_WORDS} capsule capsules caps tablet tablets tab tabs pill pills gummy gummies drops dropper
    droppers dropperful dropperfuls sachet sachets puffs leaves lozenge lozenges patch patches film films handful
    handfuls"""
_VESSEL = rf"(?:{_PILL}|cups?|mugs?|glass(?:es)?|shots?)"
_VESSEL_WORDS = f"{_PILL_WORDS} cup cups mug mugs glass glasses shot shots"
_PACK_WORDS = "bottle pack packet bag box jar can strip sachet pouch"
_KRATOM = r"(?:kratom|ketum|7-OH|mitragynine|powder|leaf|leaves)"
_MEDICINE = r"(?:methadone|buprenorphine|naltrexone|clonidine|lofexidine|loperamide|ibuprofen)"
_TAKE = (
    r"\b(?:tak(?:e|es|en|ing)|took|swallow|drink|drank|chew|brew|eat|ate|dos(?:e|ing)|redose|us(?:e|ed|ing)|dissolve|"
    r"giv(?:e|en|ing)|start(?:ed|ing)? (?:with|at|on)|stick to|need)"
)
_TAKE_WORDS = """take takes taken taking took swallow drink drank chew brew eat ate dose dosing redose use uses used
    using dissolve give given giving start started starting stick need"""
_DAYS = rf"(?:(?:{_TWO}|few|other|second|third)(?:{_TO}\w+)? )?(?:hours?|days?|weeks?)"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_MEAL = r"(?:breakfast|lunch|dinner|supper|bedtime|bed|meals?|noon|midday|night|food)"
#: When in the day something is taken.
_WHEN = (
    rf"(?:(?:with|at|before|after|by) {_MEAL}|(?:in the|every|each) (?:morning|afternoon|evening|night)"
    r"|under the tongue|on (?:an empty stomach|waking)|at once)\b"
)
_OFTEN = (
    rf"(?:(?:\b(?:once|twice|thrice)|\b{_TWO}(?:{_TO}\w+)?(?: times|x)) (?:(?:a|per|each|every) (?:day|week)|daily)"
    rf"|\b(?:every|each) (?:{_TWO}|few|other)(?:{_TO}\w+)? (?:hours?|days?))"
)
_OFTEN_WORDS = "once twice thrice times x every each"
_LESS = (
    r"(?<!come back)\b(?:cut(?:ting)?|reduc(?:e|ing)|lower(?:ing)?|drop(?:ping)?|decreas(?:e|ing)|taper(?:ing)?|"
    r"halv(?:e|ing)|wean(?:ing)?|(?:go|come|step)(?:ing)?) (?!back\b)(?:\w+ ){0,4}?"
    rf"(?:dos\w+|amounts?|intake|use|it|down|back|off|by|opioids?|medicines?|tablets?|tea|{_KRATOM}|{_MEDICINE})\b[^.;]*?"
)
_LESS_WORDS = """cut cutting reduce reducing lower lowering drop dropping decrease decreasing taper tapering halve
    halving wean weaning down off"""
_TIME = r"day|dail|week|month|hour|fortnight"
_PART = rf"(?:\d\s?%|per ?cent|\bhalf|\ba (?:third|quarter|fifth|tenth)|\bby {_N})[^.;]*?"
_PERIOD = rf"\b(?:(?:each|every|per) {_DAYS}|an? (?:day|week|fortnight|month)|daily|weekly|monthly)\b"
_STEADY = (
    rf"\b(?:(?:each|every) {_DAYS}|(?:over|in|within) (?:\d+|two|three|four|six|eight|ten|twelve) (?:days|weeks))\b"
)
#: Each time a step is made: "each morning", "every Sunday", "every third day".
_STEP = rf"\b(?:each|every) (?:{_DAYS}|(?:other |second |third )?(?:morning|evening|night|time|{_WEEKDAY}))\b"

#: Levels in blood, metals in a product, and what is no drug.
_NO_DRUG = (
    r"(?!\s?(?:/|per)\s?(?:k?g\b|[md]?l\b|lit|millilit|\d|kilo|gram)|\s?of (?:water|fluids?|juice|blood|plasma|"
    r"serum|urine|lead|nickel|fib\w+|sugar|salt|food)|\sis a unit)"
)
_OTHER = (
    r"\b(?:walks?|water|fluids|meals?|food|snacks?|breaths?|breaks?|baths?|showers?|temperature|pulse|pressure|naps?|"
    r"rest|exercise)\b"
)
_FOOD = r"\b(?:of (?:\w+ )?(?:sugar|salt|honey|oil|rice|flour|soup|juice|syrup|water)|wash\w*)\b"
_STUDIED = r"\b(?:test(?:ed|s)|seized|analy[sz]ed|samples?|sold|bought|contain\w*|holds?|held)\b"
#: What people told a study of how often they take it is a finding, no advice.
_TOLD = rf"{_OTHER}|\b(?:took|used|drank|told|reported|found)\b|\bwho (?:\w+ )?(?:take|use|drink)"
#: People, and what else is counted: "three a day die", "two each week".
_PEOPLE = (
    r"\b(?:people|persons?|patients?|adults|women|men|babies|deaths?|die[sd]?|calls?|visits?|pages?|read(?:ing)?|open"
    r"|clinics?|(?<!is )left|joined|symptoms?|pain|hopes?|worr(?:y|ies)|stress|sounds?|noise|homes?|steps?|clean)\b"
)

#: Asked or denied, an amount is still one: "never more than 8 mg". A name for a plan is not.
DOSES = Phrases(
    # 5 mg; two to three grams; five (5) grams
    phrase(_MASS_WORDS, rf"(?<![\w.,/-]){_N}(?:{_TO}{_N})?(?:[\s-]|(?<=\d)){_MASS}\b{_NO_DRUG}"),
    # take two tablets; start with half a scoop; swallow a teaspoon; never go over five capsules
    phrase(
        _PILL_WORDS,
        rf"{_TAKE} (?:\w+ ){{0,3}}?{_TWO}(?:{_TO}\w+)?[ -](?:\w+ )?{_PILL}\b",
        also=_COUNTS,
        unless=_STUDIED,
    ),
    phrase(_SPOON_WORDS, rf"{_TAKE} (?:\w+ ){{0,3}}?(?:an?|one) (?:\w+ )?{_SPOON}\b"),
    phrase(
        _PILL_WORDS,
        rf"\b(?:over|above|beyond|exceed|up to|at most|(?:more|less|fewer) than) {_TWO} (?:\w+ )?{_PILL}\b",
        also=_COUNTS,
        unless=rf"{_STUDIED}|{_PEOPLE}",
    ),
    # a heaped teaspoon; as much as fits on a teaspoon; toss and wash
    phrase(
        _SPOON_WORDS,
        rf"\b(?:heap(?:ed|ing)|level|rounded|flat|full|scant|generous|overflowing) (?:\w+ )?{_SPOON}\b"
        rf"|\bas much as (?:\w+ ){{0,4}}?an? (?:\w+ )?{_SPOON}\b",
        unless=_FOOD,
    ),
    phrase("toss", r"\btoss (?:and|n|&) wash\b"),
    # a quarter of a tablet; half your pill; take a whole pack, half a bottle
    phrase(_PILL_WORDS, rf"(?<!\w){_PART_OF} (?:of )?(?:an?|one|your) (?:\w+ )?{_PILL}\b", unless=_STUDIED),
    phrase(
        _PACK_WORDS,
        rf"{_TAKE} (?:\w+ )?(?:an? |the )?(?:whole|entire|full|{_PART_OF}(?: of)? (?:an?|the|your)) (?:\w+ )?"
        r"(?:pack(?:et)?|bottle|bag|box|jar|can|strip|sachet|pouch)\b",
        also=f"whole|entire|full|{_PARTS}",
        unless=_OTHER,
    ),
    # a cup of kratom tea; three fingers of powder; one capsule twice a day; two spoonfuls are enough
    phrase(_VESSEL_WORDS, rf"\b{_N} (?:\w+ )?{_VESSEL} of (?:\w+ )?{_KRATOM}\b", unless=_STUDIED),
    phrase(
        "finger fingers thumbnail palmful fistful mouthful dash tip handful",
        rf"\b(?:fingers?|thumbnail|palmful|fistful|mouthful|dash|tip|handful) of (?:\w+ ){{0,2}}?{_KRATOM}\b",
    ),
    phrase(
        _VESSEL_WORDS,
        rf"\b{_N} (?:\w+ )?{_VESSEL} (?:(?:\w+ )?{_OFTEN}|(?:a|per|each|every) day\b|daily\b)",
        beside=_TIME,
        unless=_OTHER,
    ),
    phrase(_VESSEL_WORDS, rf"\b{_ONE}(?:{_TO}\w+)? (?:\w+ )?{_VESSEL} {_WHEN}", also=_COUNTS, unless=_FOOD),
    phrase(_PILL_WORDS, rf"{_TAKE} (?:\w+ )?an? (?:\w+ )?{_PILL} {_WHEN}", unless=_FOOD),
    phrase(_VESSEL_WORDS, rf"\b{_N} {_VESSEL} (?:is|are) (?:\w+ )?(?:enough|plenty|fine|right|best|normal|usual)\b"),
    # a dose of 5; dosage: 2; your dose should be 3; two-hourly doses of four
    phrase(
        "dose doses dosage dosages dosing dosings",
        rf"\bdos(?:e|age|ing)s?(?:\s?[:=]\s?|\s-\s| (?:of|is|at|was|are|(?:should|could|can|must|may|to) be) )"
        rf"(?:about |around |up to |just )?(?:\d[\d.,]*|{_COUNT})\b"
        r"(?!\s?(?:%|people|in|of|\w+ (?:drugs|medicines|people))\b)",
    ),
    # take it every four hours; twice a day you take it; methadone once daily
    phrase(
        _OFTEN_WORDS,
        _OFTEN,
        also="day|week|daily|hour",
        beside=rf"{_TAKE}\b|\b(?:{_KRATOM}|{_MEDICINE}|tablets?|pills?)\b",
        unless=_TOLD,
    ),
    # 2x daily; x2 a day; BID; q6h; PRN
    phrase(
        "x",
        r"(?<!\w)(?:x\s?\d|\d\s?x)\s?(?:(?:a|per|each|every|/)\s?(?:day|d|week|night)\b|daily\b|nightly\b)",
        unless=r"\b(?:walk|meal|bath|shower|exercise|told|reported|found|snack)",
    ),
    phrase(
        "bid tid qid qhs qod qd prn q b t p",
        r"(?-i:\b(?:BID|TID|QID|QHS|QOD|QD|PRN)\b)|\b(?:qhs|qod|q\.?\s?\d+\s?(?:h|hrs?|hours))\b"
        rf"|\b(?:[btq]\.\s?i\.\s?d\b|q\.\s?(?:d|h\.\s?s)\b|p\.\s?r\.\s?n\b)|{_TAKE} (?:\w+ )?(?:bid|tid|qid|prn)\b",
    ),
    # take 3 a day; four of them a day; one every hour; one with breakfast; never more than three a day
    phrase(
        _TAKE_WORDS,
        rf"{_TAKE} (?:\w+ ){{0,3}}?{_ONE}(?: of (?:them|these|those|it))?(?: more)? "
        rf"(?:an? (?:day|night|hour)\b|per (?:day|night|hour)\b|{_STEP}|{_WHEN}|on day\b|on {_WEEKDAY}\b)",
        also=_COUNTS,
        unless=rf"{_TOLD}|{_PEOPLE}|\bhelp\b",
    ),
    phrase(
        "more most",
        rf"\b(?:no|not|never) (?:\w+ )?more than {_ONE}(?: of (?:them|these|those))? (?:an?|per|each|every) "
        r"(?:day|hour|night)\b"
        rf"|\bat most {_ONE} (?:an?|per) (?:day|hour|night)\b",
        also=_COUNTS,
        unless=_PEOPLE,
    ),
    phrase("every each", rf"^\W*{_ONE} (?:every|each) {_DAYS}\W*$", also=_COUNTS),
    # half today, a quarter tomorrow; three in the morning and two at night
    phrase(
        """tomorrow today tonight breakfast lunch dinner supper bedtime bed meal meals noon midday night food morning
        afternoon evening monday tuesday wednesday thursday friday saturday sunday""",
        rf"(?<!\w)(?:(?:{_PART_OF}|{_ONE}) (?:today|tonight|on {_WEEKDAY}|on day \w+|{_WHEN})(?:,| and| then)+ "
        rf"(?:then )?(?:{_PART_OF}|{_ONE}|none) (?:tomorrow|on {_WEEKDAY}|on day \w+|{_WHEN}|(?:the )?next))",
        also=f"{_COUNTS}|third|tenth",
        unless=_PEOPLE,
    ),
    # one less each morning; 10% less every week; half of what you had yesterday; half as much each day
    phrase(
        "less fewer",
        rf"(?<![\w.]){_ONE}(?:\s?%| per ?cent)? (?:less|fewer) (?:{_STEP}|an? (?:day|week)\b)",
        also=_COUNTS,
        unless=_PEOPLE,
    ),
    phrase(
        "less smaller much little",
        rf"{_TAKE} (?:\w+ )?(?:less|(?:a )?(?:little|bit) less|a smaller \w+|half as much) {_STEP}"
        rf"|\bhalf as much {_STEP}",
        unless=_PEOPLE,
    ),
    phrase(
        "what",
        rf"{_PART_OF} (?:of )?what you (?:had|took|used|drank) (?:\w+ ){{0,2}}?(?:yesterday|before|last|this morning)\b"
        rf"|{_TAKE} (?:\w+ )?{_PART_OF} (?:of )?what you (?:\w+ )?(?:had|took|used|drank|take|use|drink)\b",
        also=_PARTS,
    ),
    # reduce your dose by 10% a week; cut down a little every few days; come off it over ten days
    phrase(
        _LESS_WORDS, rf"{_LESS}(?:{_PART}{_PERIOD}|{_STEADY})", also="day|daily|hour|week|fortnight|month", beside=_TIME
    ),
    # go down a notch every Sunday; shave a little off each day; bring it down by a little each morning
    phrase(
        "each every",
        r"\b(?:go|come|step|drop|move|bring|shave|knock|take|trim|dial|scale|ease|cut|lower|reduce) "
        r"(?!back\b)(?:\w+ ){0,3}?"
        r"(?:down|off|lower|less|notch|step|rung|level|sip|bit|hair|little) (?:[\w-]+ ){0,6}?"
        rf"{_STEP}",
        unless=rf"{_PEOPLE.replace('|steps?', '')}|\btake it\b|\bstep at a time",
    ),
    # skip every other dose; leave out one tablet each day
    phrase(
        "dose doses pill pills tablet tablets capsule capsules cup cups leaf",
        r"\b(?:skip|miss|leave out|leave off|drop)(?:ping)? (?:every|each|one|another|a) "
        r"(?:(?:other|more|second|third) )?(?:doses?|pills?|tablets?|capsules?|cups?|leaf)\b",
        says=True,
    ),
    # go from five a day to four; from five spoons to four
    phrase(
        "from",
        rf"\b(?:go|switch|drop|step|cut|come|change) (?:\w+ ){{0,2}}?from {_ONE}(?: {_VESSEL}| an? day)? (?:\w+ )?"
        rf"to {_ONE}\b"
        rf"|\bfrom {_ONE} an? day (?:\w+ ){{0,2}}?to {_ONE}\b",
        also=_COUNTS,
        unless=rf"{_PEOPLE}|\d\s?%",
    ),
    # Day 1: take half; day one: four; week two 4
    phrase(
        "day week",
        r"\b(?:day|week) \w+\s?[:–—-]\s?"
        rf"(?:take|cut|drop|reduce|half|your (?:usual|full) |{_N}[\s-]?(?:{_MASS}|{_PILL})\b)"
        rf"|\b(?:day|week) {_ONE}(?:\W{{1,3}}| -> ){_ONE}\b(?!-)[^.]*?\b(?:day|week) {_ONE}\W{{1,3}}{_ONE}\b",
        unless=_PEOPLE.replace("|left", ""),
    ),
    # a sample taper; a 7-day taper; microdosing
    phrase(
        "taper tapers tapered tapering reduction",
        r"\b(?:sample|example|simple|easy|quick|home|\w+[- ](?:day|week))[- ](?:taper\w*|reduction (?:plan|schedule))",
        says=True,
    ),
    phrase("microdose microdosing micro", r"\bmicro-?dos(?:e|ing)\b", says=True),
    # wait 12 hours before you take the first one; doses six hours apart; redose after four hours
    phrase(
        "wait",
        rf"\bwait (?:at least |about |for )?{_TWO}(?:{_TO}\w+)? (?:hours|days) "
        r"(?:before (?:you )?(?:tak|start|dos|us)\w+"
        r"|between (?:doses|cups|drinks|tablets|pills))",
        says=True,
    ),
    phrase(
        "redose redosing re apart",
        rf"\bre-?dos(?:e|ing) (?:after|every|in|at|when|if)\b|\bdoses?\b[^.;]*?{_TWO} (?:hours|days) apart\b",
        says=True,
    ),
)
