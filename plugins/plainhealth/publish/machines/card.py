"""``card.png``: the picture that networks show where a page is shared: a lifebuoy.

It has no words: the page's title and summary stand beside it, and a chat is read by others, too. Drawn here, row by
row: a library for pictures would be the largest part of the build.
"""

from __future__ import annotations

import functools
import math
import struct
import zlib
from collections.abc import Iterator

NAME = "card.png"
#: Width and height in pixels: what networks ask for.
SIZE = (1200, 630)
_OUTER, _INNER = 210.0, 120.0
_BAND, _PALE = 55.0, 0.25
_GROUND, _RING = (0xEE, 0xF3, 0xF4), (0x1C, 0x6A, 0x86)
#: Steps of colour between ground and ring, for smooth edges.
_SHADES = 16


@functools.cache
def file() -> bytes:
    """The picture as PNG (ISO/IEC 15948), with a palette of ``_SHADES`` colours."""
    steps = [n / (_SHADES - 1) for n in range(_SHADES)]
    palette = b"".join(bytes(round(g + (r - g) * s) for g, r in zip(_GROUND, _RING, strict=True)) for s in steps)
    head = struct.pack(">IIBBBBB", *SIZE, 8, 3, 0, 0, 0)
    rows = zlib.compress(pixels(), 9)
    parts = (_part(b"IHDR", head), _part(b"PLTE", palette), _part(b"IDAT", rows), _part(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@functools.cache
def pixels() -> bytes:
    """One byte a pixel, each row after a byte 0 (no filter)."""
    above = [b"\0" + left + left[::-1] for left in _quarter()]
    return b"".join((*above, *above[::-1]))


def _quarter() -> Iterator[bytes]:
    """The rows of the upper left quarter: the others mirror it."""
    width, height = (side // 2 for side in SIZE)
    for y in range(height):
        row = bytearray(width)
        down = height - y - 0.5
        reach = math.sqrt(max((_OUTER + 1) ** 2 - down**2, 0.0))
        for x in range(width - math.ceil(reach), width):
            away = math.hypot(width - x - 0.5, down)
            covered = min(_OUTER - away, away - _INNER) + 0.5
            # Four bands cross the ring, where left and down are as far.
            banded = abs(width - x - 0.5 - down) < _BAND
            row[x] = round(min(max(covered, 0.0), 1.0) * (_SHADES - 1) * (_PALE if banded else 1.0))
        yield bytes(row)
