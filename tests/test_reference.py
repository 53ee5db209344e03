"""What the gate passes, a second and simpler reader passes too: on real pages, and on pages nobody thought of."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demo import FIELDS, HOST, ROOT
from mutants.harness import CONTENT, Gate
from mutants.of_pages import OPERATORS
from mutants.operators import Original, spread
from plainhealth.notices import read_notices
from reference import objections

DEMO = ROOT / "tests/examples/content"
#: The same examples in every run; a longer run looks for new ones.
LONGER = int(os.environ.get("PLAINHEALTH_EXAMPLES", "0"))
RUN = settings(
    max_examples=LONGER or 250,
    derandomize=not LONGER,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _says(content: Path) -> dict[str, str]:
    tables = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in (content / "sources").glob("*.toml")}
    return {f"{name}#{f}": t["says"] for name, table in tables.items() for f, t in table.get("findings", {}).items()}


def _wrong(html: str, content: Path, names: tuple[str, ...]) -> list[str]:
    approved = [notice.text for notice in read_notices(content / "notices")[0].values()]
    return objections(f"<main>{html}</main>", approved=approved, says=_says(content), names=names)


#: "Call 988" is no number that needs a finding; helplines have their own rules.
_HELPLINES = tomllib.loads((CONTENT / "helplines.toml").read_text("utf-8"))["helpline"]
PHONES = tuple(
    f"{call} {line['phone']}" for line in _HELPLINES if "phone" in line for call in ("call", "text", "call or text")
)
NAMES = ("7-OH", "7-hydroxymitragynine", *PHONES)


@pytest.fixture(scope="module", name="real")
def _real() -> Iterator[Gate]:
    with Gate() as gate:
        yield gate


@pytest.fixture(scope="module", name="small")
def _small() -> Iterator[Gate]:
    host: dict[str, Any] = dict(HOST)
    with Gate(DEMO, {}, **host) as gate:
        yield gate


@pytest.mark.parametrize("name", sorted(path.name for path in (CONTENT / "pages").glob("*.md")))
def test_every_real_page_passes_both(name: str, real: Gate) -> None:
    path = f"pages/{name}"
    assert real.judge({path: real.pages[path].encode()}) == []
    assert _wrong(real.html, CONTENT, NAMES) == []


@pytest.mark.parametrize(
    "operator",
    ["uncited number", "number changed", "notice dropped", "notice in code", "hidden entity in a word"],
)
def test_the_reference_can_object(operator: str, real: Gate) -> None:
    """A checker that never objects would agree with anything."""
    objected = 0
    for name, text in list(real.pages.items())[:3]:
        for mutant in spread(OPERATORS[operator].mutants(Original(name, text)), 2):
            real.judge(mutant, ())
            objected += bool(_wrong(real.html, CONTENT, NAMES))
    assert objected


_SENTENCE = st.sampled_from(
    [
        *(
            "Kratom can hurt the liver",
            "Rest a while",
            "Call your doctor today",
            "Medicines help people who stop opioids",
        ),
        *("About 41% of people did", "One in four of them did", "It was 1 in 4 of 2,061 people", "It took 12 hours"),
        *("7-OH is strong", "In 3 of 10 people it hurts", "There were 1,807 reports", "It hurts twice as many"),
        *("Is it safe?", "See the list below:", "Ask 2 friends", "Call 911 now", "It costs ½ as much", "x² and ③"),
        *("Der Körper", "Kratom\u200bheilt", "\u202eabc", "a&#8203;b", "&lt;script&gt;", "<b>7</b>", "٣ people"),
    ]
)
_MARK = st.sampled_from(
    [
        *(" [@demo-report#liver]", " [@demo-report#help]", " [@demo-survey#days]", " [@demo-survey#quarter]"),
        *(" [@demo-survey#days; @demo-survey#quarter]", " [@demo-survey]", " [@demo-report#none]", " [@Demo#x]"),
        *(" `[@demo-survey#days]`", " \\[@demo-survey#days]", " <!-- [@demo-survey#days] -->", "", ""),
    ]
)
_LIST = st.sampled_from(
    ["", "", "", '\n{: .no-claim why="says what we think" }', "\n{: .no-claim }", '\n{: style="display:none" }',
     '\n{: hidden="x" }', '\n{: data-cite="demo-report#liver" }', '\n{: lang="es" }', "\n{: #main }"]
)  # fmt: skip
_TEXT = st.lists(st.tuples(_SENTENCE, _MARK), min_size=1, max_size=3).map(
    lambda parts: " ".join(f"{words}{mark}." if words[-1] not in ":?" else f"{words}{mark}" for words, mark in parts)
)
_ITEMS = st.lists(st.tuples(st.sampled_from(["- ", "1. ", "    - ", "- [ ] "]), _TEXT), min_size=1, max_size=4).map(
    lambda items: "\n".join(start + text for start, text in items)
)
_JUNK = st.text("[]()#@!*_`<>&;:{}|\\-=~^ \t\n7aé\u200d\u0301½", max_size=30)
_BLOCK = st.one_of(
    st.tuples(_TEXT, _LIST).map("".join),
    _ITEMS,
    st.tuples(_TEXT, _ITEMS).map(lambda pair: f"{pair[0].rstrip('.')}:\n\n{pair[1]}"),
    _TEXT.map(lambda text: f"> {text}"),
    _TEXT.map(lambda text: f"    {text}"),
    _TEXT.map(lambda text: f"Word\n:   {text}"),
    st.tuples(_TEXT, _TEXT).map(lambda pair: f"| A | B |\n|---|---|\n| {pair[0]} | {pair[1]} |"),
    _TEXT.map(lambda text: f"## {text}"),
    st.sampled_from(["[SEE-A-PROFESSIONAL]", "[SEE-A-PROFESSIONAL: pregnancy]", "[HELPLINES]", "[VERDICT: true]"]),
    _TEXT.map(lambda text: f"*{text}*"),
    _JUNK,
)
_NOTICE = st.sampled_from(
    ["[SEE-A-PROFESSIONAL]"] * 6 + ["", "`[SEE-A-PROFESSIONAL]`", "- [SEE-A-PROFESSIONAL]", "> [SEE-A-PROFESSIONAL]"]
)
_PAGE = st.tuples(_NOTICE, st.lists(_BLOCK, max_size=3)).map(
    lambda page: f"{FIELDS}\nKratom can hurt the liver [@demo-report#liver].\n\n{page[0]}\n\n" + "\n\n".join(page[1])
)


def test_what_the_gate_passes_the_reference_passes(small: Gate) -> None:
    passed = 0

    @RUN
    @given(page=_PAGE)
    def compare(page: str) -> None:
        nonlocal passed
        if not small.judge({"pages/example.md": page.encode()}):
            passed += 1
            assert _wrong(small.html, DEMO, ("7-OH",)) == [], page

    compare()
    assert passed >= 10, "the pages that are made up are nearly all stopped: the comparison says nothing"
