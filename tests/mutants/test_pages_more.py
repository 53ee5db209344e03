"""Every real page, broken in its care, words, structure, fields and files. ``test_pages`` breaks its evidence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mutants.breaking import Broken, breaking
from mutants.of_pages import CARE, FIELDS, FILES, STRUCTURE, WORDS
from mutants.operators import Operator
from mutants.tally import Record


@pytest.fixture(scope="module", name="broken")
def _broken() -> Iterator[Broken]:
    yield from breaking()


@pytest.mark.parametrize("operator", [*CARE, *WORDS, *STRUCTURE, *FIELDS, *FILES], ids=str)
def test_every_mutant_is_killed(operator: Operator, broken: Broken, record_property: Record) -> None:
    broken.by(operator, record_property)
