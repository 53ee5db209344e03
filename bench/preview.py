"""From saving a page to seeing it: a real preview, a real Chromium, the page of an editor who types.

Run it with ``python bench/preview.py [PAGES …]``; it prints a small table. Read it as a comparison: machines differ.
"""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.run import ROOT, TODAY, make_site

SIZES = (8, 200)
RUNS = 9
PATIENCE = 120
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NAME = "preview/build.txt"
#: What an editor does in turn: a sentence without its source, another that states no fact, and that gone again.
EDITS = ("\nKratom can stop the heart.\n", "\nRead on when you feel better.\n", "\n")


def build_of(folder: Path) -> str:
    """The build that stands in the output folder; "" if none."""
    try:
        return (folder / "output" / NAME).read_text("utf-8").strip()
    except FileNotFoundError:
        return ""


def seconds(folder: Path, tab: Page, text: str) -> tuple[float, float]:
    """Save a page: seconds until its new build stands in the folder, and until the tab has loaded it."""
    before = build_of(folder)
    start = time.time()  # the browser tells its times by the same clock
    (folder / "content" / "pages" / "risks-of-kratom.md").write_text(text, "utf-8")
    while build_of(folder) in ("", before):
        if time.time() - start > PATIENCE:
            raise RuntimeError("The preview did not build again.")
        time.sleep(0.002)
    built = time.time() - start
    tab.wait_for_function(
        "before => performance.getEntriesByType('navigation')[0].loadEventEnd"
        " && document.querySelector('[data-preview-build]').dataset.previewBuild !== before",
        arg=before,
        timeout=PATIENCE * 1000,
    )
    loaded = tab.evaluate("performance.timeOrigin + performance.getEntriesByType('navigation')[0].loadEventEnd")
    return built, loaded / 1000 - start


def measure(pages: int, port: int) -> tuple[float, float]:
    """Medians of ``RUNS`` edits of one page, for a site of so many pages."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        make_site(folder, pages)
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "PLAINHEALTH_TODAY": TODAY}
        server = subprocess.Popen(
            [sys.executable, "-m", "pelican", "-r", "-l", "-b", "127.0.0.1", "-p", str(port)],
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            wait_for_server(folder, port)
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM,
                args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
            )
            tab = browser.new_page()
            tab.goto(f"http://127.0.0.1:{port}/risks-of-kratom.html")
            text = (folder / "content" / "pages" / "risks-of-kratom.md").read_text("utf-8")
            found = [seconds(folder, tab, text + EDITS[n % len(EDITS)]) for n in range(RUNS + len(EDITS))][len(EDITS) :]
            browser.close()
        finally:
            os.killpg(server.pid, signal.SIGINT)
            server.wait()
    return statistics.median(built for built, _ in found), statistics.median(seen for _, seen in found)


def wait_for_server(folder: Path, port: int) -> None:
    """Wait for the first build and for the server.

    Raises:
        RuntimeError: they did not come.
    """
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{NAME}", timeout=5):
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    raise RuntimeError(f"No preview came up in {folder}.")


def main() -> None:
    """Measure all sizes and print the table."""
    print(f"| Pages | Save to rebuilt folder | Save to reloaded page |\n|---|---|---|  (medians of {RUNS})")
    for pages in [int(size) for size in sys.argv[1:]] or SIZES:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        built, seen = measure(pages, port)
        print(f"| {pages:,} | {built:.2f} s | {seen:.2f} s |", flush=True)


if __name__ == "__main__":
    main()
