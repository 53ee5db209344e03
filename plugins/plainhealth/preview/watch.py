"""See every change from the start of a build on, so that none is lost while the site is being built.

Pelican watches anew after each build: what was saved meanwhile it never sees.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from watchfiles import Change, watch

Changes = set[tuple[Change, str]]

#: How long nothing must change before a save counts as done: an editor may write a file in several steps.
_QUIET = 30  # milliseconds


class Watcher:
    """Watches files and folders from ``start`` on; ``wait`` gives what changed since."""

    def __init__(self) -> None:
        self._paths: frozenset[tuple[Path, int, int]] = frozenset()
        self._wanted: Callable[[Change, str], bool] | None = None
        self._found: queue.Queue[Changes | BaseException] = queue.Queue()
        self._stop = threading.Event()

    def start(self, paths: Iterable[Path], wanted: Callable[[Change, str], bool]) -> None:
        """A build begins: forget what changed before it, and watch these paths, as far as they are there.

        ``wanted`` says of a change and a path whether it counts.
        """
        self._wanted = wanted
        # By its number too: a file saved by renaming another is a new file under the old name.
        there = ((path.absolute(), path.stat()) for path in paths if path.exists())
        now = frozenset((path, stat.st_dev, stat.st_ino) for path, stat in there)
        if now != self._paths:
            before, self._stop, self._paths = self._stop, threading.Event(), now
            ready = threading.Event()
            threading.Thread(target=self._run, args=(now, self._stop, ready), daemon=True).start()
            ready.wait()
            before.set()
        while not self._found.empty():
            self._told(self._found.get())

    def _run(self, paths: frozenset[tuple[Path, int, int]], stop: threading.Event, ready: threading.Event) -> None:
        try:
            watching = watch(
                *(path for path, _, _ in paths),
                watch_filter=lambda change, path: self._wanted is None or self._wanted(change, path),
                step=_QUIET,
                rust_timeout=_QUIET,
                yield_on_timeout=True,
                stop_event=stop,
                raise_interrupt=False,
            )
            for changes in watching:
                ready.set()
                if changes and not stop.is_set():
                    self._found.put(changes)
        except BaseException as error:  # noqa: BLE001 - whoever waits is told
            self._found.put(error)
        finally:
            ready.set()

    def wait(self) -> Changes:
        """What changed, as soon as something did. Several changes meanwhile are given together.

        Raises:
            OSError, RuntimeError: the files cannot be watched.
        """
        changes = self._told(self._found.get())
        while not self._found.empty():
            changes |= self._told(self._found.get())
        return changes

    @staticmethod
    def _told(found: Changes | BaseException) -> Changes:
        if isinstance(found, BaseException):
            raise found
        return found
