"""The Nu HTML Checker, as the W3C runs it, finds no error on any finished page, its style and drawings included."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from browser.online import PAGES, build
from tools import from_npm, program

#: What the checker must find, so that its silence on our pages says something.
SPOILS: list[tuple[str, str, str]] = [
    ("<main ", "<main role=main><main ", "a main part in a main part"),
    ("<h1", "<span><h1", "a heading in a phrase"),
    ("</title>", "</title><title>2</title>", "two titles"),
    ("<style>", "<style>p{colour:red}", "a property that no browser knows"),
    ("</main>", "<svg><rect widht='1'/></svg></main>", "a misspelt attribute in a drawing"),
    ("</main>", "<a id=main></a></main>", "an id twice"),
    ("</main>", "<img src='data:,'></main>", "a picture without words"),
    ("</main>", "<ul><p>one</p></ul></main>", "a list of paragraphs"),
    ("</main>", "</main", "a tag that does not end"),
]


def errors(paths: Iterable[Path]) -> list[str]:
    """Every error and warning of the checker as ``page.html:line: words``; it asks no network."""
    java, jar = program("java", "default-jre-headless"), from_npm("vnu-jar/build/dist/vnu.jar")
    command = [java, "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always", *map(str, paths)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [
        f"{Path(message['url']).name}:{message.get('lastLine', 1)}: {message['message']}"
        for message in json.loads(said)["messages"]
        if (message["type"] != "info" or message.get("subType") == "warning") and not _of_data(message)
    ]


def _of_data(message: dict[str, str]) -> bool:
    """A policy is asked about scripts only. A block of data is none: it ends before that (HTML, *prepare a script*)."""
    return "Inline script violates" in message["message"] and "application/ld+json" in message.get("extract", "")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built for the web."""
    return build(tmp_path_factory.mktemp("finished"))


def test_no_page_has_an_error(finished: Path) -> None:
    pages = sorted(finished.rglob("*.html"))
    assert {path.relative_to(finished).as_posix() for path in pages} >= set(PAGES)
    assert errors(pages) == []


def test_what_the_checker_notices(finished: Path, tmp_path: Path) -> None:
    page = (finished / "opioid-withdrawal.html").read_text("utf-8")
    for number, (old, new, why) in enumerate(SPOILS):
        assert old in page, why
        (tmp_path / f"{number}.html").write_text(page.replace(old, new, 1), "utf-8")
    found = {error.split(":")[0] for error in errors(sorted(tmp_path.glob("*.html")))}
    assert [why for number, (*_, why) in enumerate(SPOILS) if f"{number}.html" not in found] == []
