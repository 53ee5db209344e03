"""The suite itself: enough mutants, every rule an expected killer, no name twice."""

from __future__ import annotations

from collections import Counter

import pytest

from mutants.harness import CONTENT
from mutants.of_data import DATA
from mutants.of_finished import EDITED
from mutants.of_pages import OPERATORS, TABLES
from mutants.of_sites import SITES
from mutants.of_told import RETOLD
from mutants.operators import Original
from mutants.tally import KNOWN_SURVIVORS, summary
from plainhealth.rules import RULES

#: What must be made in every run; nobody shrinks the suite unseen.
LEAST = 2_000
#: The rules that each operator names.
NAMED = (
    [o.rules for o in OPERATORS.values()]
    + [d.rules for d in DATA]
    + [e.rules for e in EDITED]
    + [r.rules for r in RETOLD]
)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_must_kill_something_alone(rule: str) -> None:
    """At least one operator names this rule and no other, so that no other finding can stand in for it."""
    alone = (rule,) in NAMED or any(site.says.endswith(rule) for site in SITES.values())
    assert alone, f"Add an Operator to a list of tests/mutants/of_pages.py that names {rule} alone."


def test_every_expected_rule_exists() -> None:
    known = RULES.keys() | {"changed-output"}
    named = {rule for rules in NAMED for rule in rules}
    assert sorted(named - known) == []


def test_there_are_enough_mutants_of_pages_alone() -> None:
    pages = [Original(f"pages/{path.name}", path.read_text("utf-8")) for path in sorted(CONTENT.glob("pages/*.md"))]
    assert sum(len(operator.mutants(page)) for operator in OPERATORS.values() for page in pages) >= LEAST


def test_no_name_stands_for_two_operators_of_a_suite() -> None:
    names = Counter([*(f"data: {each.name}" for each in DATA), *(f"finished: {each.name}" for each in EDITED)])
    names.update(f"told: {each.name}" for each in RETOLD)
    assert [name for name, count in names.items() if count > 1] == []
    assert len(OPERATORS) == len(TABLES)


def test_who_is_known_to_live_is_an_operator() -> None:
    names = {*(f"pages: {name}" for name in OPERATORS), *(f"sites: {name}" for name in SITES)}
    names |= {*(f"data: {each.name}" for each in DATA), *(f"finished: {each.name}" for each in EDITED)}
    names |= {f"told: {each.name}" for each in RETOLD}
    assert KNOWN_SURVIVORS.keys() <= names


def test_the_summary_counts() -> None:
    lines = summary([["pages", "b", 3, 3], ["pages", "a", 2, 1], ["sites", "c", 1, 1]])
    assert lines == ["6 mutants, 5 killed, by 3 operators", "pages, 5: a 1 of 2, b 3", "sites, 1: c 1"]
    assert summary([]) == []
