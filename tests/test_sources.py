"""Source files: what is read, what is refused and where, and how a reference looks on the page."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from demo import ROOT
from plainhealth import toml
from plainhealth.sources import CERTAINTY, TIERS, Source, read_sources
from plainhealth.sources.format import references

HEAD = """\
type = "report"
title = "A report"
publisher = "Demo Office"
tier = "agency"
checked = 2026-11-20
"""


def read(folder: Path, text: str, name: str = "demo-x.toml") -> tuple[dict[str, Source], list[toml.Mistake]]:
    (folder / name).write_text(text, "utf-8")
    sources, wrong = read_sources(folder)
    return sources, [mistake for mistakes in wrong.values() for mistake in mistakes]


def source(folder: Path, text: str) -> Source:
    sources, mistakes = read(folder, text)
    assert mistakes == []
    return sources["demo-x"]


def test_everything_is_read(tmp_path: Path) -> None:
    (tmp_path / "demo-y.toml").write_text(HEAD, "utf-8")
    found = source(
        tmp_path,
        HEAD + 'issued = "2024-05"\nauthors-complete = true\ncaution = "Small."\n\n[findings.sleep]\nsays = "Better."\n'
        'where = "Page 3"\ncertainty = "low"\nalso = ["demo-y"]\nchecked = 2026-11-21\nexpires = 2026-12-01\n',
    )
    assert (found.id, found.path, found.tier) == ("demo-x", "demo-x.toml", "agency")
    assert found.kind == TIERS["agency"]
    assert found.csl["issued"] == {"date-parts": [[2024, 5]]}
    assert found.caution == "Small."
    sleep = found.findings["sleep"]
    assert (sleep.says, sleep.where, sleep.also) == ("Better.", "Page 3", ("demo-y",))
    assert (sleep.checked, sleep.expires) == (dt.date(2026, 11, 21), dt.date(2026, 12, 1))
    assert sleep.strength == CERTAINTY["low"]


def test_a_finding_was_checked_with_its_source(tmp_path: Path) -> None:
    found = source(tmp_path, HEAD + '[findings.sleep]\nsays = "Better."\ncertainty = "low"\n')
    assert found.findings["sleep"].checked == found.checked == dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("", 1, "'type' is missing", id="empty"),
        pytest.param(
            HEAD.replace("title", "titel"), 2, "'titel' is not a field here. Did you mean 'title'?", id="typo"
        ),
        pytest.param(HEAD.replace('"A report"', "A report"), 2, "is not valid TOML", id="quotes-forgotten"),
        pytest.param(HEAD.replace('"A report"', "7"), 2, "'title' must be one line of text in quotes", id="a-number"),
        pytest.param(HEAD.replace('"A report"', '""'), 2, "'title' must be one line of text", id="empty-title"),
        pytest.param(HEAD.replace('"A report"', '"A\\nreport"'), 2, "'title' must be one line", id="two-lines"),
        pytest.param(
            HEAD.replace('"A report"', '"A\\u200breport"'), 2, "'title' must be one line", id="invisible-letter"
        ),
        pytest.param(HEAD + 'title = "Again"\n', 6, "is not valid TOML", id="a-field-twice"),
        pytest.param(HEAD.replace('"report"', '"reprot"'), 1, "did you mean 'report'?", id="unknown-type"),
        pytest.param(HEAD.replace('"agency"', '"expert"'), 4, "'tier' must be one of", id="unknown-kind-of-evidence"),
        pytest.param(HEAD.replace("2026-11-20", '"2026-11-20"'), 5, "a date without quotes", id="date-in-quotes"),
        pytest.param(HEAD.replace("2026-11-20", "2026-02-30"), 5, "is not valid TOML", id="no-such-day"),
        pytest.param(HEAD.replace("2026-11-20", "2026-11-20T10:00:00"), 5, "a date without quotes", id="with-a-time"),
        pytest.param(HEAD + 'issued = "20.5.2024"\n', 6, "a year, a month or a day", id="issued-in-other-order"),
        pytest.param(HEAD + 'issued = "2024-13"\n', 6, "not a date that exists", id="month-13"),
        pytest.param(HEAD.replace("publisher", "# publisher"), 1, "Say whose work it is", id="nobody's-work"),
        pytest.param(HEAD + 'author = "A. Demo"\n', 6, "must be a list like", id="author-as-text"),
        pytest.param(HEAD + "author = []\n", 6, "must be a list like", id="no-authors"),
        pytest.param(HEAD + 'author = [{ family = "A", literal = "B" }]\n', 6, "must be a list like", id="two-names"),
        pytest.param(HEAD + 'author = [{ given = "A" }]\n', 6, "must be a list like", id="no-family-name"),
        pytest.param(HEAD + 'URL = "http://example.org"\n', 6, "beginning with https://", id="http"),
        pytest.param(HEAD + 'URL = "javascript:alert(1)"\n', 6, "beginning with https://", id="script-as-address"),
        pytest.param(HEAD + 'URL = "https://example.org/ x"\n', 6, "beginning with https://", id="space-in-address"),
        pytest.param(HEAD + 'DOI = "https://doi.org/10.1/x"\n', 6, "no https://", id="doi-as-address"),
        pytest.param(HEAD + "PMID = 28446428\n", 6, "in quotes", id="pmid-as-number"),
        pytest.param(HEAD + 'PMID = "PMC123"\n', 6, "in quotes", id="pmc-is-no-pmid"),
        pytest.param(HEAD + 'page = "<b>12</b> & 13"\n', 6, "must be page numbers", id="markup-as-page"),
        pytest.param(HEAD + 'findings = "many"\n', 6, "must be tables like", id="findings-as-text"),
        pytest.param(HEAD + '[findings.a]\nsays = "B."\n', 6, "[findings.a] 'certainty' is missing", id="how-sure"),
        pytest.param(HEAD + '[findings.a]\nsays = "B."\ncertainty = "sure"\n', 8, "'certainty' must be", id="too-sure"),
        pytest.param(HEAD + '[findings.A_b]\nsays = "B."\ncertainty = "low"\n', 6, "small letters", id="finding-name"),
        pytest.param(HEAD + '[findings]\na = "B."\n', 7, "must be a table", id="finding-as-text"),
        pytest.param(
            HEAD + '[findings.a]\nsays = "B."\ncertainty = "low"\nalso = ["nowhere"]\n', 9, "no nowhere.toml", id="also"
        ),
    ],
)
def test_mistake_has_its_line(text: str, line: int, words: str, tmp_path: Path) -> None:
    sources, mistakes = read(tmp_path, text)
    assert any(m.line == line and words in m.message for m in mistakes), mistakes
    assert "demo-x" not in sources or "no nowhere.toml" in words
    assert all(m.message.endswith((".", "…", "?")) for m in mistakes)


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        pytest.param(b'type = "report"\ntitle = "caf\xe9"\n', 2, id="latin-1"),
        pytest.param("title = 1".encode("utf-16"), 1, id="utf-16"),
        pytest.param(b"a = " + b"[" * 5_000, 1, id="nested-without-end"),
        pytest.param(b'title = "nul\0"\n', 1, id="nul"),
    ],
)
def test_unreadable_file_is_a_mistake(raw: bytes, line: int, tmp_path: Path) -> None:
    (tmp_path / "demo-x.toml").write_bytes(raw)
    sources, wrong = read_sources(tmp_path)
    assert sources == {}
    assert [m.line for m in wrong[tmp_path / "demo-x.toml"]] == [line]


@pytest.mark.parametrize(
    "name", ["Demo.toml", "demo x.toml", "demo_x.toml", "-demo.toml", "demo-.toml", "démo.toml", "a--b.toml"]
)
def test_name_that_cannot_be_cited(name: str, tmp_path: Path) -> None:
    sources, mistakes = read(tmp_path, HEAD, name)
    assert sources == {}
    assert ["cannot be cited" in m.message for m in mistakes] == [True]


@pytest.mark.parametrize(
    ("fields", "reference"),
    [
        pytest.param("", "A report. Demo Office (no date given).", id="the-least"),
        pytest.param('issued = "2024-05-06"', "A report. Demo Office, 2024.", id="only-the-year"),
        pytest.param('author = [{ literal = "Demo Office" }]', "Demo Office. A report (no date given).", id="an-office-is-named-once"),
        pytest.param(
            'author = [{ family = "O\'Demo", given = "Ann Marie" }]', "O'Demo AM. A report. Demo Office (no date given).", id="initials"
        ),
        pytest.param(
            'author = [{ family = "A", given = "B." }, { family = "C", given = "D." }, { family = "E", given = "F." }]',
            "A B, C D, E F. A report. Demo Office (no date given).",
            id="three-authors",
        ),
        pytest.param(
            'author = [{ family = "A" }, { family = "B" }, { family = "C" }, { family = "D" }]',
            "A and others. A report. Demo Office (no date given).",
            id="four-authors",
        ),
        pytest.param(
            'author = [{ family = "A" }]\nauthors-complete = false', "A, and others. A report. Demo Office (no date given).", id="more"
        ),
        pytest.param(
            'container-title = "Journal"\nvolume = "1"\nissue = "2"\npage = "3-4"\nissued = "1999"',
            "A report. <i>Journal</i>, 1999, 1(2):3–4.",
            id="journal",
        ),
    ],
)
def test_reference(fields: str, reference: str, tmp_path: Path) -> None:
    assert references([source(tmp_path, f"{HEAD}{fields}\n")]) == {"demo-x": reference}


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        pytest.param("Is it true?", "Is it true? Demo Office (no date given).", id="question"),
        pytest.param("Stop!", "Stop! Demo Office (no date given).", id="call"),
        pytest.param("A title.", "A title. Demo Office (no date given).", id="stop"),
        pytest.param("And then...", "And then... Demo Office (no date given).", id="three-dots"),
        pytest.param("And then…", "And then… Demo Office (no date given).", id="ellipsis"),
        pytest.param("U.S. law", "U.S. law. Demo Office (no date given).", id="stops-inside"),
        pytest.param("γ-Hydroxy: 中文 é", "γ-Hydroxy: 中文 é. Demo Office (no date given).", id="other-scripts"),
        pytest.param("Kratom *now* {x} $y$", "Kratom *now* {x} $y$. Demo Office (no date given).", id="marks-of-other-languages"),
    ],
)
def test_title_as_printed(title: str, printed: str, tmp_path: Path) -> None:
    found = references([source(tmp_path, HEAD.replace("A report", title))])["demo-x"]
    assert LexborHTMLParser(found).text() == printed


@pytest.mark.parametrize(
    "evil",
    [
        pytest.param("<script>alert(1)</script>", id="script"),
        pytest.param("<img src=x onerror=alert(1)>", id="image"),
        pytest.param("a & b &lt; c", id="entities"),
        pytest.param("</li></ol><h1>x", id="end-of-the-list"),
        pytest.param("<!-- x", id="comment"),
        pytest.param("<i>Mitragyna</i>", id="markup-of-registries"),
        pytest.param('\\" onclick=\\"x', id="quotes"),
    ],
)
@pytest.mark.parametrize("field", ["title", "container-title", "publisher", "volume", "issue", "literal"])
def test_html_in_a_field_is_text(field: str, evil: str, tmp_path: Path) -> None:
    given = {"type": '"report"', "title": '"A"', "publisher": '"B"', "tier": '"agency"', "checked": "2026-11-20"}
    given |= {"author": f'[{{ literal = "{evil}" }}]'} if field == "literal" else {field: f'"{evil}"'}
    text = "".join(f"{key} = {value}\n" for key, value in given.items())
    printed = references([source(tmp_path, text)])["demo-x"]
    tree = LexborHTMLParser(f"<div>{printed}</div>")
    tags = {node.tag for node in (tree.body or tree.root).traverse(include_text=False)}  # type: ignore[union-attr]
    assert tags <= {"body", "div", "i"}
    assert all(not node.attributes for node in tree.css("i"))
    assert tomllib.loads(f'x = "{evil}"')["x"] in tree.text()


def test_many_references_keep_their_names() -> None:
    sources, _ = read_sources(ROOT / "tests/examples/content/sources")
    assert references(reversed(sources.values())) == {
        "demo-report": "Demo Office. A report for the tests. 2024.",
        "demo-survey": "Demo D, Example E. A survey for the tests. <i>Journal of Tests</i>, 2023.",
    }
    assert references([]) == {}


@pytest.mark.parametrize(
    ("fields", "labels"),
    [
        pytest.param("", [], id="none"),
        pytest.param('DOI = "10.1234/x"', [("doi.org/10.1234/x", "https://doi.org/10.1234/x")], id="doi"),
        pytest.param(
            'URL = "https://example.org/x"\nPMID = "12"\nDOI = "10.1234/x"',
            [
                ("doi.org/10.1234/x", "https://doi.org/10.1234/x"),
                ("PubMed 12", "https://pubmed.ncbi.nlm.nih.gov/12/"),
                ("Official page", "https://example.org/x"),
            ],
            id="most-lasting-first",
        ),
        pytest.param(
            'URL = "https://doi.org/10.1234/x/"\nDOI = "10.1234/x"',
            [("doi.org/10.1234/x", "https://doi.org/10.1234/x")],
            id="the-same-address-once",
        ),
    ],
)
def test_links(fields: str, labels: list[tuple[str, str]], tmp_path: Path) -> None:
    assert source(tmp_path, f"{HEAD}{fields}\n").links == labels


@pytest.mark.parametrize(
    ("fields", "short"),
    [
        pytest.param("", "Demo Office, no date", id="publisher"),
        pytest.param('author = [{ family = "A", given = "B." }]\nissued = "2020-01"', "A, 2020", id="one"),
        pytest.param('author = [{ literal = "A" }, { literal = "B" }]', "A and others, no date", id="two"),
    ],
)
def test_short_name(fields: str, short: str, tmp_path: Path) -> None:
    assert source(tmp_path, f"{HEAD}{fields}\n").short == short


def test_every_kind_of_evidence_is_said_in_words() -> None:
    assert all(tier.name and tier.shows.endswith(".") for tier in TIERS.values())
    assert all(words.endswith(".") for words in CERTAINTY.values())
