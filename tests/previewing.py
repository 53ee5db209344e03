"""A live preview of a small site, in a process of its own."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from building import PATIENCE, Place

#: Said once at the end of every build that was judged.
TOTALS = "Checked for "
#: Long enough for a preview that spins to build dozens of times (Pelican: about 950 in 8 seconds).
A_WHILE = 2.0


def wait_for(happened: Callable[[], object]) -> None:
    """Wait until something is so; fail if it never is."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


class Preview:
    """``pelican --autoreload``, and all that it has said so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)

    def count(self, words: str) -> int:
        return sum(words in line for line in list(self.lines))

    @property
    def alive(self) -> bool:
        return self.process.poll() is None


@contextmanager
def preview(site: Place, *arguments: str) -> Iterator[Preview]:
    """A running preview. It is ended with all that it started: it leads a session of its own."""
    process = site.start("-m", "pelican", "-r", *arguments, together=True, PYTHONUNBUFFERED="1")
    shown = Preview(process)
    try:
        yield shown
    finally:
        os.killpg(process.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        shown.reader.join()
        if process.stdout is not None:
            process.stdout.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def get(port: int, name: str) -> str:
    """What the preview's server gives for an address; "" if nothing."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{name}", timeout=10) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        error.close()
        return ""
    except (OSError, http.client.HTTPException):
        return ""
