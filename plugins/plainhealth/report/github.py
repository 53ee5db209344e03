"""Findings beside the lines they are about, in GitHub Actions.

GitHub shows ten errors of a step and drops the rest, so there are never more; the full list goes into
the step's summary. Both are made of the words of pages, so both are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from plainhealth.gate import Finding, Totals, Verdict
from plainhealth.report import text
from plainhealth.report.pages import address, printable, shortened, sound

#: GitHub shows no more of one step.
MOST = 10
#: GitHub drops a step's summary above 1 MiB; a step may build and verify.
LARGEST_SUMMARY = 500_000
#: Of the words that a finding is about, in characters.
_WORDS = 160
#: Of the findings of one file in one annotation.
_LINES = 20


def base(env: Mapping[str, str]) -> str:
    """The web address of this very version of the repository, or "" outside GitHub Actions."""
    parts = [env.get(name, "") for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")]
    return f"{parts[0]}/{parts[1]}/blob/{parts[2]}" if all(parts) else ""


def commands(verdict: Verdict, base: str = "") -> str:
    """Workflow commands, at most ten: one a finding, or one a file where there are more findings than that."""
    found = verdict.findings
    if len(found) <= MOST:
        return "".join(_one(finding, base) for finding in found)
    files = _by_file(found)
    shown, left = (files, []) if len(files) <= MOST else (files[: MOST - 1], files[MOST - 1 :])
    lines = [_several(path, group, base) for path, group in shown]
    if left:
        title = f"{sum(len(group) for _, group in left):,} more problems in {len(left):,} more files"
        names = [f"{printable(path)}: {len(group)}" for path, group in left]
        lines.append(_command(title, [*_first(names), "The summary of this step lists them all."]))
    return "".join(lines)


def summary(verdict: Verdict, base: str = "", last: str = "") -> str:
    """What was checked, then every finding by file, then what is marked as no claim; as Markdown."""
    found = verdict.findings
    parts = [
        f"## plainhealth: {_problems(len(found)) if found else 'no problem'}\n",
        f"\n{_markdown(last or text.totals(verdict))}\n",
    ]
    size = 0
    for pieces, what in ((_rows(found, base), "problems"), (_exemptions(verdict.totals), "exemptions")):
        left = 0
        for piece in pieces:
            size += len(piece.encode("utf-8", "backslashreplace"))
            if size > LARGEST_SUMMARY:
                left += 1
            else:
                parts.append(piece)
        if left:
            parts.append(f"\n{left:,} more {what} are left out: GitHub takes no longer summary.\n")
    return str(sound("".join(parts))) + "\n"


def _by_file(found: list[Finding]) -> list[tuple[str, list[Finding]]]:
    return [(path, list(group)) for path, group in groupby(found, lambda f: f.path)]


def _one(finding: Finding, base: str) -> str:
    lines = [finding.message]
    words = shortened(finding.words, _WORDS)
    if words and words not in finding.message:
        lines.append(f"The words: {words}")
    lines += [finding.fix] if finding.fix else []
    lines.append(f"Why: {address(finding.rule, base)}")
    return _command(finding.rule, lines, finding)


def _several(path: str, group: list[Finding], base: str) -> str:
    if len(group) == 1:
        return _one(group[0], base)
    lines = [f"{f.line}:{f.col} {f.rule}: {f.message}" for f in group]
    rules = sorted({f.rule for f in group})
    where = [f"Why: {address(rule, base)}" for rule in rules[:_LINES]]
    steps = list(dict.fromkeys(f.fix for f in group if f.fix))[:_LINES]
    return _command(f"{_problems(len(group))} in {printable(path)}", [*_first(lines), *steps, *where], group[0])


def _first(lines: list[str]) -> list[str]:
    left = len(lines) - _LINES
    return lines if left <= 0 else [*lines[:_LINES], f"… and {left:,} more."]


def _command(title: str, lines: list[str], at: Finding | None = None) -> str:
    """One workflow command. Its properties end at a comma or a colon, so these are escaped too."""
    properties = {"file": at.path, "line": str(at.line), "col": str(at.col)} if at else {}
    properties["title"] = printable(title)
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::error {given}::{_data(chr(10).join(printable(line) for line in lines))}\n"


def _data(value: str) -> str:
    """As the runner wants it (actions/toolkit, packages/core/src/command.ts)."""
    return str(sound(value)).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def _rows(found: list[Finding], base: str) -> Iterator[str]:
    """One piece of Markdown a finding; the first of a file brings the heading and the head of its table."""
    for path, group in _by_file(found):
        head = f"\n### {_markdown(path)}\n\n{_problems(len(group))}\n\n"
        head += "| Line | What is wrong | The words | Next step | Rule |\n|---|---|---|---|---|\n"
        for finding in group:
            page = address(finding.rule, base)
            # An address in angle brackets may hold anything but these and a line break.
            rule = f"[{_markdown(finding.rule)}](<{page}>)" if base else f"{_markdown(finding.rule)}: {_markdown(page)}"
            words = shortened(finding.words, _WORDS)
            cells = [f"{finding.line}:{finding.col}", *map(_markdown, (finding.message, words, finding.fix)), rule]
            yield f"{head}| {' | '.join(cells)} |\n"
            head = ""


def _exemptions(totals: Totals) -> Iterator[str]:
    head = "\n### Marked as no claim\n\n"
    for exemption in totals.exempt:
        yield f"{head}- {_markdown(f'{exemption.path}:{exemption.line}')}: {_markdown(exemption.why)}\n"
        head = ""
    head = "\n### Skipped, and not published\n\n"
    for name in totals.skipped:
        yield f"{head}- {_markdown(name)}\n"
        head = ""


def _markdown(value: str) -> str:
    """Words that GitHub shows as they are: no mark-up, no link, no picture, no new row of a table."""
    bare = re.sub(r"([!#$&*:<>@\[\\\]^_`{|}~])", r"\\\1", printable(" ".join(value.split())))
    return re.sub(r"(?i)\b(www)\.", r"\1\\.", bare)


def _problems(number: int) -> str:
    return f"{number:,} problem{'' if number == 1 else 's'}"
