"""What Pelican and its plugins log as errors, and would go on after."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

from plainhealth.gate import Problem


def what_broke(error: BaseException) -> tuple[str, str]:
    """The error, and the last place in the site's own files that it came through ("that" if there is none)."""
    here = Path.cwd()
    own = [
        f"{Path(frame.filename).relative_to(here)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(here) and "site-packages" not in frame.filename
    ]
    return " ".join(f"{error.__class__.__name__}: {error}".split()), own[-1] if own else "that"


class _Collector(logging.Handler):
    """Keeps every record from a level up."""

    def __init__(self, lowest: int) -> None:
        super().__init__(lowest)
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        words = " ".join(record.getMessage().split())
        # Pelican logs most errors without the exception it is handling: the reason is in the latter.
        error = (record.exc_info or sys.exc_info())[1]
        if error is not None:
            # A template's mistake knows its file and line, and does not say them.
            file, line = getattr(error, "filename", None), getattr(error, "lineno", None)
            where = f" in {os.path.relpath(file)}:{line}" if file and line else ""
            words = f"{words} ({error.__class__.__name__}: {error}{where})"
        self.problems.append(Problem(1, f"The build reported an error: {words}", path="pelicanconf.py"))


@contextlib.contextmanager
def collected(lowest: int = logging.ERROR) -> Iterator[list[Problem]]:
    """Collect all that is logged from ``lowest`` up, at whatever level of quiet Pelican runs.

    They are not printed meanwhile: they come back as findings, with all others.
    """
    root = logging.getLogger()
    collector = _Collector(lowest)
    level = root.level

    def below(record: logging.LogRecord) -> bool:
        return level <= record.levelno < lowest

    others = list(root.handlers)
    for handler in others:
        handler.addFilter(below)
    root.setLevel(min(level, lowest))
    root.addHandler(collector)
    try:
        yield collector.problems
    finally:
        root.removeHandler(collector)
        root.setLevel(level)
        for handler in others:
            handler.removeFilter(below)
