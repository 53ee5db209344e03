"""What Pelican and its plugins log as errors, and would go on after."""

from __future__ import annotations

import contextlib
import logging
import sys
from collections.abc import Iterator

from plainhealth.gate import Problem


class _Collector(logging.Handler):
    """Keeps every record from ERROR up."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        words = " ".join(record.getMessage().split())
        # Pelican logs most errors without the exception it is handling: the reason is in the latter.
        error = (record.exc_info or sys.exc_info())[1]
        if error is not None:
            words = f"{words} ({error.__class__.__name__}: {error})"
        self.problems.append(Problem(1, f"The build reported an error: {words}", path="pelicanconf.py"))


@contextlib.contextmanager
def collected() -> Iterator[list[Problem]]:
    """Collect all errors that are logged, at whatever level of quiet Pelican runs.

    They are not printed meanwhile: they come back as findings, with all others.
    """
    root = logging.getLogger()
    collector = _Collector()
    level = root.level

    def below_error(record: logging.LogRecord) -> bool:
        return level <= record.levelno < logging.ERROR

    others = list(root.handlers)
    for handler in others:
        handler.addFilter(below_error)
    root.setLevel(min(level, logging.ERROR))
    root.addHandler(collector)
    try:
        yield collector.problems
    finally:
        root.removeHandler(collector)
        root.setLevel(level)
        for handler in others:
            handler.removeFilter(below_error)
