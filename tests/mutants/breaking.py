"""Break every real page by one operator and ask the gate."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import cache, cached_property

from mutants.harness import Gate
from mutants.operators import ALL, Operator, Original, show
from mutants.tally import Record, assert_killed
from plainhealth.gate import Finding


class Broken:
    """All real pages, and what the gate says of each as it is."""

    def __init__(self, gate: Gate) -> None:
        self.gate = gate

    @cached_property
    def pages(self) -> list[Original]:
        found = [f"{f.path}:{f.line}: {f.rule}" for f in self.gate.judge({})]
        assert found == [], f"The real pages must pass as they are; make check says what to mend: {found[:9]}"
        return [Original(name, text) for name, text in self.gate.pages.items()]

    @cache  # noqa: B019 - lives as long as the tests of one file
    def before(self, page: Original, beside: tuple[str, ...]) -> list[Finding]:
        """What is found anyway, because pages are left out."""
        return self.gate.judge({page.name: page.text.encode()}, beside)

    def by(self, operator: Operator, record: Record) -> None:
        """Each of its mutants of each page must be found, by a rule that is meant to."""
        made, survived = 0, []
        # Every second page each, so that all operators together meet all pages; PLAINHEALTH_MUTANTS=all meets all.
        pages = self.pages if ALL else self.pages[zlib.crc32(operator.name.encode()) % 2 :: 2]
        for page in pages:
            before = self.before(page, operator.beside)
            for mutant in operator.mutants(page):
                made += 1
                findings = self.gate.judge(mutant, operator.beside)
                if not operator.kills(mutant, findings, before):
                    survived.append(f"{show(page.text, mutant)}\n    found: {[f.rule for f in findings]}")
        assert_killed(record, "pages", operator.name, made, survived)


def breaking() -> Iterator[Broken]:
    """One gate for all tests of a file."""
    with Gate() as gate:
        yield Broken(gate)
