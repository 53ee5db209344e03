"""What programs are given besides pages: data, a map, a feed, and words to search engines. Nothing that no page shows.

``told.py`` says what there is to tell; ``api.py``, ``web.py``, ``feed.py`` and ``card.py`` write it down, the same
bytes each time; ``data.py`` is the block in each page; ``check.py`` asks of a finished folder whether its pages say
the same.
"""

from __future__ import annotations

from plainhealth.publish.machines import api, card, feed, web
from plainhealth.publish.machines.told import Told

#: All files that may be made. ``verify`` lets no other file in that is no page and no picture.
NAMES = frozenset((*api.NAMES, *web.NAMES, feed.NAME, card.NAME))


def made(told: Told) -> dict[str, bytes]:
    """The files for programs, by name. Those that are of no use without an address are made only where there is one."""
    files = {**api.files(told), **web.files(told)}
    if told.address:
        files |= {feed.NAME: feed.file(told), card.NAME: card.file()}
    return files
