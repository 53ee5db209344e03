"""Whatever stands in a file or a setting: a verdict or a sentence, never a crash, never a hang.

The same examples in every run. ``PLAINHEALTH_EXAMPLES=20000`` looks for new ones, as long as it takes.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demo import FIELDS, HOST, ROOT, TODAY
from mutants.harness import Gate
from plainhealth import toml
from plainhealth.changes import read_changes
from plainhealth.citations import marks
from plainhealth.gate import SettingError
from plainhealth.helplines import read_helplines
from plainhealth.notices import read_notices
from plainhealth.phrases.doses import DOSES
from plainhealth.phrases.phrase import Phrase
from plainhealth.phrases.promises import PROMISES
from plainhealth.pictures import read_pictures
from plainhealth.pictures.drawing import Drawing
from plainhealth.pictures.figure import draw_row, read_figures
from plainhealth.settings import Settings, read
from plainhealth.sheets import SCALES, Scale, read_sheets
from plainhealth.sources import read_sources
from plainhealth.sources.format import references
from plainhealth.words.glossary import read_glossary
from plainhealth.words.names import read_names

LONGER = int(os.environ.get("PLAINHEALTH_EXAMPLES", "0"))
#: How long one example may take before it counts as hung. It is no measure of speed.
PATIENCE = 60


def run(examples: int) -> settings:
    return settings(
        max_examples=LONGER or examples,
        derandomize=not LONGER,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@contextmanager
def patience() -> Iterator[None]:
    """Fail when what is inside hangs."""

    def hung(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"this hangs: not done after {PATIENCE} s")

    before = signal.signal(signal.SIGALRM, hung)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


# -- pages --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", name="gate")
def _gate() -> Iterator[Gate]:
    host: dict[str, Any] = {**HOST, "largest_page": 200_000}
    with Gate(ROOT / "tests/examples/content", {}, **host) as gate:
        yield gate


def judged(gate: Gate, data: bytes) -> None:
    """The gate comes to a verdict, and each finding has a place and a sentence."""
    with patience():
        findings = gate.judge({"pages/example.md": data}, ())
    assert all(f.line >= 1 and f.col >= 1 and f.message and f.fix and f.path for f in findings)


@run(120)
@given(data=st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_file(data: bytes, gate: Gate) -> None:
    judged(gate, data)


_TOKENS = st.sampled_from(
    [
        *("[", "]", "(", ")", "[@", "[@a-b#c", "#", "## ", "### "),
        *("- ", "1. ", "> ", "    ", "\t", "|", "|---|", "\n", "\n\n"),
        *("`", "```", "~~~\n", "*", "**", "_", "{:", "{: .no-claim"),
        *(' why="', "}", "<", "<!--", "-->", "<script>", "</", "&#", "&amp;"),
        *(":   ", ": ", "![", "](", "](#", "](x.md)", "[x]: y", "[^1]"),
        *("---", "===", "\\", "\u200b", "\u202e", "é", "½", "٣", "\x00"),
        *("[SEE-A-PROFESSIONAL]", "[HELPLINES]", "[PICTURE: demo-days]"),
        *("[VERDICT: true]", "http://", "//", "mailto:", "7-OH", "24/7"),
        *("1 in 4", "41%", "1,807", "2 to 3", "kratom", " cures "),
        *("pain. ", "you ", "Call 911", "Title: x\n", "Status: draft\n"),
    ]
)  # fmt: skip


@run(250)
@given(tokens=st.lists(_TOKENS, max_size=40), fields=st.booleans())
def test_any_page(tokens: list[str], gate: Gate, *, fields: bool) -> None:
    judged(gate, f"{FIELDS if fields else ''}\n{''.join(tokens)}\n".encode())


REPEATED = [
    *("[", "]", "[@", "[@a#", "[a](", "![", "(", "((", "[[", "{:"),
    *("{: ", "<", "<!--", "</a", "&#", "`", "*", "_", "**a ", "\\"),
    *("1,", "1 in ", "one ", "a ", "a", "a-", "a.", "A-", "no "),
    *("- ", "> ", "|", "| |\n", "- a\n", "  - a\n", "1. ", "#", "# "),
    *(". ", "? ", ": ", ", ", ";", "—", "  ", " \t", "\u0301", "é"),
    *("½", "٣", "not be ", "take ", "take two ", "cut down ", "is "),
    *("every day ", "kratom is ", "natural and ", "breathing ", "slow "),
    *("lips ", "http://a.", "x.y/", "@a", "[A", "[A-", "[SEE-"),
    *("people ", "clean ", "withdrawal ", "addicted ", "twenty "),
    *("hundred ", "a b ", "5 mg ", "1/", "1-", "10 to ", "in in "),
]  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED, ids=ascii)
def test_the_same_piece_over_and_over(piece: str, gate: Gate) -> None:
    """Where a pattern goes back and back again, the time grows with the square, or worse."""
    judged(gate, f"{FIELDS}\n{piece * (4_500 // len(piece.encode()))}\n".encode())


@run(300)
@given(text=st.one_of(st.text(max_size=60), st.lists(_TOKENS, max_size=6).map("".join)))
def test_any_citation_mark(text: str) -> None:
    found = marks.parse(text)
    assert found is None or all(mark.source and marks.parse(str(mark)) == [mark] for mark in found)


# -- data ---------------------------------------------------------------------------------------------

Mistakes = list[toml.Mistake]


def _folder(read_folder: Callable[[Path], tuple[Any, dict[Path, Mistakes]]]) -> Callable[[Path], Mistakes]:
    return lambda path: [m for mistakes in read_folder(path.parent)[1].values() for m in mistakes]


def _sources(path: Path) -> Mistakes:
    """Sources that fit must be printable too."""
    sources, wrong = read_sources(path.parent)
    references(sources.values())
    assert all(source.short for source in sources.values())
    return [m for mistakes in wrong.values() for m in mistakes]


def _pictures(path: Path) -> Mistakes:
    """Pictures that fit must be drawable too."""
    pictures, wrong = read_pictures(path.parent)
    assert all(picture.svg().startswith("<svg") for picture in pictures.values())
    return [m for mistakes in wrong.values() for m in mistakes]


def _figures(path: Path) -> Mistakes:
    """Figures that fit must be drawable too."""
    figures, wrong = read_figures(path.parent)
    drawing = Drawing()
    for figure in figures.values():
        draw_row(drawing, [figure, figure], 42)
    assert not figures or drawing.svg("f", "F").count("<g ") >= 1
    return [m for mistakes in wrong.values() for m in mistakes]


READERS: Mapping[str, Callable[[Path], Mistakes]] = {
    "sources/who-2020.toml": _sources,
    "pictures/days.toml": _pictures,
    "sheets/page.toml": _folder(lambda folder: read_sheets(folder, TODAY)),
    "pictures/bars.toml": _pictures,
    "pictures/known.toml": _pictures,
    "pictures/steps.toml": _pictures,
    "pictures/figures/spray.toml": _figures,
    "helplines.toml": lambda path: read_helplines(path)[1],
    "changes.toml": lambda path: read_changes(path, TODAY)[1],
    "glossary.toml": lambda path: read_glossary(path, ["who-2020"])[1],
    "names.toml": lambda path: read_names(path)[1],
    "notices/en/general.md": lambda path: [
        m for mistakes in read_notices(path.parents[1])[1].values() for m in mistakes
    ],
}
_KEYS = st.sampled_from(
    """type title author container-title publisher issued accessed volume issue page DOI PMID URL tier checked
    authors-complete caution withdrawn findings says where certainty also expires superseded-by care history family
    given literal country name phone tel sms web hours languages for source emergency date what term means forms
    explained-by names note days row label span from to kind open-end helpline change draw axis whole bar unit
    known shows width height part of look path words x y""".split()
)
_WORDS = st.one_of(
    st.sampled_from(
        [
            *("webpage", "agency", "law", "high", "US", "911", "+1 800"),
            *("en", "starts", "2020", "2020-13", "2020-02-30", "0000"),
            *("https://a.example/b", "https://", "10.1000/x", "who-2020#x"),
            *("who-2020", "a", "", " ", "A b c.", "[@who-2020#x]"),
            *("M5,5L9,9", "M5,5Q9,9", "M", "M1,1 2", "M9,9C9,9 9,9 9,9"),
            *("²", "٣", "9" * 30, "0000-00-00", "10000", "'", '"', "{"),
            *("<b>", "\u200b", "…", "https://[", "https://a.b:x/"),
        ]
    ),
    st.text(max_size=12),
)  # fmt: skip
_PLAIN: st.SearchStrategy[Any] = st.one_of(
    _WORDS,
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.dates(),
    st.datetimes(timezones=st.none()),
    st.times(),
)
_TABLE = st.recursive(
    st.dictionaries(_KEYS, _PLAIN, max_size=5),
    lambda inner: st.dictionaries(
        _KEYS,
        st.one_of(_PLAIN, st.lists(_PLAIN, max_size=3), inner, st.lists(inner, min_size=1, max_size=2)),
        max_size=7,
    ),
    max_leaves=12,
)


def _value(value: object) -> str:
    """A value as TOML writes it."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return '"' + "".join(f"\\U{ord(c):08x}" if not c.isalnum() or ord(c) > 126 else c for c in value) + '"'
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case float():
            return repr(value).replace("e+", "e")
        case list():
            return f"[{', '.join(map(_value, value))}]"
        case dict():
            return "{" + ", ".join(f'"{key}" = {_value(inner)}' for key, inner in value.items()) + "}"
    return str(value)


def _lines(table: dict[str, Any]) -> str:
    return "".join(f'"{key}" = {_value(value)}\n' for key, value in table.items())


RIGHT: dict[str, dict[str, Any]] = {
    "sources/who-2020.toml": {"type": "webpage", "title": "T", "publisher": "P", "tier": "agency", "checked": TODAY,
                              "findings": {"x": {"says": "S.", "certainty": "high"}}},
    "sheets/page.toml": {"by": "B", "read": TODAY, "audience": "A", "aim": "A", **{scale.key: {
        item.key: {"score": scale.most if scale.graded else "yes", "part": "frame"} for item in scale.items}
        for scale in SCALES.values()}},
    "pictures/days.toml": {"draw": "ranges", "title": "T", "note": "N", "days": 3, "axis": "A", "row": [
        {"label": "L", "says": "S", "span": [{"from": 0, "to": 1, "kind": "starts", "label": "x"}]}]},
    "pictures/bars.toml": {"draw": "bars", "title": "T", "note": "N", "whole": "W", "row": [
        {"label": "L", "says": "S", "bar": "1 in 4"}, {"label": "L", "says": "S", "bar": "least", "unit": True}]},
    "pictures/known.toml": {"draw": "known", "title": "T", "note": "N", "row": [
        {"label": "L", "says": "S", "known": True}, {"label": "L", "says": "S", "known": False}]},
    "pictures/steps.toml": {"draw": "steps", "title": "T", "note": "N", "row": [
        {"label": "L", "says": "S"}, {"label": "M", "says": "S"}]},
    "pictures/figures/spray.toml": {"title": "T", "says": "S", "width": 40, "height": 30, "part": [
        {"of": "person", "look": "limb", "path": "M5,5L20,5"}], "label": [{"x": 4, "y": 20, "words": "W"}]},
    "helplines.toml": {"country": "US", "name": "N", "for": "F", "checked": TODAY, "expires": TODAY,
                       "phone": "911", "tel": "911"},
    "changes.toml": {"date": TODAY, "what": "W"},
    "glossary.toml": {"term": "opioid", "means": "A drug.", "explained-by": ["drug"]},
    "names.toml": {"names": ["kratom"]},
    "notices/en/general.md": {},
}  # fmt: skip
HEAD = {"helplines.toml": "helpline", "changes.toml": "change", "glossary.toml": "term"}


def _read(name: str, data: bytes, folder: Path) -> Mistakes:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    with patience():
        mistakes = READERS[name](path)
    assert all(mistake.line >= 1 and mistake.message for mistake in mistakes)
    return mistakes


@pytest.mark.parametrize("name", READERS)
@run(80)
@given(data=st.one_of(st.binary(max_size=120), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_data_file(name: str, data: bytes, tmp_path: Path) -> None:
    _read(name, data, tmp_path)


@pytest.mark.parametrize("name", [name for name in READERS if name.endswith(".toml")])
def test_the_table_that_is_bent_fits(name: str, tmp_path: Path) -> None:
    start = f"[[{HEAD[name]}]]\n" if name in HEAD else ""
    assert _read(name, f"{start}{_lines(RIGHT[name])}".encode(), tmp_path) == []


@pytest.mark.parametrize("name", [name for name in READERS if name.endswith(".toml")])
@run(250)
@given(bent=_TABLE, kept=st.integers(0, 255), headed=st.integers(0, 9))
def test_any_toml(name: str, bent: dict[str, Any], kept: int, headed: int, tmp_path: Path) -> None:
    """A table that fits, with some of its entries left out, and others put in or in their place."""
    right = {key: value for n, (key, value) in enumerate(RIGHT[name].items()) if kept >> n & 1}
    start = f"[[{HEAD[name]}]]\n" if name in HEAD and headed else ""
    _read(name, f"{start}{_lines({**right, **bent})}".encode(), tmp_path)


@run(250)
@given(bent=st.dictionaries(_KEYS, st.one_of(_PLAIN, st.lists(_PLAIN, max_size=2)), max_size=3), where=st.booleans())
def test_any_finding_and_any_span(bent: dict[str, Any], tmp_path: Path, *, where: bool) -> None:
    """The tables inside of tables, bent."""
    if where:
        source: Any = RIGHT["sources/who-2020.toml"]
        finding = {**source["findings"]["x"], **bent}
        _read("sources/who-2020.toml", _lines({**source, "findings": {"x": finding}}).encode(), tmp_path)
    else:
        picture: Any = RIGHT["pictures/days.toml"]
        row = picture["row"][0]
        rows = [{**row, "span": [{**row["span"][0], **bent}]}]
        _read("pictures/days.toml", _lines({**picture, "row": rows}).encode(), tmp_path)


@run(250)
@given(path=st.text("MLQC0123456789, -.z", max_size=30), look=st.sampled_from(["line", "head", "shape", "none"]))
def test_any_path_of_a_figure(path: str, look: str, tmp_path: Path) -> None:
    right: Any = RIGHT["pictures/figures/spray.toml"]
    part = {**right["part"][0], "path": path, "look": look}
    _read("pictures/figures/spray.toml", _lines({**right, "part": [part]}).encode(), tmp_path)


_ANSWER = st.dictionaries(
    st.sampled_from(["score", "words", "part", "why"]),
    st.one_of(_PLAIN, st.sampled_from(["yes", "no", "n/a", "frame", "whole page"]), st.lists(_PLAIN, max_size=2)),
    max_size=4,
)


@run(150)
@given(data=st.data(), scale=st.sampled_from(list(SCALES.values())))
def test_any_answers(data: st.DataObject, scale: Scale, tmp_path: Path) -> None:
    """A sheet that fits, with some of its answers bent."""
    keys = st.sampled_from([*(item.key for item in scale.items), "no-such-item"])
    bent = data.draw(st.dictionaries(keys, st.one_of(_PLAIN, _ANSWER), max_size=4))
    right = RIGHT["sheets/page.toml"]
    _read("sheets/page.toml", _lines({**right, scale.key: {**right[scale.key], **bent}}).encode(), tmp_path)


@pytest.mark.parametrize("kind", ["bars", "known", "steps"])
@run(80)
@given(bent=st.dictionaries(_KEYS, st.one_of(_PLAIN, st.lists(_PLAIN, max_size=2)), max_size=3))
def test_any_row_of_a_picture(kind: str, bent: dict[str, Any], tmp_path: Path) -> None:
    name = f"pictures/{kind}.toml"
    first, *others = RIGHT[name]["row"]
    _read(name, _lines({**RIGHT[name], "row": [{**first, **bent}, *others]}).encode(), tmp_path)


# -- settings -----------------------------------------------------------------------------------------

_SETTING = st.one_of(
    _PLAIN,
    st.none(),
    st.lists(_PLAIN, max_size=3),
    st.dictionaries(st.one_of(_WORDS, st.integers()), _PLAIN, max_size=3),
)
_HOST = st.dictionaries(
    st.one_of(
        st.sampled_from(
            "organisation contact funding country leave_to language topics names largest_page".split()
            + "neutral_title sheets one_file".split()
        ),
        _WORDS,
        st.integers(),
    ),
    _SETTING,
    max_size=5,
)
GOOD = {
    "LOAD_CONTENT_CACHE": False, "CACHE_CONTENT": False, "OUTPUT_SOURCES": False, "TYPOGRIFY": False,
    "FORMATTED_FIELDS": [], "JINJA_ENVIRONMENT": {"autoescape": True}, "SITENAME": "S", "SITEURL": "",
}  # fmt: skip


@run(400)
@given(
    host=st.one_of(_HOST, _SETTING),
    others=st.dictionaries(st.sampled_from([*GOOD, "PLAINHEALTH"]), _SETTING, max_size=2),
)
def test_any_settings(host: object, others: dict[str, Any]) -> None:
    """A Settings, or all that is wrong in sentences."""
    sentences: tuple[str, ...] = ("fine.",)
    with patience():
        try:
            assert isinstance(read({**GOOD, "PLAINHEALTH": host, **others}), Settings)
        except SettingError as error:
            sentences = error.sentences
    assert sentences
    assert all(sentence.endswith(".") for sentence in sentences)


@pytest.mark.parametrize("one", [one for group in (DOSES, PROMISES) for one in group.all if one.also])
def test_what_a_phrase_finds_has_the_letters_that_are_looked_for_first(one: Phrase) -> None:
    find = re.compile(one.find, re.IGNORECASE)

    @run(40)
    @given(st.from_regex(find, alphabet=st.characters(codec="ascii")))
    def has_them(text: str) -> None:
        found = find.search(text)
        assert found
        assert any(letters in found[0].lower() for letters in one.also)

    has_them()
