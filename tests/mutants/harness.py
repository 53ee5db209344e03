"""The gate, ready to judge one changed file after another. The only file of the suite that knows the engine.

What judges is what production runs: Pelican's own page generator with the settings of ``pelicanconf.py``, then
``gate`` of the plugin. Only reading is saved: facts are read once, so is each page that is not changed, and so is each
file of TOML, by its text.
"""

from __future__ import annotations

import copy
import dataclasses
import functools
import os
import pickle
import shutil
import tempfile
import tomllib
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, Self

import pytest
from pelican.contents import Content
from pelican.generators import PagesGenerator
from pelican.settings import read_settings

from demo import ROOT, TODAY, _components
from plainhealth import files
from plainhealth.errors import collected
from plainhealth.gate import Finding
from plainhealth.pelican_plugin import GatedPelican
from plainhealth.run import GateFailed, Run

CONTENT = ROOT / "content"


class Gate:
    """The content folder ``content`` with ``changes`` (path below it to bytes; None: not there), copied aside.

    ``host`` takes the place of values in ``PLAINHEALTH``. ``only`` are the pages that will be judged, if not all: no
    other is read.
    """

    def __init__(
        self,
        content: Path = CONTENT,
        changes: Mapping[str, bytes | None] | None = None,
        only: Collection[str] | None = None,
        **host: Any,
    ) -> None:
        self._aside = tempfile.TemporaryDirectory(prefix="mutants-")
        self.folder = Path(self._aside.name)
        self.content = self.folder / "content"
        # Links to one copy, which nothing writes to: what changes is taken away first (``_write``).
        shutil.copytree(_copy(content).name, self.content, copy_function=os.link)
        for name, data in (changes or {}).items():
            self._write(name, data)
        settings = _settings()
        settings = {**settings, "PATH": str(self.content), "PLAINHEALTH": {**settings["PLAINHEALTH"], **host}}
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tomllib, "loads", _read_toml)
            self._run = Run(self.folder, settings, TODAY)
        self._run.extension.components = _components(self._run.theme)
        pelican = GatedPelican(settings)
        pelican._prepare(self._run, self.folder / "output")
        self._settings = settings
        #: The text of every page, by its path below ``content``.
        self.pages = dict(self._run.account.pages)
        if only is not None:
            self._run.account.pages = {name: text for name, text in self.pages.items() if name in only}
        self._run.read()
        self._run.account.pages = dict(self.pages)
        self._read: dict[str, Content] = {}
        self._sheets = self._run.facts.sheets
        for folder in [path for path in self.content.iterdir() if path.is_dir() and path.name != "images"]:
            shutil.rmtree(folder)  # read; what is left is what the account of a site's files is about
        (self.content / "pages").mkdir()
        self._written: list[str] = []
        #: The first changed page of the last judgment, as Pelican rendered it; "" if it made no page of it.
        self.html = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._aside.cleanup()

    def judge(self, changed: Mapping[str, bytes | None], keep: Iterable[str] | None = None) -> list[Finding]:
        """All findings of a site of the changed pages and those in ``keep``; None: all others.

        Paths are relative to ``content``; the findings' paths begin with ``content/``.
        """
        kept = set(self.pages if keep is None else keep) - changed.keys()
        for name in self._written:
            (self.content / name).unlink(missing_ok=True)
        self._written = list(changed)
        for name, data in changed.items():
            self._write(name, data)
        account = files.account(self.content, largest_page=self._run.host.largest_page)
        for name in changed.keys() - account.pages.keys():
            (self.content / name).unlink(missing_ok=True)  # Pelican is told to pass it by
        self._run.account = self._run.site.account = dataclasses.replace(
            account, pages={**account.pages, **{n: self.pages[n] for n in kept if n in self.pages}}
        )
        # A sheet whose page is left out here would be found to be of no page.
        left_out = {
            name.removeprefix("pages/").removesuffix(".md") for name in self.pages.keys() - kept - changed.keys()
        }
        self._run.facts.sheets = {name: sheet for name, sheet in self._sheets.items() if name not in left_out}
        for name in kept - self._read.keys():
            self._read[name] = self._fresh({name: self.pages[name].encode()})
        with collected() as self._run.errors:
            generator = self._generator()
            made = generator.context["generated_content"]
            self.html = next((str(content._content) for content in made.values() if content is not None), "")
            for name in sorted(kept):
                made[name] = copy.copy(self._read[name])
            findings: list[Finding] = []
            try:
                self._run.gate([generator])
            except GateFailed as failure:
                findings = failure.verdict.findings
        return findings

    def _fresh(self, pages: Mapping[str, bytes]) -> Content:
        """One page as Pelican reads it, by itself."""
        folder = self.content / "pages"
        aside = self.content / "aside"
        folder.rename(aside)
        try:
            for name, data in pages.items():
                self._write(name, data)
            (content,) = self._generator().context["generated_content"].values()
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            aside.rename(folder)
        return content

    def _generator(self) -> Any:
        settings = self._settings
        context = {**settings, "generated_content": {}, "static_links": set(), "static_content": {}}
        generator = PagesGenerator(
            context=context,
            settings=settings,
            path=settings["PATH"],
            theme=settings["THEME"],
            output_path=str(self.folder / "output"),
        )
        generator.generate_context()
        return generator

    def _write(self, name: str, data: bytes | None) -> None:
        path = self.content / name
        path.unlink(missing_ok=True)
        if data is None:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@functools.cache
def _settings() -> dict[str, Any]:
    return dict(read_settings(str(ROOT / "pelicanconf.py")))


@functools.cache
def _copy(content: Path) -> tempfile.TemporaryDirectory[str]:
    """One copy of a content folder for all gates of this process."""
    aside = tempfile.TemporaryDirectory(prefix="content-")
    shutil.copytree(content, aside.name, dirs_exist_ok=True)
    for path in content.rglob("*.toml"):
        _pickled(path.read_text("utf-8"))
    return aside


_LOADS = tomllib.loads


@functools.cache
def _pickled(text: str) -> bytes:
    return pickle.dumps(_LOADS(text))


def _read_toml(text: str) -> dict[str, Any]:
    """What ``tomllib`` reads, a new copy each time: most files stay the same from one gate to the next."""
    table: dict[str, Any] = pickle.loads(_pickled(text))
    return table
