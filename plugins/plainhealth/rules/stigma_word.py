"""A word that blames people, or makes them one with their illness."""

import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plainhealth.gate import Problem
from plainhealth.phrases.printed import Text
from plainhealth.words.mentions import only_named
from plainhealth.words.sentences import sentence_at, sentences

FIX = "Write of the person first: “people who take opioids”, “a person with opioid use disorder”, “a negative test”."


class _Word(NamedTuple):
    """``stems`` is a cheap look first; ``unless`` and ``needs`` look at the sentence that the word stands in."""

    stems: str
    wrong: str
    instead: str
    unless: str = r"(?!)"
    needs: str = r""


_DRUG = (
    r"(?:drugs?|substances?|opioids?|opiates?|alcohol|kratom|7-OH|heroin|fentanyl|cocaine|crack|meth|cannabis"
    r"|marijuana|"
    r"medicines?|medications?|prescriptions?|pills?|painkillers?|benzos?|benzodiazepines?|stimulants?|methadone)"
)
#: What follows "clean" or "drunk" where no noun does: "get clean", not "get clean water".
_END = (
    r"(?=\s*(?:$|[.,;:!?)\"”]|(?:and|or|but|for|from|off|of|since|again|now|after|before|without|while|until|who)\b))"
)
_WHO = r"(?:I|you|he|she|they|we|who|people|someone|anyone|everyone|somebody|patients?|clients?|members?)"
_TEST = r"(?:(?:urine|blood|hair|drug|tox\w*) (?:tests?|screens?|samples?|results?)|tests?|screens?|urines?|UAs?)"
_TIME = r"(?:days?|weeks?|months?|years?)"
_THINGS = r"\b(?:wash\w*|soap|shower\w*|hands?|skin|wounds?|water|teeth|needles?|syringes?|room|house|clothes)\b"
_DEVICES = (
    r"\b(?:web\w*|site|app|phone|mobile|computer|internet|service|wheelchair|reader|keyboard|road|library|aid|inhaler|"
    r"insulin|lens|end|multi)[ -]users?\b|\busers? of (?:this|our|the|these) (?:web\w*|site|pages?|app|service|line)\b"
)
_VIOLENCE = (
    r"\b(?:child|children|sexual\w*|physical\w*|domestic|emotional\w*|elder|verbal\w*|partner|survivors?|victims?|"
    r"violence|neglect|racial|online|human rights|trust)\b"
)
_WORDS = (
    _Word("misuser", r"\bmisusers?\b", "“people who misuse it”"),
    _Word("addict junk drugg wino drunkard stoner tweaker boozer alk",
          r"(?<!can )(?<!could )(?<!may )(?<!to )\baddict\b|\baddicts\b"
          r"|\b(?:junk(?:y|ys|ie|ies)|drugg(?:y|ies?)|winos?|drunkards?|stoners?|tweakers|boozers?"
          r"|alk(?:ie|y|ies|ys))\b", "“a person with a substance use disorder”"),
    _Word("head fiend", r"\b(?:crack|pill|pot|hop|smack|dope|meth|coke)[ -]?heads?\b"
          rf"|\b(?:dope|{_DRUG})[ -]?fiends?\b", "“a person who takes drugs”"),
    _Word("alcoholic drunk", rf"\balcoholics\b(?! anonymous)|\b(?:an alcoholic|(?:a|the) drunk)\b{_END}|\bdrunks\b",
          "“a person with alcohol use disorder”"),
    _Word("user", r"\busers?\b(?!-| (?:name|guide|manual|account|id|test))", "“people who take it”", _DEVICES),
    _Word("abus", r"\babus(?:e[drs]?|ers?|ing)\b", "“use” or “misuse”", _VIOLENCE,
          rf"\b{_DRUG}\b|abuse (?:potential|liability)|potential for abuse"),
    _Word("habit", rf"\b{_DRUG}[ -]habits?\b|\b(?:kick|feed|support|fund)(?:s|ed|ing)?[\s-]+(?:\w+[\s-]+)?habit\b",
          "“use”"),
    _Word("seek", r"\bdrug[ -]seek(?:ing|ers?)\b", "“looking for relief”"),
    _Word("hooked strung", rf"\bhooked on (?:\w+ )?{_DRUG}\b|\bstrung[ -]out\b", "“dependent on it”"),
    _Word("complian", r"\bnon-?complian(?:t|ce)\b", "“a person whom the treatment does not suit”"),
    _Word("clean dirty", rf"\b(?:clean|dirty)[ -]{_TEST}\b|\btest(?:s|ed|ing)? (?:clean|dirty)\b"
          rf"|\b{_TEST} (?:\w+ ){{0,2}}?(?:is|was|were|came back|comes back) (?:clean|dirty)\b", "“a negative test”"),
    _Word("clean", rf"\b(?:gets?|getting|got|stay(?:s|ed|ing)?)[ -]clean\b{_END}|\bclean (?:and sober|time)\b"
          rf"|\b{_WHO}(?:'m|'re|'s|'ve been| am| are| is| was| were| (?:have|has|had) been)(?: \w+)? clean\b{_END}"
          rf"|\b{_TIME} clean\b|\bclean (?:(?:for|from|off) )?(?:\w+ ){{0,2}}{_TIME}\b"
          rf"|\bclean (?:from|off|of) {_DRUG}\b", "“in recovery” or “not taking drugs now”", _THINGS),
    _Word("suicide",
          r"\bcommit(?:s|t?ed|t?ing)?[ -]suicide\b|\b(?:(?:un)?successful|failed) suicide", "“died by suicide”"),
    _Word("bab newborn addicted",
          r"\b(?:addicted|crack|drugs?|heroin|opioid|opiate|meth)[ -](?:bab(?:y|ies)|newborns?)\b"
          r"|\bborn[ -]addicted\b",
          "“a baby in withdrawal”"),
)  # fmt: skip
_compile = functools.partial(re.compile, flags=re.IGNORECASE)
#: A cheap look first: most texts have none of these.
_STEMS = frozenset(stem for w in _WORDS for stem in w.stems.split())
_FIND = [(w, w.stems.split(), _compile(w.wrong), _compile(w.unless), _compile(w.needs)) for w in _WORDS]


def check_texts(texts: Iterable[Text]) -> Iterator[Problem]:
    for text in texts:
        words = text.plain
        low = words.lower()
        for word, stems, wrong, unless, needs in _FIND if any(map(low.__contains__, _STEMS)) else ():
            for found in wrong.finditer(words) if any(map(low.__contains__, stems)) else ():
                sentence = sentences(words)[sentence_at(words, found.start())]
                if needs.search(sentence) and not unless.search(sentence) and not only_named(words, *found.span()):
                    line, col = text.place(text.letters[slice(*found.span())])
                    yield Problem(line, f"“{found[0]}” hurts people. Write {word.instead}.", col, found[0], text.path)
