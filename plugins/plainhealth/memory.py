"""What a live preview keeps from one build to the next, in its own process and nowhere else.

It is never written down: a verdict that lies in a file can be put there by somebody else.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType
from typing import NamedTuple

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from plainhealth import files
from plainhealth.components import Components
from plainhealth.facts import Facts
from plainhealth.first_look import Judged
from plainhealth.gate import Finding
from plainhealth.preview.parts import Cut
from plainhealth.preview.reuse import Kept
from plainhealth.publish.written import Held, Remembered


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
    """A finished page: what it was made of, its file, and the text in it."""

    made_of: tuple[object, ...]
    file: Held
    body: str


@dataclass(slots=True)
class Memory:
    """The facts, and what was made of them: pages as judged, rendered and looked at, references, templates."""

    facts: Facts | None = None
    components: Components | None = None
    formatted: dict[str, str] = field(default_factory=dict)
    #: Kept when all else is forgotten: nothing but a page's own bytes says what its text is.
    texts: files.Texts = field(default_factory=dict)
    judged: dict[str, Judged] = field(default_factory=dict)
    written: Remembered = field(default_factory=dict)
    finished: dict[str, Finished] = field(default_factory=dict)
    #: By name, finished pages cut where the preview puts its own parts in.
    cuts: dict[str, tuple[bytes, str, Cut]] = field(default_factory=dict)
    #: By path, what Pelican made of a page.
    contents: dict[str, Kept] = field(default_factory=dict)
    compiled: Compiled = field(default_factory=Compiled)
    #: By rule, what was found in what all pages are given (``phrases.printed``).
    given: dict[str, list[Finding]] = field(default_factory=dict)
    #: By template, the names that it asks for; None if that cannot be told.
    asks: dict[str | None, frozenset[str] | None] = field(default_factory=dict)
    #: What pages, and lists of them, were last put among: while that is equal it is the same object, and found equal
    #: at once, page by page.
    around: dict[str, tuple[object, ...]] = field(default_factory=dict)
    #: One value for all files of the theme.
    theme: str = ""
    _drawn_on: str = ""

    def same(self, name: str, around: tuple[object, ...]) -> tuple[object, ...]:
        """What was given last by this name, if it is equal; else what is given now."""
        if self.around.get(name) != around:
            self.around[name] = around
        return self.around[name]

    def forget_unless_same(self, today: dt.date, content: Path, theme: Path) -> None:
        """Forget all pages if anything that they draw on has changed: a source, a component, the day."""
        before, self.theme = self.theme, files.digest(theme)
        drawn_on = f"{today} {files.digest(content, but=content / 'pages')} {files.digest(theme / 'components')}"
        if (self.theme, drawn_on) != (before, self._drawn_on):
            self.given.clear()
            self.asks.clear()
        if drawn_on != self._drawn_on:
            self.facts = self.components = None
            self._drawn_on = drawn_on
            self.judged.clear()
            self.formatted.clear()
            self.finished.clear()
            self.contents.clear()
