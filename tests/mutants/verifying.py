"""``verify`` of one finished folder, one changed file after another.

Most of its time goes into three looks at a page, each of which hangs on nothing but the page's own bytes (and on what
the manifest asks of it): ``written.judged``, ``one_file._part``, ``check._Page.read``. For bytes that were in the
folder from the start their answers are kept, the first as a live preview keeps them; all else of ``verify`` is done
each time. ``fresh`` is ``verify`` and nothing else: each operator's first mutant must be judged the same by both.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import pytest

from demo import TODAY
from plainhealth.gate import Finding
from plainhealth.publish import manifest, one_file
from plainhealth.publish.machines import check
from plainhealth.publish.written import Expected, Looked, Remembered, look


def fresh(output: Path) -> list[Finding]:
    """What ``verify`` finds."""
    return manifest.verify(output, TODAY)[0]


class Verify:
    """Call it for what ``verify`` finds in the folder as it is now; made of the folder before anything was changed."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._looked: Remembered = {}
        self._parts: dict[tuple[str, str, frozenset[str]], str] = {}
        self._pages: dict[bytes, Any] = {}
        self._learning = True
        assert self() == []
        self._learning = False

    def __call__(self) -> list[Finding]:
        with self.remembering():
            return fresh(self._output)

    @contextlib.contextmanager
    def remembering(self) -> Iterator[None]:
        """Meanwhile, parts of ``verify`` remember too."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(manifest, "look", self._look)
            patch.setattr(one_file, "_part", self._part_by(one_file._part))
            patch.setattr(check._Page, "read", self._page_by(check._Page.read))
            yield

    def _look(self, folder: Path, expected: Expected) -> Looked:
        return look(folder, expected, self._looked if self._learning else dict(self._looked))

    def _part_by(self, make: Callable[..., str]) -> Callable[..., str]:
        def part(folder: Path, name: str, html: str, known: Collection[str]) -> str:
            key = name, html, frozenset(known)
            found = self._parts.get(key)
            if found is None:
                found = make(folder, name, html, known)
                if self._learning and "src=" not in html:  # a picture is another file
                    self._parts[key] = found
            return found

        return part

    def _page_by(self, make: Callable[[Path], Any]) -> Callable[[Path], Any]:
        def read(path: Path) -> Any:
            raw = path.read_bytes()
            found = self._pages.get(raw)
            if found is None:
                found = make(path)
                if self._learning:
                    self._pages[raw] = found
            return found

        return read
