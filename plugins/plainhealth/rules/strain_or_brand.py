"""A strain, a seller or a brand of kratom is offered as a choice."""

from collections.abc import Iterable, Iterator

from plainhealth.gate import Problem
from plainhealth.phrases.printed import Text
from plainhealth.phrases.sellers import WORDS, apart, offered

FIX = "Delete the name or the advice to choose. No strain, seller or brand has been shown to be better or safer."


def check_texts(texts: Iterable[Text]) -> Iterator[Problem]:
    for text in texts:
        for sentence in text.sentences if not WORDS.isdisjoint(text.terms) or apart(text.terms) else ():
            if found := offered(sentence):
                line, col = text.place(found)
                message = f"This offers a kind of kratom or a seller to choose: “{found}”."
                yield Problem(line, message, col, found, text.path)
