"""Work shared among processes gives what it would give in one, whatever happens to a share."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from plainhealth.forks import in_forks

HERE = os.getpid()
MANY = list(range(40))


@pytest.fixture(autouse=True)
def several_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also on a machine with one."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2})


def square(n: int) -> int:
    return n * n


def forks_made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that are made from now on."""
    made: list[int] = []
    fork = os.fork

    def noted() -> int:
        made.append(fork())
        return made[-1]

    monkeypatch.setattr(os, "fork", noted)
    return made


def where(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("things", [[], [3], MANY[:15], MANY, MANY[:39]], ids=len)
def test_results_come_in_order(things: Sequence[int]) -> None:
    assert in_forks(square, things) == [n * n for n in things]


def test_what_is_alive_is_set_aside_and_rubbish_is_not() -> None:
    """Python looks for rubbish as before when the work is done, and finds what was made meanwhile."""
    before, rubbish = gc.get_threshold(), weakref.WeakSet[Knot]()

    def work(n: int) -> list[int]:
        if os.getpid() == HERE:
            rubbish.add(Knot())
        return [n] * 1_000

    try:
        in_forks(work, MANY)
        gc.collect()
        assert not rubbish
        assert gc.get_threshold() == before
    finally:
        gc.unfreeze()


class Knot:
    """Rubbish that only a look for rubbish clears away."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.parametrize(("things", "processes"), [(MANY[:15], 1), (MANY[:16], 2), (MANY, 3)])
def test_a_few_things_are_not_worth_a_process(
    things: Sequence[int], processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = forks_made(monkeypatch)
    in_forks(square, things)
    assert len(made) == processes - 1


def test_whoever_is_free_takes_the_next_thing(tmp_path: Path) -> None:
    """One process may be held up for as long as it takes: the others do what is left."""
    left = tmp_path / "left"

    def work(n: int) -> int:
        if os.getpid() == HERE:
            while not left.exists():
                time.sleep(0.01)
        elif n >= MANY[-2]:
            left.touch()
        return os.getpid()

    done = in_forks(work, MANY)
    assert done.count(HERE) <= 2


@pytest.mark.parametrize("things", [9_000, 20_000])
def test_more_things_than_a_pipe_has_room_for(things: int) -> None:
    assert in_forks(square, range(things)) == [n * n for n in range(things)]


def dies(how: Callable[[], object]) -> Callable[[int], int]:
    """Work that ends a fork, and only a fork, at the second thing."""

    def work(n: int) -> int:
        if os.getpid() != HERE and n > 3:
            how()
        return n * n

    return work


@pytest.mark.parametrize(
    "how",
    [
        pytest.param(lambda: os.kill(os.getpid(), signal.SIGKILL), id="killed-as-for-want-of-memory"),
        pytest.param(lambda: os._exit(0), id="ended-as-if-all-were-well"),
        pytest.param(lambda: sys.exit(0), id="asked-to-end"),
        pytest.param(lambda: 1 / 0, id="failed"),
    ],
)
def test_the_share_of_a_fork_that_is_lost_is_done_again(how: Callable[[], object]) -> None:
    assert in_forks(dies(how), MANY) == [n * n for n in MANY]


def test_results_that_cannot_be_sent_are_made_again() -> None:
    def work(n: int) -> Callable[[], int]:
        return lambda: n

    assert [one() for one in in_forks(work, MANY)] == MANY


@pytest.mark.parametrize("bad", [0, 1, 39], ids=["share-of-our-own", "share-of-a-fork", "last"])
def test_an_error_is_raised_here(bad: int) -> None:
    def work(n: int) -> int:
        if n == bad:
            raise ValueError(f"no {n}")
        return n

    with pytest.raises(ValueError, match=f"no {bad}"):
        in_forks(work, MANY)


def test_no_fork_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    made = forks_made(monkeypatch)

    def work(n: int) -> int:
        if os.getpid() == HERE:
            raise KeyboardInterrupt
        signal.pause()
        return n

    with pytest.raises(KeyboardInterrupt):
        in_forks(work, MANY)
    assert len(made) == 2
    for process in made:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


def test_what_a_fork_prints_and_leaves_open_is_not_said_twice(tmp_path: Path) -> None:
    with (tmp_path / "log").open("w") as log:
        log.write("once")  # still in memory when the forks begin
        in_forks(square, MANY)
    assert (tmp_path / "log").read_text() == "once"


def test_elsewhere_than_on_linux_it_is_done_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert set(in_forks(where, MANY)) == {HERE}
