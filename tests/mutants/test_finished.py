"""Every finished page of the real site, edited by a hand, a plugin or a server, and judged by ``verify``."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from building import REPOSITORY, Place
from mutants.of_finished import COPIED, EDITED, Edited
from mutants.operators import ALL, spread
from mutants.tally import Record, assert_killed
from mutants.verifying import Verify, fresh
from plainhealth.gate import Finding
from plainhealth.publish import manifest, one_file, search

STEP = 1 if ALL else 8


class Folder:
    """The real site, finished, with one file edited at a time."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.manifest = (output / manifest.NAME).read_text("utf-8")
        self.pages = {path.name: path.read_text("utf-8") for path in sorted(output.glob("*.html"))}
        self._verify = Verify(output)

    def verify(self, name: str, data: bytes | None, *, fitting: bool, first: bool = True) -> list[Finding]:
        """What ``verify`` finds after the edit, None for a file taken away; all is put back.

        ``fitting``: the manifest has the new hash, or does not list the file. ``first``: nothing is remembered.
        """
        path, before = self.output / name, (self.output / name).read_bytes()
        told = json.loads(self.manifest)
        if fitting and data is None:
            del told["files"][name]
        elif fitting and data is not None:
            told["files"][name]["sha256"] = hashlib.sha256(data).hexdigest()
        try:
            if data is None:
                path.unlink()
            else:
                path.write_bytes(data)
            (self.output / manifest.NAME).write_text(json.dumps(told), "utf-8")
            found = self._verify()
            assert not first or found == fresh(self.output)
            return found
        finally:
            path.write_bytes(before)
            (self.output / manifest.NAME).write_text(self.manifest, "utf-8")


@pytest.fixture(scope="module", name="folder")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    root = tmp_path_factory.mktemp("real")
    place = Place(root)
    for name in ("content", "theme", "plugins"):
        shutil.copytree(REPOSITORY / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(REPOSITORY / "pelicanconf.py", root)
    run = place.pelican()
    assert run.status == 0, run.said
    return Folder(place.output)


def test_the_folder_passes_as_it_is(folder: Folder) -> None:
    assert fresh(folder.output) == []


@pytest.mark.parametrize("edited", EDITED, ids=str)
def test_every_edit_is_found(edited: Edited, folder: Folder, record_property: Record) -> None:
    made, survived = 0, []
    # Some pages each, so that a few operators together meet all of them: each time the whole folder is judged.
    pages = list(folder.pages.items())[EDITED.index(edited) % STEP :: STEP]
    for n, (name, html) in enumerate(pages):
        origin = f"content/pages/{name.removesuffix('.html')}.md"
        mutants = [new for new in dict.fromkeys(edited.edit(html)) if new != html]
        # A page without citations has none to lose; the notice, the policy and the number are on every page.
        assert mutants or edited.name.startswith(("citation", "references")), f"nothing was changed in {name}"
        for mutant in [mutants[n % len(mutants)]] if mutants else []:
            made += 1
            findings = folder.verify(name, mutant.encode(), fitting=True, first=made == 1)
            if not any(f.rule in edited.rules and f.path in (f"output/{name}", origin) for f in findings):
                survived.append(f"{name}: {mutants.index(mutant)}: found {[str(f) for f in findings][:4]}")
    assert_killed(record_property, "finished", edited.name, made, survived)


def test_a_search_taken_away_is_missed(folder: Folder) -> None:
    """With a manifest that does not list it either: the pages promise a search."""
    findings = folder.verify(search.NAME, None, fitting=True)
    assert [(f.rule, f.path) for f in findings] == [("lost-page", f"output/{search.NAME}")]


def test_every_edit_of_the_search_is_found(folder: Folder, record_property: Record) -> None:
    """It shows titles and summaries, and leads to pages: only what the pages say may stand in it."""
    made, survived = 0, []
    for name, text in edited_search((folder.output / search.NAME).read_text("utf-8")).items():
        made += 1
        findings = folder.verify(search.NAME, text.encode(), fitting=True, first=made == 1)
        if [(f.rule, f.path) for f in findings] != [("changed-output", f"output/{search.NAME}")]:
            survived.append(f"{name}: found {[str(f) for f in findings][:4]}")
    assert_killed(record_property, "finished", "search", made, survived)


def edited_search(text: str) -> dict[str, str]:
    """The file of the search, with another content, by what was done to it."""

    def with_page(at: int, value: object) -> str:
        told = json.loads(text)
        told["pages"][0][at] = value
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"

    def with_key(key: str, value: object) -> str:
        return json.dumps(json.loads(text) | {key: value}, ensure_ascii=False, separators=(",", ":")) + "\n"

    pages = json.loads(text)["pages"]
    return {
        "another address": with_page(0, "https://x.example/"),
        "an address that runs": with_page(0, "javascript:alert(1)"),
        "another title": with_page(1, "Kratom is safe"),
        "another summary": with_page(2, "Kratom cures withdrawal."),
        "another heading": with_page(3, [["x", "Kratom is safe"]]),
        "a page less": with_key("pages", pages[1:]),
        "another order": with_key("pages", pages[::-1]),
        "no words": with_key("words", {}),
        "other words to leave out": with_key("skip", "overdose"),
        "words that mean the same, as a text": with_key("same", "overdose"),
        "one way to say it": with_key("same", [["overdose"]]),
        "mark-up among the words": with_key("same", [["overdose", "<b>safe</b>"]]),
        "more than that": with_key("more", 1),
        "a space": text + " ",
        "nothing": "",
        "no JSON": "{",
        "a list": "[]",
    }


@pytest.mark.parametrize("edited", COPIED, ids=str)
def test_every_edit_of_the_whole_copy_is_found(edited: Edited, folder: Folder, record_property: Record) -> None:
    made, survived = 0, []
    html = folder.pages[one_file.NAME]
    for mutant in dict.fromkeys(edited.edit(html)):
        assert mutant != html, "nothing was changed"
        made += 1
        findings = folder.verify(one_file.NAME, mutant.encode(), fitting=True, first=made == 1)
        if not any(f.rule in edited.rules and f.path == f"output/{one_file.NAME}" for f in findings):
            survived.append(f"{made}: found {[str(f) for f in findings][:4]}")
    assert made
    assert_killed(record_property, "copy", edited.name, made, survived)


def test_the_copy_tells_of_a_page_that_was_changed(folder: Folder) -> None:
    """Its hash was made to fit, and no citation, link or notice is another."""
    html = folder.pages["what-is-kratom.html"]
    start, main, text = html.partition("<main")
    changed = start + main + text.replace("</p>", " Never.</p>", 1)
    findings = folder.verify("what-is-kratom.html", changed.encode(), fitting=True)
    assert {(f.rule, f.path) for f in findings} == {("changed-output", f"output/{one_file.NAME}")}


def test_any_byte_of_any_page_is_found(folder: Folder, record_property: Record) -> None:
    made, survived = 0, []
    for name, html in folder.pages.items():
        raw = html.encode()
        for at in spread(range(len(raw)), 3):
            made += 1
            flipped = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
            findings = folder.verify(name, flipped, fitting=False, first=made == 1)
            if not any(f.rule == "changed-output" and f.path == f"output/{name}" for f in findings):
                survived.append(f"{name} at {at}")
    assert_killed(record_property, "finished", "any byte", made, survived)
