"""Lighthouse in its mobile setting, run by Node on pages that are being served here (``tests/npm/lighthouse.mjs``)."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tools import NPM, from_npm, program

#: What GitHub Pages allows a browser: to keep a page for ten minutes.
KEEP = "max-age=600"
#: The scores that do not hang on how fast this machine is.
STEADY = ("accessibility", "best-practices", "seo")
#: What Lighthouse says of speed that is counted, and not timed. Each is 1, or does not apply.
COUNTED = (
    "bf-cache",
    "cumulative-layout-shift",
    "efficient-animated-content",
    "font-display",
    "image-size-responsive",
    "no-document-write",
    "non-composited-animations",
    "redirects",
    "render-blocking-resources",
    "total-byte-weight",
    "unminified-css",
    "unsized-images",
    "uses-rel-preconnect",
    "uses-text-compression",
    "viewport",
)


@dataclass(frozen=True)
class Result:
    """What Lighthouse said of one page. Scores are from 0 to 1."""

    address: str
    version: str
    warnings: list[str]
    scores: dict[str, float | None]
    failed: dict[str, list[str]]
    audits: dict[str, dict[str, Any]]
    requests: list[str]

    def wrong(self) -> Iterator[str]:
        """What is not as it must be, none of it measured with a clock."""
        yield from self.warnings
        for name in STEADY:
            if self.scores[name] != 1:
                yield f"{name} is {self.scores[name]}: {', '.join(self.failed[name])}"
        for name in COUNTED:
            if self.audits[name]["score"] not in (1, None):
                yield f"{name} is {self.audits[name]['score']}"
        if self.audits["cumulative-layout-shift"]["value"] != 0:
            yield "something moves while the page loads"
        if self.requests != [self.address]:
            yield f"asks for more than itself: {self.requests}"


def look(chromium: str, addresses: Sequence[str]) -> Iterator[Result]:
    """Each page in turn, some seconds each.

    Raises:
        RuntimeError: Lighthouse itself failed; it says why.
    """
    from_npm("lighthouse/package.json")
    command = [program("node", "nodejs"), str(NPM / "lighthouse.mjs"), chromium, *addresses]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stderr
        for line in process.stdout:
            yield Result(**json.loads(line))
        said = process.stderr.read()
    if process.returncode:
        raise RuntimeError(f"Lighthouse ended with {process.returncode}: {said[-2_000:]}")
