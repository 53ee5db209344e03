"""Page sheets: read strictly, counted as the instruments count, and held to the page as it is now."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from building import REPOSITORY, Place, a_built_site, a_site  # noqa: F401 - fixtures
from demo import FIELDS, NOTICE, TODAY, Demo
from documents import changed
from plainhealth.sheets import SCALES, Score, read_sheets
from plainhealth.sheets.blank import blank

SHEET = "content/sheets/get-help.toml"
HELP = "content/pages/get-help.md"
OTHER = "content/pages/other.md"
ITEMS = {scale.key: [item.key for item in scale.items] for scale in SCALES.values()}


def written(folder: Path, text: bytes | str, name: str = "page.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def mistakes(folder: Path, text: bytes | str) -> list[tuple[int, str]]:
    path = written(folder, text)
    return [(m.line, m.message) for m in read_sheets(folder, TODAY)[1].get(path, [])]


def points(folder: Path, *lines: str) -> dict[str, Score]:
    written(folder, changed(SHEET, "\n".join(lines)))
    sheets, wrong = read_sheets(folder, TODAY)
    assert wrong == {}
    return {key: sheets["page"].score(scale) for key, scale in SCALES.items()}


# -- the instruments --------------------------------------------------------------------------------


def test_each_instrument_has_its_items() -> None:
    assert {key: len(items) for key, items in ITEMS.items()} == {
        "cdc": 20,
        "understandability": 17,
        "actionability": 7,
        "discern": 15,
    }
    assert all(len(set(items)) == len(items) for items in ITEMS.values())
    groups = [(scale.key, key) for scale in SCALES.values() for group in scale.together for key in group]
    assert all(key in ITEMS[scale] for scale, key in groups)


@pytest.mark.parametrize(
    ("scale", "points", "possible", "passes"),
    [
        pytest.param("cdc", 18, 20, True, id="90-of-100"),
        pytest.param("cdc", 17, 19, False, id="89.47-is-not-rounded-up"),
        pytest.param("cdc", 9, 10, True, id="90-of-what-applies"),
        pytest.param("understandability", 16, 17, True, id="94"),
        pytest.param("understandability", 15, 17, False, id="88"),
        pytest.param("actionability", 6, 7, False, id="one-of-seven-is-too-many"),
        pytest.param("actionability", 5, 5, True, id="all-that-apply"),
        pytest.param("discern", 65, 75, True, id="65-of-75"),
        pytest.param("discern", 64, 75, False, id="64-of-75"),
        pytest.param("discern", 52, 60, True, id="the-same-share-of-fewer"),
        pytest.param("discern", 51, 60, False, id="less-than-that-share"),
    ],
)
def test_a_goal_is_a_share_of_what_was_possible(scale: str, points: int, possible: int, *, passes: bool) -> None:
    assert SCALES[scale].passes(points, possible) is passes


@pytest.mark.parametrize(
    ("lines", "scale", "score"),
    [
        pytest.param([], "cdc", (16, 16), id="what-does-not-apply-is-left-out"),
        pytest.param([], "discern", (75, 75), id="15-items-of-5"),
        pytest.param(
            ["[cdc]", 'known-and-unknown = { score = "no", why = "Only what is known." }'],
            "cdc",
            (15, 16),
            id="a-no-is-0-of-1",
        ),
        pytest.param(
            ["[discern]", 'risks = { score = 1, why = "None." }'], "discern", (71, 75), id="a-1-is-a-point-all-the-same"
        ),
        pytest.param(
            ["[discern]", 'risks = { score = "n/a", why = "It is about labour." }'],
            "discern",
            (70, 70),
            id="an-item-that-does-not-fit",
        ),
        pytest.param(
            ["[discern]", 'risks = { score = 3, part = "links", why = "Only one." }'], "discern", (73, 75), id="partly"
        ),
        pytest.param(
            ["[actionability]", 'charts-explained = { score = "yes", part = "frame" }'],
            "actionability",
            (6, 6),
            id="one-more-that-applies",
        ),
    ],
)
def test_points_are_counted(lines: list[str], scale: str, score: tuple[int, int], tmp_path: Path) -> None:
    assert points(tmp_path, *lines)[scale] == score


def test_a_share_is_rounded_down() -> None:
    assert [Score(17, 19).percent, Score(18, 20).percent, Score(0, 7).percent] == [89, 90, 0]


# -- reading ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        pytest.param('call-to-action = { score = "yes", words = "Call a doctor" }', id="words"),
        pytest.param('call-to-action = { score = "yes", words = ["Call a doctor", "Ask for help"] }', id="two-places"),
        pytest.param('call-to-action = { score = "yes", part = "notice" }', id="a-part"),
        pytest.param('call-to-action = { score = "yes", part = ["notice", "lists"] }', id="two-parts"),
        pytest.param('call-to-action = { score = "yes", words = "Call a doctor", part = "notice" }', id="both"),
        pytest.param('no-sums = { score = "n/a", why = "No numbers." }', id="does-not-apply"),
        pytest.param(
            'active-voice = { score = "yes", part = "whole page", why = "Each verb was looked at." }', id="whole-page"
        ),
        pytest.param('call-to-action = { score = "yes", part = "notice", why = "It asks twice." }', id="a-note"),
        pytest.param('known-and-unknown = { score = "no", why = "Only what is known." }', id="no"),
    ],
)
def test_an_answer_that_fits(line: str, tmp_path: Path) -> None:
    assert mistakes(tmp_path, changed(SHEET, f"[cdc]\n{line}\n")) == []


@pytest.mark.parametrize(
    ("lines", "line", "says"),
    [
        pytest.param('[cdc]\ncall-to-action = { score = "yes" }', 12, "needs the 'words'", id="yes-without-words"),
        pytest.param(
            '[cdc]\ncall-to-action = { score = "no" }', 12, "Say in 'why' what is missing", id="no-without-why"
        ),
        pytest.param(
            '[cdc]\ncall-to-action = { score = "no", why = "None.", part = "lists" }',
            12,
            "earns nothing",
            id="no-with-part",
        ),
        pytest.param('[cdc]\ncall-to-action = { score = "", words = "" }', 12, "'words' must be", id="as-printed"),
        pytest.param('[cdc]\ncall-to-action = { score = 1, part = "lists" }', 12, '"yes" or "no"', id="number-for-yes"),
        pytest.param(
            '[cdc]\ncall-to-action = { score = true, part = "lists" }', 12, '"yes" or "no"', id="true-for-yes"
        ),
        pytest.param('[cdc]\ncall-to-action = "yes"', 12, "must be given like", id="no-table"),
        pytest.param('[cdc]\ncall-to-action = { part = "lists" }', 12, "'score' is missing", id="without-a-score"),
        pytest.param(
            '[cdc]\ncall-to-action = { score = "n/a", why = "x" }', 12, "applies to every page", id="core-item"
        ),
        pytest.param('[cdc]\nno-sums = { score = "n/a" }', 24, "has a 'why'", id="does-not-apply-without-why"),
        pytest.param(
            '[cdc]\nno-sums = { score = "n/a", why = "x", part = "lists" }',
            24,
            "no 'words' or 'part'",
            id="does-not-apply-with-part",
        ),
        pytest.param(
            '[cdc]\ncall-to-action = { score = "yes", words = "Call us" }', 12, "at least 3 words", id="two-words"
        ),
        pytest.param('[cdc]\ncall-to-action = { score = "yes", words = [] }', 12, "'words' must be", id="no-words"),
        pytest.param('[cdc]\ncall-to-action = { score = "yes", part = "list" }', 12, "did you mean 'lists'", id="part"),
        pytest.param('[cdc]\ncall-to-action = { score = "yes", part = [] }', 12, "'part' must be one of", id="no-part"),
        pytest.param(
            '[cdc]\ncall-to-action = { score = "yes", part = "whole page" }', 12, "how that was", id="whole-page"
        ),
        pytest.param(
            '[cdc]\ncall-to-action = { score = "yes", part = "lists", note = "x" }', 12, "not a field", id="other-field"
        ),
        pytest.param('[discern]\nrisks = { score = 6, part = "lists" }', 68, "from 1 to 5", id="six"),
        pytest.param('[discern]\nrisks = { score = 0, why = "x" }', 68, "from 1 to 5", id="zero"),
        pytest.param('[discern]\nrisks = { score = 4.5, part = "lists" }', 68, "from 1 to 5", id="a-half"),
        pytest.param('[discern]\nrisks = { score = "yes", part = "lists" }', 68, "from 1 to 5", id="yes-for-number"),
        pytest.param('[discern]\nrisks = { score = true, part = "lists" }', 68, "from 1 to 5", id="true-for-number"),
        pytest.param(
            '[discern]\nrisks = { score = 4, part = "lists" }', 68, "has not the full score", id="4-without-why"
        ),
        pytest.param('[discern]\nrisks = { score = 3, why = "x" }', 68, "needs the 'words'", id="3-without-words"),
        pytest.param('[discern]\nbalanced = { score = "n/a", why = "x" }', 63, "every page", id="reliability-applies"),
        pytest.param(
            '[discern]\naims-achieved = { score = "n/a", why = "x" }', 59, "'clear-aims' is 1", id="aims-that-are-clear"
        ),
        pytest.param(
            '[cdc]\none-main-message = { score = "no", why = "Three." }', 9, "'one-main-message' is no", id="no-message"
        ),
        pytest.param(
            '[cdc]\ncall-to-action = { score = "no", why = "None." }', 13, "'call-to-action' is no", id="no-action"
        ),
        pytest.param(
            '[cdc]\nwhy-it-matters = { score = "n/a", why = "x" }', 20, "apply all or none", id="one-of-a-group"
        ),
        pytest.param(
            '[cdc]\nnature-of-risk = { score = "n/a", why = "x" }',
            25,
            "'risks-and-benefits'",
            id="no-risk-with-benefit",
        ),
        pytest.param(
            '[cdc]\nrisks-and-benefits = { score = "n/a", why = "x" }', 26, "so it applies", id="risk-and-advice"
        ),
        pytest.param(
            '[understandability]\nvisuals-captioned = { score = "yes", part = "picture" }',
            43,
            "all or none",
            id="pictures",
        ),
        pytest.param("read = 2026-11-23", 3, "has not come yet", id="tomorrow"),
        pytest.param('read = "2026-11-22"', 3, "must be a date without quotes", id="day-in-quotes"),
        pytest.param("read = 2026-11-22T10:00:00", 3, "must be a date without quotes", id="with-the-hour"),
        pytest.param('by = ""', 2, "must be one line of text", id="by-nobody"),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(lines: str, line: int, says: str, tmp_path: Path) -> None:
    found = mistakes(tmp_path, changed(SHEET, lines))
    assert any(at == line and says in message for at, message in found), found
    assert all(message.endswith((".", "?", "…")) for _, message in found)


@pytest.mark.parametrize(
    ("take", "put", "line", "says"),
    [
        pytest.param('by = "second reader of this project"\n', "", 1, "'by' is missing", id="no-reader"),
        pytest.param("[cdc]\n", "[cdcc]\n", 1, "'[cdc]' is missing", id="no-table"),
        pytest.param("[cdc]\n", "[cdcc]\n", 7, "Did you mean 'cdc'?", id="table-misspelt"),
        pytest.param('call-to-action = { score = "yes", part = "frame" }\n', "", 7, "'call-to-action'", id="no-item"),
        pytest.param("call-to-action", "call-to-acton", 12, "Did you mean 'call-to-action'?", id="item-misspelt"),
        pytest.param("[discern]\n", "[[discern]]\n", 1, "'discern' must be", id="a-list-of-tables"),
        pytest.param("aim = ", "aim ", 5, "is not valid TOML", id="no-toml"),
    ],
)
def test_a_sheet_that_is_not_whole(take: str, put: str, line: int, says: str, tmp_path: Path) -> None:
    text = changed(SHEET, "").decode()
    assert take in text
    found = mistakes(tmp_path, text.replace(take, put, 1))
    assert any(at == line and says in message for at, message in found), found


def test_a_blank_sheet_asks_every_item_and_is_refused(tmp_path: Path) -> None:
    text = blank("page", TODAY)
    found = mistakes(tmp_path, text)
    lines = text.split("\n")
    assert {lines[at - 1].partition(" ")[0] for at, _ in found} == {
        "by",
        "audience",
        "aim",
        *(key for items in ITEMS.values() for key in items),
    }


def test_a_sheet_may_be_written_with_tables_of_its_own(tmp_path: Path) -> None:
    """As TOML allows; each answer keeps its line."""
    text = changed(SHEET, "").decode()
    old = 'shared-decisions = { score = 5, part = "frame" }\n'
    written(tmp_path, text.replace(old, '[discern.shared-decisions]\nscore = 5\nwords = "Ask a doctor."\n'))
    sheets, wrong = read_sheets(tmp_path, TODAY)
    assert wrong == {}
    answer = sheets["page"].answers["discern"][-1]
    assert (answer.item.key, answer.line, answer.words) == ("shared-decisions", 72, ("Ask a doctor.",))


# -- stale-sheet ------------------------------------------------------------------------------------


def rules(site: Demo, rule: str) -> list[tuple[str, int]]:
    return [(f.path, f.line) for f in site.findings if f.rule == rule]


def quoting(words: str, page: str = "Support helps people who stop opioids [@demo-report#help].") -> dict[str, bytes]:
    """The demo's help page with one paragraph, and its sheet with one quotation, in line 12."""
    fields = FIELDS.replace("Topics: kratom", "Topics: help")
    return {
        SHEET: changed(SHEET, f"[cdc]\ncall-to-action = {{ score = \"yes\", words = '{words}' }}\n"),
        HELP: f"{fields}\n{page}\n\n{NOTICE}\n## Who to call\n\n[HELPLINES]\n".encode(),
    }


@pytest.mark.parametrize(
    ("words", "page"),
    [
        pytest.param("Support helps people who stop opioids.", "", id="a-sentence"),
        pytest.param("helps people who", "", id="a-part-of-it"),
        pytest.param("Support helps people who stop opioids [@demo-report#help].", "", id="copied-with-its-mark"),
        pytest.param("A page for the tests.", "", id="the-summary"),
        pytest.param("Who to call", "", id="a-heading"),
        pytest.param("Anyone in danger now.", "", id="a-helpline"),
        pytest.param("Ask “them” for help", 'Ask "them" for help.', id="round-quotation-marks"),
        pytest.param("Ask them for help", "Ask *them* for **help**.", id="stressed-words"),
        pytest.param("Ask them for help", "Ask\nthem for help.", id="over-two-lines"),
        pytest.param("Get help now", "- [Get help now](get-help.md)", id="a-link"),
    ],
)
def test_words_that_still_stand(words: str, page: str, tmp_path: Path) -> None:
    files = quoting(words, page) if page else quoting(words)
    assert rules(Demo(tmp_path, files), "stale-sheet") == []


@pytest.mark.parametrize(
    ("words", "page"),
    [
        pytest.param("Support helps all people who stop opioids.", "", id="a-word-too-many"),
        pytest.param("support helps people who", "", id="another-letter"),
        pytest.param("stop opioids. Talk with", "", id="over-two-paragraphs"),
        pytest.param("Support helps people", "Care helps people [@demo-report#help].", id="a-word-changed"),
        pytest.param("get help md", "[Ask somebody](get-help.md)", id="in-an-address"),
        pytest.param("Topics: help and", "", id="a-field-nobody-reads"),
        pytest.param("Ask them now", "- Ask them\n- now", id="over-two-items"),
        pytest.param("demo report help", "", id="in-a-citation-mark"),
    ],
)
def test_words_that_are_gone(words: str, page: str, tmp_path: Path) -> None:
    files = quoting(words, page) if page else quoting(words)
    assert (SHEET, 12) in rules(Demo(tmp_path, files), "stale-sheet")


@pytest.mark.parametrize(
    ("part", "body", "stands"),
    [
        pytest.param("table", "| A | B |\n|---|---|\n| x | y |", True, id="a-table"),
        pytest.param("table", "A paragraph.", False, id="no-table"),
        pytest.param("picture", "[PICTURE: demo-days]", True, id="a-picture"),
        pytest.param("picture", "![A hand](../images/hand.png)", False, id="a-photograph-has-no-title"),
        pytest.param("verdict", "[VERDICT: false]", True, id="a-verdict"),
        pytest.param("verdict", "Not true", False, id="its-words-alone"),
        pytest.param("helplines", "A paragraph.", True, id="the-helplines"),
        pytest.param("lists", "- one\n- two", True, id="a-list"),
        pytest.param("lists", "One, two.", False, id="no-list"),
        pytest.param("sources", "Support helps [@demo-report#help].", True, id="cited"),
        pytest.param("sources", "Ask somebody.", False, id="cites-nothing"),
        pytest.param("links", "[Get help](get-help.md)", True, id="a-link"),
        pytest.param("links", "Get help.", False, id="no-link"),
        pytest.param("headings", "Ask.", True, id="a-heading"),
        pytest.param("notice", "Ask.", True, id="the-notice"),
        pytest.param("dates", "Ask.", True, id="the-dates"),
    ],
)
def test_a_part_that_a_page_has_or_not(part: str, body: str, stands: bool, tmp_path: Path) -> None:  # noqa: FBT001
    files = quoting("Who to call", body)
    files[SHEET] = changed(SHEET, f'[cdc]\ncall-to-action = {{ score = "yes", part = "{part}" }}\n')
    assert rules(Demo(tmp_path, files), "stale-sheet") == ([] if stands else [(SHEET, 12)])


@pytest.mark.parametrize(
    ("checked", "read", "stale"),
    [
        pytest.param("2026-11-21", "2026-11-21", False, id="the-same-day"),
        pytest.param("2026-11-20", "2026-11-22", False, id="scored-after-the-check"),
        pytest.param("2026-11-22", "2026-11-21", True, id="checked-the-day-after"),
        pytest.param("2026-11-22", "2025-11-22", True, id="checked-a-year-after"),
    ],
)
def test_a_page_checked_after_its_sheet(checked: str, read: str, stale: bool, tmp_path: Path) -> None:  # noqa: FBT001
    files = quoting("Who to call")
    files[HELP] = files[HELP].replace(b"Checked: 2026-11-22", f"Checked: {checked}".encode())
    files[SHEET] = changed(SHEET, f"read = {read}")
    assert rules(Demo(tmp_path, files), "stale-sheet") == ([(SHEET, 3)] if stale else [])


def test_a_sheet_of_no_page_and_one_of_a_translation(tmp_path: Path) -> None:
    notice = "Hable con un médico antes de dejar o mezclar un medicamento."
    spanish = f"{FIELDS}Lang: es\n\nHay ayuda [@demo-report#help].\n\n{NOTICE}".encode()
    text = changed(SHEET, "")
    site = Demo(
        tmp_path,
        {
            "content/notices/es/general.md": notice.encode(),
            "content/pages/es/get-help.md": spanish,
            "content/sheets/es/get-help.toml": text,
            "content/sheets/gone.toml": text,
            "content/sheets/es/gone.toml": text,
        },
    )
    assert rules(site, "stale-sheet") == [("content/sheets/es/gone.toml", 1), ("content/sheets/gone.toml", 1)]


# -- low-score and missing-sheet --------------------------------------------------------------------


def no(*keys: str) -> str:
    return "".join(f'{key} = {{ score = "no", why = "It is not there." }}\n' for key in keys)


def given(score: int, *keys: str) -> str:
    part = 'part = "frame", ' if score > 1 else ""
    return "".join(f'{key} = {{ score = {score}, {part}why = "Hardly there." }}\n' for key in keys)


#: 16 items of CDC apply in the demo's sheet, 12 of PEMAT understandability, 5 of actionability, 15 of DISCERN.
@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("", id="all-points"),
        pytest.param(f"[cdc]\n{no('known-and-unknown')}", id="15-of-16"),
        pytest.param(f"[understandability]\n{no('summary')}", id="11-of-12"),
        pytest.param(f"[discern]\n{given(3, *ITEMS['discern'][:5])}", id="65-of-75"),
        pytest.param(f"[discern]\n{given(1, 'risks', 'benefits')}", id="two-of-one-point"),
        pytest.param(f"[discern]\n{given(4, *ITEMS['discern'][:10])}", id="ten-of-four-points"),
        pytest.param('[discern]\nrisks = { score = "n/a", why = "It is about labour." }', id="one-left-out"),
        pytest.param('[actionability]\ncharts-explained = { score = "yes", part = "frame" }', id="one-more-applies"),
    ],
)
def test_scores_that_reach_their_goals(lines: str, tmp_path: Path) -> None:
    assert Demo(tmp_path, {SHEET: changed(SHEET, lines)}, sheets=True).findings == []


@pytest.mark.parametrize(
    ("lines", "line", "says"),
    [
        pytest.param(f"[cdc]\n{no('known-and-unknown', 'bulleted-lists')}", 7, "87 in 100 (14 of 16)", id="14-of-16"),
        pytest.param(f"[cdc]\n{no(*ITEMS['cdc'][:6])}", 7, "62 in 100", id="no-main-message"),
        pytest.param(f"[understandability]\n{no('summary', 'active-voice')}", 29, "83 in 100", id="10-of-12"),
        pytest.param(f"[actionability]\n{no('tangible-tool')}", 48, "80 in 100 (4 of 5)", id="4-of-5"),
        pytest.param(
            f"[actionability]\n{no('tangible-tool')}", 48, "tangible-tool (line 52)", id="where-points-are-lost"
        ),
        pytest.param(f"[discern]\n{given(3, *ITEMS['discern'][:5])}{given(4, 'risks')}", 57, "64 of 75", id="64-of-75"),
        pytest.param(f"[discern]\n{given(1, *ITEMS['discern'])}", 57, "15 of 75", id="the-least"),
        pytest.param(
            f'[discern]\nrisks = {{ score = "n/a", why = "x" }}\n{given(1, "benefits", "balanced", "relevant")}',
            57,
            "58 of 70",
            id="less-of-fewer",
        ),
    ],
)
def test_scores_below_their_goals(lines: str, line: int, says: str, tmp_path: Path) -> None:
    site = Demo(tmp_path, {SHEET: changed(SHEET, lines)}, sheets=True)
    assert [(f.rule, f.path, f.line) for f in site.findings] == [("low-score", SHEET, line)]
    assert says in site.findings[0].message


def test_a_low_score_stops_nothing_until_sheets_are_asked_for(tmp_path: Path) -> None:
    assert (
        Demo(tmp_path, {SHEET: changed(SHEET, f"[discern]\n{given(1, 'risks', 'benefits', 'relevant')}")}).findings
        == []
    )


def other(fields: str = "", path: str = OTHER) -> dict[str, bytes]:
    return {path: f"{FIELDS}{fields}\nKratom can hurt the liver [@demo-report#liver].\n\n{NOTICE}".encode()}


SPANISH = {
    "content/notices/es/general.md": "Hable con un médico antes de dejar o mezclar un medicamento.".encode(),
    **other("Lang: es\n", "content/pages/es/other.md"),
}
RIGHT = changed(SHEET, "")
LACKING: list[tuple[dict[str, bytes], list[str]]] = [
    (other(), [OTHER]),
    (other("Status: published\n"), [OTHER]),
    (other("Status: hidden\n"), [OTHER]),
    ({**other(), "content/sheets/others.toml": RIGHT}, [OTHER]),
    ({**other(), "content/sheets/es/other.toml": RIGHT}, [OTHER]),
    (
        {**other(path="content/pages/more/other.md"), "content/sheets/other.toml": RIGHT},
        ["content/pages/more/other.md"],
    ),
    ({**SPANISH, **other(), "content/sheets/other.toml": RIGHT}, ["content/pages/es/other.md"]),
    ({**other(), **other(path="content/pages/third.md")}, [OTHER, "content/pages/third.md"]),
]
HAVING: list[dict[str, bytes]] = [
    {},
    {**other(), "content/sheets/other.toml": RIGHT},
    other("Status: draft\n"),
    {**other("Status: draft\n"), "content/sheets/other.toml": RIGHT},
    {**other("Status: hidden\n"), "content/sheets/other.toml": RIGHT},
    {**other(path="content/pages/more/other.md"), "content/sheets/more/other.toml": RIGHT},
    {**SPANISH, "content/sheets/es/other.toml": RIGHT},
    # What is wrong with its sheet is said once.
    {**other(), "content/sheets/other.toml": b'by = "second reader"\n'},
]


@pytest.mark.parametrize(("files", "lacking"), LACKING)
def test_pages_without_a_sheet(files: dict[str, bytes], lacking: list[str], tmp_path: Path) -> None:
    assert rules(Demo(tmp_path, files, sheets=True), "missing-sheet") == [(path, 1) for path in lacking]


@pytest.mark.parametrize("files", HAVING)
def test_pages_that_need_no_other_sheet(files: dict[str, bytes], tmp_path: Path) -> None:
    assert rules(Demo(tmp_path, files, sheets=True), "missing-sheet") == []


@pytest.mark.parametrize(("files", "lacking"), LACKING)
def test_no_sheet_is_needed_until_sheets_are_asked_for(
    files: dict[str, bytes], lacking: list[str], tmp_path: Path
) -> None:
    assert lacking
    assert rules(Demo(tmp_path, files), "missing-sheet") == []


# -- what is shown, and the command -----------------------------------------------------------------


def test_the_table_of_scores_tells_of_all_published_pages(site: Place) -> None:
    text = changed(SHEET, f"[discern]\n{given(3, 'risks')}").decode()
    (site.root / "content/sheets").mkdir()
    site.write("content/sheets/kratom.toml", text)
    site.write("content/pages/start-here.md", f"{(site.pages / 'start-here.md').read_text('utf-8')}\n[SHEETS]\n")
    run = site.plainhealth("build")
    assert run.status == 0, run.said
    html = (site.output / "start-here.html").read_text("utf-8")
    table = html.partition('<div class="sheets">')[2]
    rows = [row.split("</tr>")[0] for row in table.split("<tr>")[2:]]
    assert [row.partition("</a>")[0].rpartition(">")[2] for row in rows] == ["Get help now", "Kratom", "Start here"]
    assert '<a href="./kratom.html">' in rows[1]
    cells = [re.findall(r'<td data-label="[^"]+">([^<]*)</td>', row) for row in rows]  # on a phone each says its column
    assert cells[1][:4] == ["Yes: 100", "Yes: 100", "Yes: 100", "Yes: 97"]
    assert "<p>1 of 3 pages reaches the goals of all lists." in table
    assert cells[1][-1] == "22 November 2026"
    assert cells[0][:4] == 4 * ["Not read yet"]
    assert cells[0][-1] == "Not yet"
    assert site.plainhealth("verify").status == 0


@pytest.mark.parametrize(
    ("page", "status", "says"),
    [
        pytest.param("kratom", 0, "[cdc]\n# Is there one main message?", id="a-page"),
        pytest.param("kratm", 2, "Did you mean kratom?", id="misspelt"),
        pytest.param("zzz", 2, "Give its file's name", id="no-page"),
        pytest.param("../pages/kratom", 2, "There is no page", id="a-way-round"),
    ],
)
def test_the_command_prints_a_blank_sheet(page: str, status: int, says: str, site: Place) -> None:
    run = site.plainhealth("sheet", page)
    assert run.status == status
    assert says in run.said


@pytest.mark.parametrize("scale", SCALES.values(), ids=lambda scale: scale.key)
def test_the_guide_tells_each_goal(scale: object) -> None:
    guide = (REPOSITORY / "content/sheets/README.md").read_text("utf-8")
    rows = {line.split("`")[1]: line for line in guide.split("\n") if line.startswith("| `[")}
    goal, of = getattr(scale, "goal", (0, 0))
    assert rows[f"[{getattr(scale, 'key', '')}]"].rstrip(" |").endswith((f"{goal} of {of}", f"{goal} in {of}"))


def test_the_guides_example_fits(tmp_path: Path) -> None:
    guide = (REPOSITORY / "content/sheets/README.md").read_text("utf-8")
    example = guide.partition("```toml\n")[2].partition("```")[0]
    lines = "\n".join(line.partition(" #")[0] for line in example.split("\n"))
    text = changed(SHEET, lines).decode()
    assert mistakes(tmp_path, text) == []
    assert dt.date(2026, 11, 22) == read_sheets(tmp_path, TODAY)[0]["page"].read


def test_all_our_pages_reach_their_goals(tmp_path: Path) -> None:
    """Hosts need not ask for sheets: they may write pages of their own. Ours are held to it here."""
    for name in ("content", "plugins", "theme"):
        (tmp_path / name).symlink_to(REPOSITORY / name, target_is_directory=True)
    settings = (REPOSITORY / "pelicanconf.py").read_text("utf-8")
    site = Place(tmp_path)
    site.write("pelicanconf.py", f'{settings}\nPLAINHEALTH["sheets"] = True\n')
    run = site.plainhealth("check")
    assert run.status == 0, run.said
    pages = len(list(site.pages.glob("*.md")))
    assert f"{pages} of {pages} pages scored; {pages} of these reach all goals." in site.plainhealth("status").out
