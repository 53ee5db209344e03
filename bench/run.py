"""What the gate costs: the same build with and without it, in turn, as whole processes.

Run it with ``make bench``; it writes ``bench/results.md``. Read the ratios: machines differ.
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

ROOT = Path(__file__).resolve().parent.parent
SIZES = (200, 2_000)
RUNS = 5
#: The day for which the pages are judged; any day before they expire.
TODAY = "2026-11-22"
GATED = [sys.executable, "-m", "plainhealth", "build"]
UNGATED = [sys.executable, str(ROOT / "bench" / "ungated.py")]


def make_site(folder: Path, pages: int) -> None:
    """A site of ``pages`` pages: copies of the real ones, each under a name and title of its own."""
    for name in ("pelicanconf.py", "plugins", "theme"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "content", folder / "content")
    real = sorted((ROOT / "content" / "pages").glob("*.md"))
    for number in range(pages - len(real)):
        page = real[number % len(real)]
        text = page.read_text("utf-8").replace("Title: ", f"Title: Copy {_letters(number)} of ", 1)
        (folder / "content" / "pages" / f"{page.stem}-{number}.md").write_text(text, "utf-8")


def _letters(number: int) -> str:
    """A number as a made-up word: a digit in a title would need a source, and so would the "BID" of a recipe."""
    return "".join("bdfhjkmnpz"[int(digit)] + "o" for digit in str(number)).capitalize()


def measure(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds and peak memory (MiB) of one whole process.

    Raises:
        RuntimeError: it failed; then there is nothing to measure.
    """
    shutil.rmtree(folder / "ungated", ignore_errors=True)  # it has no manifest, so no build would replace it
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "PLAINHEALTH_TODAY": TODAY}
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise RuntimeError(said.decode()[-2_000:])
    return seconds, usage.ru_maxrss / 1024


def compare(pages: int) -> str:
    """One row of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_site(folder, pages)
        measure(GATED, folder)
        pairs = [(measure(GATED, folder), measure(UNGATED, folder)) for _ in range(RUNS)]
    ratios = [gated[0] / ungated[0] for gated, ungated in pairs]
    gated, ungated = (statistics.median(pair[k][0] for pair in pairs) for k in (0, 1))
    memory = statistics.median(pair[0][1] for pair in pairs)
    return (
        f"| {pages:,} | {gated:.1f} s | {ungated:.1f} s | {statistics.median(ratios):.3f} "
        f"| {min(ratios):.3f}–{max(ratios):.3f} | {memory:,.0f} MiB |"
    )


def main() -> None:
    """Measure all sizes and write the table."""
    lines = [
        "# What the gate costs",
        "",
        (
            f"Medians of {RUNS} pairs, gated and ungated in turn, whole processes, on {os.cpu_count()} cores, "
            f"Python {sys.version.split()[0]}. Pages are copies of the real ones. Written by `make bench`."
        ),
        "",
        "| Pages | With the gate | Without | Ratio (median) | Ratio (range) | Peak memory with |",
        "|---|---|---|---|---|---|",
    ]
    for pages in SIZES if len(sys.argv) < 2 else (int(sys.argv[1]),):
        lines.append(compare(pages))
        print(lines[-1], flush=True)
    (ROOT / "bench" / "results.md").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
