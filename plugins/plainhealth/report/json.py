"""Findings and totals as JSON. ``findings.schema.json`` beside this file says what each part means.

``version`` in it changes when a part is renamed, taken out or gets another meaning, not when one is added.
"""

from __future__ import annotations

import json
from typing import Any

import plainhealth
from plainhealth.gate import Finding, Totals, Verdict
from plainhealth.report.pages import rule_page, sound

VERSION = 1


def render(verdict: Verdict) -> str:
    """The whole report, in the same order every time."""
    return json.dumps(sound(document(verdict)), indent=1, ensure_ascii=False) + "\n"


def document(verdict: Verdict) -> dict[str, Any]:
    """The report as plain values."""
    return {
        "version": VERSION,
        "generator": f"plainhealth {plainhealth.__version__}",
        "today": verdict.today or None,
        "good_until": verdict.good_until or None,
        "passed": not verdict.findings,
        "checked": checked(verdict),
        "findings": [_finding(f) for f in verdict.findings],
        "exemptions": [{"path": e.path, "line": e.line, "why": e.why, "words": e.text} for e in verdict.totals.exempt],
        "skipped": list(verdict.totals.skipped),
    }


def checked(verdict: Verdict) -> dict[str, int]:
    """How much was looked at: the numbers that end every report."""
    totals: Totals = verdict.totals
    return {
        "pages": totals.pages,
        "claims": totals.claims,
        "cited": totals.cited,
        "no_claim": no_claims(totals),
        "no_fact": totals.no_fact,
        "sources": totals.sources,
        "sources_cited": totals.sources_cited,
        "html_files": totals.html_files,
        "problems": len(verdict.findings),
    }


def no_claims(totals: Totals) -> int:
    """How many blocks say that they are no claim. Of a finished folder only the number is known."""
    return max(len(totals.exempt), getattr(totals, "no_claim", 0))


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.col,
        "rule": finding.rule,
        "rule_page": rule_page(finding.rule),
        "message": finding.message,
        "words": finding.words,
        "next_step": finding.fix,
    }
