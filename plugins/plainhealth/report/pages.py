"""What stands on file about a rule: its page, what it is for, and its next step."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plainhealth.gate import Finding
from plainhealth.rules import RULES

_HERE = Path(__file__).resolve().parents[1] / "rules"


@dataclass(frozen=True, slots=True)
class About:
    """A rule for a reader: ``short`` is one sentence, ``full`` a paragraph, ``markdown`` its page ("" if none)."""

    rule: str
    short: str
    full: str
    step: str
    markdown: str


def rule_page(rule: str) -> str:
    """The page that explains a rule, relative to the repository."""
    return f"plugins/plainhealth/rules/{_stem(rule)}.md"


def address(rule: str, base: str) -> str:
    """The page's web address, where that of the repository is known; else its path."""
    return f"{base}/{rule_page(rule)}" if base else rule_page(rule)


def about(rule: str, step: str = "") -> About:
    """All that is on file. ``step`` is the next step of a rule that has no module of its own."""
    path = _HERE / f"{_stem(rule)}.md"
    markdown = path.read_text("utf-8") if path.is_file() else ""
    full = _first_paragraph(markdown)
    known = RULES.get(rule)
    if known:
        module = importlib.import_module(f"plainhealth.rules.{_stem(rule)}")
        short = _first_sentence(module.__doc__ or "")
        step = known.fix
    else:
        short = _first_sentence(full)
    short = short or f"{rule.replace('-', ' ').capitalize()}."
    return About(rule, short, full or short, step, markdown)


def all_rules(findings: Iterable[Finding]) -> list[About]:
    """Every rule there is, and every rule that these findings name, by name."""
    steps = dict.fromkeys(RULES, "")
    for finding in findings:
        steps.setdefault(finding.rule, finding.fix)
    return [about(rule, step) for rule, step in sorted(steps.items())]


def sound(value: Any) -> Any:
    """The same value with what is no letter made visible: half a character, from a file name that is no UTF-8."""
    match value:
        case str():
            return value.encode("utf-8", "backslashreplace").decode("utf-8")
        case list():
            return [sound(item) for item in value]
        case dict():
            return {sound(key): sound(item) for key, item in value.items()}
        case _:
            return value


def printable(text: str) -> str:
    """One line of text: what cannot be printed is spelt out, as in the text report."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def shortened(text: str, most: int) -> str:
    """The words with one space between, at most ``most`` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1].rstrip()}…"


def _stem(rule: str) -> str:
    return rule.replace("-", "_")


def _first_paragraph(markdown: str) -> str:
    """The first paragraph that is neither a heading nor an example, on one line."""
    bare = re.sub(r"^(`{3,}|~{3,}).*?^\1\s*$", "", markdown, flags=re.DOTALL | re.MULTILINE)
    blocks = (" ".join(block.split()) for block in re.split(r"\n\s*\n|^#.*$", bare, flags=re.MULTILINE))
    return next((block for block in blocks if block), "")


def _first_sentence(text: str) -> str:
    flat = " ".join(text.split("\n\n", maxsplit=1)[0].split())
    return re.split(r"(?<=[.!?])\s", flat, maxsplit=1)[0]
