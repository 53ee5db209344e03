"""The same work on many things at once, one process a core.

Forks of this process, and not ``concurrent.futures``: a fork has the site's facts already, so that only the
results are sent; and when a build is killed, its forks end with it instead of waiting for work for ever.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any, Self, TypeVar

T = TypeVar("T")
R = TypeVar("R")

#: After so many new things, those that nobody needs are looked for.
_NEW_THINGS = 100_000
#: Below so many things a process, starting it costs more than it saves.
_WORTH = 8
#: So many numbers of so many bytes each fit into a pipe, whatever the machine's pages are.
_HELD, _BYTES = 8_192, 4


def in_forks(work: Callable[[T], R], things: Sequence[T]) -> list[R]:
    """``[work(thing) for thing in things]``, shared among the cores; on Linux only, elsewhere in turn.

    ``work`` must not rely on what it changes: a fork's changes are lost. Its results must be picklable.
    What a fork that fails, or that the machine kills, has taken is done again here: its error is raised here.
    """
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    shares = max(1, min(cores, len(things) // _WORTH))
    if shares == 1:
        with _rarely_collected():
            return [work(thing) for thing in things]
    done: dict[int, R] = {}
    with _Queue(len(things)) as queue:
        forks = [_Fork(work, things, queue) for _ in range(1, shares)]
        try:
            with _rarely_collected():
                done.update((n, work(things[n])) for n in queue)
            for fork in forks:
                done.update(fork.results())
        finally:
            for fork in forks:
                fork.end()
    return [done[n] if n in done else work(thing) for n, thing in enumerate(things)]


class _Queue:
    """The numbers of the things to do. Each process takes the next ones when it has done its last: none waits."""

    def __init__(self, things: int) -> None:
        self._things = things
        #: So many are taken at once that all numbers fit into a pipe.
        self._step = things // _HELD + 1
        self._pipe, writing = os.pipe()
        os.write(writing, b"".join(n.to_bytes(_BYTES, "big") for n in range(0, things, self._step)))
        os.close(writing)

    def __iter__(self) -> Iterator[int]:
        # Whole numbers go in and come out: Linux lets one process after the other read.
        while taken := os.read(self._pipe, _BYTES):
            first = int.from_bytes(taken, "big")
            yield from range(first, min(first + self._step, self._things))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._pipe)


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
    """A process that takes from the queue until it is empty, and sends the results through a pipe."""

    def __init__(self, work: Callable[[T], R], things: Sequence[T], queue: _Queue) -> None:
        reading, writing = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            # Nothing here may return, raise or flush: two processes would go on with the same build.
            status = 1
            try:
                signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build itself ends its forks
                gc.disable()  # it would touch, and so copy, all that the fork shares
                os.close(reading)
                done = io.BytesIO()
                pickler = pickle.Pickler(done, pickle.HIGHEST_PROTOCOL)
                for n in queue:
                    pickler.dump((n, work(things[n])))
                pickler.dump(None)
                with os.fdopen(writing, "wb") as pipe:
                    pipe.write(done.getbuffer())
                status = 0
            finally:
                os._exit(status)
        os.close(writing)
        self._pipe: IO[bytes] = os.fdopen(reading, "rb")

    def results(self) -> dict[int, Any]:
        """What it did, by number; nothing if it ended before it had sent all."""
        collecting = gc.isenabled()
        gc.disable()  # nothing that arrives is rubbish
        unpickler = pickle.Unpickler(self._pipe)  # noqa: S301 - our own process wrote it
        try:
            return dict(iter(unpickler.load, None))
        except (EOFError, pickle.UnpicklingError):
            return {}
        finally:
            if collecting:
                gc.enable()

    def end(self) -> None:
        self._pipe.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
