"""Every real page, with its evidence broken: citations, numbers, the notice. ``test_pages_more`` breaks the rest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mutants.breaking import Broken, breaking
from mutants.of_pages import CITATIONS, NOTICES, NUMBERS
from mutants.operators import Operator
from mutants.tally import Record


@pytest.fixture(scope="module", name="broken")
def _broken() -> Iterator[Broken]:
    yield from breaking()


@pytest.mark.parametrize("operator", [*CITATIONS, *NUMBERS, *NOTICES], ids=str)
def test_every_mutant_is_killed(operator: Operator, broken: Broken, record_property: Record) -> None:
    broken.by(operator, record_property)
