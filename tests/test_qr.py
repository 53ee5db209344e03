"""The QR code on paper holds the address, and nothing is lost on its way into a drawing."""

from __future__ import annotations

import re

import pytest
import segno

from plainhealth.qr import Code, code

ADDRESSES = [
    pytest.param("https://a.org/x.html", id="short"),
    pytest.param("https://example-organisation.github.io/repo/opioid-withdrawal.html", id="a page of a project site"),
    pytest.param(f"https://example.org/{'very-' * 40}long.html", id="long"),
    pytest.param("https://example.org/café.html", id="letters that are not ASCII"),
]


def drawn(found: Code) -> list[list[int]]:
    """What a renderer makes of the line and its dashes: 1 where it is dark."""
    dark = [[0] * found.size for _ in range(found.size)]
    runs = [int(run) for run in found.dashes.split()]
    ink = [n % 2 == 0 for n, run in enumerate(runs) for _ in range(run)]
    x, y, at = 0, 0, 0
    for move, length in re.findall(r"([hv])(-?\d+)", found.path):
        for _ in range(abs(int(length))):
            if move == "v":
                assert not ink[at], "nothing is drawn between the rows"
                y += 1
            else:
                x -= int(length) < 0
                dark[y][x] = int(ink[at])
                x += int(length) > 0
            at += 1
    assert at == len(ink)
    return dark


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_drawing_is_the_code(address: str) -> None:
    found = code(address)
    assert re.fullmatch(r"M0 \.5(h\d+v1(h-\d+v1)?)+", found.path)
    assert drawn(found) == [list(row) for row in segno.make_qr(address, error="l").matrix]


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_has_the_three_marks_that_a_phone_looks_for(address: str) -> None:
    found = code(address)
    dark, last = drawn(found), found.size - 1
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
