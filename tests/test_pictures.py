"""Pictures: what their files must hold, what they draw, and that they are held to their own words."""

from __future__ import annotations

import datetime as dt
import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from demo import FIELDS, NOTICE, ROOT
from mutants.harness import Gate
from plainhealth.claims import states_fact
from plainhealth.facts import Facts
from plainhealth.pictures import read_pictures
from plainhealth.pictures.bars import length
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


# -- our own ------------------------------------------------------------------------------------------

OWN, _ = read_pictures(ROOT / "content/pictures")


@pytest.mark.parametrize("name", OWN)
def test_each_of_ours_cites_in_every_row_and_in_its_note(name: str) -> None:
    assert all("[@" in row.says for row in OWN[name].rows)
    assert "[@" in OWN[name].note or not states_fact(OWN[name].note), "plain advice may stand alone"


@pytest.mark.parametrize("name", OWN)
def test_each_of_ours_weighs_little(name: str) -> None:
    words = " ".join(OWN[name].texts)
    assert len(gzip.compress(f"{OWN[name].svg()}{words}".encode(), 9)) <= 1_536


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
