"""The tables of ``results.md``, each found by its heading."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

RESULTS = Path(__file__).with_name("results.md")


def write(heading: str, rows: Sequence[str]) -> None:
    """Put new rows into the first table under a heading; the words around it stay."""
    lines = RESULTS.read_text("utf-8").splitlines()
    start = lines.index(f"# {heading}")
    start = next(n for n in range(start, len(lines)) if lines[n].startswith("|---")) + 1
    end = next((n for n in range(start, len(lines)) if not lines[n].startswith("|")), len(lines))
    lines[start:end] = rows
    RESULTS.write_text("\n".join(lines) + "\n", "utf-8")
