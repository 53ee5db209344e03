"""What programs are told about the real site, changed after the build with its hash made to fit, for ``verify``."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from browser.online import build
from mutants.of_told import RETOLD, Retold
from mutants.operators import spread
from mutants.tally import Record, assert_killed
from mutants.verifying import Verify, fresh
from plainhealth.publish import manifest
from plainhealth.publish.machines import NAMES, check

#: How many bytes of each file are flipped, one at a time.
FLIPS = 12
#: On how many pages an operator on pages is tried.
PAGES = 2


class Told:
    """The real site, finished for the web, with one file changed at a time."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.kept = (output / manifest.NAME).read_text("utf-8")
        self.names = sorted(p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file())
        self._verify = Verify(output)

    def rules(self, name: str, file: bytes, *, first: bool) -> set[str]:
        """The rules that find the change in this file, whose hash fits; all is put back.

        ``first``: nothing is remembered.
        """
        path, before = self.output / name, (self.output / name).read_bytes()
        told = json.loads(self.kept)
        told["files"][name]["sha256"] = hashlib.sha256(file).hexdigest()
        origin = f"content/pages/{name.removesuffix('.html')}.md"
        try:
            path.write_bytes(file)
            if name in NAMES:  # what verify asks of these files, without its look at all pages
                with self._verify.remembering():
                    wrong = list(check.wrong(self.output, check.Kept.of(told), self.names))
                assert not first or wrong == list(check.wrong(self.output, check.Kept.of(told), self.names))
                return {"changed-output" for where, _ in wrong if where == name}
            (self.output / manifest.NAME).write_text(json.dumps(told), "utf-8")
            findings = self._verify()
            assert not first or findings == fresh(self.output)
        finally:
            path.write_bytes(before)
            (self.output / manifest.NAME).write_text(self.kept, "utf-8")
        return {f.rule for f in findings if f.path in (f"output/{name}", origin)}


@pytest.fixture(scope="module", name="told")
def _told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return Told(build(tmp_path_factory.mktemp("told")))


def test_the_folder_passes_as_it_is_and_holds_all_kinds_of_files(told: Told) -> None:
    assert fresh(told.output) == []
    assert set(told.names) >= NAMES


@pytest.mark.parametrize("retold", RETOLD, ids=str)
def test_every_change_of_what_is_told_is_found(retold: Retold, told: Told, record_property: Record) -> None:
    made, survived = 0, []
    names = [name for name in told.names if re.fullmatch(retold.files, name)]
    mutants: dict[str, list[str]] = {}
    for name in names:
        text = (told.output / name).read_text("utf-8")
        mutants[name] = [new for new in dict.fromkeys(retold.change(text)) if new != text]
    # All files of programs; of pages, some from all over the site.
    chosen = spread([name for name in names if mutants[name]], PAGES)
    for name in chosen:
        for n, mutant in enumerate(mutants[name]):
            made += 1
            if not told.rules(name, mutant.encode(), first=made == 1) & set(retold.rules):
                survived.append(f"{name}: {n}")
    assert_killed(record_property, "told", retold.name, made, survived)


def test_any_byte_of_what_is_told_is_found_though_the_hash_fits(told: Told, record_property: Record) -> None:
    made, survived = 0, []
    for name in sorted(NAMES):
        raw = (told.output / name).read_bytes()
        for at in spread(range(len(raw)), FLIPS):
            made += 1
            flipped = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
            if "changed-output" not in told.rules(name, flipped, first=made == 1):
                survived.append(f"{name} at {at}: {raw[max(at - 20, 0) : at + 20]!r}")
    assert_killed(record_property, "told", "any byte", made, survived)
