"""First, the gate is compiled; at the end of a run: what pages cost, how many mutants were made and how many killed."""

from __future__ import annotations

import compileall
import os
import signal

from pytest import Config, Item, TerminalReporter  # noqa: PT013 - types

from building import REPOSITORY
from mutants.tally import MUTANTS, summary
from tools import TABLE

#: Files that take longest come first, so that no worker waits at the end for another. Nothing else hangs on it.
LONG = [
    f"tests/{name}.py"
    for name in (
        "mutants/test_pages_more mutants/test_pages browser/test_keyboard mutants/test_finished browser/test_private "
        "browser/test_citations browser/test_axe test_traps browser/test_preview mutants/test_data mutants/test_sites "
        "test_preview test_bad_input test_build test_publish browser/test_scripts browser/test_notice "
        "browser/test_layout browser/test_copies browser/test_lighthouse browser/test_checks browser/test_print"
    ).split()
]


def pytest_configure(config: Config) -> None:
    """Compile once what hundreds of processes import: they are told to write no byte code themselves.

    In a shell's background Ctrl+C is ignored, and all that is started there would ignore it too: what waits for it
    would wait for ten seconds each time.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if "PYTEST_XDIST_WORKER" not in os.environ:
        compileall.compile_dir(REPOSITORY / "plugins", quiet=1)


def pytest_collection_modifyitems(items: list[Item]) -> None:
    """Put the longest files first (``--no-loadscope-reorder``: xdist would begin with those of the most tests)."""
    places = {REPOSITORY / name: n for n, name in enumerate(LONG)}
    assert [path for path in places if not path.is_file()] == []
    items.sort(key=lambda item: places.get(item.path, len(LONG)))


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
