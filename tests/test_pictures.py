"""A picture is held to its own words: what it draws and labels, they must say."""

from __future__ import annotations

import datetime as dt

import pytest

from plainhealth.facts import Facts
from plainhealth.pictures.timeline import Picture, Row, Span
from plainhealth.rules import RULES
from plainhealth.settings import Settings
from plainhealth.site import Site

SAYS = "It often starts 6 to 12 hours after, is worst on days 1 to 3, and eases within 10 days [@a-b#c-99]."


def found(
    *spans: tuple[float, float, bool], says: str = SAYS, title: str = "How long it lasts", label: str = "starts"
) -> list[str]:
    """The words that the rule is about. Each span is its start and end in days, and whether its end is open."""
    drawn = tuple(Span(start, end, "starts", label, open_end) for start, end, open_end in spans)
    picture = Picture("p", title, "Each person is different.", 14, (Row("Short-acting", says, drawn),))
    site = Site([], Facts(pictures={"p": picture}), Settings(), dt.date(2026, 11, 22))
    return [finding.words for finding in RULES["drawn-not-told"].of_site(site)]


@pytest.mark.parametrize(
    ("spans", "more"),
    [
        pytest.param([(1, 3, False)], {}, id="days-as-told"),
        pytest.param([(0.25, 0.5, False)], {}, id="hours-drawn-as-parts-of-a-day"),
        pytest.param([(0, 3, False)], {}, id="from-the-start"),
        pytest.param([(3, 14, True)], {}, id="open-end-is-an-arrow"),
        pytest.param([(1, 3, False), (3, 10, False)], {}, id="one-after-the-other"),
        pytest.param([(1, 3, False)], {"label": "worst on days 1 to 3"}, id="label-with-numbers-as-told"),
        pytest.param([(1, 3, False)], {"title": "The first 10 days"}, id="title-with-a-number-as-told"),
        pytest.param([(1, 3, False)], {"says": "Worst from day 1 to day three."}, id="told-in-words"),
        pytest.param([(7, 7, False)], {"says": "A week, 7 days."}, id="a-point"),
        pytest.param([], {}, id="nothing-drawn"),
    ],
)
def test_what_the_words_say_may_be_drawn(spans: list[tuple[float, float, bool]], more: dict[str, str]) -> None:
    assert found(*spans, **more) == []


@pytest.mark.parametrize(
    ("spans", "more", "words"),
    [
        pytest.param([(1, 4, False)], {}, ["4"], id="a-day-too-long"),
        pytest.param([(2, 3, False)], {}, ["2"], id="a-later-start"),
        pytest.param([(0.5, 0.75, False)], {}, ["0.75"], id="hours-that-nobody-told"),
        pytest.param([(5, 14, True)], {}, ["5"], id="start-of-an-open-end"),
        pytest.param([(1, 3, False), (3, 9, False)], {}, ["9"], id="second-range"),
        pytest.param([(1, 99, False)], {}, ["99"], id="number-in-the-name-of-a-source"),
        pytest.param([(1, 3, False)], {"label": "worst in 4 of 5"}, ["4 of 5"], id="number-in-a-label"),
        pytest.param([(1, 3, False)], {"title": "The first 2 weeks"}, ["2"], id="number-in-the-title"),
        pytest.param([(1, 3, False)], {"title": "Half of all people"}, ["Half"], id="share-in-the-title"),
        pytest.param([(1, 3, False)], {"says": "It takes a while."}, ["1", "3"], id="words-without-days"),
    ],
)
def test_what_they_do_not_say_may_not(
    spans: list[tuple[float, float, bool]], more: dict[str, str], words: list[str]
) -> None:
    assert sorted(set(found(*spans, **more))) == words
