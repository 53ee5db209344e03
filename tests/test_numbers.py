"""Numbers in plain text: one value for each way to write them, and no number where there is none."""

from __future__ import annotations

import doctest
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainhealth import numbers as module
from plainhealth.numbers import matches, numbers

NAMES = ["7-OH", "7-hydroxymitragynine"]


def values(text: str) -> list[str]:
    return [number.value for number in numbers(text, NAMES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2061 people", ["2061"], id="digits"),
        pytest.param("2,061 people", ["2061"], id="comma-between-thousands"),
        pytest.param("1,234,567", ["1234567"], id="two-commas"),
        pytest.param("2.50 and 2.5", ["2.5", "2.5"], id="decimals-without-trailing-zeros"),
        pytest.param("007", ["7"], id="leading-zeros"),
        pytest.param(".5 litres", ["0.5"], id="decimal-without-its-zero"),
        pytest.param("seven, Twelve, TWENTY", ["7", "12", "20"], id="words-in-any-case"),
        pytest.param("twenty-one, twenty one, ninety-nine", ["21", "21", "99"], id="words-of-two-parts"),
        pytest.param("sixteen, seventy, sixty", ["16", "70", "60"], id="words-that-begin-with-another-number"),
        pytest.param("1.4 million and 2 thousand", ["1400000", "2000"], id="digits-with-a-scale"),
        pytest.param("a hundred, two hundred, three hundred thousand", ["100", "200", "300000"], id="scales-in-words"),
        pytest.param("several hundred", ["hundred"], id="a-scale-alone"),
        pytest.param("dozens, hundreds", ["dozens", "hundreds"], id="about-how-many"),
        pytest.param("a dozen", ["12"], id="dozen"),
        pytest.param("zero deaths, 0 deaths", ["0", "0"], id="zero-is-a-claim"),
        pytest.param("1 in 4, one in four, 1 out of 4", ["1/4"] * 3, id="one-in-n"),
        pytest.param("1 of every 4; one in every four; a 1-in-4 chance", ["1/4"] * 3, id="one-in-every-n"),
        pytest.param("1 in 10,000", ["1/10000"], id="one-in-many"),
        pytest.param("one in ten thousand", ["1/10000"], id="one-in-many-in-words"),
        pytest.param("9 of 11; 9 out of 11", ["9", "11"] * 2, id="n-of-m-is-two-numbers"),
        pytest.param("82 of 100, 82%, 82 percent, 82 per cent", ["82%"] * 4, id="of-a-hundred-is-per-cent"),
        pytest.param("ten percent, 29.5%", ["10%", "29.5%"], id="per-cent-in-words-and-decimals"),
        pytest.param("a quarter, one quarter, 1/4, ¼", ["1/4"] * 4, id="quarters"),
        pytest.param("half, a half, one-half, 1/2, ½", ["1/2"] * 5, id="halves"),
        pytest.param("a third, two thirds, two-thirds, 2/3, ⅔", ["1/3", "2/3", "2/3", "2/3", "2/3"], id="thirds"),
        pytest.param("three quarters, 3/4, ¾", ["3/4"] * 3, id="three-quarters"),
        pytest.param("1½ hours", ["1", "1/2"], id="one-and-a-half"),
        pytest.param("twice, double, two times, 2 times, twofold, 2-fold", ["x2"] * 6, id="times-two"),
        pytest.param("tripled, three times", ["x3"] * 2, id="times-three"),
        pytest.param("10-20 hours, 10–20, 10 to 20", ["10", "20"] * 3, id="ranges"),
        pytest.param("one to four days, one or two", ["1", "4", "1", "2"], id="one-counts-in-a-range"),
        pytest.param("8mg, 20g, 5ml, 3x", ["8", "20", "5", "3"], id="unit-right-after"),
        pytest.param("a 24-hour line, a 7-day plan", ["24", "7"], id="hyphen-after"),
        pytest.param("(9), “9”, #9, $9, ~9, >9, ×9", ["9"] * 7, id="sign-right-before"),
        pytest.param("It ended.9 people, or so,9 days", ["9", "9"], id="space-forgotten"),
        pytest.param("in 2019, on 3 May 2020", ["2019", "3", "2020"], id="years-and-days-of-dates"),
        pytest.param("120/80", ["120/80"], id="a-pair"),
        pytest.param("11/22/2026", ["11", "22", "2026"], id="a-date-is-no-fraction"),
        pytest.param("1,2", ["1", "2"], id="a-comma-is-no-decimal-point"),
        pytest.param("２５ and ٢٥", ["25", "25"], id="digits-of-other-scripts"),
        pytest.param("-9 degrees, –9", ["9", "9"], id="minus"),
        pytest.param("x99 people, B99 died, abc99def", ["99"] * 3, id="glued-to-letters"),
        pytest.param("mid-2019, day-9", ["2019", "9"], id="behind-a-hyphen"),
        pytest.param("x1.4", ["1.4"], id="decimal-glued-to-a-letter"),
        pytest.param("a hundredth, seven hundredths, nine-tenths, a seventh", ["1%", "7%", "9/10", "1/7"], id="parts"),
        pytest.param("7 tenths, 1/100 of it", ["7/10", "1/100"], id="parts-counted-in-digits"),
        pytest.param("quadrupled, quintuple, trebled, sixfold, hundredfold", ["x4", "x5", "x3", "x6", "x100"], id="x"),
        pytest.param("halved, halving", ["1/2", "1/2"], id="halved-is-by-half"),
        pytest.param("a score of people, two score years", ["20", "40"], id="score"),
        pytest.param("scores of people", ["scores"], id="scores-about-how-many"),
        pytest.param("two dozen, half a dozen, half-dozen, several dozen", ["24", "6", "6", "12"], id="dozens"),
        pytest.param("XII people, XL cases, VI of X", ["12", "40", "6"], id="roman-beside-what-is-counted"),
        pytest.param("Ⅸ, ①, ❾, ፩", ["9", "1", "9", "1"], id="numbers-that-are-one-sign"),
        pytest.param("⁹⁹ people, people⁹⁹, H₉₉", ["99"] * 3, id="raised-and-lowered"),
        pytest.param("10² g", ["10 ²"], id="a-power-is-another-number"),
        pytest.param("９９ people, 𝟗𝟗 people, ९९ people", ["99"] * 3, id="digits-of-other-scripts-and-styles"),
        pytest.param("九 people", ["9"], id="chinese-number-alone"),
        pytest.param(
            "9 ％, 9 pct, nine per-cent, ten in a hundred, nine in every hundred",
            ["9%"] * 3 + ["10%", "9%"],
            id="other-words-for-per-cent",
        ),
        pytest.param("9 per 1,000, nine per hundred", ["9", "1000", "9%"], id="per-so-many"),
        pytest.param("two-hundred, twentyone, a trillion", ["200", "21", "1000000000000"], id="written-together"),
        pytest.param("nil, nought", ["0", "0"], id="other-words-for-zero"),
    ],
)
def test_value(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("no one, one of them, each one, someone, One day you may", id="one-alone"),
        pytest.param("the first, the 1st, the second, the 3rd, the 24th, the third time", id="ordinals"),
        pytest.param("7-OH, 7-oh and 7-hydroxymitragynine", id="names-of-the-settings"),
        pytest.param("B12, H2, COVID-19, GABA-A", id="digits-in-a-name"),
        pytest.param("open 24/7", id="day-and-night"),
        pytest.param("often, weight, someone, tenant, nineteenth, quarterly, attention, bone", id="inside-words"),
        pytest.param("a double-blind trial", id="double-blind"),
        pytest.param("vitamin B12, 5-HT, CYP2D6, HbA1c, α2, PM2.5, CO₂, m², 4G", id="names-that-everybody-writes"),
        pytest.param("World War II, Schedule IV drugs, a phase III trial, type II", id="roman-in-a-name"),
        pytest.param("IV patients get a drip, MI patients, CV deaths, DC people, MD patients", id="letters-for-words"),
        pytest.param("the score, scored, underscore, scores are high", id="score-of-a-test"),
        pytest.param("double-check, doubly, a quadrant, a tripod", id="stems"),
        pytest.param("三七是一种草药", id="chinese-text"),
        pytest.param("a couple, a few, both, many, nobody", id="words-without-a-value"),
    ],
)
def test_no_number(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("claim", "finding"),
    [
        pytest.param("twice as many", "within 2 weeks", id="twice-is-not-two"),
        pytest.param("41 people", "41% of people", id="people-are-not-per-cent"),
        pytest.param("1 in 10,000", "1 in 10", id="a-part-of-the-number"),
        pytest.param("2,000", "2,061", id="rounded"),
        pytest.param("1.4 billion", "1.4 million", id="another-scale"),
        pytest.param("¼", "¾", id="another-fraction"),
        pytest.param("300 deaths", "about 3 deaths", id="more-digits"),
        pytest.param("0.5", "5", id="a-tenth-of-it"),
        pytest.param("hundreds died", "dozens died", id="another-word"),
    ],
)
def test_values_differ(claim: str, finding: str) -> None:
    assert values(claim)
    assert not set(values(claim)) & set(values(finding))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("About One in  four people", ["One in  four"], id="as-it-stands-on-the-page"),
        pytest.param("8mg", ["8"], id="without-the-unit"),
        pytest.param("29.5 % of", ["29.5 %"], id="with-the-sign"),
    ],
)
def test_words_can_be_found_on_the_page(text: str, words: list[str]) -> None:
    assert [number.words for number in numbers(text)] == words


@given(st.integers(0, 10**12))
def test_digits_keep_their_value(number: int) -> None:
    assert values(f"{number} people") == values(f"{number:,} people") == [str(number)]


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(number.words and number.value for number in numbers(text, NAMES))


def test_examples_in_the_code() -> None:
    result = doctest.testmod(sys.modules["plainhealth.numbers"])
    assert result.attempted > 0
    assert result.failed == 0


#: Words that begin, join and end numbers, and some that only look so.
PARTS = st.sampled_from(
    """a an half one ten twelve twenty twentyone forty-two hundred thousand thirds halves dozen score scores double fold
    1 29.5 .5 1,807 3/4 99 x99 B12 1st st IV XII CXL percent % cent in of to per every times people the ſeven kratom
    """.split()
)


@given(st.lists(st.tuples(PARTS, st.sampled_from((" ", " ", "-", "", ", ", ".", " of "))), max_size=9))
def test_looking_where_numbers_begin_loses_none(parts: list[tuple[str, str]]) -> None:
    """Each letter of a text could be tried instead: the same numbers are found."""
    text = "".join(word + between for word, between in parts)
    assert [found.span() for found in matches(text)] == [found.span() for found in module._NUMBER.finditer(text)]
