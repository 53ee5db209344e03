"""What the gate costs: the same build with and without it, in turn, as whole processes.

Run it with ``make bench``; it writes the table of ``bench/results.md``. Read the ratios: machines differ.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import table

ROOT = Path(__file__).resolve().parent.parent
SIZES = (200, 2_000)
RUNS = 5
#: The day for which the pages are judged; any day before they expire.
TODAY = "2026-11-22"
GATED = [sys.executable, "-m", "plainhealth", "build"]
UNGATED = [sys.executable, str(ROOT / "bench" / "ungated.py")]


def make_site(folder: Path, pages: int) -> None:
    """A site of ``pages`` pages: copies of the real ones, each under a name and title of its own."""
    for name in ("plugins", "theme"):
        (folder / name).symlink_to(ROOT / name)
    # The copy of the whole site is a product, not the gate: without the gate it would cost the same.
    settings = (ROOT / "pelicanconf.py").read_text("utf-8")
    (folder / "pelicanconf.py").write_text(f'{settings}\nPLAINHEALTH["one_file"] = False\n', "utf-8")
    shutil.copytree(ROOT / "content", folder / "content")
    real = sorted((ROOT / "content" / "pages").glob("*.md"))
    for number in range(pages - len(real)):
        page = real[number % len(real)]
        text = page.read_text("utf-8").replace("Title: ", f"Title: Copy {_letters(number)} of ", 1)
        (folder / "content" / "pages" / f"{page.stem}-{number}.md").write_text(text, "utf-8")


def _letters(number: int) -> str:
    """A number as a made-up word: a digit in a title would need a source, and so would the "BID" of a recipe."""
    return "".join("bdfhjkmnpz"[int(digit)] + "o" for digit in str(number)).capitalize()


class Cost(NamedTuple):
    """What one whole process took: seconds by the clock, seconds of all cores together, peak memory in MiB."""

    clock: float
    cores: float
    memory: float


def measure(command: list[str], folder: Path, cores: int) -> Cost:
    """Run one build on so many cores.

    Raises:
        RuntimeError: it failed; then there is nothing to measure.
    """
    shutil.rmtree(folder / "ungated", ignore_errors=True)  # it has no manifest, so no build would replace it
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "PLAINHEALTH_TODAY": TODAY}
    mine = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(mine)[:cores])
    try:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
    finally:
        os.sched_setaffinity(0, mine)
    assert process.stdout
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise RuntimeError(said.decode()[-2_000:])
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compare(pages: int, cores: int) -> str:
    """One row of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_site(folder, pages)
        measure(GATED, folder, cores)
        pairs = [(measure(GATED, folder, cores), measure(UNGATED, folder, cores)) for _ in range(RUNS)]
    ratios = [gated.clock / ungated.clock for gated, ungated in pairs]
    work = statistics.median(gated.cores / ungated.cores for gated, ungated in pairs)
    gated, ungated = (Cost(*map(statistics.median, zip(*side, strict=True))) for side in zip(*pairs, strict=True))
    return (
        f"| {pages:,} | {cores} | {gated.clock:.1f} s | {ungated.clock:.1f} s | **{statistics.median(ratios):.2f}** "
        f"| {min(ratios):.2f}–{max(ratios):.2f} | {work:.2f} | {gated.memory:,.0f} MiB | {ungated.memory:,.0f} MiB |"
    )


def main() -> None:
    """Measure all sizes and write the table, between the lines that tell how to read it."""
    rows = []
    every = len(os.sched_getaffinity(0))
    for pages, cores in [(pages, every) for pages in SIZES] + [(SIZES[0], 1)]:
        rows.append(compare(pages, cores))
        print(rows[-1], flush=True)
    table.write("What the gate costs", rows)


if __name__ == "__main__":
    main()
