"""The QR code on paper holds the address, and nothing is lost on its way into a drawing."""

from __future__ import annotations

import re

import pytest
import segno

from plainhealth.qr import code

ADDRESSES = [
    pytest.param("https://a.org/x.html", id="short"),
    pytest.param("https://example-organisation.github.io/repo/opioid-withdrawal.html", id="a page of a project site"),
    pytest.param(f"https://example.org/{'very-' * 40}long.html", id="long"),
    pytest.param("https://example.org/café.html", id="letters that are not ASCII"),
]


def drawn(path: str, size: int) -> list[list[int]]:
    """What a renderer makes of the path: 1 where it is dark."""
    dark = [[0] * size for _ in range(size)]
    for start, moves in re.findall(r"M0 (\d+)\.5((?:h\d+|m\d+ 0)*)", path):
        x = 0
        for move, length in re.findall(r"([hm])(\d+)", moves):
            for at in range(x, x + int(length)):
                dark[int(start)][at] = int(move == "h")
            x += int(length)
    return dark


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_drawing_is_the_code(address: str) -> None:
    found = code(address)
    assert re.fullmatch(r"(M0 \d+\.5(h\d+|m\d+ 0)*)+", found.path)
    assert drawn(found.path, found.size) == [list(row) for row in segno.make_qr(address, error="l").matrix]


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_has_the_three_marks_that_a_phone_looks_for(address: str) -> None:
    found = code(address)
    dark, last = drawn(found.path, found.size), found.size - 1
    mark = [[max(abs(x - 3), abs(y - 3)) != 2 for x in range(7)] for y in range(7)]
    assert [[bool(dark[y][x]) for x in range(7)] for y in range(7)] == mark
    assert [[bool(dark[y][last - x]) for x in range(7)] for y in range(7)] == mark
    assert [[bool(dark[last - y][x]) for x in range(7)] for y in range(7)] == mark


@pytest.mark.parametrize("address", ["x" * 3000])
def test_what_no_code_holds(address: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        code(address)


def test_other_addresses_have_other_codes() -> None:
    assert code("https://a.org/a.html") == code("https://a.org/a.html")
    assert code("https://a.org/a.html") != code("https://a.org/b.html")
