"""A preview that keeps what it has made shows, after every save, what one that is started anew would show."""

from __future__ import annotations

import json
from typing import NamedTuple

import pytest

from building import CITED, NOTICE, Place, make, page

#: Builds after each save: with one preview that lives on, and with one that knows nothing. The name of a build is a
#: number drawn by lot, so here it is always the same.
_BOTH = """
import json, secrets
from pathlib import Path

from plainhealth.pelican_plugin import load

secrets.token_hex = lambda n: "0" * (2 * n)


def shown(name):
    return {p.relative_to(name).as_posix(): p.read_bytes() for p in sorted(Path(name).rglob("*")) if p.is_file()}


lives = load("pelicanconf.py", {"OUTPUT_PATH": "lives"})
rests = []
for save in [{}, *json.loads(Path("saves.json").read_text("utf-8")), {}]:
    for name, text in save.items():
        Path(name).unlink() if text is None else Path(name).write_text(text, "utf-8")
    taken = lives._memory.finished.copy()
    lives.build(preview=True)
    load("pelicanconf.py", {"OUTPUT_PATH": "anew"}).build(preview=True)
    old, new = shown("lives"), shown("anew")
    differ = sorted(n for n in old.keys() | new.keys() if old.get(n) != new.get(n))
    anew = sorted(name for name, known in lives._memory.finished.items() if taken.get(name) is not known)
    rests.append({"differ": differ, "anew": anew})
print("\\n" + json.dumps(rests))
"""
_KRATOM, _START = "content/pages/kratom.md", "content/pages/start-here.md"
_FITS = "It can cause fits [@agency-2020#fits; @agency-2020#liver]."


def kratom(body: str = f"{CITED}\n\n{NOTICE}\n\n## Fits\n\n{_FITS}", **fields: str | None) -> str:
    return page(body, **{"title": "Kratom", **fields})


class Save(NamedTuple):
    """What is saved: text by file (None: the file is deleted), or (old, new) words of a file as it is."""

    files: dict[str, str | tuple[str, str] | None]
    why: str


_SAVES = {
    "words": Save({_KRATOM: ("## Fits", "Read on.\n\n## Fits")}, "one page is another, and no list"),
    "title": Save({_KRATOM: kratom(title="Kratom leaves")}, "lists name its title"),
    "summary": Save({_KRATOM: kratom(summary="A leaf.")}, "lists show its summary"),
    "order": Save({_START: page(title="Start here", order="99")}, "it moves in the list of its topic"),
    "next-check": Save({_KRATOM: kratom(next_check="2026-12-01")}, "the whole site must be checked earlier"),
    "fails": Save({_KRATOM: ("## Fits", "It can stop the heart.\n\n## Fits")}, "the theme does not show it"),
    "fails-otherwise": Save({_KRATOM: kratom("It can stop the heart.")}, "it has no notice, and cites nothing"),
    "no-date": Save({_KRATOM: kratom(checked=None)}, "a page without a field cannot be listed"),
    "unknown-source": Save({_KRATOM: kratom(f"It harms [@nobody#x].\n\n{NOTICE}")}, "a source that is not on file"),
    "gone": Save({_KRATOM: None}, "a page is deleted, and a list of changes named it"),
    "new": Save({"content/pages/new.md": kratom(title="New")}, "a page more"),
    "hidden": Save({_KRATOM: kratom(status="hidden")}, "it is in no list any more"),
    "less": Save({_KRATOM: kratom(f"Read on.\n\n{NOTICE}\n\n{CITED}")}, "a finding that no page cites"),
    "finding": Save({"content/sources/agency-2020.toml": ("harm the liver", "hurt the liver")}, "evidence is shown"),
    "term": Save({"content/glossary.toml": ("A seizure.", "A seizure, or more.")}, "a word is explained otherwise"),
    "helpline": Save({"content/helplines.toml": ("Emergency services", "Emergency")}, "all pages show it"),
    "notice": Save({"content/notices/en/general.md": ("nurse or", "nurse, or")}, "all pages show it"),
    "template": Save({"theme/templates/page.html": ("<h1>", '<h1 lang="en">')}, "the theme around every page"),
    "list": Save({"theme/templates/pages.html": ("Find a page", "Find it")}, "the theme of one list"),
    "component": Save({"theme/components/colophon/colophon.html": ("<footer", '<footer lang="en"')}, "a part of all"),
    "style": Save({"theme/style/1-base.css": None}, "a style sheet is gone"),
    "of-pelican": Save(
        {"theme/templates/changes.html": ("<h1>What", "{% for p in pages %}{{ p.content }}{% endfor %}<h1>What")},
        "a list that shows what Pelican has of all pages, which is not compared",
    ),
}  # fmt: skip


class Build(NamedTuple):
    """What came of one save: the files that differ from those of a new preview, and the pages that were made anew."""

    differ: list[str]
    anew: list[str]


def texts(place: Place, save: Save) -> tuple[dict[str, str | None], dict[str, str | None]]:
    """The files of a save, and what puts them back."""
    now: dict[str, str | None] = {}
    back: dict[str, str | None] = {}
    for name, given in save.files.items():
        path = place.root / name
        before = path.read_text("utf-8") if path.is_file() else None
        back[name] = before
        if not isinstance(given, tuple):
            now[name] = given
            continue
        assert before is not None
        assert given[0] in before, f"{name} does not hold {given[0]!r}"
        now[name] = before.replace(*given)
    return now, back


@pytest.fixture(name="builds", scope="module")
def all_builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Build, Build]]:
    """By save, the build after it, and the one after it was taken back."""
    place = make(tmp_path_factory.mktemp("again"))
    saves = [part for save in _SAVES.values() for part in texts(place, save)]
    place.write("saves.json", json.dumps(saves))
    run = place.python("-c", _BOTH)
    assert run.status == 0, run.said
    found = [Build(**build) for build in json.loads(run.out.splitlines()[-1])][1:-1]
    return dict(zip(_SAVES, zip(found[::2], found[1::2], strict=True), strict=True))


@pytest.mark.parametrize("name", _SAVES)
def test_what_is_kept_is_what_would_be_made(name: str, builds: dict[str, tuple[Build, Build]]) -> None:
    saved, taken_back = builds[name]
    assert saved.differ == [], _SAVES[name].why
    assert taken_back.differ == [], _SAVES[name].why


@pytest.mark.parametrize(
    ("name", "anew", "why"),
    [
        ("words", ["kratom.html"], "no list shows the words of a page"),
        ("fails", [], "the theme does not show a page that fails, and lists still name it"),
        ("of-pelican", None, "after a change of the theme everything is made anew"),
        ("title", None, "every page has a list of what to read next"),
    ],
)
def test_what_is_made_anew(name: str, anew: list[str] | None, why: str, builds: dict[str, tuple[Build, Build]]) -> None:
    saved, _ = builds[name]
    made = [name for name in saved.anew if name != "index.html"]  # Pelican could make several of it
    assert made == anew if anew is not None else "start-here.html" in made, why
