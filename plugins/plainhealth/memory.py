"""What a live preview keeps from one build to the next, in its own process and nowhere else.

It is never written down: a verdict that lies in a file can be put there by somebody else.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from plainhealth import files
from plainhealth.facts import Facts
from plainhealth.first_look import Judged
from plainhealth.gate import Finding
from plainhealth.publish.written import Remembered


class Compiled(BytecodeCache):
    """Templates as they were compiled: Pelican compiles all of them anew for each of its generators."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._known.get(bucket.key, ("", None))
        if code is not None and checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._known[bucket.key] = bucket.checksum, bucket.code


class Finished(NamedTuple):
    """A finished page: what it was made of, its bytes, and the text in it."""

    made_of: tuple[str, ...]
    file: bytes
    body: str


@dataclass(slots=True)
class Memory:
    """The facts, and what was made of them: pages as judged, rendered and looked at, references, templates."""

    facts: Facts | None = None
    formatted: dict[str, str] = field(default_factory=dict)
    judged: dict[str, Judged] = field(default_factory=dict)
    written: Remembered = field(default_factory=dict)
    finished: dict[str, Finished] = field(default_factory=dict)
    #: By path, the text of a page and what Pelican made of it (``preview.reuse``).
    contents: dict[str, tuple[str, Any]] = field(default_factory=dict)
    compiled: Compiled = field(default_factory=Compiled)
    #: By rule, what was found in what all pages are given (``phrases.printed``).
    given: dict[str, list[Finding]] = field(default_factory=dict)
    #: One value for all files of the theme.
    theme: str = ""
    _drawn_on: str = ""

    def forget_unless_same(self, today: dt.date, content: Path, theme: Path) -> None:
        """Forget all pages if anything that they draw on has changed: a source, a component, the day."""
        before, self.theme = self.theme, files.digest(theme)
        drawn_on = f"{today} {files.digest(content, but=content / 'pages')} {files.digest(theme / 'components')}"
        if (self.theme, drawn_on) != (before, self._drawn_on):
            self.given.clear()
        if drawn_on != self._drawn_on:
            self.facts, self._drawn_on = None, drawn_on
            self.judged.clear()
            self.formatted.clear()
            self.finished.clear()
            self.contents.clear()
