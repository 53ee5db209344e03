"""At the end of a run: how many mutants were made and how many were killed."""

from __future__ import annotations

from pytest import TerminalReporter  # noqa: PT013 - a type

from mutants.tally import MUTANTS, summary


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Add up what the tests handed over; it comes through from the workers of xdist too."""
    rows = [
        value
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, ())
        for name, value in getattr(report, "user_properties", ())
        if name == MUTANTS and report.when == "call"
    ]
    for n, line in enumerate(summary(rows)):
        terminalreporter.write_line(line) if n else terminalreporter.write_sep("=", line)
