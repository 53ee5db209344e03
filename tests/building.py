"""A small site of its own in a folder of its own, built as hosts build theirs: in a process of its own."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import forking

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
TODAY = "2026-11-22"
#: The longest that one build may hang before the test gives up. It is no measure of speed.
PATIENCE = 120

#: What is read of the environment only when a build begins (``PLAINHEALTH_TODAY`` and Python's own are read sooner).
_READ_LATE = ("SITEURL", "ORGANISATION", "CONTACT", "GITHUB_")

NOTICE = "[SEE-A-PROFESSIONAL]"
CITED = "It can harm the liver [@agency-2020#liver]."

FIELDS = {
    "Title": "A page",
    "Summary": "What this page is about.",
    "Checked": "2026-11-22",
    "Next-check": "2027-05-20",
    "Clinician": "none yet",
    "Topics": "kratom",
}


def page(body: str = f"{CITED}\n\n{NOTICE}", **fields: str | None) -> str:
    """The text of a page that passes. A field given as None is left out; ``next_check`` is Next-check."""
    given = {name.replace("_", "-").capitalize(): value for name, value in fields.items()}
    head = "".join(f"{k}: {v}\n" for k, v in {**FIELDS, **given}.items() if v is not None)
    return f"{head}\n{body}\n"


#: A page that only the gate stops: Pelican itself is happy with it.
BAD_PAGE = page(CITED, title="Bad")
BAD_PAGE_FINDING = "content/pages/bad.md:1:1: error missing-notice"

_CONTENT = {
    "pages/start-here.md": page(title="Start here", order="1"),
    "pages/get-help-now.md": page(
        f"{CITED}\n\n{NOTICE}\n\n## Who to call\n\n[HELPLINES]\n\nGo on to [Start here](start-here.md).\n"
        '{: .no-claim why="says where to go next" }',
        title="Get help now",
        topics="help",
    ),
    "pages/kratom.md": page(
        f"{CITED}\n\n{NOTICE}\n\n## Fits\n\nIt can cause fits [@agency-2020#fits; @agency-2020#liver].",
        title="Kratom",
    ),
    "sources/agency-2020.toml": """\
type = "webpage"
title = "What we found"
author = [{ literal = "An agency" }]
URL = "https://agency.example.org/found"
issued = "2020"
tier = "agency"
checked = 2026-11-22

[findings.liver]
says = "It can harm the liver."
certainty = "high"

[findings.fits]
says = "It can cause fits."
certainty = "moderate"
""",
    "notices/en/general.md": "Talk with a doctor, nurse or pharmacist before you stop or start any drug.\n",
    "helplines.toml": """\
[[helpline]]
country = "US"
name = "Emergency services"
phone = "911"
tel = "911"
for = "Anyone in danger now."
emergency = true
checked = 2026-11-22
expires = 2027-02-20
""",
    "changes.toml": '[[change]]\ndate = 2026-11-22\npage = "kratom"\nwhat = "First version."\n',
    "glossary.toml": '[[term]]\nterm = "fit"\nmeans = "A seizure."\n',
}

_SETTINGS = """

# What the small sites of the tests are about, whoever hosts the real one.
PLAINHEALTH = {
    **PLAINHEALTH,
    "organisation": "A test",
    "contact": "test@example.org",
    "country": "US",
    "overdose_help": "get-help-now.html",
    "topics": {"help": "Help", "kratom": "Kratom"},
}
"""


@dataclass(frozen=True)
class Run:
    """How a command ended, and what it said."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return f"{self.out}\n{self.err}"


def tree(folder: Path) -> dict[str, str]:
    """Every entry below a folder, with what is in it; {} if the folder is not there."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            kind = f"link to {path.readlink()}"
        elif path.is_dir():
            kind = "folder"
        else:
            kind = hashlib.sha256(path.read_bytes()).hexdigest()
        found[path.relative_to(folder).as_posix()] = kind
    return found


def environment(**more: str | None) -> dict[str, str]:
    """What a command is given. Nothing of this machine's Python or site settings leaks in."""
    kept = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("PYTHON", "SITEURL", "PLAINHEALTH", "PYTEST", "GITHUB", "CONTACT", "ORGANISATION"))
    }
    given = {
        "PLAINHEALTH_TODAY": TODAY,
        "PYTHONPATH": str(REPOSITORY / "plugins"),
        "PYTHONDONTWRITEBYTECODE": "1",
        **more,
    }
    return kept | {k: v for k, v in given.items() if v is not None}


@dataclass(frozen=True)
class Place:
    """A site in its own folder."""

    root: Path

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def pages(self) -> Path:
        return self.root / "content" / "pages"

    def write(self, name: str, text: str | bytes) -> Path:
        """Write one file, ``name`` relative to the site."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def add(self, name: str, text: str) -> Path:
        """Add to the end of a file."""
        path = self.root / name
        return self.write(name, path.read_text("utf-8") + text)

    def change(self, name: str, old: str, new: str) -> Path:
        """Replace words in a file. They must be there: a test that changes nothing tests nothing."""
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        return self.write(name, text.replace(old, new))

    def plugin(self, code: str, *, name: str = "extra", listed: str | None = None) -> None:
        """A second plugin, handed over as the module object (or as ``listed``) after our own."""
        self.write(f"more/{name}.py", code)
        self.add(
            "pelicanconf.py",
            f"\nsys.path.insert(0, str(Path(__file__).parent / 'more'))\n"
            f"{f'import {name}' if listed is None else ''}\nPLUGINS = [*PLUGINS, {listed or name}]\n",
        )

    def start(self, *command: str, together: bool = False, **env: str | None) -> subprocess.Popen[str]:
        """Start ``python …`` in the site's folder. ``together``: one stream for both outputs, a session of its own."""
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=self.root,
            env=environment(**env),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if together else subprocess.PIPE,
            start_new_session=together,
            text=True,
            encoding="utf-8",
            errors="replace",
        )

    def python(self, *command: str, **env: str | None) -> Run:
        """Run ``python …`` in the site's folder to its end."""
        with self.start(*command, together=False, **env) as process:
            try:
                out, err = process.communicate(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        return Run(process.returncode, out, err)

    def pelican(self, *arguments: str, **env: str | None) -> Run:
        return self._module("pelican", *arguments, **env)

    def plainhealth(self, *arguments: str, **env: str | None) -> Run:
        return self._module("plainhealth", *arguments, **env)

    def _module(self, name: str, *arguments: str, **env: str | None) -> Run:
        """Run ``python -m …``: in a fork, unless Python's own environment is another, or the gate that of the site."""
        ours = (self.root / "plugins").resolve() == REPOSITORY / "plugins"
        if not ours or not all(key.startswith(_READ_LATE) for key in env):
            return self.python("-m", name, *arguments, **env)
        parent = forking.parent(tuple(environment().items()))
        return Run(*parent.run(self.root, name, arguments, environment(**env), patience=PATIENCE))

    def leftovers(self) -> list[str]:
        """What a build leaves beside ``output`` and should not."""
        return sorted(p.name for p in self.root.glob(".output.*") if p.name != ".output.lock")


def make(root: Path) -> Place:
    """A new site in ``root``; nothing is built."""
    place = Place(root)
    for name, text in _CONTENT.items():
        place.write(f"content/{name}", text)
    settings = (REPOSITORY / "pelicanconf.py").read_text("utf-8")
    place.write("pelicanconf.py", settings + _SETTINGS)
    shutil.copy(REPOSITORY / "publishconf.py", root)
    shutil.copytree(REPOSITORY / "theme", root / "theme")
    (root / "plugins").symlink_to(REPOSITORY / "plugins", target_is_directory=True)
    return place


@pytest.fixture(scope="session", name="built")
def a_built_site(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A good site, built once. Do not change it: take ``site``."""
    place = make(tmp_path_factory.mktemp("built"))
    run = place.python("-m", "pelican")
    assert run.status == 0, run.said
    return place


@pytest.fixture(name="site")
def a_site(built: Place, tmp_path: Path) -> Place:
    """A good site that was built, yours to break."""
    root = tmp_path / "site"
    shutil.copytree(built.root, root, symlinks=True)
    return Place(root)


def assert_stopped(place: Place, run: Run, before: Mapping[str, str], *, status: int, says: str = "") -> None:
    """The command ended with ``status``, said ``says``, and what was online is byte for byte as it was."""
    assert run.status == status, run.said
    assert says in run.said, run.said
    assert before, "there was no finished site that could have been lost"
    assert tree(place.output) == before
    assert place.leftovers() == []


def assert_no_traceback(run: Run) -> None:
    """A sentence, and not the inside of a program."""
    assert "Traceback" not in run.said, run.said
    assert 'File "' not in run.said, run.said
