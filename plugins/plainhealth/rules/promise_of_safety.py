"""A promise of cure or of safety: "natural, so safe", "no risk of dependence", "withdrawal is not dangerous"."""

from collections.abc import Iterable, Iterator

from plainhealth.gate import Problem
from plainhealth.phrases.printed import Text, find
from plainhealth.phrases.promises import PROMISES

FIX = "Write what the source found, and what is not known. If others claim it, say who, and that nobody has shown it."


def check_texts(texts: Iterable[Text]) -> Iterator[Problem]:
    for text, words in find(texts, PROMISES):
        line, col = text.place(words)
        yield Problem(line, f"This promises more than anybody can: “{words}”.", col, words, text.path)
