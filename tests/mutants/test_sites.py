"""A whole small site, broken and built: nothing that is online changes. Each row is a build in a process of its own."""

from __future__ import annotations

import pytest

from building import Place, a_built_site, a_site, assert_stopped, tree  # noqa: F401 - fixtures
from mutants.of_sites import SITES
from mutants.tally import Record, assert_killed


@pytest.mark.parametrize("name", SITES)
def test_a_broken_site_is_not_published(name: str, site: Place, record_property: Record) -> None:
    given = SITES[name]
    given.breaks(site)
    before = tree(site.output)
    run = site.pelican(*given.arguments, **dict(given.env))
    problem = ""
    try:
        assert_stopped(site, run, before, status=given.status, says=given.says)
    except AssertionError as error:
        problem = str(error)
    assert_killed(record_property, "sites", name, 1, [problem] if problem else [])
