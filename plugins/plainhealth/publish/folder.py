"""Build beside, then swap in one step: the folder that is online is never half a site."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from plainhealth.gate import SettingError
from plainhealth.publish.manifest import NAME


class BuildInProgress(Exception):  # noqa: N818 - a state, not an error
    """Another build writes to the same folder."""


def refuse_others(output: Path, made_from: Iterable[Path]) -> None:
    """A build takes the place of ``output`` whole, so that must hold nothing but an earlier build.

    Raises:
        SettingError: it holds what the site is made of, or lies in that, or holds files of somebody else.
    """
    sources = [path.resolve() for path in made_from]
    inside = [path for path in (Path.cwd(), *sources) if output == path or output in path.parents]
    around = [path for path in sources if path in output.parents]
    if inside or around:
        raise SettingError(
            f"OUTPUT_PATH is {output}: a build there would delete what the site is made of. "
            "Name a folder of its own, like OUTPUT_PATH = 'output'."
        )
    if output.exists() and not (output.is_dir() and (not any(output.iterdir()) or (output / NAME).is_file())):
        raise SettingError(
            f"{output.name} holds files that were not built here, and a build would delete them. "
            "Move them away, or name another folder with OUTPUT_PATH."
        )


@contextlib.contextmanager
def beside(output: Path) -> Iterator[Path]:
    """An empty folder next to ``output``, removed afterwards whatever happens.

    One build at a time: the lock is held by the operating system, so a killed build leaves none.

    Raises:
        BuildInProgress: another build of the same ``output`` is running.
        OSError: the folder cannot be made.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(output.with_name(f".{output.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildInProgress(
                f"Another build is writing {output.name} right now. Wait until it is done, then run this again."
            ) from None
        folder = output.with_name(f".{output.name}.new")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)


def spare(output: Path) -> Path:
    """Where a live preview keeps the folder that its last build took the place of."""
    return output.with_name(f".{output.name}.spare")


def set_aside(old: Path, output: Path) -> None:
    """Keep ``old``, which was ``output`` before: the next build of a live preview writes over its files.

    Raises:
        OSError: the folder cannot be moved.
    """
    drop_spare(output)
    if old.exists():
        old.rename(spare(output))


def drop_spare(output: Path) -> None:
    """Take away what a live preview keeps beside ``output``."""
    shutil.rmtree(spare(output), ignore_errors=True)


def swap(new: Path, output: Path) -> None:
    """Put ``new`` in the place of ``output`` in one step.

    Afterwards ``new`` holds what was in ``output``, if there was anything.

    Raises:
        OSError: the swap failed; ``output`` is as it was.
    """
    if not output.exists():
        new.rename(output)
        return
    try:
        _exchange(new, output)
    except OSError as error:
        if error.errno not in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
            raise
        # A file system that cannot exchange: two renames, and the old folder back if the second fails.
        old = output.with_name(f".{output.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        output.rename(old)
        try:
            new.rename(output)
        except OSError:
            old.rename(output)
            raise
        old.rename(new)


def _exchange(one: Path, other: Path) -> None:
    """Exchange two names atomically: renameat2(2) on Linux, renamex_np(2) on macOS."""
    libc = ctypes.CDLL(None, use_errno=True)
    a, b = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(libc, "renameat2"):
        at_fdcwd, rename_exchange = -100, 2
        failed = libc.renameat2(at_fdcwd, a, at_fdcwd, b, rename_exchange)
    elif sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        rename_swap = 2
        failed = libc.renamex_np(a, b, rename_swap)
    else:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(other))
