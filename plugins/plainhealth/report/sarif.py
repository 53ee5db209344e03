"""Findings as SARIF 2.1.0, for code scanning and for editors that read it.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from typing import Any
from urllib.parse import quote

import plainhealth
from plainhealth.gate import Exit, Finding, Verdict
from plainhealth.report.json import checked
from plainhealth.report.pages import About, address, all_rules, rule_page, sound

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
VERSION = "2.1.0"
#: What the paths of results are relative to; GitHub and others take this name for the repository.
_ROOT = "%SRCROOT%"
#: How a finding is known again in the next run. A new way to reckon it gets a new number.
FINGERPRINT = "plainhealthFinding/v1"


def render(verdict: Verdict, base: str = "") -> str:
    """The whole log file, the same for the same verdict. ``base`` is the repository's web address, if known."""
    return json.dumps(sound(document(verdict, base)), indent=1, ensure_ascii=False) + "\n"


def document(verdict: Verdict, base: str = "") -> dict[str, Any]:
    """The log as plain values."""
    rules = all_rules(verdict.findings)
    index = {rule.rule: n for n, rule in enumerate(rules)}
    seen: Counter[str] = Counter()
    results = []
    for finding in verdict.findings:
        same = _same(finding)
        seen[same] += 1
        results.append(_result(finding, index[finding.rule], f"{same}:{seen[same]}"))
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "plainhealth",
                        "version": plainhealth.__version__,
                        "rules": [_rule(rule, base) for rule in rules],
                    }
                },
                "language": "en",
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder of the site."}}},
                "invocations": [
                    {"executionSuccessful": True, "exitCode": int(Exit.FINDINGS if results else Exit.FINE)}
                ],
                "results": results,
                "properties": {
                    "today": verdict.today,
                    "goodUntil": verdict.good_until,
                    "checked": checked(verdict),
                },
            }
        ],
    }


def _rule(rule: About, base: str) -> dict[str, Any]:
    known: dict[str, Any] = {
        "id": rule.rule,
        "shortDescription": {"text": rule.short},
        "fullDescription": {"text": rule.full},
        "help": {"text": f"{rule.step} See {address(rule.rule, base)}.".strip()},
        "defaultConfiguration": {"level": "error"},
        "properties": {"page": rule_page(rule.rule)},
    }
    if rule.markdown:
        known["help"]["markdown"] = rule.markdown
    if base:  # The standard wants an address that is whole.
        known["helpUri"] = address(rule.rule, base)
    return known


def _result(finding: Finding, rule: int, fingerprint: str) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": finding.line, "startColumn": finding.col}
    if finding.words:
        region["snippet"] = {"text": finding.words}
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": "error",
        "message": {"text": _message(finding.message)},
        "locations": [{"physicalLocation": {"artifactLocation": _where(finding.path), "region": region}}],
        "partialFingerprints": {FINGERPRINT: fingerprint},
        "properties": {"nextStep": finding.fix, "rulePage": rule_page(finding.rule)},
    }


def _message(text: str) -> str:
    """As the standard wants literal braces (§3.11.5), and with no link made of a page's words (§3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _where(path: str) -> dict[str, str]:
    """A path as an address: relative to the site's folder, or whole if it lies elsewhere."""
    uri = quote(path, errors="surrogateescape") or "."
    return {"uri": f"file://{uri}"} if path.startswith("/") else {"uri": uri, "uriBaseId": _ROOT}


def _same(finding: Finding) -> str:
    """What stays when lines are added above, or when a count in the message grows: rule, file and words."""
    words = finding.words or re.sub(r"\d+", "0", finding.message)
    text = "\n".join((finding.rule, finding.path, " ".join(words.split())))
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16]
