"""Citation marks: ``[@source]``, ``[@source#finding]``, several with ``;`` between."""

from __future__ import annotations

import re
from typing import NamedTuple

#: A mark as it stands in a page. What is inside is judged by ``parse``.
MARK = r"\[@([^\[\]\n]*(?:\n[^\[\]\n]+)*)\]"
_ONE = re.compile(r"@([a-z0-9]+(?:-[a-z0-9]+)*)(?:#([a-z0-9]+(?:-[a-z0-9]+)*))?")


class Mark(NamedTuple):
    """One citation: a source, and the finding in it ("" for the source as a whole)."""

    source: str
    finding: str

    def __str__(self) -> str:
        return f"{self.source}#{self.finding}" if self.finding else self.source


def parse(inside: str) -> list[Mark] | None:
    """Read what stands between ``[@`` and ``]``; None if it is not a citation.

    >>> parse("fda-2018#letters; @who-2021")
    [Mark(source='fda-2018', finding='letters'), Mark(source='who-2021', finding='')]
    >>> parse("FDA 2018") is None
    True
    """
    marks = []
    for part in f"@{inside}".split(";"):
        found = _ONE.fullmatch(part.strip())
        if not found:
            return None
        marks.append(Mark(found[1], found[2] or ""))
    return marks
