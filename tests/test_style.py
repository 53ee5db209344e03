"""Stylelint: what holds for every style sheet stands in tests/npm/stylelint.config.mjs, with its reasons."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from building import REPOSITORY
from tools import NPM, from_npm, program

SHEETS = sorted([*REPOSITORY.glob("theme/**/*.css"), *REPOSITORY.glob("plugins/**/*.css")])

#: A sheet, the rule that stops it, and why.
SPOILS: list[tuple[str, str, str]] = [
    ("a { colr: red; }", "property-no-unknown", "a misspelt property"),
    ("a { color: #12; }", "declaration-property-value-no-unknown", "a colour that is none"),
    ("a { color: var(--ink; }", "CssSyntaxError", "a bracket that is left open"),
    ("a { color: red; color: blue; }", "declaration-block-no-duplicate-properties", "said twice"),
    ("a { position: sticky; }", "declaration-property-value-disallowed-list", "it would cover the focus"),
    ("a:focus { outline: none; }", "declaration-property-value-disallowed-list", "nobody sees where they are"),
    ("a { flex-direction: row-reverse; }", "declaration-property-value-disallowed-list", "eye and ear go apart"),
    ("a { text-align: justify; }", "declaration-property-value-disallowed-list", "rivers of white are hard to read"),
    ("a { order: 2; }", "property-disallowed-list", "eye and ear go apart"),
    ("a { float: left; }", "property-disallowed-list", "one column"),
    ("a { transition: color 1s; }", "property-disallowed-list", "nothing moves"),
    ("a { color: red !important; }", "declaration-no-important", "the reader's own style would lose"),
    ('@import "other.css";', "at-rule-disallowed-list", "one more request"),
    ("@font-face { src: none; }", "at-rule-disallowed-list", "one more request"),
    ('a { background: url("https://example.org/a.png"); }', "function-url-scheme-allowed-list", "another host"),
    ("a { line-height: 20px; }", "declaration-property-unit-disallowed-list", "large text would overlap"),
    ("@media (width >= 40rem) { a { color: red; } }", "media-feature-range-notation", "phones of 2019 skip it"),
    ("a { color: #fff; }", "color-no-hex", "a colour outside its home: who keeps the contrast?"),
    ("a { color: rgb(0 0 0); }", "function-disallowed-list", "likewise"),
    ("a { color: black; }", "color-named", "likewise"),
]


def found(paths: Iterable[Path]) -> dict[Path, set[str]]:
    """The rules that each sheet breaks."""
    node, stylelint = program("node", "nodejs"), from_npm("stylelint/bin/stylelint.mjs")
    command = [node, str(stylelint), "--config", str(NPM / "stylelint.config.mjs"), "--formatter", "json"]
    run = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=False)
    # It ends with 2 if it found something, and says it on the other stream.
    assert run.returncode in (0, 2), run.stderr
    results = json.loads(run.stdout or run.stderr)
    return {Path(r["source"]): {f"{w['line']}: {w['rule']}" for w in r["warnings"]} for r in results}


def test_every_style_sheet_keeps_the_rules() -> None:
    result = found(SHEETS)
    assert set(result) == set(SHEETS)
    assert {path.name: wrong for path, wrong in result.items() if wrong} == {}


def test_what_the_rules_notice(tmp_path: Path) -> None:
    sheets = {tmp_path / f"{n}.css": spoil for n, spoil in enumerate(SPOILS)}
    for path, (text, *_) in sheets.items():
        path.write_text(f"{text}\n", "utf-8")
    result = found(sheets)
    missed = [why for path, (_, rule, why) in sheets.items() if f"1: {rule}" not in result[path]]
    assert missed == []
