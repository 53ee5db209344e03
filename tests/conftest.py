"""First, the gate is compiled; at the end of a run: what pages cost, how many mutants were made and how many killed."""

from __future__ import annotations

import compileall
import os

from pytest import Config, TerminalReporter  # noqa: PT013 - types

from building import REPOSITORY
from mutants.tally import MUTANTS, summary
from tools import TABLE


def pytest_configure(config: Config) -> None:
    """Compile once what hundreds of processes import: they are told to write no byte code themselves."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        compileall.compile_dir(REPOSITORY / "plugins", quiet=1)


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Add up what the tests handed over; it comes through from the workers of xdist too."""
    handed = [
        (name, value)
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, ())
        for name, value in getattr(report, "user_properties", ())
        if report.when == "call"
    ]
    tables = [value.splitlines() for name, value in handed if name == TABLE]
    for lines in [*tables, summary([value for name, value in handed if name == MUTANTS])]:
        for n, line in enumerate(lines):
            terminalreporter.write_line(line) if n else terminalreporter.write_sep("=", line)
