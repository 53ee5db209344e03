"""Pictures: what their files must hold, what they draw, and that they are held to their own words."""

from __future__ import annotations

import datetime as dt
import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from demo import CITED, FIELDS, NOTICE, PAGE, ROOT, Demo, whole
from mutants.harness import Gate
from plainhealth.claims import states_fact
from plainhealth.facts import Facts
from plainhealth.pictures import read_pictures
from plainhealth.pictures.bars import length
from plainhealth.pictures.figure import Figure, commands, relative
from plainhealth.rules import RULES
from plainhealth.settings import Settings
from plainhealth.site import Site
from plainhealth.sources.read import read_sources

HEAD = 'title = "T"\nnote = "N [@demo-report#help]."\n'
RANGES = f'draw = "ranges"\n{HEAD}days = 14\naxis = "Days after"\n'
BARS = f'draw = "bars"\n{HEAD}whole = "everybody"\n'
KNOWN = f'draw = "known"\n{HEAD}'
STEPS = f'draw = "steps"\n{HEAD}'
SAYS = "It often starts 6 to 12 hours after, is worst on days 1 to 3, and eases within 10 days [@a-b#c-99]."
SURE, UNSURE = "[@demo-report#liver]", "[@demo-survey#days]"


def row(label: str = "L", says: str = "S.", more: str = "") -> str:
    return f'[[row]]\nlabel = "{label}"\nsays = "{says}"\n{more}\n'


def span(start: float, end: float, label: str = "starts", more: str = "") -> str:
    return f'[[row.span]]\nfrom = {start}\nto = {end}\nkind = "starts"\nlabel = "{label}"\n{more}\n'


def read(text: str, folder: Path, name: str = "p.toml") -> tuple[Any, list[str]]:
    """The picture, and the mistakes as LINE: WORDS."""
    (folder / name).write_text(text, "utf-8")
    pictures, wrong = read_pictures(folder)
    return next(iter(pictures.values()), None), [f"{m.line}: {m.message}" for ms in wrong.values() for m in ms]


def untold(text: str, folder: Path) -> list[str]:
    """The words that the rule is about."""
    picture, wrong = read(text, folder)
    assert wrong == []
    sources, _ = read_sources(ROOT / "tests/examples/content/sources")
    site = Site([], Facts(sources, pictures={"p": picture}), Settings(), dt.date(2026, 11, 22))
    return [finding.words for finding in RULES["drawn-not-told"].of_site(site)]


# -- drawn, and told ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spans", "says"),
    [
        pytest.param(span(1, 3), SAYS, id="days-as-told"),
        pytest.param(span(0.25, 0.5), SAYS, id="hours-drawn-as-parts-of-a-day"),
        pytest.param(span(0, 3), SAYS, id="from-the-start"),
        pytest.param(span(3, 14, more="open-end = true"), SAYS, id="open-end-is-an-arrow"),
        pytest.param(span(1, 3) + span(3, 10), SAYS, id="one-after-the-other"),
        pytest.param(span(1, 3, "worst on days 1 to 3"), SAYS, id="label-with-numbers-as-told"),
        pytest.param(span(1, 3), "Worst from day 1 to day three.", id="told-in-words"),
    ],
)
def test_what_the_words_say_may_be_drawn(spans: str, says: str, tmp_path: Path) -> None:
    assert untold(RANGES + row("Short", says, spans), tmp_path) == []


@pytest.mark.parametrize(
    ("spans", "says", "words"),
    [
        pytest.param(span(1, 4), SAYS, ["4"], id="a-day-too-long"),
        pytest.param(span(2, 3), SAYS, ["2"], id="a-later-start"),
        pytest.param(span(0.5, 0.75), SAYS, ["0.75"], id="hours-that-nobody-told"),
        pytest.param(span(5, 14, more="open-end = true"), SAYS, ["5"], id="start-of-an-open-end"),
        pytest.param(span(1, 3) + span(3, 9), SAYS, ["9"], id="second-range"),
        pytest.param(span(3, 11), SAYS.replace("99", "11"), ["11"], id="number-in-the-name-of-a-source"),
        pytest.param(span(1, 3, "worst in 4 of 5"), SAYS, ["4 of 5"], id="number-in-a-label"),
        pytest.param(span(1, 3), "It takes a while.", ["1", "3"], id="words-without-days"),
    ],
)
def test_what_they_do_not_say_may_not(spans: str, says: str, words: list[str], tmp_path: Path) -> None:
    assert sorted(set(untold(RANGES + row("Short", says, spans), tmp_path))) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(BARS + row("A", "In 78 of 100.", 'bar = "78%"'), ["78%"], id="the-same-share-in-two-ways"),
        pytest.param(BARS + row("A", "In 78 of 100.", 'bar = "78 of 100"'), [], id="share"),
        pytest.param(BARS + row("A", "Under half.", 'bar = "half"'), ["half"], id="half-that-was-under-half"),
        pytest.param(BARS + row("A", "About half.", 'bar = "half"'), ["half"], id="half-that-was-about-half"),
        pytest.param(BARS + row("A", "About half.", 'bar = "under half"'), ["under half"], id="under-half-is-more"),
        pytest.param(BARS + row("A", "About half, then half.", 'bar = "half"'), [], id="both"),
        pytest.param(BARS + row("A", "Under half.", 'bar = "under half"'), [], id="half"),
        pytest.param(BARS + row("A", "In 37 of 100.", 'bar = "78 of 100"'), ["78 of 100"], id="another-share"),
        pytest.param(BARS + row("A", "About half.", 'bar = "a third"'), ["a third"], id="another-part"),
        pytest.param(BARS + row("In 2021", "Half.", 'bar = "half"'), ["2021"], id="year-in-a-label"),
        pytest.param(
            BARS.replace("everybody", "all 12") + row("A", "Half.", 'bar = "half"'), ["12"], id="number-of-the-whole"
        ),
        pytest.param(BARS.replace('"T"', '"Of 12"') + row("A", "Half.", 'bar = "half"'), ["12"], id="of-the-title"),
        pytest.param(
            BARS + row("A", "Least.", 'bar = "least"\nunit = true') + row("B", "Least.", 'bar = "16 times"'),
            ["16 times"],
            id="times-that-another-row-does-not-tell",
        ),
        pytest.param(
            BARS
            + row("A", "Least.", 'bar = "least"\nunit = true')
            + row("B", "A 16 times higher.", 'bar = "16 times"'),
            [],
            id="times",
        ),
        pytest.param(STEPS + row("A in 3 days") + row("B"), ["3"], id="number-of-a-step"),
        pytest.param(STEPS + row("A") + row("B"), [], id="steps"),
    ],
)
def test_words_at_bars_and_steps(text: str, words: list[str], tmp_path: Path) -> None:
    assert sorted(set(untold(text, tmp_path))) == words


@pytest.mark.parametrize(
    ("known", "unknown", "words"),
    [
        pytest.param(f"It is so {SURE}.", f"Nobody has shown it {SURE}.", [], id="as-told"),
        pytest.param(f"It is so {SURE}.", f"How often is not known {UNSURE}.", [], id="doubt-may-rest-on-little"),
        pytest.param(f"It is so {SURE}.", f"We found no controlled trial {SURE}.", [], id="no-trial"),
        pytest.param(f"It is so {SURE}.", f"There is too little evidence {SURE}.", [], id="too-little"),
        pytest.param(f"Nobody knows {SURE}.", f"Nobody knows {SURE}.", ["Nobody knows"], id="doubt-as-fact"),
        pytest.param(f"It is unclear {SURE}.", f"Nobody knows {SURE}.", ["unclear"], id="unclear-as-fact"),
        pytest.param(f"It is so {SURE}.", f"It is so {SURE}.", ["B"], id="fact-as-doubt"),
        pytest.param(f"It is so {UNSURE}.", f"Nobody knows {SURE}.", ["A"], id="low-certainty-as-fact"),
        pytest.param(f"So {SURE[:-1]}; {UNSURE[1:]}.", f"Nobody knows {SURE}.", ["A"], id="one-of-two-is-low"),
        pytest.param(f"It is so {SURE}.", f"Known: so {SURE}.", ["B"], id="known-is-not-unknown"),
    ],
)
def test_known_is_what_the_words_call_known(known: str, unknown: str, words: list[str], tmp_path: Path) -> None:
    text = KNOWN + row("A", known, "known = true") + row("B", unknown, "known = false")
    assert untold(text, tmp_path) == words


@pytest.mark.parametrize(
    ("turns", "looks", "why"),
    [
        (("", ""), ["bar-a", "bar-a"], "the last step is no harm unless it says so"),
        (("", "harm"), ["bar-a", "bar-b"], "what hurts has a colour of its own"),
        (("way-out", "harm"), ["bar-out", "bar-b"], "what saves does not look like what hurts"),
    ],
)
def test_a_step_looks_like_what_it_leads_to(turns: tuple[str, ...], looks: list[str], why: str, tmp_path: Path) -> None:
    rows = "".join(row(more=f'turn = "{turn}"' if turn else "") for turn in turns)
    picture, wrong = read(STEPS + rows, tmp_path)
    assert wrong == []
    shapes = re.findall(r'<polygon class="([^"]*)" points="([^"]*)"', picture.svg())
    assert [look for look, _ in shapes] == looks, why
    for turn, (_, points) in zip(turns, shapes, strict=True):
        right = [int(point.split(",")[0]) for point in points.split()]
        assert (right.count(max(right)) == 1) == (turn == "way-out"), "it points aside, and nothing else does"


# -- files --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        pytest.param(HEAD + row(), "1: 'draw' is missing", id="no-kind"),
        pytest.param(f'draw = "pie"\n{HEAD}{row()}', "1: 'draw' must be one of: ranges, bars, known, steps", id="kind"),
        pytest.param(f"draw = [1]\n{HEAD}{row()}", "1: 'draw' must be one of", id="kind-that-is-no-word"),
        pytest.param(STEPS.replace("note", "nota") + row() + row(), "1: 'note' is missing", id="no-note"),
        pytest.param(STEPS, "1: 'row' is missing", id="no-rows"),
        pytest.param(f"{STEPS}row = [1]", "4: 'row' must be given as [[row]] tables", id="rows-that-are-none"),
        pytest.param(STEPS + row() + row(more="known = true"), "8: [[row]] 'known' is not a field", id="other-kind's"),
        pytest.param(STEPS + row(), "1: must have two to 7 steps", id="one-step"),
        pytest.param(
            STEPS + row(more='turn = "up"') + row(), "4: [[row]] 'turn' must be one of: harm, way-out", id="up"
        ),
        pytest.param(STEPS + row() + row(more='turn = "way-out"'), "1: ends with a way out", id="out-of-nothing"),
        pytest.param(STEPS + 8 * row(), "1: must have two to 7 steps", id="eight-steps"),
        pytest.param(KNOWN + row(more="known = true"), "1: fills one column only", id="nothing-unknown"),
        pytest.param(KNOWN + row(more='known = "yes"'), "4: [[row]] 'known' must be true or false", id="yes"),
        pytest.param(
            KNOWN + row("Hydroxymitragynine", more="known = true"), "4: [[row]] 'label' has a word", id="word-too-long"
        ),
        pytest.param(BARS + row(more='bar = "12"'), "5: [[row]] 'bar' must name one share", id="count-of-nothing"),
        pytest.param(BARS + row(more='bar = "1 in 3 or half"'), "5: [[row]] 'bar' must name one", id="two-shares"),
        pytest.param(BARS + row(more='bar = "some"'), "5: [[row]] 'bar' must name one share", id="no-share"),
        pytest.param(BARS + row(more='bar = "4 of 0"'), "5: [[row]] 'bar' must name one share", id="of-nothing"),
        pytest.param(BARS + row(more='bar = "half"\nunit = true'), "5: [[row]] with unit", id="unit-with-a-number"),
        pytest.param(BARS + row(more='bar = "16 times"'), "1: draws 'times'", id="times-of-what"),
        pytest.param(BARS + row(more='bar = "150%"'), "1: draws 'times'", id="more-than-all"),
        pytest.param(
            BARS + row(more='bar = "x"\nunit = true') + row(more='bar = "5,000 times"'), "1: draws more", id="too-long"
        ),
        pytest.param(RANGES + row(), "6: [[row]] 'span' is missing", id="no-range"),
        pytest.param(RANGES + row(more="span = [1]"), "6: [[row]] 'span' must be given", id="range-that-is-none"),
        pytest.param(RANGES + row(more=span(3, 3)), "6: [[row.span]] must begin before", id="range-of-no-length"),
        pytest.param(RANGES + row(more=span(3, 15)), "6: [[row.span]] must begin before", id="past-the-axis"),
        pytest.param(RANGES + row(more=span(13, 14, "w" * 9)), "6: [[row.span]] 'label' has room", id="past-the-edge"),
        pytest.param(
            RANGES + row(more=span(0, 1, "a long label") + span(1, 2) + span(2, 3)),
            "6: [[row.span]] 'label' has room",
            id="label-over-label",
        ),
        pytest.param(RANGES.replace("14", "2.5") + row(more=span(1, 2)), "4: 'days' must be a whole", id="half-a-day"),
        pytest.param(RANGES.replace("14", "0") + row(more=span(0, 1)), "4: 'days' must be a whole", id="no-days"),
        pytest.param(
            RANGES.replace("14", "nan") + row(more=span(0, 1)), "4: 'days' must be a whole", id="not-a-number"
        ),
        pytest.param(RANGES + row(more=span(float("nan"), 1)), "6: [[row.span]] 'from' must be", id="from-nowhere"),
    ],
)
def test_what_cannot_be_drawn_is_told_with_its_line(text: str, starts: str, tmp_path: Path) -> None:
    picture, wrong = read(text, tmp_path)
    assert picture is None
    assert wrong
    assert wrong[0].startswith(starts)


def test_a_name_that_no_page_can_call(tmp_path: Path) -> None:
    assert read(STEPS + row() + row(), tmp_path, "A b.toml") == (
        None,
        ["1: has a name that a page cannot call. Use small letters, digits and '-'."],
    )


# -- drawings -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("78 of 100", "39/50"),
        ("41%", "41/100"),
        ("1 in 4", "1/4"),
        ("3 of 4 people", "3/4"),
        ("under half", "1/2"),
        ("about a third of it", "1/3"),
        ("twice as many", "2"),
        ("sixteen-fold", "16"),
        ("12.7 times", "127/10"),
        ("27,338", "None"),
        ("nobody", "None"),
        ("0 of 0", "None"),
    ],
)
def test_the_words_at_a_bar_are_its_length(words: str, share: str) -> None:
    assert str(length(words)) == share


@pytest.mark.parametrize(
    ("bars", "widths"),
    [
        pytest.param('bar = "half"', ["6 170"], id="half-of-the-line"),
        pytest.param('bar = "all"\nunit = true', ["6 334"], id="the-unit-is-the-line"),
        pytest.param('bar = "less than half"', ["6 170"], id="a-notch"),
        pytest.param('bar = "0%"', ["6 10"], id="nothing-is-still-seen"),
    ],
)
def test_a_bar_is_as_long_as_it_says(bars: str, widths: list[str], tmp_path: Path) -> None:
    picture, _ = read(BARS + row(more=bars), tmp_path)
    assert [ends(shape) for shape in LexborHTMLParser(picture.svg()).css("rect, polygon")] == widths


def test_times_are_drawn_to_the_longest(tmp_path: Path) -> None:
    picture, _ = read(BARS + row(more='bar = "x"\nunit = true') + row(more='bar = "16 times"'), tmp_path)
    assert [ends(shape) for shape in LexborHTMLParser(picture.svg()).css("rect")] == ["6 26", "6 334"]


@pytest.mark.parametrize(
    ("bar", "corner"),
    [
        ("half", None),
        ("under half", "158"),
        ("at most 1 in 2", "158"),
        ("more than half", "170"),
        ("at least 50%", "170"),
    ],
)
def test_less_is_a_notch_and_more_an_arrow(bar: str, corner: str | None, tmp_path: Path) -> None:
    """The corner in the middle of the bar's end: drawn in for less, out for more."""
    picture, _ = read(BARS + row(more=f'bar = "{bar}"'), tmp_path)
    shape = LexborHTMLParser(picture.svg()).css_first("polygon")
    assert (shape.attributes["points"].split()[2].split(",")[0] if shape else None) == corner  # type: ignore[union-attr]


def ends(shape: Any) -> str:
    """Left and right end of a rectangle or polygon."""
    given = shape.attributes
    if shape.tag == "rect":
        return f"{given['x']} {int(given['x']) + int(given['width'])}"
    across = [int(corner.split(",")[0]) for corner in given["points"].split()]
    return f"{min(across)} {max(across)}"


@pytest.mark.parametrize("text", ['<b>&\\"', "</svg><script>"])
def test_words_are_escaped(text: str, tmp_path: Path) -> None:
    picture, wrong = read(STEPS.replace('"T"', f'"{text}"') + row(text) + row(), tmp_path)
    assert wrong == []
    tree = LexborHTMLParser(picture.svg())
    assert tree.css("b, script") == []
    assert next(words.text() for words in tree.css("text")) == text.replace("\\", "")


# -- figures ------------------------------------------------------------------------------------------

PART = '[[part]]\nof = "person"\nlook = "limb"\npath = "M5,5L20,5"\n'
FIGURE = 'title = "F"\nsays = "Tip in [@demo-report#help]."\nwidth = 40\nheight = 30\n'
SHOWS = STEPS + row(more='shows = ["f"]') + row()


def label(words: str = "W", x: int = 4, y: int = 20) -> str:
    return f'[[label]]\nx = {x}\ny = {y}\nwords = "{words}"\n'


def read_with(figures: dict[str, str], text: str, folder: Path) -> tuple[Any, list[str]]:
    """The picture ``p``, and all mistakes as FILE:LINE: WORDS."""
    (folder / "figures").mkdir()
    for name, figure in figures.items():
        (folder / "figures" / f"{name}.toml").write_text(figure, "utf-8")
    (folder / "p.toml").write_text(text, "utf-8")
    pictures, wrong = read_pictures(folder)
    return pictures.get("p"), [f"{path.stem}:{m.line}: {m.message}" for path, ms in wrong.items() for m in ms]


@pytest.mark.parametrize(
    "figure",
    [
        pytest.param(FIGURE + PART, id="one-line"),
        pytest.param(FIGURE + PART + PART.replace("person", "helper"), id="two-people"),
        pytest.param(FIGURE + PART.replace("M5,5L20,5", "M5,5Q20,5 20,20C5,20 5,9 9,9"), id="curves"),
        pytest.param(FIGURE + PART.replace("M5,5L20,5", "M5,5L9,9 20,5 30,9"), id="several-points-to-one-letter"),
        pytest.param(FIGURE + PART.replace("limb", "shape").replace("M5,5", "M0,0"), id="a-shape-to-the-edge"),
        pytest.param(FIGURE + PART + label(), id="words-in-it"),
        pytest.param(FIGURE.replace('"F"', '"Tip in"') + PART, id="title-in-two-lines"),
    ],
)
def test_a_figure_that_fits(figure: str, tmp_path: Path) -> None:
    picture, wrong = read_with({"f": figure}, SHOWS, tmp_path)
    assert wrong == []
    assert picture.svg().count("<g ") >= 1


@pytest.mark.parametrize(
    ("figure", "starts"),
    [
        pytest.param(
            FIGURE.replace('says = "Tip in [@demo-report#help]."\n', "") + PART,
            "f:1: 'says' is missing",
            id="tells-nothing",
        ),
        pytest.param(FIGURE, "f:1: 'part' is missing", id="draws-nothing"),
        pytest.param(FIGURE.replace("40", "400") + PART, "f:3: 'width' must be a whole", id="wider-than-a-phone"),
        pytest.param(FIGURE.replace("30", "true") + PART, "f:4: 'height' must be a whole", id="true-is-no-height"),
        pytest.param(FIGURE.replace("30", "201") + PART, "f:4: 'height' must be a whole", id="higher-than-a-screen"),
        pytest.param(FIGURE.replace('"F"', '"Tip in now"') + PART, "f:1: 'title' has room for 2", id="three-lines"),
        pytest.param(FIGURE.replace('"F"', '"Nostril"') + PART, "f:1: 'title' has room for 2", id="too-long-a-word"),
        pytest.param(FIGURE + PART.replace("person", "nurse"), "f:5: [[part]] 'of' must be one of", id="who"),
        pytest.param(FIGURE + PART.replace("limb", "leg"), "f:5: [[part]] 'look' must be one of", id="look"),
        pytest.param(FIGURE + PART + PART.replace("L20", "L36"), "f:9: [[part]] 'path' leaves", id="past-the-edge"),
        pytest.param(FIGURE + PART.replace("M5,5", "M4,5"), "f:5: [[part]] 'path' leaves", id="half-a-line-outside"),
        pytest.param(FIGURE + PART.replace("L20,5", "Q50,5 9,9"), "f:5: [[part]] 'path' leaves", id="a-curve's-handle"),
        pytest.param(FIGURE + PART.replace("M5,5", "L5,5"), "f:5: [[part]] 'path' must begin with M", id="no-start"),
        pytest.param(FIGURE + PART.replace("L20", "l20"), "f:5: [[part]] 'path' must begin", id="relative"),
        pytest.param(FIGURE + PART.replace("L20,5", "A20,5"), "f:5: [[part]] 'path' must begin", id="another-letter"),
        pytest.param(FIGURE + PART.replace("L20,5", "L-20,5"), "f:5: [[part]] 'path' must begin", id="negative"),
        pytest.param(FIGURE + PART.replace("L20,5", "L2.5,5"), "f:5: [[part]] 'path' must begin", id="no-whole-number"),
        pytest.param(FIGURE + PART.replace("L20,5", "L20"), "f:5: [[part]] 'path' must begin", id="half-a-point"),
        pytest.param(FIGURE + PART.replace("L20,5", "Q20,5"), "f:5: [[part]] 'path' has a Q that", id="half-a-curve"),
        pytest.param(FIGURE + PART + label("Wide"), "f:9: [[label]] 'words' has room for 3", id="words-past-the-edge"),
        pytest.param(FIGURE + PART + label(y=9), "f:9: [[label]] 'y' must be from 15 to 25", id="words-above-it"),
        pytest.param(FIGURE + PART + label(x=-1), "f:9: [[label]] 'x' must be a whole", id="words-left-of-it"),
        pytest.param("title", "f:1: is not valid TOML", id="no-toml"),
    ],
)
def test_a_figure_that_does_not_fit_is_told_with_its_line(figure: str, starts: str, tmp_path: Path) -> None:
    picture, wrong = read_with({"f": figure}, SHOWS, tmp_path)
    assert picture is None, "without its figure a step would show nothing"
    assert wrong[0].startswith(starts)
    assert wrong[1:] == ["p:4: [[row]] 'shows' names 'f', and there is no such file in pictures/figures that fits."]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param(STEPS + row() + row(), ["f:1: is shown by no picture."], id="never-shown"),
        pytest.param(
            SHOWS + row(more='shows = ["g"]'), ["p:12: [[row]] 'shows' names 'g', and there is no such"], id="unknown"
        ),
        pytest.param(
            STEPS + row(more='shows = ["f", "f", "f"]') + row(), ["p:4: [[row]] 'shows' names more than 2"], id="three"
        ),
        pytest.param(
            STEPS + row(more="shows = []") + row(),
            ["p:4: [[row]] 'shows' must be a list of texts", "f:1: is shown by no picture."],
            id="a-list-of-none",
        ),
        pytest.param(
            BARS + row(more='bar = "half"\nshows = ["f"]'), ["p:5: [[row]] 'shows' is not a field"], id="at-a-bar"
        ),
    ],
)
def test_who_shows_a_figure(text: str, wrong: list[str], tmp_path: Path) -> None:
    _, found = read_with({"f": FIGURE + PART}, text, tmp_path)
    assert len(found) == len(wrong)
    assert all(one.startswith(start) for one, start in zip(found, wrong, strict=True)), found


def test_figures_are_drawn_in_their_order_and_told_in_the_table(tmp_path: Path) -> None:
    """Two side by side, the third below; each word of them is one of the picture's, so that rules read it."""
    text = STEPS + row(more='shows = ["f", "g"]') + row("M", more='shows = ["h"]')
    figures = {n: FIGURE.replace("F", f"Go {n}").replace("Tip in", f"Tip {n}") + PART + label(n) for n in "fgh"}
    picture, wrong = read_with(figures, text, tmp_path)
    assert wrong == []
    tree = LexborHTMLParser(picture.svg())
    assert [node.text() for node in tree.css("text")] == ["L", "f", "Go f", "g", "Go g", "M", "h", "Go h"]
    starts = [str(node.attributes["d"])[1:].split()[0] for node in tree.css("g path")]
    assert starts == ["47", "99", "47"]
    assert [row.says for row in picture.rows] == [
        "S. Tip f [@demo-report#help]. Tip g [@demo-report#help].",
        "S. Tip h [@demo-report#help].",
    ]
    assert {"Go f", "f", "Go g", "g", "Go h", "h"} <= set(picture.texts)


def test_figures_too_wide_to_stand_side_by_side_stand_below_each_other(tmp_path: Path) -> None:
    wide = FIGURE.replace("40", "150") + PART
    picture, _ = read_with({"f": wide, "g": wide}, STEPS + row(more='shows = ["f", "g"]') + row(), tmp_path)
    starts = [node.attributes["d"] for node in LexborHTMLParser(picture.svg()).css("g path")]
    assert [str(start).split("l")[0] for start in starts] == ["M47 36", "M47 98"]


@pytest.mark.parametrize(
    ("words", "untold_"),
    [
        pytest.param("Go", [], id="no-number"),
        pytest.param("Go 9", ["9"], id="a-number-that-nothing-tells"),
    ],
)
def test_numbers_in_a_figure_must_be_told(words: str, untold_: list[str], tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures/f.toml").write_text(FIGURE.replace('"F"', f'"{words}"') + PART, "utf-8")
    assert untold(SHOWS, tmp_path) == untold_


@pytest.mark.parametrize(
    ("path", "drawn"),
    [
        ("M5,6L7,8", "M15 26l2 2"),
        ("M5,6L7,4 9,9", "M15 26l2-2 2 5"),
        ("M5,6Q7,8 9,9", "M15 26q2 2 4 3"),
        ("M5,6Q7,8 9,9 8,8 7,7", "M15 26q2 2 4 3-1-1-2-2"),
        ("M5,6C1,2 3,4 5,6", "M15 26c-4-4-2-2 0 0"),
        ("M5,6L7,8M0,0", "M15 26l2 2m-7-8"),
    ],
)
def test_a_path_is_moved_and_told_from_point_to_point(path: str, drawn: str) -> None:
    assert relative([commands(path)], 10, 20) == drawn


# -- our own ------------------------------------------------------------------------------------------

OWN, _ = read_pictures(ROOT / "content/pictures")


@pytest.mark.parametrize("name", OWN)
def test_each_of_ours_cites_in_every_row_and_in_its_note(name: str) -> None:
    assert all("[@" in row.says for row in OWN[name].rows)
    assert "[@" in OWN[name].note or not states_fact(OWN[name].note), "plain advice may stand alone"


@pytest.mark.parametrize("name", OWN)
def test_each_of_ours_weighs_little(name: str) -> None:
    words, svg = " ".join(OWN[name].texts), OWN[name].svg()
    assert len(gzip.compress(f"{svg}{words}".encode(), 9)) <= 1_536 + 192 * len(shown(OWN[name]))


def shown(picture: Any) -> list[Figure]:
    """Its figures, in their order."""
    return [figure for row in picture.rows for figure in getattr(row, "figures", ())]


#: A page that shows them all, and explains the words that they take as known.
ALL = "\n\n".join(
    [
        FIELDS,
        "Methadone and buprenorphine are medicines that ease withdrawal [@nasem-2019-medications#medicines-relieve].",
        NOTICE,
        *(f"[PICTURE: {name}]" for name in OWN),
    ]
)


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        pytest.param({}, set(), id="as-they-are"),
        pytest.param(
            {"pictures/kratom-strength.toml": ("16 times", "17 times")}, {"number-not-in-finding"}, id="another-number"
        ),
        pytest.param({"pictures/lost-tolerance.toml": ("#naloxone-speed", "#x")}, {"unknown-source"}, id="no-finding"),
    ],
)
def test_ours_pass_the_gate(changes: dict[str, tuple[str, str]], rules: set[str]) -> None:
    """Also those that no page shows yet."""
    broken = {name: (ROOT / "content" / name).read_text("utf-8").replace(*words) for name, words in changes.items()}
    with Gate(changes={name: text.encode() for name, text in (broken | {"pages/all.md": ALL}).items()}) as gate:
        found = gate.judge({}, {"pages/all.md", "pages/get-help-now.md"})
    told = {finding.rule for finding in found if re.search("/all.md|/pictures/", finding.path)}
    assert told - {"unexplained-word"} == rules, "hard words are explained by the page that shows the picture"


@pytest.mark.parametrize(
    ("name", "text", "rules", "why"),
    [
        ("shown", STEPS + row() + row(more='turn = "aside"'), {"malformed-data"}, "its own file is to be mended"),
        ("shwon", STEPS + row() + row("M"), {"unknown-shortcode"}, "the page asks for another"),
        ("", "", {"unknown-shortcode"}, "there is none"),
    ],
)
def test_a_picture_that_cannot_be_drawn_is_said_once(
    name: str, text: str, rules: set[str], why: str, tmp_path: Path
) -> None:
    files = {PAGE: whole(f"[PICTURE: shown]\n\n{CITED}\n")[0].encode()}
    files |= {f"content/pictures/{name}.toml": text.encode()} if name else {}
    found = Demo(tmp_path, files).findings
    assert {finding.rule for finding in found} == rules, why
    assert all("Did you mean" not in finding.message for finding in found), why
