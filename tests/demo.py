"""A tiny site of invented sources, judged by the gate that production runs.

Nothing of the gate is repeated here: Pelican's own page generator reads the files, with the settings of
``pelicanconf.py`` and the extension, and ``gate`` of the plugin judges what it read.
"""

from __future__ import annotations

import datetime as dt
import functools
import logging
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican.generators import PagesGenerator
from pelican.settings import read_settings

from plainhealth.components import Components
from plainhealth.errors import collected
from plainhealth.gate import Finding
from plainhealth.page import Page
from plainhealth.pelican_plugin import GatedPelican
from plainhealth.run import GateFailed, Run

ROOT = Path(__file__).parents[1]
#: All tests are judged on this day, so that no check and no finding in them ever expires.
TODAY = dt.date(2026, 11, 22)
PAGE = "content/pages/example.md"
FIELDS = """\
Title: An example
Summary: A page for the tests.
Checked: 2026-11-22
Next-check: 2027-05-22
Clinician: none yet
Topics: kratom
"""
CITED = "Kratom can hurt the liver [@demo-report#liver].\n"
NOTICE = "[SEE-A-PROFESSIONAL]\n"
HOST = {
    "country": "US",
    "contact": "help@example.org",
    "topics": {"help": "Help", "kratom": "Kratom"},
    "names": ["7-OH"],
    "largest_page": 5_000,
}


def whole(body: str) -> tuple[str, int]:
    """A page that is right in all but ``body``, and the number of lines above it.

    A body that begins with ``Title:`` is whole already; one that has the notice is given no other.
    """
    if body.startswith("Title:"):
        return body, 0
    notice = "" if "SEE-A-PROFESSIONAL" in body else f"{NOTICE}\n"
    above = f"{FIELDS}\n{CITED}\n{notice}"
    return above + body, above.count("\n")


class Demo:
    """One site in a folder of its own; ``findings`` and ``pages`` are what the gate made of it."""

    def __init__(self, folder: Path, files: Mapping[str, bytes], log: list[str] | None = None, **host: Any) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "tests/examples/content", folder / "content")
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        settings = {**_settings(), "PATH": str(folder / "content"), "PLAINHEALTH": {**HOST, **host}}
        pelican = GatedPelican(settings)
        run = Run(folder, settings, TODAY)
        run.extension.components = _components(run.theme)
        pelican._prepare(run, folder / "output")
        context = {**settings, "generated_content": {}, "static_links": set(), "static_content": {}}
        generator = PagesGenerator(
            context=context, settings=settings, path=settings["PATH"], theme=settings["THEME"], output_path=str(folder)
        )
        self.findings: list[Finding] = []
        with collected() as run.errors:
            generator.generate_context()
            for line in log or ():
                level, _, words = line.partition(" ")
                logging.getLogger("pelican").log(logging.getLevelNamesMapping()[level], words)
            try:
                run.gate([generator])
            except GateFailed as failure:
                self.findings = failure.verdict.findings
        assert run.judged is not None
        self.site, self.verdict = run.judged
        self.pages: Mapping[str, Page] = {page.path: page for page in self.site.pages}
        self.html: Mapping[str, str] = {f"content/{path}": c._content or "" for path, c in run.contents.items()}

    @property
    def page(self) -> Page:
        """The page that an example shows."""
        return self.pages[PAGE]


@functools.cache
def _components(theme: Path) -> Components:
    """The theme's components, compiled once for all tests."""
    return Components(theme / "components")


@functools.cache
def _settings() -> dict[str, Any]:
    """The settings of this site as they stand, but for what a host chooses."""
    return {**read_settings(str(ROOT / "pelicanconf.py")), "SITENAME": "Demo", "SITEURL": "", "DEFAULT_LANG": "en"}


def demo(folder: Path, body: str, **host: Any) -> Demo:
    """A site with one page besides the help page, and ``body`` in it."""
    return Demo(folder, {PAGE: whole(body)[0].encode("utf-8")}, **host)


def said(site: Demo, body: str | None = None) -> list[str]:
    """Findings as ``LINE: rule-name`` of the page's body as given, and ``PATH:LINE: rule-name`` of other files."""
    above = whole(body)[1] if body is not None else 0
    return [f"{f.line - above}: {f.rule}" if f.path == PAGE else f"{f.path}:{f.line}: {f.rule}" for f in site.findings]
