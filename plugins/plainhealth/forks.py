"""The same work on many things at once, one process a core.

Forks of this process, and not ``concurrent.futures``: a fork has the site's facts already, so that only the
results are sent; and when a build is killed, its forks end with it instead of waiting for work for ever.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

#: After so many new things, those that nobody needs are looked for.
_NEW_THINGS = 100_000
#: Below so many things a process, starting it costs more than it saves.
_WORTH = 8


def in_forks(work: Callable[[T], R], things: Sequence[T]) -> list[R]:
    """``[work(thing) for thing in things]``, shared among the cores; on Linux only, elsewhere in turn.

    ``work`` must not rely on what it changes: a fork's changes are lost. Its results must be picklable.
    The share of a fork that fails, or that the machine kills, is done again here: its error is raised here.
    """
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    shares = max(1, min(cores, len(things) // _WORTH))
    forks = [_Fork(work, things[share::shares]) for share in range(1, shares)]
    results: list[R | None] = [None] * len(things)
    try:
        with _rarely_collected():
            results[::shares] = [work(thing) for thing in things[::shares]]
        for share, fork in enumerate(forks, 1):
            done = fork.results()
            results[share::shares] = [work(thing) for thing in things[share::shares]] if done is None else done
    finally:
        for fork in forks:
            fork.end()
    return results  # type: ignore[return-value]  # each place was filled


@contextlib.contextmanager
def _rarely_collected() -> Iterator[None]:
    """Look for rubbish less often: Python would go through all that is alive again and again, and find little.

    What is alive at the end stays out of later looks too, until ``gc.unfreeze()``.
    """
    before = gc.get_threshold()
    gc.set_threshold(_NEW_THINGS, 0, 0)
    gc.callbacks.append(_set_aside)
    try:
        yield
    finally:
        gc.callbacks.remove(_set_aside)
        gc.set_threshold(*before)


def _set_aside(phase: str, _: object) -> None:
    """What a look has left alive is not looked at again."""
    if phase == "stop":
        gc.freeze()


class _Fork:
    """A process that does its share and sends the results through a pipe."""

    def __init__(self, work: Callable[[T], R], things: Sequence[T]) -> None:
        reading, writing = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            # Nothing here may return, raise or flush: two processes would go on with the same build.
            status = 1
            try:
                signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build itself ends its forks
                gc.disable()  # it would touch, and so copy, all that the fork shares
                os.close(reading)
                with os.fdopen(writing, "wb") as pipe:
                    pickle.dump([work(thing) for thing in things], pipe, pickle.HIGHEST_PROTOCOL)
                status = 0
            finally:
                os._exit(status)
        os.close(writing)
        self._pipe: IO[bytes] = os.fdopen(reading, "rb")

    def results(self) -> list[Any] | None:
        """What it sent; None if it ended before it had all."""
        collecting = gc.isenabled()
        gc.disable()  # nothing that arrives is rubbish
        try:
            return list(pickle.load(self._pipe))  # noqa: S301 - our own process wrote it
        except (EOFError, pickle.UnpicklingError):
            return None
        finally:
            if collecting:
                gc.enable()

    def end(self) -> None:
        self._pipe.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
