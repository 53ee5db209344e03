"""Findings and totals as lines of text."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from plainhealth.gate import Finding, Totals, Verdict


def findings(found: Iterable[Finding]) -> str:
    """One line a finding, the next step under it."""
    lines = []
    for finding in found:
        lines.append(str(finding))
        if finding.fix:
            lines.append(f"    {finding.fix}")
    return "\n".join(lines)


def exemptions(t: Totals) -> str:
    """What is not checked: files that are skipped, and the lines of blocks marked as no claim, a page a line."""
    lines = [f"Skipped, and not published: {', '.join(t.skipped)}."] if t.skipped else []
    if t.exempt:
        lines.append("Marked as no claim, by line (plainhealth status has the reasons):")
        for path, marks in itertools.groupby(sorted(t.exempt, key=lambda e: (e.path, e.line)), key=lambda e: e.path):
            lines.append(f"  {path}: {', '.join(str(mark.line) for mark in marks)}")
    return "\n".join(lines)


def totals(verdict: Verdict) -> str:
    """What was checked, in one line."""
    t: Totals = verdict.totals
    parts = [
        _count(t.pages, "page"),
        _count(t.claims, "claim"),
        f"{t.cited:,} cited",
        f"{len(t.exempt):,} marked as no claim",
        f"{t.no_fact:,} that state no fact",
        f"{t.sources_cited} of {_count(t.sources, 'source')} used",
        _count(t.html_files, "HTML file"),
        _count(len(verdict.findings), "problem"),
    ]
    line = f"Checked for {verdict.today}: {', '.join(parts)}."
    if verdict.good_until and not verdict.findings:
        line += f" Good until {verdict.good_until}."
    return line


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
