"""How many mutants were made and killed, from each test to the summary at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

#: The name of the property under which a test hands over its numbers.
MUTANTS = "mutants"

#: Mutants that live: “suite: operator”, with the reason. Strict: one that is killed again has to leave this list.
KNOWN_SURVIVORS: dict[str, str] = {}

Record = Callable[[str, object], None]


def assert_killed(record: Record, suite: str, operator: str, made: int, survived: Sequence[str]) -> None:
    """Hand over the numbers, then judge them: an operator makes mutants, and none of them lives."""
    record(MUTANTS, [suite, operator, made, made - len(survived)])
    assert made, f"{operator} makes no mutant"
    if f"{suite}: {operator}" in KNOWN_SURVIVORS:
        assert survived, f"all mutants of “{operator}” are killed now: take it out of KNOWN_SURVIVORS"
    else:
        assert not survived, f"{len(survived)} of {made} live:\n" + "\n".join(survived)


def summary(rows: Sequence[Sequence[Any]]) -> list[str]:
    """Lines for the end of a run; each row is a suite, an operator, mutants made and mutants killed."""
    if not rows:
        return []
    made, killed = sum(row[2] for row in rows), sum(row[3] for row in rows)
    lines = [f"{made:,} mutants, {killed:,} killed, by {len(rows)} operators"]
    for suite in sorted({str(row[0]) for row in rows}):
        ours = sorted((row for row in rows if row[0] == suite), key=lambda row: str(row[1]))
        told = (f"{name} {k if k == m else f'{k} of {m}'}" for _, name, m, k in ours)
        lines.append(f"{suite}, {sum(row[2] for row in ours):,}: {', '.join(told)}")
    lives = [f"{suite}: {name}" for suite, name, m, k in rows if k < m]
    lines += [f"known to live: {name}: {KNOWN_SURVIVORS[name]}" for name in lives if name in KNOWN_SURVIVORS]
    return lines
