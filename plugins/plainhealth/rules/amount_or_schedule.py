"""An amount of kratom or of a medicine, or a plan for taking it or for cutting it down."""

from collections.abc import Iterator

from plainhealth.doses import amount
from plainhealth.gate import Problem
from plainhealth.printed import texts
from plainhealth.site import Site
from plainhealth.wording import sentences

FIX = "Delete the amount or the times, and say who can decide them: a doctor, nurse or pharmacist."


def check_site(site: Site) -> Iterator[Problem]:
    for text in texts(site):
        for sentence in sentences(text.words):
            if words := amount(sentence):
                line, col = text.place(words)
                yield Problem(line, f"This gives an amount or a plan for a drug: “{words}”.", col, words, text.path)
