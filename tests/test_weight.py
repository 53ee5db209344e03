"""Every page comes in the first answer of a server: no more than 14,600 bytes (one TCP round trip).

This is a budget of bytes, not of time: the same page always weighs the same.
"""

from __future__ import annotations

import gzip

import pytest

from browser.online import COPY, build

#: Ten packets of 1,460 bytes: what a server may send before it hears from a phone that is far away (RFC 6928).
BUDGET = 14_600


def test_every_page_comes_in_one_round_trip(tmp_path_factory: pytest.TempPathFactory) -> None:
    output = build(tmp_path_factory.mktemp("weighed"))
    # Nobody is sent to the copy of the whole site in need; its link says how large it is.
    pages = sorted(path for path in output.rglob("*.html") if path.name != COPY)
    weights = {page.name: len(gzip.compress(page.read_bytes(), 9, mtime=0)) for page in pages}
    table = "\n".join(f"{weight:6,}  {weight / BUDGET:4.0%}  {name}" for name, weight in weights.items())
    print(f"\nBytes of gzip -9, of {BUDGET:,}:\n{table}")
    assert pages
    assert [name for name, weight in weights.items() if weight > BUDGET] == [], table
