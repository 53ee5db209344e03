"""An amount of kratom or of a medicine, or a plan for taking it or for cutting it down."""

from collections.abc import Iterable, Iterator

from plainhealth.gate import Problem
from plainhealth.phrases.doses import DOSES
from plainhealth.phrases.printed import Text, find

FIX = "Delete the amount or the times, and say who can decide them: a doctor, nurse or pharmacist."


def check_texts(texts: Iterable[Text]) -> Iterator[Problem]:
    for text, words in find(texts, DOSES):
        line, col = text.place(words)
        yield Problem(line, f"This gives an amount or a plan for a drug: “{words}”.", col, words, text.path)
