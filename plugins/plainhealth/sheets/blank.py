"""A blank sheet to fill in: every item with its question and what earns it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from plainhealth.sheets.instruments import SCALES, Scale
from plainhealth.sheets.sheet import NOT_APPLICABLE


def blank(name: str, today: dt.date) -> str:
    """The text of ``content/sheets/<name>.toml`` before anybody has answered. The build refuses it as it is."""
    return "\n".join((*_head(name, today), *(line for scale in SCALES.values() for line in _table(scale)), ""))


def _head(name: str, today: dt.date) -> Iterator[str]:
    yield f"# How content/pages/{name}.md scores. content/sheets/README.md says how to fill this in."
    yield 'by = "" # who scored it: a role, as "second reader of this project"; never whoever wrote the page'
    yield f"read = {today} # the day on which the whole page was read for this"
    yield 'audience = "" # for whom the page is, and what they can be expected to know'
    yield 'aim = "" # what readers should know or do after it'


def _table(scale: Scale) -> Iterator[str]:
    yield ""
    yield f"# {scale.name}: {_answers(scale)}"
    yield f"[{scale.key}]"
    for item in scale.items:
        yield f"# {item.asks} {item.earns[0].upper()}{item.earns[1:]}." + (
            f' "{NOT_APPLICABLE}" if {item.unless}.' if item.unless else ""
        )
        yield f'{item.key} = {{ score = "", words = "" }}'


def _answers(scale: Scale) -> str:
    points, of = scale.goal
    goal = f"{points} of {of}" if scale.graded else f"{points} in {of}"
    return f"{'1 (no) to 5 (yes)' if scale.graded else 'yes or no'}; the goal is {goal}"
