"""What the real pages draw on, broken; and what the host says of itself."""

from __future__ import annotations

import re

import pytest

from mutants.harness import CONTENT, Gate
from mutants.of_data import DATA, PICTURED, Data
from mutants.of_pages import HELP
from mutants.operators import MOST, Mutant, spread
from mutants.tally import Record, assert_killed

TEXTS = {
    path.relative_to(CONTENT).as_posix(): path.read_text("utf-8")
    for path in sorted(CONTENT.rglob("*"))
    if path.suffix in (".toml", ".md")
}


def _beside(mutant: Mutant) -> set[str]:
    """The pages that can show it: those that cite a changed source, and two that show the other data."""
    keys = [re.sub(r".*/|\.toml$", "", name) for name in mutant if name.startswith("sources/")]
    citing = {path for path, text in TEXTS.items() if path.startswith("pages/") and any(f"@{k}" in text for k in keys)}
    originals = {name.replace("pages/es/", "pages/") for name in mutant if name.startswith("pages/")}
    return {HELP, *originals, *(citing if keys else {PICTURED}), *(n for n, d in mutant.items() if d and "pages/" in n)}


@pytest.mark.parametrize("data", DATA[::9], ids=str)
def test_pages_that_are_not_judged_change_nothing(data: Data) -> None:
    mutant = next(iter(data.change(TEXTS)))
    beside = _beside(mutant)
    with Gate(CONTENT, mutant, only=beside, **data.host) as few, Gate(CONTENT, mutant, **data.host) as whole:
        assert few.judge({}, beside) == whole.judge({}, beside)


@pytest.mark.parametrize("data", DATA, ids=str)
def test_every_mutant_is_killed(data: Data, record_property: Record) -> None:
    mutants = list(data.change(TEXTS))
    survived = []
    chosen = spread(mutants, MOST)
    for mutant in chosen:
        assert all(TEXTS.get(name, "").encode() != new for name, new in mutant.items() if new), "it breaks nothing"
        beside = _beside(mutant)
        with Gate(CONTENT, mutant, only=beside, **data.host) as gate:
            findings = gate.judge({}, beside)
        if not any(finding.rule in data.rules for finding in findings):
            survived.append(f"{list(mutant)}: found {[str(f) for f in findings][:4]}")
    assert_killed(record_property, "data", data.name, len(chosen), survived)
