"""``python -m …`` without waiting for its imports: a process that has them forks one for each run.

What runs is a process of its own all the same, with its own folder, streams, exit status and end; only the imports
(most of the time of a small build) are those of its parent, which imports and does nothing else. Run as a program,
this file is that parent. ``test_forking.py`` holds both ways against each other.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import importlib
import json
import os
import runpy
import select
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

#: What each command of a site imports.
MODULES = ("plainhealth.cli", "plainhealth.pelican_plugin")


class Parent:
    """A process that forks; it ends with the process that made it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            cwd="/",
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        atexit.register(self.end)

    def end(self) -> None:
        """End it, and wait for its end."""
        self._process.kill()
        for pipe in filter(None, (self._process.stdin, self._process.stdout)):
            with contextlib.suppress(OSError):
                pipe.close()
        self._process.wait()

    def run(
        self, folder: Path, module: str, arguments: Sequence[str], environment: Mapping[str, str], *, patience: float
    ) -> tuple[int, str, str]:
        """Run ``python -m module`` in ``folder`` to its end: its exit status (below 0: a signal) and what it said.

        ``environment`` is set before it begins; what was imported before has seen the parent's own.

        Raises:
            subprocess.TimeoutExpired: it took more than ``patience`` seconds, and was killed.
            RuntimeError: the parent itself is gone.
        """
        assert self._process.stdin
        assert self._process.stdout
        with tempfile.TemporaryDirectory(prefix="forked-") as said:
            told = {
                "folder": str(folder),
                "module": module,
                "arguments": list(arguments),
                "environment": dict(environment),
                "said": said,
            }
            self._process.stdin.write(json.dumps(told).encode() + b"\n")
            self._process.stdin.flush()
            child = self._process.stdout.readline()
            if not select.select([self._process.stdout], [], [], patience)[0]:
                os.kill(int(child), 9)
                self._process.stdout.readline()
                raise subprocess.TimeoutExpired(["python", "-m", module, *arguments], patience)
            status = self._process.stdout.readline()
            if not status:
                raise RuntimeError("The process that forks others has ended.")
            out, err = (Path(said, name).read_bytes().decode("utf-8", "replace") for name in ("out", "err"))
        return int(status), out, err


@functools.cache
def parent(environment: tuple[tuple[str, str], ...]) -> Parent:
    """The one of this process that has such an environment."""
    return Parent(dict(environment))


def main() -> None:
    """Fork a child for each line that is read. The child returns from here, to run and to end as any program does."""
    for name in MODULES:
        importlib.import_module(name)
    requests, answers = os.dup(0), os.dup(1)
    with os.fdopen(requests, "rb") as lines:
        for line in iter(lines.readline, b""):
            child = os.fork()
            if child == 0:
                told = json.loads(line)
                break
            os.write(answers, b"%d\n" % child)
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            os.write(answers, b"%d\n" % status)
        else:
            os._exit(0)
    os.close(answers)
    os.environ.clear()
    os.environ.update(told["environment"])
    os.chdir(told["folder"])
    for number, name in ((0, os.devnull), (1, f"{told['said']}/out"), (2, f"{told['said']}/err")):
        file = os.open(name, os.O_RDWR | os.O_CREAT)
        os.dup2(file, number)
        os.close(file)
    sys.path[0] = told["folder"]
    importlib.invalidate_caches()
    sys.argv[1:] = told["arguments"]
    sys.modules.pop("__main__", None)
    runpy.run_module(told["module"], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
