"""Programs that some tests need and a machine may lack, and what follows if one is missing.

In CI (``CI`` is set, as GitHub and ``.ci/run`` do) a missing program fails the test: a check that is left out looks
like one that passed. On a computer of one's own it is the reason why the test is skipped.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from building import REPOSITORY

#: The name under which a test hands over a table: a heading and lines. conftest.py prints it at the end of the run.
TABLE = "table"
#: What comes from npm, for tests only.
NPM = REPOSITORY / "tests" / "npm"
PACKAGES = NPM / "node_modules"


def missing(sentence: str) -> NoReturn:
    """Fail in CI, skip elsewhere, with one sentence that says how to get what is missing."""
    if os.environ.get("CI"):
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def program(name: str, package: str) -> str:
    """The path of a program; without it the test ends here, and names Debian's package."""
    found = shutil.which(name)
    if found is None:
        missing(f"There is no {name} here, so this cannot be checked. To run it: apt-get install {package}")
    return found


def from_npm(name: str) -> Path:
    """A file of a package from npm, ``stylelint/bin/stylelint.mjs``; without it the test ends here."""
    path = PACKAGES / name
    if not path.exists():
        missing(f"There is no {name} in tests/npm, so this cannot be checked. To set it up: make npm")
    return path
