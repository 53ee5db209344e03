"""Lighthouse gives 100 for accessibility, good practice and search engines, and finds nothing that makes a page slow.

Here it looks at a sample; ``make lighthouse`` looks at every page and at the fourth score, which hangs on the machine.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.lighthouse import KEEP, Result, look
from browser.online import LONGEST, Online, serve

#: The first page, the page that many open first, the one of lists, and the longest.
NAMES = ["index.html", "get-help-now.html", "pages.html", LONGEST[0]]
#: A page with a mistake of each kind, and what must be said of it.
BAD = """<!doctype html><html><head><meta charset="utf-8"><title>Bad</title>
<meta name="viewport" content="width=device-width, user-scalable=no"><link rel="stylesheet" href="bad.css"></head>
<body><h1 style="color: #ccc">Bad</h1><img src="bad.png"><a href="bad.html">here</a></body></html>"""
SAYS = [
    ("accessibility is", "zoom forbidden, no language, pale text, a picture without words"),
    ("best-practices is", "a picture that is not there"),
    ("seo is", "no description, a link that says nothing"),
    ("asks for more than itself", "style and picture in files of their own"),
]


@pytest.fixture(scope="module")
def results(chromium: str, online: Online, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    """All pages in one run of Lighthouse."""
    folder = tmp_path_factory.mktemp("bad")
    for name, text in [("bad.html", BAD), ("bad.css", "h1 { margin: 0 }"), ("404.html", "gone")]:
        (folder / name).write_text(text, "utf-8")
    with serve(online.folder, KEEP) as good, serve(folder, KEEP) as bad:
        addresses = [*map(good.url, NAMES), bad.url("bad.html")]
        found = {Path(result.address).name: result for result in look(chromium, addresses)}
    assert list(found) == [*NAMES, "bad.html"]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_lighthouse_finds_nothing(results: dict[str, Result], name: str) -> None:
    assert list(results[name].wrong()) == []


@pytest.mark.parametrize(("says", "why"), SAYS, ids=[why for _, why in SAYS])
def test_what_lighthouse_notices(results: dict[str, Result], says: str, why: str) -> None:
    assert [wrong for wrong in results["bad.html"].wrong() if wrong.startswith(says)]
