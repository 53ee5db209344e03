"""What a live preview keeps from one build to the next, in its own process and nowhere else.

It is never written down: a verdict that lies in a file can be put there by somebody else.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from plainhealth.facts import Facts
from plainhealth.first_look import Judged
from plainhealth.publish.written import Remembered


@dataclass(slots=True)
class Memory:
    """Pages as they were judged, finished files as they were looked at, and the facts that both rest on."""

    facts: Facts | None = None
    judged: dict[str, Judged] = field(default_factory=dict)
    written: Remembered = field(default_factory=dict)
    _drawn_on: str = ""

    def forget_unless_same(self, today: dt.date, content: Path, theme: Path) -> None:
        """Forget all pages if anything that they draw on has changed: a source, a component, the day."""
        drawn_on = hashlib.sha256(str(today).encode())
        for folder in (content, theme / "components"):
            for path in sorted(folder.rglob("*")):
                if path.is_file() and (content / "pages") not in path.parents:
                    drawn_on.update(f"\0{path}\0".encode("utf-8", "surrogateescape"))
                    with contextlib.suppress(OSError):  # the account of all files says that it cannot be read
                        drawn_on.update(path.read_bytes())
        if drawn_on.hexdigest() != self._drawn_on:
            self.facts, self._drawn_on = None, drawn_on.hexdigest()
            self.judged.clear()
