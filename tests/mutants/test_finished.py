"""Every finished page of the real site, edited by a hand, a plugin or a server, and judged by ``verify``."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from building import REPOSITORY, Place
from demo import TODAY
from mutants.of_finished import EDITED, Edited
from mutants.operators import ALL, spread
from mutants.tally import Record, assert_killed
from plainhealth.gate import Finding
from plainhealth.publish import manifest

STEP = 1 if ALL else 8


class Folder:
    """The real site, finished, with one file edited at a time."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.manifest = (output / manifest.NAME).read_text("utf-8")
        self.pages = {path.name: path.read_text("utf-8") for path in sorted(output.glob("*.html"))}

    def verify(self, name: str, data: bytes, *, fitting: bool) -> list[Finding]:
        """What ``verify`` finds after the edit; all is put back. ``fitting``: the manifest has the new hash."""
        path, before = self.output / name, (self.output / name).read_bytes()
        told = json.loads(self.manifest)
        told["files"][name]["sha256"] = hashlib.sha256(data if fitting else before).hexdigest()
        try:
            path.write_bytes(data)
            (self.output / manifest.NAME).write_text(json.dumps(told), "utf-8")
            return manifest.verify(self.output, TODAY)[0]
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
    assert manifest.verify(folder.output, TODAY)[0] == []


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
            findings = folder.verify(name, mutant.encode(), fitting=True)
            if not any(f.rule in edited.rules and f.path in (f"output/{name}", origin) for f in findings):
                survived.append(f"{name}: {mutants.index(mutant)}: found {[str(f) for f in findings][:4]}")
    assert_killed(record_property, "finished", edited.name, made, survived)


def test_any_byte_of_any_page_is_found(folder: Folder, record_property: Record) -> None:
    made, survived = 0, []
    for name, html in folder.pages.items():
        raw = html.encode()
        for at in spread(range(len(raw)), 3):
            made += 1
            flipped = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
            findings = folder.verify(name, flipped, fitting=False)
            if not any(f.rule == "changed-output" and f.path == f"output/{name}" for f in findings):
                survived.append(f"{name} at {at}")
    assert_killed(record_property, "finished", "any byte", made, survived)
