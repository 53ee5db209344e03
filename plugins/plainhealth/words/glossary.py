"""Hard words and what explains them: ``content/glossary.toml``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plainhealth import toml
from plainhealth.claims import claims_something
from plainhealth.numbers import numbers
from plainhealth.words.sentences import sentences, words

#: A meaning has to be plainer than the word.
LONGEST_MEANING = 25


@dataclass(frozen=True, slots=True)
class Term:
    """A hard word. ``explained_by`` is empty for a word that is listed only, and may stand alone on a page.

    ``low`` are its forms in small letters; ``found`` matches it, ``told`` what explains it: whole words, in
    capitals or not; a form in capitals, like WHO, only in capitals. A plural "s" counts as the word itself.
    """

    term: str
    means: str
    line: int
    forms: tuple[str, ...] = ()
    explained_by: tuple[str, ...] = ()
    source: str = ""
    low: tuple[str, ...] = field(init=False, compare=False, repr=False)
    found: re.Pattern[str] = field(init=False, compare=False, repr=False)
    told: re.Pattern[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        forms = (self.term, *self.forms)
        object.__setattr__(self, "low", tuple(form.lower() for form in forms))
        object.__setattr__(self, "found", _whole(forms))
        object.__setattr__(self, "told", _whole(self.explained_by))


def _whole(forms: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of these as whole words, the longest first; for none, one that never matches."""
    longest = sorted(forms, key=len, reverse=True)
    parts = [re.escape(form) if form.isupper() else f"(?i:{re.escape(form)})" for form in longest]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?:['’]?s)?(?![\w-])" if parts else r"(?!)")


_SCHEMA: dict[str, toml.Check] = {
    "term": toml.text,
    "forms": toml.texts,
    "means": toml.text,
    "explained-by": toml.texts,
    "source": toml.text,
}


def _facts(means: str) -> Iterator[str]:
    """The words in an explanation that tell of an effect or a risk, and its numbers."""
    if effect := claims_something(means):
        yield effect
    yield from (number.words for number in numbers(means, ()))


def used(text: str, terms: Iterable[Term]) -> tuple[str, ...]:
    """Which words stand in a text."""
    low = text.lower()
    if len(low) != len(text):  # a letter that is two when small
        return tuple(t.term for t in terms if t.found.search(text))
    first = ((t, min((at for form in t.low if (at := low.find(form)) >= 0), default=-1)) for t in terms)
    return tuple(t.term for t, at in first if at >= 0 and t.found.search(text, at))


def read_glossary(path: Path, sources: Collection[str]) -> tuple[list[Term], list[toml.Mistake]]:
    """Read the file; an entry that does not fit is a mistake and is left out. ``sources`` are the ids on file."""
    entries, mistakes = toml.entries(path, "term")
    terms: list[Term] = []
    taken: dict[str, int] = {}
    for start, entry in entries:
        problems = _problems(entry, sources)
        for form in (entry["term"], *entry.get("forms", ())) if not problems else ():
            other = taken.setdefault(form.casefold(), start)
            if other != start:
                problems.append(f"{form!r} stands in line {other} already. Keep one entry.")
        mistakes += [toml.Mistake(start, problem) for problem in problems]
        if not problems:
            terms.append(
                Term(
                    term=entry["term"],
                    means=entry["means"],
                    line=start,
                    forms=tuple(entry.get("forms", ())),
                    explained_by=tuple(entry.get("explained-by", ())),
                    source=entry.get("source", ""),
                )
            )
    return terms, mistakes


def _problems(entry: Any, sources: Collection[str]) -> list[str]:
    problems = [problem for _, problem in toml.judge(entry, _SCHEMA, ("term", "means"))]
    if problems:
        return problems
    if len(sentences(entry["means"])) != 1 or not entry["means"].endswith("."):
        problems.append("'means' must be one sentence, with a full stop.")
    elif len(words(entry["means"])) > LONGEST_MEANING:
        problems.append(f"'means' has more than {LONGEST_MEANING} words. Say it more plainly.")
    # The page of all words prints it. What it says a word means needs no source; a fact does.
    if "source" not in entry and (fact := next(_facts(entry["means"]), "")):
        problems.append(f"'means' states a fact ({fact}) and has no source. Add source = …, or leave the fact out.")
    if "source" in entry and entry["source"] not in sources:
        problems.append(f"'source' names {entry['source']!r}, and there is no sources/{entry['source']}.toml.")
    own = _whole((entry["term"], *entry.get("forms", ())))
    problems += [
        f"{words!r} in 'explained-by' is the word itself, and explains nothing."
        for words in entry.get("explained-by", ())
        if own.fullmatch(words)
    ]
    return problems
