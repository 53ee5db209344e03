"""An amount of kratom or of a medicine, or a plan for taking it or for cutting it down."""

from collections.abc import Iterable, Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.phrases.doses import DOSES
from plainhealth.phrases.printed import Text, find, given, texts
from plainhealth.site import Site

FIX = "Delete the amount or the times, and say who can decide them: a doctor, nurse or pharmacist."


def check(page: Page, site: Site) -> Iterator[Problem]:
    return _problems(texts(page, site))


def check_site(site: Site) -> Iterator[Problem]:
    return _problems(given(site))


def _problems(texts: Iterable[Text]) -> Iterator[Problem]:
    for text, words in find(texts, DOSES):
        line, col = text.place(words)
        yield Problem(line, f"This gives an amount or a plan for a drug: “{words}”.", col, words, text.path)
