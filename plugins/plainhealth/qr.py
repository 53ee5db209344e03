"""A web address as a QR code, for paper: what is printed leads back to the page that is online."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple


class Code(NamedTuple):
    """A square of ``size`` × ``size`` modules; ``path`` is its dark ones as SVG path data, to be stroked 1 wide."""

    size: int
    path: str


def code(address: str) -> Code:
    """The QR code (ISO/IEC 18004) of an address. The same address gives the same code.

    Raises:
        ValueError: the address is longer than a code can hold.
    """
    import segno  # noqa: PLC0415 - only a site with an address of its own needs it

    matrix = segno.make_qr(address, error="l").matrix
    return Code(len(matrix), "".join(f"M0 {y}.5{_row(row)}" for y, row in enumerate(matrix)))


def _row(modules: bytearray) -> str:
    """One row from left to right: ``h7`` draws seven modules, ``m2 0`` passes over two."""
    runs = [(dark, len(list(run))) for dark, run in groupby(modules)]
    if not runs[-1][0]:
        runs.pop()
    return "".join(f"h{length}" if dark else f"m{length} 0" for dark, length in runs)
