"""A picture draws or labels what its own words do not say."""

import re
from collections.abc import Iterator

from plainhealth.citations import marks
from plainhealth.gate import Problem
from plainhealth.numbers import numbers, values
from plainhealth.pictures import Picture, Told, told
from plainhealth.site import Site

FIX = "Write it into “says” of the row, with the finding that says it, or draw what the words say."


def check_site(site: Site) -> Iterator[Problem]:
    for picture in site.facts.pictures.values():
        path = f"{site.content}/pictures/{picture.id}.toml"
        yield from (Problem(line, message, words=words, path=path) for line, words, message in _untold(picture, site))


def _untold(picture: Picture, site: Site) -> Iterator[tuple[int, str, str]]:
    """Line, words, and what is wrong with them."""
    names = site.settings.names
    everything = values(told(" ".join((picture.note, *(row.says for row in picture.rows)))), names)
    for number in numbers(f"{picture.title}; {picture.legend}", names):
        if number.value not in everything:
            yield 1, number.words, f"The number “{number.words}” over or under the drawing is in no row's words."
    for row in picture.rows:
        words = told(row.says)
        says = Told(words, values(words, names), _certainties(row.says, site))
        for number in numbers("; ".join(row.labels), names):
            if number.value not in says.values:
                message = f"The number “{number.words}” of a label is not in the words of “{row.label}”."
                yield row.line, number.words, message
        for words, wrong in row.untold(says):
            yield row.line, words, f"“{row.label}” {wrong}."


def _certainties(says: str, site: Site) -> frozenset[str]:
    """How sure the findings are that some words cite."""
    cited = (mark for found in re.findall(marks.MARK, says) for mark in marks.parse(found) or ())
    findings = (site.facts.finding(*mark) for mark in cited)
    return frozenset(finding.certainty for finding in findings if finding)
