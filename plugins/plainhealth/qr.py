"""A web address as a QR code, for paper: what is printed leads back to the page that is online."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple


class Code(NamedTuple):
    """A square of ``size`` × ``size`` modules: a line ``path`` through all rows, to be stroked 1 wide and dashed.

    ``dashes`` are the lengths of its dark and light runs in turn, beginning with a dark one: half the bytes of a line
    for each run. The line goes down at the end of each row, outside of the square on the right, unseen on the left.
    """

    size: int
    path: str
    dashes: str


def code(address: str) -> Code:
    """The QR code (ISO/IEC 18004) of an address. The same address gives the same code.

    Raises:
        ValueError: the address is longer than a code can hold.
    """
    import segno  # noqa: PLC0415 - only a site with an address of its own needs it

    matrix = segno.make_qr(address, error="l").matrix
    size, along = len(matrix), []
    for y, row in enumerate(matrix):
        # Down at the end of a row is one more module, which is light.
        along += [*(reversed(row) if y % 2 else row), 0]
    runs = [len(list(run)) for _, run in groupby(along)]
    path = "".join(f"h{'-' if y % 2 else ''}{size}v1" for y in range(size))
    return Code(size, f"M0 .5{path}", " ".join(map(str, runs)))
