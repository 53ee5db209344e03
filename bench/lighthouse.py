"""Lighthouse on every page of the real site, all four scores.

Run it with ``make lighthouse``; it writes its table into ``bench/results.md``, and ends with 1 if a score is below 100.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from bench import table

from browser.conftest import CHROMIUM, NONE
from browser.lighthouse import KEEP, Result, look
from browser.online import PAGES, build, serve

SCORES = ("performance", "accessibility", "best-practices", "seo")


def row(result: Result) -> str:
    """One page as a row of the table."""
    scores = " | ".join(f"{(result.scores[name] or 0) * 100:.0f}" for name in SCORES)
    first = result.audits["first-contentful-paint"]["value"] / 1000
    return f"| {Path(result.address).name} | {scores} | {first:.1f} s | {result.audits['dom-size']['value']:,.0f} |"


def main() -> int:
    """Look at all pages, write the table, and say what is wrong."""
    if CHROMIUM is None:
        raise SystemExit(NONE)
    rows, wrong = [], []
    with tempfile.TemporaryDirectory() as name, serve(build(Path(name)), KEEP) as online:
        for result in look(CHROMIUM, [online.url(page) for page in PAGES]):
            rows.append(row(result))
            print(rows[-1], flush=True)
            wrong += [f"{result.address}: {words}" for words in result.wrong()]
            if result.scores["performance"] != 1:
                wrong.append(f"{result.address}: performance: {', '.join(result.failed['performance'])}")
    table.write("Lighthouse on every page", rows)
    print("\n".join(wrong) or f"{len(rows)} pages, 100 in all four scores.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
