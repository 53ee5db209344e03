"""See every change from the start of a build on, so that none is lost while the site is being built.

Pelican watches anew after each build: what was saved meanwhile it never sees.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from watchfiles import Change, watch

Changes = set[tuple[Change, str]]
#: A path, its device and its number there.
_Known = tuple[Path, int, int]

#: How long nothing must change before a save counts as done: an editor may write a file in several steps.
_QUIET = 30  # milliseconds


#: How often to look whether a folder is there again, or is another one under the same name.
_LOOK = 0.5  # seconds


class Watcher:
    """Watches files and folders from ``start`` on; ``wait`` gives what changed since."""

    def __init__(self) -> None:
        self._paths: Sequence[Path] = ()
        self._there: frozenset[_Known] = frozenset()
        self._wanted: Callable[[Change, str], bool] | None = None
        self._found: queue.Queue[Changes] = queue.Queue()
        self._failed: Exception | None = None
        self._stop = threading.Event()

    def start(self, paths: Iterable[Path], wanted: Callable[[Change, str], bool]) -> None:
        """A build begins: forget what changed before it, and watch these paths, as far as they are there.

        ``wanted`` says of a change and a path whether it counts.
        """
        self._wanted, self._paths = wanted, tuple(paths)
        now = _known(self._paths)
        if now != self._there or self._failed:
            before, self._stop, self._there, self._failed = self._stop, threading.Event(), now, None
            ready = threading.Event()
            threading.Thread(target=self._run, args=(now, self._stop, ready), daemon=True).start()
            ready.wait()
            before.set()
        while not self._found.empty():
            self._found.get()

    def _run(self, paths: frozenset[_Known], stop: threading.Event, ready: threading.Event) -> None:
        for polling in (None, True):  # where the system has no more watches to give, look at the files instead
            try:
                watching = watch(
                    *(path for path, _, _ in paths),
                    watch_filter=lambda change, path: self._wanted is None or self._wanted(change, path),
                    step=_QUIET,
                    rust_timeout=_QUIET,
                    yield_on_timeout=True,
                    stop_event=stop,
                    raise_interrupt=False,
                    force_polling=polling,
                )
                for changes in watching:
                    ready.set()
                    if changes and not stop.is_set():
                        self._found.put(changes)
            except Exception as error:  # noqa: BLE001 - whoever waits is told
                failed: Exception | None = error
            else:
                failed = None
                break
        self._failed = failed
        ready.set()

    def wait(self) -> Changes:
        """What changed, as soon as something did. Several changes meanwhile are given together.

        Raises:
            OSError, RuntimeError: the files cannot be watched.
        """
        changes: Changes = set()
        while not changes:
            try:
                changes = self._found.get(timeout=_LOOK)
            except queue.Empty:
                if self._failed:
                    raise RuntimeError(str(self._failed)) from self._failed
                other = _known(self._paths) ^ self._there
                changes = {(Change.modified, str(path)) for path, _, _ in other}
        while not self._found.empty():
            changes |= self._found.get()
        return changes


def _known(paths: Iterable[Path]) -> frozenset[_Known]:
    """The paths that are there, each with its number: a file saved by renaming another is a new one."""
    found = set()
    for path in paths:
        with contextlib.suppress(OSError):
            stat = path.stat()
            found.add((path.absolute(), stat.st_dev, stat.st_ino))
    return frozenset(found)
