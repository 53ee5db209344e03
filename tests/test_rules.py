"""Every rule against its own page, and against what a tired editor or somebody with bad intent would write."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest

import test_rules_care
import test_rules_phrases
import test_rules_words
from demo import CITED, FIELDS, PAGE, ROOT, Demo, demo, said, whole
from documents import Example, examples, headings
from plainhealth import rules
from plainhealth.facts import Facts
from plainhealth.phrases.printed import Text
from plainhealth.rules import RULES
from plainhealth.settings import Settings
from plainhealth.site import Site

FOLDER = ROOT / "plugins/plainhealth/rules"
PAGES = sorted(FOLDER.glob("*.md"))
EXAMPLES = [example for page in PAGES for example in examples(page)]


def run(folder: Path, example: Example) -> list[tuple[str, str]]:
    """What the gate says of an example: (``LINE: rule``, message)."""
    files = dict(example.files)
    if example.body is not None:
        files[PAGE] = whole(example.body)[0].encode("utf-8")
    site = Demo(folder, files, example.log, **example.host)
    return list(zip(said(site, example.body), (f.message for f in site.findings), strict=True))


def name_of(page: Path) -> str:
    return page.stem.replace("_", "-")


def named(example: Example) -> str:
    """The name of its test, by the rule's own name, so that ``-k my-rule`` picks all that is about it."""
    return f"{name_of(example.document)}-{example.line}"


@pytest.mark.parametrize("rule", sorted({*RULES, *map(name_of, PAGES)}))
def test_each_rule_has_its_page_and_each_page_its_rule(rule: str) -> None:
    file = f"rules/{rule.replace('-', '_')}"
    assert rule in RULES, f"{file}.md is the page of no rule. Add {file}.py, or delete the page."
    assert rule in map(name_of, PAGES), f"A rule is two files. Add {file}.md, as another rule has it."


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_page_has_its_parts(page: Path) -> None:
    parts = [f"# {name_of(page)}", "## Why", "## Stops the build", "## Passes"]
    assert headings(page) == parts, f"{page.name} must have these headings and no other: {parts}"
    under = {example.heading for example in examples(page)}
    lacks = {"Stops the build", "Passes"} - under
    assert not lacks, f"{page.name}: put an example under {sorted(lacks)}, as another rule's page has it"
    assert under == {"Stops the build", "Passes"}, f"{page.name} has examples under other headings: {sorted(under)}"


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_rule_says_the_next_step(rule: object) -> None:
    fix = getattr(rule, "fix", "")
    name = getattr(rule, "name", "")
    verbs = "Add|Cite|Compare|Copy|Delete|Link|Mend|Move|Open|Put|Read|Rename|Save|See|Set|Show|Use|Write"
    says = re.search(rf"(?:^|: |, |\. )(?:{verbs})\b", fix, re.IGNORECASE)
    assert says, f"FIX of {name}, or a part of it, must begin with one of {verbs.replace('|', ', ')}: {fix}"
    assert fix.endswith("."), f"FIX of {name} is a sentence, with a full stop: {fix}"


#: Rules that have no such table, and the file of tests that has rows of another shape for them. Add none.
ELSEWHERE = {
    "bad-field": "test_rules.py",
    "broken-link": "test_rules.py",
    "drawn-not-told": "test_pictures.py",
    "duplicate-address": "test_rules.py",
    "expired-finding": "test_rules_care.py",
    "expires-too-late": "test_rules_care.py",
    "hidden-notice": "test_rules.py",
    "hidden-text": "test_rules.py",
    "late-notice": "test_rules.py",
    "lost-page": "test_rules.py",
    "low-score": "test_sheets.py",
    "malformed-citation": "test_rules.py",
    "malformed-data": "test_bad_input.py",
    "malformed-source": "test_bad_input.py",
    "missing-citation": "test_rules.py",
    "missing-emergency-help": "test_rules_care.py",
    "missing-image": "test_rules.py",
    "missing-notice": "test_rules.py",
    "missing-sheet": "test_sheets.py",
    "number-not-in-finding": "test_rules.py",
    "older-translation": "test_rules_care.py",
    "other-host": "test_build.py",
    "overdue-check": "test_rules.py",
    "raw-markup": "test_rules.py",
    "stale-sheet": "test_sheets.py",
    "unknown-shortcode": "test_rules.py",
    "unreadable-page": "test_rules.py",
}
#: It repeats what Pelican reports: no text of an editor can look like that. Add none.
NOWHERE = frozenset(("build-error",))
LEAST = 8


def rows_of(rule: str) -> tuple[int, int]:
    """How many rows of all tables must stop the build, and how many must pass."""
    care = test_rules_care.TABLES.get(rule, ({}, {}))
    phrases = [
        [text for texts in table.values() for text in texts] for table in test_rules_phrases.TABLES.get(rule, ())
    ]
    stops = [len(test_rules_words.BAD.get(rule, ())), len(care[1]), *map(len, phrases[:1])]
    passes = [len(test_rules_words.GOOD.get(rule, ())), len(care[0]), *map(len, phrases[1:])]
    return sum(stops), sum(passes)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in NOWHERE and rule not in ELSEWHERE])
def test_each_rule_has_its_rows(rule: str) -> None:
    stops, passes = rows_of(rule)
    assert min(stops, passes) >= LEAST, (
        f"Add rows for {rule} to BAD and GOOD in tests/test_rules_words.py (or to TABLES in tests/test_rules_care.py "
        f"or tests/test_rules_phrases.py): {LEAST} at least that must stop the build, where there are {stops}, and "
        f"{LEAST} at least that must pass, where there are {passes}."
    )


@pytest.mark.parametrize("rule", [rule for rule in RULES if RULES[rule].reads])
def test_a_finding_outside_of_pages_names_its_file(rule: str) -> None:
    phrases = test_rules_phrases.TABLES.get(rule, ({}, {}))[0].values()
    rows = [*(row[0] for row in test_rules_words.BAD.get(rule, ())), *(text for texts in phrases for text in texts)]
    rows += [test_rules_care.PRINTED[rule]] if rule in test_rules_care.PRINTED else []
    printed = [Text("content/changes.toml", 7, row) for row in rows]
    site = Site([], Facts(), Settings(), dt.date(2026, 11, 22), printed=printed)
    found = {(finding.path, finding.line) for finding in RULES[rule].of_site(site)}
    assert found == {("content/changes.toml", 7)}, "Give Problem the path text.path, and the line of text.place(words)."


def test_rows_are_of_rules_and_who_has_rows_is_not_excused() -> None:
    tables = (test_rules_words.BAD, test_rules_words.GOOD, test_rules_care.TABLES, test_rules_phrases.TABLES)
    assert {rule for table in tables for rule in table} <= RULES.keys()
    assert {*ELSEWHERE, *NOWHERE} <= RULES.keys()
    assert [rule for rule in (*ELSEWHERE, *NOWHERE) if any(rows_of(rule))] == []
    unsaid = [rule for rule, file in ELSEWHERE.items() if f'"{rule}"' not in (ROOT / "tests" / file).read_text("utf-8")]
    assert set(unsaid) <= {"malformed-data", "malformed-source"}, "said as a part of a line there"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("def check(page, site): ...", "has no FIX. Add FIX = ", id="no-next-step"),
        pytest.param("FIX = 'Add it.'", "checks nothing. Add check(page, site)", id="no-check"),
        pytest.param("FIX = 'Add it.'\ncheck = 1", "has check(). Write check(page, site)", id="no-function"),
        pytest.param(
            "FIX = 'Add it.'\ndef check(site, page): ...",
            "has check(site, page). Write check(page, site)",
            id="the-wrong-way-round",
        ),
        pytest.param("FIX = 'Add it.'\ndef check(page): ...", "has check(page)", id="one-too-few"),
        pytest.param("FIX = 'Add it.'\ndef check(page, site, a): ...", "has check(page, site, a)", id="one-too-many"),
        pytest.param("FIX = 'Add it.'\ndef check(): ...", "has check()", id="none"),
        pytest.param("FIX = 'Add it.'\ndef check_site(page, site): ...", "has check_site(page, site)", id="of-a-site"),
        pytest.param(
            "FIX = 'Add it.'\ndef check_texts(page): ...",
            "has check_texts(page). Write check_texts(texts)",
            id="of-texts",
        ),
        pytest.param(
            "FIX = 'Add it.'\ndef check_texts(texts): ...\ndef check(page, site): ...",
            "has check_texts(texts), so nobody would call its other check",
            id="one-would-be-forgotten",
        ),
    ],
)
def test_a_rule_that_cannot_run_is_not_loaded(
    text: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    name = f"odd_{request.node.callspec.id.replace('-', '_')}"
    (tmp_path / f"{name}.py").write_text(f"{text}\n", "utf-8")
    monkeypatch.setattr(rules, "__path__", [str(tmp_path)])
    with pytest.raises(TypeError) as error:
        rules.load()
    assert str(error.value).startswith(f"rules/{name}.py {says}")


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.heading == "Stops the build"], ids=named)
def test_bad_example_gives_exactly_what_it_says(example: Example, tmp_path: Path) -> None:
    promised, own = example.findings, name_of(example.document)
    assert promised, f"{example.id}: after a bad example stands what it gives, as ```text and lines like “1: {own}”."
    assert {line.rpartition(": ")[2] for line in promised} == {own}, f"{example.id}: name no rule but {own}."
    _as_promised(example.id, run(tmp_path, example), promised)


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.heading == "Passes"], ids=named)
def test_good_example_gives_nothing(example: Example, tmp_path: Path) -> None:
    assert example.findings is None
    _as_promised(example.id, run(tmp_path, example), [])


def _as_promised(where: str, found: list[tuple[str, str]], promised: list[str]) -> None:
    """The gate has found what an example says, and nothing else."""
    places = Counter(place for place, _ in found)
    missing = sorted((Counter(promised) - places).elements())
    more = places - Counter(promised)
    told = "\n".join(f"  {place}  {message}" for place, message in found if place in more)
    assert not missing, f"{where}: the example says {missing}, and the gate found nothing there."
    assert not more, f"{where}: the gate found more:\n{told}\nMend the example, or the rule."


def lines(rule: str, folder: Path, text: str | bytes) -> list[int]:
    """Where ``rule`` speaks, as lines of the page's body (of the whole page, if it is given whole)."""
    if isinstance(text, bytes):
        return [f.line for f in Demo(folder, {PAGE: text}).findings if f.rule == rule and f.path == PAGE]
    above = whole(text)[1]
    return [f.line - above for f in demo(folder, text).findings if f.rule == rule and f.path == PAGE]


C = "[@demo-report#liver]"
K = f"Kratom can hurt the liver {C}."
NOTICE = "[SEE-A-PROFESSIONAL]"
#: A whole page but for the notice.
HEAD = f"{FIELDS}\n{CITED}\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("A leaf.\n", [1], id="paragraph"),
        pytest.param(f"A leaf. <!-- {C} -->\n\nA leaf.\n", [3], id="only-the-neighbour-is-cited"),
        pytest.param(f"A leaf `{C}`.\n", [1], id="mark-in-code"),
        pytest.param(f"A leaf ``{C}``.\n", [1], id="mark-in-two-ticks"),
        pytest.param(f"A leaf.\n\n```\n{C}\n```\n", [1, 4], id="mark-in-a-fence"),
        pytest.param(f"A leaf.\n\n    {C}\n", [1, 3], id="mark-behind-four-spaces"),
        pytest.param("    A leaf.\n", [1], id="text-behind-four-spaces"),
        pytest.param("```\nA leaf.\n```\n", [2], id="text-in-a-fence"),
        pytest.param(f"A leaf \\{C}.\n", [1], id="escaped"),
        pytest.param("A leaf [\\@demo-report#liver].\n", [1], id="escaped-at"),
        pytest.param("A leaf &#91;@demo-report#liver].\n", [1], id="bracket-as-entity"),
        pytest.param("A leaf [&#64;demo-report#liver].\n", [1], id="at-as-entity"),
        pytest.param("A leaf [＠demo-report#liver].\n", [1], id="another-at"),
        pytest.param('A leaf.\n{: data-cite="demo-report#liver" }\n', [1], id="attribute-on-a-block"),
        pytest.param('A [leaf](get-help.md){: data-cite="demo-report#liver" }.\n', [1], id="attribute-on-a-link"),
        pytest.param("A *leaf*{: .cite }.\n", [1], id="class-of-a-citation"),
        pytest.param("A leaf ^1^ [^1].\n\n[^1]: get-help.md\n", [1], id="footnote-of-other-markdowns"),
        pytest.param('A [leaf](get-help.md "[@demo-report#liver]").\n', [1], id="mark-in-a-link's-title"),
        pytest.param('A [leaf][x].\n\n[x]: get-help.md "[@demo-report#liver]"\n', [1], id="mark-in-a-definition"),
        pytest.param("![A [@demo-report#liver]](../images/hand.png) leaf.\n", [1], id="mark-in-a-picture's-words"),
        pytest.param(f"A leaf.\n\n{C}\n", [1], id="mark-in-a-paragraph-of-its-own"),
        pytest.param(f"- A leaf.\n- {C}\n", [1], id="mark-in-an-item-of-its-own"),
        pytest.param(f"## Kratom {C}\n\nA leaf.\n", [3], id="mark-in-the-heading"),
        pytest.param(f"| A {C} | B |\n|---|---|\n| leaf | tea |\n", [3], id="mark-in-the-table's-head"),
        pytest.param(f"|  |  |\n|---|---|\n| leaf | tea |\n| {C} |  |\n", [3], id="table-without-a-head"),
        pytest.param("| A |\n|---|\n| leaf |\n", [3], id="table-of-one-column"),
        pytest.param("A | B\n---|---\nleaf | tea\n", [3], id="table-without-its-outer-bars"),
        pytest.param(f"- A {C}\n    - leaf\n", [2], id="nested-item"),
        pytest.param(f"- A {C}\n\n- leaf\n", [3], id="loose-item"),
        pytest.param("1. A\n2. leaf\n", [1, 2], id="numbered-items"),
        pytest.param("> A leaf.\n", [1], id="quote"),
        pytest.param("Kratom\n:   A leaf.\n", [1, 2], id="definition"),
        pytest.param("- [A leaf](https://example.org)\n", [1], id="only-a-link-to-elsewhere"),
        pytest.param(
            "- [Kratom heals: what helps?](#what-helps)\n\n## What helps?\n", [1], id="a-claim-before-a-heading"
        ),
        pytest.param("A leaf.\n{: .no-claim }{: .x }\n", [1], id="two-attribute-lists"),
        pytest.param('A leaf.\n{: .No-Claim why="a b" }\n', [1], id="capitals-in-the-class"),
        pytest.param('A *leaf*{: .no-claim why="a b" }.\n', [1], id="a-word-marked-as-no-claim"),
        pytest.param("克拉通是一种叶子。\n", [1], id="another-script"),
        pytest.param(f"{FIELDS}\n{NOTICE}\n", [1], id="a-page-without-any-claim"),
    ],
)
def test_missing_citation(body: str, expected: list[int], tmp_path: Path) -> None:
    assert lines("missing-citation", tmp_path, body) == expected


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"{K}\n", id="at-the-end"),
        pytest.param(f"{C} Kratom can hurt the liver.\n", id="at-the-start"),
        pytest.param(f"Kratom can hurt {C} the liver.\n", id="in-the-middle"),
        pytest.param("A leaf [@demo-report#liver;\n@demo-survey#quarter].\n", id="over-two-lines"),
        pytest.param(f"A **leaf {C}**.\n", id="in-bold"),
        pytest.param(f"Signs {C}:\n\n- leaf\n- tea\n", id="list-after-a-colon"),
        pytest.param(f"Signs **{C}:**\n\n1. leaf\n2. tea\n", id="colon-in-bold"),
        pytest.param(f"- Signs {C}:\n    - leaf\n    - tea\n", id="list-in-an-item"),
        pytest.param(f"- leaf\n\n    It is green {C}.\n", id="item-of-two-paragraphs"),
        pytest.param(f"> Signs {C}:\n>\n> - leaf\n", id="list-in-a-quote"),
        pytest.param(f"Kratom\n:   A leaf {C}.\n", id="definition"),
        pytest.param(f"| A | B |\n|---|---|\n| leaf | tea {C} |\n", id="row"),
        pytest.param(f"| | |\n|---|---|\n| leaf {C} | |\n| | |\n", id="empty-cells"),
        pytest.param("- [Get help](get-help.md)\n- **[Why?](#why)**\n\n## Why?\n", id="signposts"),
        pytest.param(
            "- [Aches in withdrawal: what helps?](#aches-in-withdrawal-what-helps)\n\n"
            "## Aches in withdrawal: what helps?\n",
            id="a-heading-with-a-colon",
        ),
        pytest.param("## Is kratom a leaf?\n", id="heading"),
        pytest.param("Kratom\n======\n", id="heading-with-a-line-under-it"),
        pytest.param("* * *\n", id="rule"),
        pytest.param("[HELPLINES]\n\n[VERDICT: false]\n\n[PICTURE: demo-days]\n", id="our-own-parts"),
        pytest.param("![A hand](../images/hand.png)\n", id="picture"),
        pytest.param('Read on.\n{: .no-claim why="leads on" }\n', id="no-claim"),
        pytest.param('- Read on.\n{: .no-claim why="leads on" }\n', id="no-claim-item"),
        pytest.param("[x]: get-help.md\n", id="definition-of-a-link"),
        pytest.param("<!-- a note -->\n", id="comment-is-the-business-of-raw-markup"),
        pytest.param("[HELPLINE]\n", id="typo-is-the-business-of-unknown-shortcode"),
    ],
)
def test_no_missing_citation(body: str, tmp_path: Path) -> None:
    assert lines("missing-citation", tmp_path, body) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("25% of people", id="another-form"),
        pytest.param("2,000 people", id="rounded"),
        pytest.param("2.061 people", id="a-point-for-a-comma"),
        pytest.param("4 people", id="half-of-a-ratio"),
        pytest.param("three in four", id="the-rest-of-it"),
        pytest.param("a hundred people", id="in-words"),
        pytest.param("hundreds of people", id="about-how-many"),
        pytest.param("2,061 million people", id="another-scale"),
        pytest.param("½ of people", id="one-letter"),
        pytest.param("8mg", id="unit-right-after"),
        pytest.param("twice as many", id="times"),
        pytest.param("**9** people", id="bold"),
        pytest.param("*9*0 people", id="half-of-it-in-italics"),
        pytest.param("`9` people", id="code"),
        pytest.param("&#57; people", id="entity"),
        pytest.param("9\\. people", id="escaped"),
        pytest.param("２５ people", id="digits-of-another-script"),
        pytest.param("in 2019", id="year"),
        pytest.param("call 988", id="a-phone-number-that-is-not-on-file"),
        pytest.param("[9](get-help.md)", id="a-link's-words"),
        pytest.param("zero deaths", id="zero"),
    ],
)
def test_number_not_in_finding(text: str, tmp_path: Path) -> None:
    assert lines("number-not-in-finding", tmp_path, f"It was so.\n\nIt was {text} [@demo-survey#quarter].\n") == [3]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("- 9 people [@demo-survey#quarter]\n- 1 in 4 [@demo-survey#quarter]\n", [1], id="item"),
        pytest.param("Signs [@demo-survey#days]:\n\n- 12 hours\n- 13 hours\n", [4], id="list-that-is-introduced"),
        pytest.param("| a | b |\n|---|---|\n| 9 | [@demo-survey#days] |\n", [3], id="row"),
        pytest.param("Within 9 days\n:   A leaf [@demo-survey#days].\n", [1], id="term"),
        pytest.param("## It took 9 days\n", [1], id="heading"),
        pytest.param("| 9 days | b |\n|---|---|\n| a | b [@demo-survey#days] |\n", [1], id="table's-head"),
        pytest.param("2 061 people [@demo-survey#quarter].\n", [1, 1], id="a-space-for-a-comma"),
        pytest.param("1 in 4 [@demo-survey#days].\n", [1], id="in-another-finding-of-the-source"),
        pytest.param("1 in 4 [@demo-survey].\n", [1], id="source-without-finding"),
        pytest.param(f"Title: In 9 days\n{HEAD.partition(chr(10))[2]}\n{NOTICE}\n", [1], id="title"),
        pytest.param(HEAD.replace("A page for the tests", "It took 9 days") + f"\n{NOTICE}\n", [2], id="summary"),
        pytest.param("It took\n9 days, then\n10 days [@demo-survey#days].\n", [2, 3], id="each-on-its-own-line"),
    ],
)
def test_place_of_a_number_not_in_finding(body: str, expected: list[int], tmp_path: Path) -> None:
    assert lines("number-not-in-finding", tmp_path, body) == expected


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("One in four, 1 in 4, 1/4, ¼, a quarter [@demo-survey#quarter].\n", id="in-other-forms"),
        pytest.param("2061 people, or 2,061 [@demo-survey#quarter].\n", id="with-and-without-comma"),
        pytest.param("1\u00a0in\u00a04, 1 in **4** [@demo-survey#quarter].\n", id="spaces-that-do-not-break"),
        pytest.param("6-12 hours, 6–12, six to twelve, 41 percent [@demo-survey#days].\n", id="ranges"),
        pytest.param("1 in 4 in 7 days [@demo-survey#quarter; @demo-survey#days].\n", id="two-findings"),
        pytest.param("Signs [@demo-survey#days]:\n\n- 12 hours\n- 7 days\n", id="list-that-is-introduced"),
        pytest.param(f"7-OH, COVID-19, B12, a 1st time [@demo-report#liver], no one {C}.\n", id="no-numbers"),
        pytest.param(f"Call 911, or text 800-555-0199, open 24/7 {C}.\n", id="phone-numbers-on-file"),
        pytest.param("## It took 7 days\n\nIt took 7 days [@demo-survey#days].\n", id="heading-of-what-is-cited"),
        pytest.param("1. A [@demo-report#liver].\n2. B [@demo-report#liver].\n", id="numbers-of-a-list"),
        pytest.param('Read these two pages.\n{: .no-claim why="leads on" }\n', id="no-claim"),
        pytest.param("See [us](https://example.org/9) [@demo-report#help].\n", id="in-an-address"),
        pytest.param("[PICTURE: demo-days]\n", id="numbers-of-a-picture"),
        pytest.param("[HELPLINES]\n", id="helplines"),
    ],
)  # fmt: skip
def test_number_in_finding(body: str, tmp_path: Path) -> None:
    assert lines("number-not-in-finding", tmp_path, body) == []


@pytest.mark.parametrize(
    ("rule", "body", "expected"),
    [
        # Not there at all.
        pytest.param("missing-notice", "", [1], id="nothing"),
        pytest.param("missing-notice", f"Please see a doctor {C}.\n", [1], id="other-words"),
        pytest.param("missing-notice", "[see-a-professional]\n", [1], id="small-letters"),
        pytest.param("missing-notice", "[SEE-A-PROFESIONAL]\n", [1], id="misspelt"),
        pytest.param("missing-notice", "[SEE A PROFESSIONAL]\n", [1], id="without-hyphens"),
        pytest.param("missing-notice", "[SЕE-A-PROFESSIONAL]\n", [1], id="one-letter-from-another-script"),
        pytest.param("missing-notice", "&#91;&#83;EE-A-PROFESSIONAL]\n", [1], id="entities"),
        pytest.param("missing-notice", '<aside class="notice">See a doctor.</aside>\n', [1], id="html"),
        pytest.param("missing-notice", f"This page does not know you {C}.\n{{: .notice }}\n", [1], id="class"),
        pytest.param("missing-notice", "[HELPLINES]\n", [1], id="another-shortcode"),
        # There, and not seen as the notice.
        pytest.param("hidden-notice", f"<!-- {NOTICE} -->\n", [10], id="comment"),
        pytest.param("hidden-notice", f"`{NOTICE}`\n", [10], id="code"),
        pytest.param("hidden-notice", f"```\n{NOTICE}\n```\n", [11], id="fence"),
        pytest.param("hidden-notice", f"~~~ html\n{NOTICE}\n~~~\n", [11], id="another-fence"),
        pytest.param("hidden-notice", f"    {NOTICE}\n", [10], id="four-spaces"),
        pytest.param("hidden-notice", f"\t{NOTICE}\n", [10], id="tab"),
        pytest.param("hidden-notice", f"- {NOTICE}\n", [10], id="item"),
        pytest.param("hidden-notice", f"- {K}\n\n    {NOTICE}\n", [12], id="in-an-item"),
        pytest.param("hidden-notice", f"Please {NOTICE} {C}.\n", [10], id="sentence"),
        pytest.param("hidden-notice", f"{NOTICE}.\n", [10], id="full-stop"),
        pytest.param("hidden-notice", f"**{NOTICE}**\n", [10], id="bold"),
        pytest.param("hidden-notice", f"\\{NOTICE}\n", [10], id="escaped"),
        pytest.param("hidden-notice", "&#91;SEE-A-PROFESSIONAL]\n", [10], id="entity"),
        pytest.param("hidden-notice", "[ SEE-A-PROFESSIONAL ]\n", [10], id="spaces-inside"),
        pytest.param("hidden-notice", "[SEE-A-PROFESSIONAL](get-help.md)\n", [10], id="link"),
        pytest.param("hidden-notice", f"[x]{NOTICE} {C}\n\n{NOTICE}: get-help.md\n", [10], id="reference"),
        pytest.param("hidden-notice", f"![{NOTICE}](../images/hand.png)\n", [10], id="words-of-a-picture"),
        pytest.param("hidden-notice", f'[x](get-help.md "{NOTICE}") {C}\n', [10], id="title-of-a-link"),
        pytest.param("hidden-notice", "[SEE-A-PROFESSIONAL: cats]\n", [10], id="wording-that-is-not-there"),
        pytest.param("hidden-notice", f"# {NOTICE}\n", [10], id="heading"),
        pytest.param("hidden-notice", f"| {NOTICE} | b |\n|---|---|\n| a | b {C} |\n", [10], id="table's-head"),
        pytest.param("hidden-notice", f"| a | b |\n|---|---|\n| {NOTICE} | b {C} |\n", [12], id="cell"),
        pytest.param("hidden-notice", f"Kratom\n:   {NOTICE}\n", [11], id="definition"),
        pytest.param("hidden-notice", f"{NOTICE} {NOTICE}\n", [10], id="two-on-one-line"),
        # Seen, and too late.
        pytest.param("late-notice", f"## A\n\n## B\n\n{NOTICE}\n", [14], id="two-headings"),
        pytest.param("late-notice", f"# A\n\n## B\n\n{NOTICE}\n", [14], id="title-and-heading"),
        pytest.param("late-notice", f"A\n=\n\nB\n-\n\n{NOTICE}\n", [16], id="lines-under-headings"),
        pytest.param("late-notice", f"###### A\n\n###### B\n\n{NOTICE}\n", [14], id="smallest-headings"),
        pytest.param("late-notice", f"> ## A\n\n> ## B\n\n{NOTICE}\n", [14], id="headings-in-quotes"),
        pytest.param("late-notice", f"## A\n\n## B\n{NOTICE}\n", [13], id="right-under-the-second"),
        pytest.param("late-notice", f"##A\n\n##B\n\n{NOTICE}\n", [14], id="no-space-after-the-marks"),
        pytest.param("late-notice", f"## A\n\n## B\n\n{NOTICE}\n\n{NOTICE}\n", [14], id="only-the-first-counts"),
    ],
)  # fmt: skip
def test_notice_that_does_not_warn(rule: str, body: str, expected: list[int], tmp_path: Path) -> None:
    assert lines(rule, tmp_path, HEAD + body) == expected


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"{NOTICE}\n", id="alone"),
        pytest.param(f"   {NOTICE}  \n", id="up-to-three-spaces"),
        pytest.param(f"{K}\n{NOTICE}\n", id="right-under-a-sentence"),
        pytest.param(f"{NOTICE}\n{K}\n", id="right-above-a-sentence"),
        pytest.param(f"{NOTICE}", id="without-a-line-end"),
        pytest.param(f"{NOTICE}\r\n", id="line-end-of-windows"),
        pytest.param("[SEE-A-PROFESSIONAL: pregnancy]\n", id="another-wording"),
        pytest.param("[SEE-A-PROFESSIONAL:general]\n", id="its-name-without-space"),
        pytest.param(f"> {NOTICE}\n", id="quote"),
        pytest.param(f"## A\n\n{NOTICE}\n\n## B\n", id="after-the-first-heading"),
        pytest.param(f"## A\n{NOTICE}\n", id="right-under-the-first-heading"),
        pytest.param(f"{NOTICE}\n\n{NOTICE}\n", id="twice"),
        pytest.param(f"{NOTICE}\n\n## A\n\n## B\n\n[SEE-A-PROFESSIONAL: pregnancy]\n", id="one-more-later"),
        pytest.param(f"{NOTICE}\n\n[SEE-A-PROFESSIONAL]: get-help.md\n", id="a-reference-of-that-name"),
        pytest.param(f"```\n## A\n\n## B\n```\n\n{NOTICE}\n", id="headings-in-code"),
        pytest.param(f"\\## A\n\n\\## B\n\n{NOTICE}\n", id="escaped-headings"),
    ],
)
def test_notice_that_warns(body: str, tmp_path: Path) -> None:
    rules = {finding.rule for finding in demo(tmp_path, HEAD + body).findings}
    assert not rules & {"missing-notice", "hidden-notice", "late-notice"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<script>alert(1)</script>", id="script"),
        pytest.param("<ScRiPt\nsrc=//example.org>", id="script-over-two-lines"),
        pytest.param("<script", id="script-that-never-ends"),
        pytest.param("<iframe src='https://example.org'></iframe>", id="frame"),
        pytest.param("<img src=x onerror=alert(1)>", id="event-handler"),
        pytest.param("<svg/onload=alert(1)>", id="slash-for-a-space"),
        pytest.param("<style>p { display: none }</style>", id="style"),
        pytest.param("<b>so</b>", id="bold"),
        pytest.param("so</p>", id="only-an-end"),
        pytest.param("<br/>", id="line-break"),
        pytest.param("<!-- note -->", id="comment"),
        pytest.param("<!-- note", id="comment-that-never-ends"),
        pytest.param("<?php echo 1 ?>", id="program"),
        pytest.param("<!DOCTYPE html>", id="doctype"),
        pytest.param("<x-y>", id="element-of-their-own"),
        pytest.param("&lt;script&gt;", id="entities"),
        pytest.param("&#60;script>", id="entity-by-number"),
        pytest.param("\\<b>", id="escaped"),
        pytest.param("`<b>`", id="code"),
        pytest.param('*so*{: onclick="a()" }', id="handler-in-a-list"),
        pytest.param('[so](get-help.md){: target="_blank" }', id="new-window"),
        pytest.param('[so](get-help.md){: download="x" }', id="download"),
        pytest.param('![so](../images/hand.png){: srcset="https://example.org/x 2x" }', id="other-sizes-elsewhere"),
        pytest.param('*so*{: data-refused-x="1" }', id="forged-refusal"),
        pytest.param('*so*{: dir="rtl" }', id="direction"),
        pytest.param('*so*{: role="none" }', id="role"),
        pytest.param('*so*{: contenteditable="true" }', id="editable"),
    ],
)  # fmt: skip
def test_raw_markup(text: str, tmp_path: Path) -> None:
    found = lines("raw-markup", tmp_path, f"{K}\n\n{K[:-1]} {text}.\n\n{K}\n")
    assert found in ([3], [4])
    assert len(found) == 1


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("| a | b |\n|---|---|\n| so<br>so | b [@demo-report#liver] |\n", id="table-cell"),
        pytest.param(f"- {K}\n- so <b>so</b> {C}\n", id="item"),
        pytest.param(f"## So <i>so</i>\n\n\n{K}\n", id="heading"),
        pytest.param(f"> {K}\n>\n> <div>{K}</div>\n", id="quote"),
        pytest.param(f"Kratom\n:   <b>leaf</b> {C}\n", id="definition"),
        pytest.param(f"<div markdown=1>\n\n{K}\n\n</div>\n", id="block-that-other-markdowns-read"),
        pytest.param(f"<details><summary>So</summary>\n\n{K}\n\n</details>\n", id="folded-away"),
    ],
)
def test_raw_markup_anywhere(body: str, tmp_path: Path) -> None:
    assert lines("raw-markup", tmp_path, body)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("for < a day or > a week", id="less-and-more"),
        pytest.param("a <= b, a <- b, a << b, <3, < >", id="arrows-and-hearts"),
        pytest.param("p<0.05", id="less-than-a-number"),
        pytest.param("<https://example.org/a>", id="address-of-a-page"),
        pytest.param("<help@example.org>", id="e-mail-address"),
        pytest.param("<mailto:help@example.org>", id="e-mail-link"),
        pytest.param("AT&T, R&amp;D, 1 &lt; 2, &copy;", id="entities-that-are-no-tags"),
        pytest.param("a > b", id="greater"),
        pytest.param('*so*{: lang="fr" } and *so*{: #here }', id="language-and-name"),
        pytest.param("[so](get-help.md) and ![so](../images/hand.png)", id="link-and-picture"),
        pytest.param("{ so } {so}", id="braces"),
        pytest.param("it is \\* and \\_ and \\#", id="escaped-marks"),
    ],
)
def test_no_raw_markup(text: str, tmp_path: Path) -> None:
    assert lines("raw-markup", tmp_path, f"It is so {text}, {K}\n") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(f'{K}\n{{: style="color:#fff" }}\n', [2], id="style"),
        pytest.param(f"{K}\n{{: hidden }}\n", [2], id="hidden"),
        pytest.param(f"{K}\n{{: .vh }}\n", [2], id="class-of-the-theme"),
        pytest.param(f"{K}\n{{: .notice }}\n", [2], id="class-of-the-notice"),
        pytest.param(f"{K}\n{{: class=no-claim\\ vh }}\n", [2], id="two-classes-in-one"),
        pytest.param(f'{K}\n{{: .no-claim .vh why="a b" }}\n', [2], id="a-class-beside-no-claim"),
        pytest.param(f'{K}\n{{: aria-hidden="true" }}\n', [2], id="hidden-from-screen-readers"),
        pytest.param(f"{K}\n{{: inert }}\n", [2], id="inert"),
        pytest.param(f"{K}\n\nCan *so*{{: .vh }} be {C}.\n", [3], id="word"),
        pytest.param("## So {: .vh }\n", [1], id="heading"),
        pytest.param(f"- {K}\n- {K}\n{{: .vh }}\n", [3], id="item"),
        pytest.param(f"| a | b |\n|---|---|\n| c {{: .vh }} | d {C} |\n", [3], id="cell"),
        pytest.param(f'| a | b |\n|---|---|\n| c {{: style="display:none" }} | d {C} |\n', [3], id="style-of-a-cell"),
        pytest.param("![so](../images/hand.png){: width=0 height=0 }\n", [1, 1], id="picture-without-size"),
        pytest.param(f"{C}{{: .vh }} {K}\n", [1], id="citation"),
        pytest.param(f"[so](get-help.md){{: .vh }} {K}\n", [1], id="link"),
        pytest.param("``` { .py .vh }\na = b\n```\n", [2], id="fence"),
        pytest.param(f"Kra&#8203;tom {C}.\n", [1], id="no-width"),
        pytest.param(f"Kra&shy;tom {C}.\n", [1], id="soft-hyphen"),
        pytest.param(f"It is &#x202E;efas&#x202C; {C}.\n", [1], id="turned-round"),
        pytest.param("## Kra&zwj;tom\n", [1], id="in-a-heading"),
    ],
)  # fmt: skip
def test_hidden_text(body: str, expected: list[int], tmp_path: Path) -> None:
    assert lines("hidden-text", tmp_path, body) == expected


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"{K}\n{{: #here }}\n", id="name"),
        pytest.param("## So {: #so }\n", id="name-of-a-heading"),
        pytest.param(f'*ketum*{{: lang="ms" }} {K}\n', id="language"),
        pytest.param('Read on.\n{: .no-claim why="leads on" }\n', id="no-claim"),
        pytest.param(f"| a | b |\n|:--|:-:|\n| c | d {C} |\n", id="columns"),
        pytest.param(f'[so](get-help.md "So") ![so](../images/hand.png "So") {K}\n', id="titles"),
        pytest.param(f"3. {K}\n4. {K}\n", id="a-list-that-begins-later"),
        pytest.param(f"It is&nbsp;so &ndash; &eacute; &amp; {K}\n", id="entities-that-show"),
        pytest.param("[HELPLINES]\n\n[PICTURE: demo-days]\n\n[VERDICT: false]\n", id="our-own-parts"),
        pytest.param(f"{K} A family 👪, caf\u0065\u0301.\n", id="letters-with-marks"),
    ],
)
def test_no_hidden_text(body: str, tmp_path: Path) -> None:
    assert lines("hidden-text", tmp_path, body) == []


@pytest.mark.parametrize(
    "mark",
    [
        pytest.param("[@demo report#liver]", id="space-in-the-name"),
        pytest.param("[@Demo-Report#liver]", id="capitals"),
        pytest.param("[@demo_report#liver]", id="low-line"),
        pytest.param("[@demo–report#liver]", id="dash-for-hyphen"),
        pytest.param("[@demo-report.liver]", id="stop-for-hash"),
        pytest.param("[@demo-report #liver]", id="space-before-the-hash"),
        pytest.param("[@demo-report#]", id="no-finding"),
        pytest.param("[@demo-report#liver;]", id="semicolon-at-the-end"),
        pytest.param("[@demo-report#liver, @demo-report#help]", id="comma"),
        pytest.param("[@demo-report#liver; demo-report#help]", id="second-without-at"),
        pytest.param("[@demo-report#liver @demo-report#help]", id="nothing-between"),
        pytest.param("[ @demo-report#liver]", id="space-at-the-start"),
        pytest.param("[@ demo-report#liver]", id="space-after-the-at"),
        pytest.param("[@demo-report#liver, page x]", id="page"),
        pytest.param("[see @demo-report#liver]", id="word-before"),
        pytest.param("[-@demo-report]", id="minus-of-pandoc"),
        pytest.param("[demo-report#liver]", id="no-at"),
        pytest.param("[demo-report]", id="no-at-no-finding"),
        pytest.param("(@demo-report#liver)", id="round-brackets"),
        pytest.param("{@demo-report#liver}", id="braces"),
        pytest.param("@demo-report#liver", id="no-brackets"),
        pytest.param("@demo-report", id="no-brackets-no-finding"),
        pytest.param("@demo-report#liver]", id="only-the-second-bracket"),
        pytest.param("[@]", id="nothing-inside"),
        pytest.param("[＠demo-report#liver]", id="another-at"),
        pytest.param("&#91;@demo-report#liver]", id="entity"),
        pytest.param("\\[@demo-report#liver]", id="escaped"),
        pytest.param("`[@demo-report#liver]`", id="code"),
        pytest.param("[@demo-report#li*v*er]", id="italics-inside"),
        pytest.param("[@demo-report\n#liver]", id="broken-over-two-lines"),
    ],
)
def test_malformed_citation(mark: str, tmp_path: Path) -> None:
    assert lines("malformed-citation", tmp_path, f"{K}\n\n{K} So {mark}.\n") == [3]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("help@example.org", id="e-mail"),
        pytest.param("help@demo-report.org", id="e-mail-at-a-source's-name"),
        pytest.param("<help@demo-report.org>", id="e-mail-link"),
        pytest.param("[us](mailto:help@demo-report.org)", id="e-mail-in-an-address"),
        pytest.param("@somebody and @some-body", id="names-of-accounts"),
        pytest.param("meet @ noon", id="at-alone"),
        pytest.param("[sic], [...], [the liver], [x]", id="words-in-brackets"),
        pytest.param("[#here](#here)", id="hash-in-a-link's-words"),
        pytest.param("demo-report", id="a-source's-name-as-a-word"),
        pytest.param("a well-known one#2", id="hyphens-and-hash"),
        pytest.param("[@demo-report]", id="source"),
        pytest.param("[@demo-report#liver ]", id="space-at-the-end"),
        pytest.param("[@demo-report#liver;@demo-survey#quarter]", id="no-space-after-the-semicolon"),
        pytest.param("[@demo-report#liver;\n@demo-survey#quarter]", id="over-two-lines"),
        pytest.param("*[@demo-report#liver]*", id="in-italics"),
        pytest.param("[@demo-report#liver][@demo-survey#quarter]", id="two-marks"),
        pytest.param("[see](https://example.org/@demo-report#liver)", id="in-an-address"),
    ],
)
def test_no_malformed_citation(text: str, tmp_path: Path) -> None:
    assert lines("malformed-citation", tmp_path, f"{K} So {text}.\n\n## Here {{: #here }}\n") == []


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("[HELPLINE]", id="misspelt"),
        pytest.param("[Helplines]", id="small-letters"),
        pytest.param("[helplines]", id="only-small-letters"),
        pytest.param("[HELP LINES]", id="two-words"),
        pytest.param("[HELPLINES: US]", id="with-an-argument"),
        pytest.param("[HELPLINES].", id="full-stop"),
        pytest.param("[HELPLINES] [HELPLINES]", id="two-on-one-line"),
        pytest.param("[[HELPLINES]]", id="two-brackets"),
        pytest.param("`[HELPLINES]`", id="code"),
        pytest.param("    [HELPLINES]", id="four-spaces"),
        pytest.param("\\[HELPLINES]", id="escaped"),
        pytest.param("&#91;HELPLINES]", id="entity"),
        pytest.param("## [HELPLINES]", id="heading"),
        pytest.param(f"Call one of these {C}: [HELPLINES]", id="sentence"),
        pytest.param("[VERDICT]", id="no-verdict"),
        pytest.param("[VERDICT: fasle]", id="verdict-misspelt"),
        pytest.param("[VERDICT : false]", id="space-before-the-colon"),
        pytest.param("[PICTURE: nowhere]", id="no-such-picture"),
        pytest.param("[IMAGE: demo-days]", id="no-such-shortcode"),
        pytest.param("[TODO]", id="a-note-to-oneself"),
        pytest.param(f"{K} {{: .no-claim }}", id="mark-at-the-end-of-a-sentence"),
        pytest.param('- Read on. {: .no-claim why="leads on" }', id="mark-at-the-end-of-an-item"),
        pytest.param("[HELPLINES]\n{: .no-claim }", id="mark-under-our-own-part"),
        pytest.param(f"{K}\n{{: .no-claim", id="mark-that-never-ends"),
    ],
)
def test_unknown_shortcode(body: str, tmp_path: Path) -> None:
    found = lines("unknown-shortcode", tmp_path, f"{K}\n\n{body}\n")
    assert found
    assert set(found) <= {3, 4}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("[HELPLINES]", id="alone"),
        pytest.param("   [HELPLINES]  ", id="spaces-around"),
        pytest.param(f"{K}\n[HELPLINES]\n{K}", id="between-sentences"),
        pytest.param("[VERDICT: partly-true]", id="verdict"),
        pytest.param("[VERDICT:false]", id="no-space"),
        pytest.param("[PICTURE: demo-days]", id="picture"),
        pytest.param("[SEE-A-PROFESSIONAL: pregnancy]", id="notice"),
        pytest.param(f"[HELPLINES]\n[VERDICT: false]\n{K}", id="two-lines"),
        pytest.param(f"The agency [FDA] and [US] offices say [sic]: {K}", id="abbreviations"),
        pytest.param(f"[FDA](https://example.org) says: {K}", id="link"),
        pytest.param(f"[FDA][x] says: {K}\n\n[x]: get-help.md", id="reference"),
        pytest.param(f"So {{it}} is: {{{{ so }}}} {K}", id="braces"),
        pytest.param(f'{K}\n{{: #here lang="en" }}', id="attribute-list"),
        pytest.param("## So {: #so }", id="attribute-list-of-a-heading"),
        pytest.param(f"Helplines and a picture: {K}", id="their-names-as-words"),
    ],
)
def test_no_unknown_shortcode(body: str, tmp_path: Path) -> None:
    assert lines("unknown-shortcode", tmp_path, f"{K}\n\n{body}\n") == []


def changed(field: str, value: str | None) -> str:
    """A whole page with one field changed, or left out."""
    name = field.partition(":")[0]
    rows = [row for row in FIELDS.splitlines(keepends=True) if value is not None or not row.startswith(f"{name}:")]
    rows = [f"{name}: {value}\n" if row.startswith(f"{name}:") else row for row in rows]
    return f"{''.join(rows)}\n{CITED}\n{NOTICE}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(changed("Title", ""), [1], id="empty-title"),
        pytest.param(changed("Title", "A <b>title</b>"), [1], id="html-in-the-title"),
        pytest.param(changed("Title", "A &lt;b&gt;"), [1], id="entity-in-the-title"),
        pytest.param(changed("Title", "A title [@demo-report]"), [1], id="citation-in-the-title"),
        pytest.param(changed("Summary", None), [1], id="no-summary"),
        pytest.param(changed("Summary", "so " * 54), [2], id="summary-too-long"),
        pytest.param(changed("Checked", "22.11.2026"), [3], id="date-in-another-order"),
        pytest.param(changed("Checked", "2026-02-30"), [3], id="no-such-day"),
        pytest.param(changed("Checked", "2026-11-23"), [3], id="checked-tomorrow"),
        pytest.param(changed("Checked", "today"), [3], id="a-word-for-a-date"),
        pytest.param(changed("Next-check", "2026-11-22"), [4], id="next-check-today"),
        pytest.param(changed("Next-check", "2027-11-24"), [4], id="next-check-in-more-than-a-year"),
        pytest.param(changed("Clinician", "Dr. Best"), [5], id="no-role-and-no-date"),
        pytest.param(changed("Clinician", "Ana Ruiz, pharmacist, 2026-12-01"), [5], id="reviewed-in-the-future"),
        pytest.param(changed("Clinician", "Ana Ruiz, pharmacist, 2026-02-30"), [5], id="reviewed-on-no-day"),
        pytest.param(changed("Clinician", "none"), [5], id="none-is-not-none-yet"),
        pytest.param(changed("Topics", "cats"), [6], id="no-such-topic"),
        pytest.param(changed("Topics", "Kratom"), [6], id="capital-in-a-topic"),
        pytest.param(changed("Topics", "kratom,"), [6], id="comma-at-the-end"),
        pytest.param(changed("Topics", "kratom\nOrder: first"), [7], id="order-in-words"),
        pytest.param(changed("Topics", "kratom\nStatus: Draft"), [7], id="capital-in-the-status"),
        pytest.param(changed("Topics", "kratom\nLang: xx"), [7], id="language-without-a-notice"),
        pytest.param(changed("Topics", "kratom\nAuthor: me"), [7], id="a-field-that-pelican-knows"),
        pytest.param(changed("Topics", "kratom\nSlug: sources"), [7], id="another-address"),
        pytest.param(changed("Topics", "kratom\nTopics: help"), [7], id="twice"),
        pytest.param(changed("Topics", "kratom\nTOPICS: help"), [7], id="twice-in-capitals"),
        pytest.param(changed("Checked", "2026-11-22\nCheked: 2026-11-22"), [4], id="misspelt"),
        pytest.param(
            changed("Next-check", None).replace("Clin", "Next_check: 2027-05-22\nClin"), [1, 4], id="low-line"
        ),
    ],
)
def test_bad_field(text: str, expected: list[int], tmp_path: Path) -> None:
    assert lines("bad-field", tmp_path, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(changed("Title", "What is it? A & B: “so”, it's"), id="signs-in-the-title"),
        pytest.param(changed("Title", "Café, 7-OH, naïve"), id="letters-in-the-title"),
        pytest.param(changed("Summary", "s" * 160), id="longest-summary"),
        pytest.param(changed("Summary", "One line\n    and one more."), id="summary-of-two-lines"),
        pytest.param(changed("Next-check", "2027-11-22"), id="next-check-in-a-year"),
        pytest.param(changed("Clinician", "None yet"), id="capital-in-none-yet"),
        pytest.param(changed("Clinician", "Ana Ruiz, nurse, and midwife, 2026-11-22"), id="comma-in-the-role"),
        pytest.param(changed("Topics", "kratom, help"), id="two-topics"),
        pytest.param(changed("Topics", "kratom,help"), id="no-space-after-the-comma"),
        pytest.param(changed("Topics", "kratom\nOrder: 10\nStatus: hidden\nLang: en"), id="all-the-others"),
        pytest.param(changed("Topics", "  kratom  "), id="spaces-around"),
        pytest.param(changed("Title", "A title").replace("Title:", "Title:\t"), id="tab-after-the-name"),
        pytest.param(changed("Title", "A").replace("Title", "TITLE").encode(), id="capitals-in-the-name"),
        pytest.param(b"\xef\xbb\xbf" + changed("Title", "A").encode(), id="byte-order-mark"),
        pytest.param(changed("Title", "A").replace("\n", "\r\n").encode(), id="line-ends-of-windows"),
        pytest.param(changed("Title", "A").replace("\n", "\r").encode(), id="line-ends-of-old-macs"),
        pytest.param(f"---\n{changed('Title', 'A')}".replace("kratom\n", "kratom\n---\n").encode(), id="between-rules"),
    ],
)
def test_no_bad_field(text: str | bytes, tmp_path: Path) -> None:
    assert lines("bad-field", tmp_path, text) == []


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("[so](get-hlep.md)", id="misspelt"),
        pytest.param("[so](Get-Help.md)", id="capitals"),
        pytest.param("[so](get-help.html)", id="name-of-the-finished-page"),
        pytest.param("[so](get-help)", id="no-ending"),
        pytest.param("[so](/get-help.md)", id="from-the-root"),
        pytest.param("[so](../get-help.md)", id="another-folder"),
        pytest.param("[so]({filename}nowhere.md)", id="pelican's-own-way"),
        pytest.param("[so](get-help.md?x=1)", id="query"),
        pytest.param("[so](get-help.md#nowhere)", id="no-such-heading-there"),
        pytest.param("[so](get-help.md#Who-to-call)", id="capital-in-a-heading's-name"),
        pytest.param("[so](#nowhere)", id="no-such-heading-here"),
        pytest.param("[so](#)", id="hash-alone"),
        pytest.param("[so]()", id="empty"),
        pytest.param("[](get-help.md)", id="no-words"),
        pytest.param("[so](http://example.org)", id="not-secure"),
        pytest.param("<http://example.org>", id="not-secure-in-angles"),
        pytest.param("[so](//example.org)", id="no-scheme"),
        pytest.param("[so](www.example.org)", id="no-scheme-no-slashes"),
        pytest.param("[so](https://)", id="no-host"),
        pytest.param("[so](javascript:alert)", id="script"),
        pytest.param("[so](JaVaScRiPt:alert)", id="script-in-capitals"),
        pytest.param("[so](&#106;avascript:alert)", id="script-in-entities"),
        pytest.param("[so](java\tscript:alert)", id="script-with-a-tab"),
        pytest.param("[so](data:text/html,x)", id="data"),
        pytest.param("[so](file:///etc/passwd)", id="file"),
        pytest.param("[so](\\\\example.org)", id="backslashes"),
        pytest.param("[so](tel:5550100)", id="number-on-no-file"),
        pytest.param("[so](sms:911,5550100)", id="one-number-of-two-on-no-file"),
        pytest.param("[so](tel:)", id="number-that-is-none"),
        pytest.param("[so](mailto:somebody@example.com)", id="e-mail-on-no-file"),
        pytest.param("[so](mailto:help@example.org,somebody@example.com)", id="one-e-mail-of-two-on-no-file"),
        pytest.param("[so](mailto:help%40example.org.example.com)", id="e-mail-that-begins-like-ours"),
        pytest.param("[so](mailto:)", id="e-mail-to-nobody"),
        pytest.param("[so](../images/hand.png)", id="picture"),
        pytest.param("[so] (get-help.md)", id="space-between"),
        pytest.param("[so](get-help.md", id="no-second-bracket"),
        pytest.param("[so][nowhere]\n\n[nowhere]: nowhere.md\n", id="by-reference"),
    ],
)
def test_broken_link(link: str, tmp_path: Path) -> None:
    found = lines("broken-link", tmp_path, f"{K}\n\n{K} {link}\n\n{K}\n")
    assert found in ([3], [5])
    assert found == ([5] if "[nowhere]:" in link else [3])


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("[so](get-help.md)", id="page"),
        pytest.param("[so](./get-help.md)", id="dot"),
        pytest.param("[so](../pages/get-help.md)", id="up-and-down"),
        pytest.param("[so](<get-help.md>)", id="angles"),
        pytest.param("[so]( get-help.md )", id="spaces"),
        pytest.param("[so](get%2Dhelp.md)", id="percent"),
        pytest.param("[so]({filename}/pages/get-help.md)", id="pelican's-own-way"),
        pytest.param("[so](get-help.md#who-to-call)", id="heading-there"),
        pytest.param("[so](example.md)", id="itself"),
        pytest.param("[so](#here)", id="heading-here"),
        pytest.param("[so][x]", id="by-reference"),
        pytest.param("[so](https://example.org/a_(b)?c=d&e=f#g)", id="another-site"),
        pytest.param("[so](HTTPS://EXAMPLE.ORG)", id="capitals"),
        pytest.param("<https://example.org>", id="angles-around"),
        pytest.param("[so](mailto:help@example.org)", id="e-mail"),
        pytest.param("[so](mailto:HELP@example.org?subject=A%20mistake)", id="e-mail-in-capitals-with-a-subject"),
        pytest.param("[so](tel:911), [so](sms:911)", id="phone"),
        pytest.param("[so](tel:+1-800-555-0199), [so](tel:8005550199)", id="phone-in-other-forms"),
        pytest.param("[![so](../images/hand.png)](get-help.md)", id="picture-as-link"),
        pytest.param("www.example.org, get-help.md", id="words"),
        pytest.param('he said "[so] (see below)" and [x](#here)', id="brackets-that-are-no-link"),
        pytest.param("array[so] (so)", id="brackets-in-a-word"),
    ],
)
def test_no_broken_link(link: str, tmp_path: Path) -> None:
    body = f"{K} {link}\n\n## Here\n\n[x]: get-help.md\n"
    assert lines("broken-link", tmp_path, body) == []


@pytest.mark.parametrize(
    ("rule", "body", "places"),
    [
        pytest.param("broken-link", "[a](#gone-by),\n[b](#gone)\n", [(1, 5), (2, 5)], id="two-lines"),
        pytest.param("broken-link", "[a](gone.md#x) [b](gone.md)\n", [(1, 5), (1, 20)], id="one-line"),
        pytest.param("tracking-link", "[a](https://t.co/bc),\n[b](https://t.co/b)\n", [(1, 5), (2, 5)], id="short"),
        pytest.param(
            "other-host", "![a](https://a.org/b.png?c) ![d](https://a.org/b.png)\n", [(1, 6), (1, 34)], id="elsewhere"
        ),
        pytest.param("missing-image", "![a](b.png?c) ![](b.png)\n", [(1, 6), (1, 19), (1, 19)], id="picture"),
        pytest.param("missing-image", "c\n![a](b%20c.png)\n", [(2, 6)], id="percent"),
    ],
)
def test_place_of_a_link(rule: str, body: str, places: list[tuple[int, int]], tmp_path: Path) -> None:
    above = whole(body)[1]
    found = [(f.line - above, f.col) for f in demo(tmp_path, body).findings if f.rule == rule and f.path == PAGE]
    assert found == places


WHOLE = changed("Title", "A")


@pytest.mark.parametrize(
    ("due", "said"),
    [
        pytest.param("2026-11-21", "1 day ago", id="yesterday"),
        pytest.param("2026-11-20", "2 days ago", id="the-day-before"),
        pytest.param("2026-10-22", "31 days ago", id="last-month"),
        pytest.param("2025-11-22", "365 days ago", id="last-year"),
        pytest.param("2024-02-29", "997 days ago", id="a-day-of-a-leap-year"),
        pytest.param("1999-12-31", "days ago", id="long-ago"),
        pytest.param("2026-11-21\nStatus: hidden", "1 day ago", id="hidden"),
        pytest.param("2026-11-21\nStatus: draft", "1 day ago", id="draft"),
        pytest.param("2026-11-22", "", id="today"),
        pytest.param("2026-11-23", "", id="tomorrow"),
        pytest.param("2027-05-22", "", id="in-half-a-year"),
        pytest.param("2027-01-01", "", id="in-another-year"),
        pytest.param("2026-11-31", "", id="no-date-is-bad-field's"),
        pytest.param("21 November 2026", "", id="in-words-is-bad-field's"),
        pytest.param("20261121", "", id="without-hyphens-is-bad-field's"),
        pytest.param(None, "", id="none-is-bad-field's"),
    ],
)
def test_overdue_check(due: str | None, said: str, tmp_path: Path) -> None:
    page = changed("Next-check", due)
    found = [(f.line, f.message) for f in demo(tmp_path, page).findings if f.rule == "overdue-check" and f.path == PAGE]
    assert [line for line, _ in found] == ([4] if said else [])
    assert all(said in message for _, message in found)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(b"", 1, id="empty"),
        pytest.param(b"\xef\xbb\xbf \r\n\t\n", 1, id="only-spaces"),
        pytest.param(WHOLE.encode("utf-16"), 1, id="utf-16"),
        pytest.param(WHOLE.encode("utf-16-le"), 1, id="utf-16-without-a-mark"),
        pytest.param(WHOLE.encode() + b"caf\xe9\n", 11, id="latin-1"),
        pytest.param(WHOLE.encode() + b"caf\xc3", 11, id="cut-off-in-a-letter"),
        pytest.param(WHOLE.encode() + b"a\0b\n", 11, id="nul"),
        pytest.param(WHOLE.encode() + b"a\x0bb\n", 11, id="vertical-tab"),
        pytest.param(WHOLE.replace("liver", "li\u200bver").encode(), 8, id="no-width"),
        pytest.param(WHOLE.replace("liver", "li\u00adver").encode(), 8, id="soft-hyphen"),
        pytest.param(WHOLE.replace("liver", "\u202erevil\u202c").encode(), 8, id="turned-round"),
        pytest.param(WHOLE.replace("liver", "\u2066liver\u2069").encode(), 8, id="set-apart"),
        pytest.param(WHOLE.replace(" can", "\u2028can").encode(), 8, id="a-line-end-of-unicode"),
        pytest.param(WHOLE.replace("Topics", "Order: 1\x85Topics").encode(), 6, id="a-field-behind-another"),
        pytest.param(b"\xef\xbb\xbf\xef\xbb\xbf" + WHOLE.encode(), 1, id="two-byte-order-marks"),
        pytest.param(WHOLE.encode() + b"so " * 2_000, 1, id="too-long"),
    ],
)
def test_unreadable_page(raw: bytes, expected: int, tmp_path: Path) -> None:
    found = [(f.path, f.line) for f in Demo(tmp_path, {PAGE: raw}).findings if f.rule == "unreadable-page"]
    assert found == [(PAGE, expected)]


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        pytest.param("content/notes.md", True, id="outside-of-pages"),
        pytest.param("content/articles/one.md", True, id="a-folder-that-pelican-knows"),
        pytest.param("content/pages/one.html", True, id="html"),
        pytest.param("content/pages/one.rst", True, id="restructured-text"),
        pytest.param("content/pages/one.txt", True, id="text"),
        pytest.param("content/pages/one", True, id="no-ending"),
        pytest.param("content/pages/hand.png", True, id="picture-among-pages"),
        pytest.param("content/images/one.svg", True, id="picture-that-can-carry-script"),
        pytest.param("content/images/one.md", True, id="page-among-pictures"),
        pytest.param("content/sources/one.md", True, id="page-among-sources"),
        pytest.param("content/sources.toml", True, id="source-outside-of-its-folder"),
        pytest.param("content/extra/CNAME", True, id="file-that-hosts-know"),
        pytest.param("content/images/more/one.JPG", False, id="picture-in-a-folder"),
        pytest.param("content/pages/one.md~", False, id="copy-of-an-editor"),
        pytest.param("content/pages/.one.md.swp", False, id="another-copy"),
        pytest.param("content/.DS_Store", False, id="file-of-a-mac"),
        pytest.param("content/README.md", False, id="for-editors"),
    ],
)
def test_lost_page(name: str, lost: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a column of the table
    site = Demo(tmp_path, {name: b"Words.\n"})
    assert [f.path for f in site.findings if f.rule == "lost-page"] == [name] * lost
    skipped = name.removeprefix("content/") in site.verdict.totals.skipped
    assert skipped == (not lost and Path(name).name.startswith((".", "one.md~")))


def test_a_page_that_pelican_drops_is_lost_with_its_reason(tmp_path: Path) -> None:
    page = changed("Topics", "kratom\nStatus: publshed")
    found = [f for f in demo(tmp_path, page).findings if f.rule == "lost-page"]
    assert [(f.path, f.line) for f in found] == [(PAGE, 7)]
    assert "published" in found[0].message


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        pytest.param("content/pages/more/get-help.md", True, id="another-folder"),
        pytest.param("content/pages/Get-Help.md", True, id="capitals"),
        pytest.param("content/pages/get-help.markdown", True, id="another-ending"),
        pytest.param("content/pages/index.md", True, id="home"),
        pytest.param("content/pages/404.md", True, id="not-found"),
        pytest.param("content/pages/get-help-2.md", False, id="another-name"),
        pytest.param("content/pages/more/index-of-words.md", False, id="begins-with-it"),
    ],
)
def test_duplicate_address(name: str, taken: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a column of the table
    found = [f for f in Demo(tmp_path, {name: WHOLE.encode()}).findings if f.rule == "duplicate-address"]
    assert len(found) == taken
