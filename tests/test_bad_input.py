"""Bad input gets a sentence that names the file, the line and what to do; what is online is not lost or changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from building import (  # noqa: F401 - fixtures
    CITED,
    NOTICE,
    Place,
    Run,
    a_built_site,
    a_site,
    assert_no_traceback,
    assert_stopped,
    page,
    tree,
)

FINDINGS, SETTING_WRONG, OUR_FAILURE = 3, 2, 1
BAD = "content/pages/bad.md"


class Input(NamedTuple):
    """What is put into the site; the place and the words of the finding; what tells the editor to do."""

    why: str
    put: Callable[[Place], object]
    finding: str
    step: str


def file(text: str | bytes, name: str = BAD) -> Callable[[Place], object]:
    return lambda place: place.write(name, text)


def raw_name(name: bytes, text: str) -> Callable[[Place], object]:
    """A file whose name is no text in any language."""
    return lambda place: (place.pages / os.fsdecode(name)).write_text(text, "utf-8")


def link(name: str, target: str) -> Callable[[Place], object]:
    return lambda place: (place.pages / name).symlink_to(target)


def ten_megabytes(place: Place) -> None:
    place.write(BAD, page(f"{CITED}\n\n{NOTICE}\n\n" + f"{CITED}\n\n" * 230_000))


def two(one: str, other: str) -> Callable[[Place], object]:
    return lambda place: [place.write(f"content/pages/{name}", page()) for name in (one, other)]


FIRST = f"{BAD}:1:1: error"

BAD_INPUT = {
    # -- what is in the file -------------------------------------------------------------------------
    "empty file": Input("saved too early", file(""), f"{FIRST} unreadable-page  This file is empty.", "Write the page"),
    "blank file": Input("the same", file(" \n\t\n"), f"{FIRST} unreadable-page  This file is empty.", "Write the page"),
    "byte order mark alone": Input("the same", file(b"\xef\xbb\xbf"), f"{FIRST} unreadable-page", "Write the page"),
    "no title": Input("forgotten", file(page(title=None)), f"{FIRST} lost-page  The field “Title” is missing.", "Mend"),
    "no fields at all": Input("forgotten", file(f"{CITED}\n\n{NOTICE}\n"), "The field “Checked” is missing.", "Mend"),
    "latin-1": Input(
        "an old editor",
        file(page(f"{CITED}\n\nCaf\u00e9 [@agency-2020#liver].\n\n{NOTICE}").encode("latin-1")),
        f"{BAD}:10:4: error unreadable-page  This file has a letter that is not UTF-8 here.",
        "encoding UTF-8",
    ),
    "UTF-16": Input(
        "an old editor",
        file(page().encode("utf-16")),
        f"{FIRST} unreadable-page  This file is saved as UTF-16.",
        "UTF-8",
    ),
    "UTF-16 without its mark": Input(
        "an old program",
        file(page().encode("utf-16-be")),
        f"{FIRST} unreadable-page  This file is saved as UTF-16.",
        "UTF-8",
    ),
    "NUL byte": Input(
        "a broken disk or a copied word",
        file(page(f"{CITED}\n\nA \0 here [@agency-2020#liver].\n\n{NOTICE}")),
        f"{BAD}:10:3: error unreadable-page  This file has an invisible character (U+0000)",
        "Delete it",
    ),
    "text that turns its direction": Input(
        "a copied word; a way to hide words from the editor",
        file(page(f"{CITED}\n\nIt is \u202esafe [@agency-2020#liver].\n\n{NOTICE}")),
        f"{BAD}:10:7: error unreadable-page  This file has an invisible character (U+202E)",
        "Delete it",
    ),
    "10 MB page": Input(
        "a picture pasted as text", ten_megabytes, f"{FIRST} unreadable-page  This file is 10,", "split it"
    ),
    "HTML in the title": Input(
        "it would run, or show as text",
        file(page(title="<script>alert(1)</script> Bad")),
        f"{FIRST} bad-field  Title is plain words",
        "content/README.md",
    ),
    "HTML entity in the title": Input(
        "it would show as letters",
        file(page(title="Bad &lt;b&gt;")),
        f"{FIRST} bad-field  Title is plain words",
        "README.md",
    ),
    "missing picture": Input(
        "not copied",
        file(page(f"{CITED}\n\n![A leaf](../images/gone.png)\n\n{NOTICE}")),
        f"{BAD}:10:11: error missing-image  There is no picture ../images/gone.png.",
        "content/images/",
    ),
    # -- what the file is ----------------------------------------------------------------------------
    "folder that links to itself": Input(
        "a loop",
        link("loop", "."),
        "content/pages/loop:1:1: error unreadable-page  This file is a link to a folder.",
        "copy the files",
    ),
    "folder that links to the one above": Input(
        "a longer loop", link("loop", ".."), "content/pages/loop:1:1: error unreadable-page", "copy the files"
    ),
    "file that links to itself": Input(
        "a loop", link("bad.md", "bad.md"), f"{FIRST} unreadable-page  This file is a link", "Put a copy"
    ),
    "link to nothing": Input(
        "its file was moved",
        link("bad.md", "gone.md"),
        f"{FIRST} unreadable-page  This file is a link",
        "Put a copy",
    ),
    "link to another page": Input(
        "it could lead anywhere on the machine",
        link("bad.md", "../sources/../pages/kratom.md"),
        f"{FIRST} unreadable-page  This file is a link",
        "Put a copy",
    ),
    "pipe": Input(
        "reading it would wait for ever",
        lambda place: os.mkfifo(place.pages / "bad.md"),
        f"{FIRST} unreadable-page  This file is a device or a pipe",
        "Delete it",
    ),
    # -- what the file is called ---------------------------------------------------------------------
    "line break in the name": Input(
        "it would forge a line of the report",
        file(page(), "content/pages/a\n::error::b.md"),
        "content/pages/a\\n::error::b.md:1:1: error unreadable-page  This file has a name that cannot be an address.",
        "Rename it",
    ),
    "bytes in the name that are no text": Input(
        "an old file system",
        raw_name(b"caf\xe9.md", page()),
        "content/pages/caf\\udce9.md:1:1: error unreadable-page  This file has a name",
        "Rename it",
    ),
    "no letter in the name": Input(
        "its address would be empty",
        file(page(), "content/pages/😀.md"),
        "😀.md:1:1: error unreadable-page",
        "Rename it",
    ),
    "ending in capitals": Input(
        "Pelican does not read it",
        file(page(), "content/pages/bad.MD"),
        "content/pages/bad.MD:1:1: error lost-page  This file is not a page: .MD files",
        "ending .md",
    ),
    "word-processor file": Input(
        "Pelican does not read it",
        file(b"PK\3\4", "content/pages/bad.docx"),
        "content/pages/bad.docx:1:1: error lost-page  This file is not a page",
        "Write it as Markdown",
    ),
    "file in the wrong folder": Input(
        "Pelican does not read it",
        file(page(), "content/bad.md"),
        "content/bad.md:1:1: error lost-page",
        "Move or delete",
    ),
    "source in a folder of its own": Input(
        "nothing reads it",
        file("x = (", "content/sources/more/x.toml"),
        "sources/more/x.toml:1:1: error lost-page",
        "Move or",
    ),
    "notice in no language's folder": Input(
        "nothing reads it",
        file("x", "content/notices/general.md"),
        "notices/general.md:1:1: error lost-page",
        "Move or",
    ),
    "one address, two endings": Input(
        "one page would overwrite the other",
        two("bad.md", "bad.markdown"),
        f"{FIRST} duplicate-address  The address bad.html is taken by content/pages/bad.markdown.",
        "Rename one",
    ),
    "one address, two ways to write it": Input(
        "one page would overwrite the other",
        two("bad.md", "BAD.md"),
        f"{FIRST} duplicate-address  The address bad.html is taken by content/pages/BAD.md.",
        "Rename one",
    ),
    "page called index": Input(
        "it would overwrite the theme's",
        file(page(), "content/pages/index.md"),
        "content/pages/index.md:1:1: error duplicate-address  The address index.html is taken",
        "Rename one",
    ),
    "page called 404": Input(
        "it would overwrite the theme's",
        file(page(), "content/pages/404.md"),
        "content/pages/404.md:1:1: error duplicate-address",
        "Rename one",
    ),
    # -- data ----------------------------------------------------------------------------------------
    "source that is not TOML": Input(
        "a quote forgotten",
        lambda place: place.change("content/sources/agency-2020.toml", 'tier = "agency"', 'tier = "agency'),
        "content/sources/agency-2020.toml:6:1: error malformed-source",
        "missing quote",
    ),
    "source in latin-1": Input(
        "an old editor",
        file('type = "webpage"\ntitle = "Caf\u00e9"\n'.encode("latin-1"), "content/sources/cafe-2020.toml"),
        "content/sources/cafe-2020.toml:2:1: error malformed-source",
        "UTF-8",
    ),
    "empty source": Input(
        "saved too early",
        file("", "content/sources/empty-2020.toml"),
        "empty-2020.toml:1:1: error malformed-source",
        "Add",
    ),
    "helplines that are not TOML": Input(
        "a bracket forgotten",
        lambda place: place.change("content/helplines.toml", "[[helpline]]", "[[helpline]"),
        "content/helplines.toml:1:1: error malformed-data",
        "bracket",
    ),
    "no helplines": Input(
        "deleted",
        lambda place: (place.root / "content/helplines.toml").unlink(),
        "content/helplines.toml:1:1: error malformed-data",
        "Check that",
    ),
    "no notice": Input(
        "deleted",
        lambda place: (place.root / "content/notices/en/general.md").unlink(),
        "content/notices/en/general.md:1:1: error malformed-data  The approved notice is missing.",
        "Put this file back",
    ),
}


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input_is_told_with_its_place_and_the_next_step(name: str, site: Place) -> None:
    given = BAD_INPUT[name]
    before = tree(site.output)
    given.put(site)
    run = site.pelican()
    assert_stopped(site, run, before, status=FINDINGS, says=given.finding)
    assert_no_traceback(run)
    assert given.step in _told(run, given.finding), run.said


def _told(run: Run, finding: str) -> str:
    """The line of a finding with the line under it: the next step."""
    lines = run.err.splitlines()
    (at, *_) = [n for n, line in enumerate(lines) if finding in line]
    return "\n".join(lines[at : at + 2])


GOOD_INPUT: dict[str, tuple[str, Callable[[Place], object], str]] = {
    "CRLF": ("Windows", file(page().replace("\n", "\r\n")), "bad.html"),
    "CR": ("an old Macintosh", file(page().replace("\n", "\r")), "bad.html"),
    "byte order mark": ("Windows", file(b"\xef\xbb\xbf" + page().encode()), "bad.html"),
    "no line break at the end": ("any editor", file(page().rstrip()), "bad.html"),
    "letters of other languages": (
        "a name",
        file(page(f'Señor Łukasz *中文*{{: lang="zh" }}: {CITED}\n\n{NOTICE}')),
        "bad.html",
    ),
    "space in the name": ("not every editor knows of addresses", file(page(), "content/pages/a b.md"), "a-b.html"),
    "letters of another language in the name": ("the same", file(page(), "content/pages/café.md"), "cafe.html"),
    "page in a folder": ("order", file(page(), "content/pages/more/bad.md"), "bad.html"),
    "folder named like a page": (
        "a slip; nothing is lost",
        lambda place: (place.pages / "bad.md").mkdir(),
        "kratom.html",
    ),
    "page in a folder named like a page": ("the same", file(page(), "content/pages/x.md/bad.md"), "bad.html"),
}


@pytest.mark.parametrize("name", GOOD_INPUT)
def test_input_that_is_only_unusual_is_published(name: str, site: Place) -> None:
    _, put, written = GOOD_INPUT[name]
    put(site)
    run = site.pelican()
    assert run.status == 0, run.said
    text = (site.output / written).read_text("utf-8")
    assert "harm the liver" in text
    assert "Talk with a doctor" in text
    assert site.plainhealth("verify").status == 0


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("pages/.bad.md", "a hidden page: Pelican reads it"),
        ("pages/bad.md~", "an editor's copy"),
        ("pages/.bad.md.swp", "an editor's copy"),
        ("images/.leaf.png", "a hidden picture: Pelican copies it"),
        ("images/leaf.png~", "an editor's copy: Pelican copies it"),
        ("images/leaf.png.bak", "a copy: Pelican copies it"),
        (".DS_Store", "a system's own file"),
    ],
)
def test_what_is_said_to_be_skipped_is_not_published(name: str, why: str, site: Place) -> None:
    before = tree(site.output)
    site.write(f"content/{name}", page(CITED))
    run = site.pelican()
    assert run.status == 0, run.said
    assert f"Skipped, and not published: {name}." in run.out
    assert tree(site.output) == before


# -- settings ----------------------------------------------------------------------------------------

SETTINGS = {
    "misspelt key": ('PLAINHEALTH = {**PLAINHEALTH, "contry": "US"}', "Did you mean 'country'?"),
    "wrong type of text": ('PLAINHEALTH = {**PLAINHEALTH, "organisation": None}', "PLAINHEALTH['organisation']"),
    "wrong type of country": ('PLAINHEALTH = {**PLAINHEALTH, "country": 1}', "PLAINHEALTH['country']"),
    "country that is no code": ('PLAINHEALTH = {**PLAINHEALTH, "country": "usa"}', "PLAINHEALTH['country']"),
    "wrong type of topics": ('PLAINHEALTH = {**PLAINHEALTH, "topics": ["kratom"]}', "PLAINHEALTH['topics']"),
    "wrong type of names": ('PLAINHEALTH = {**PLAINHEALTH, "names": "7-OH"}', "PLAINHEALTH['names']"),
    "wrong type of size": ('PLAINHEALTH = {**PLAINHEALTH, "largest_page": True}', "PLAINHEALTH['largest_page']"),
    "contact that runs": ('PLAINHEALTH = {**PLAINHEALTH, "contact": "javascript:1"}', "PLAINHEALTH['contact']"),
    "no secure way out": ('PLAINHEALTH = {**PLAINHEALTH, "leave_to": "http://a.example"}', "PLAINHEALTH['leave_to']"),
    "no settings of ours": ("del PLAINHEALTH", "PLAINHEALTH is missing"),
    "no dictionary": ("PLAINHEALTH = None", "PLAINHEALTH is missing"),
    "address without https": ('SITEURL = "http://example.org"', "SITEURL is 'http://example.org'"),
    "address that is none": ('SITEURL = "example.org"', "SITEURL is 'example.org'"),
}


@pytest.mark.parametrize("command", [("pelican",), ("plainhealth", "build")], ids=" ".join)
@pytest.mark.parametrize("name", SETTINGS)
def test_a_wrong_setting_is_told_in_a_sentence(name: str, command: tuple[str, ...], site: Place) -> None:
    line, says = SETTINGS[name]
    before = tree(site.output)
    site.add("pelicanconf.py", f"\n{line}\n")
    run = site.python("-m", *command)
    assert_stopped(site, run, before, status=SETTING_WRONG, says=says)
    assert_no_traceback(run)
    assert all(line.startswith("plainhealth: ") for line in run.said.splitlines() if line), run.said


def test_all_wrong_settings_are_told_at_once(site: Place) -> None:
    before = tree(site.output)
    site.add("pelicanconf.py", '\nPLAINHEALTH = {"contry": "US", "contact": 1, "leave_to": 2}\nTYPOGRIFY = True\n')
    run = site.pelican()
    assert_stopped(site, run, before, status=SETTING_WRONG)
    for word in ("'contry'", "'contact'", "'leave_to'", "TYPOGRIFY"):
        assert word in run.err


@pytest.mark.parametrize(
    ("line", "says", "why"),
    [
        (
            "X = (",
            "pelicanconf.py:{last}:5: this is not valid Python",
            "a bracket forgotten: the file, line and column",
        ),
        ("X = nothing_of_the_kind", "NameError", "a name misspelt"),
        ('THEME = "gone"', "gone", "a theme that is not there"),
        ('PATH = "gone"', "content", "a content folder that is not there"),
        ("SITEURL = 5", "pelicanconf.py", "an address that is a number"),
        ("JINJA_ENVIRONMENT = None", "pelicanconf.py", "a dictionary that is none"),
        ("PELICAN_CLASS = None", "PELICAN_CLASS", "the gate's class taken out"),
    ],
)
def test_settings_that_cannot_be_read(line: str, says: str, why: str, site: Place) -> None:
    """Plain Pelican stops at them before our code runs, with its own words; our command says a sentence."""
    before = tree(site.output)
    last = len(site.add("pelicanconf.py", f"\n{line}\n").read_text("utf-8").splitlines())
    plain = site.pelican()
    assert_stopped(site, plain, before, status=OUR_FAILURE)
    run = site.plainhealth("build")
    assert_stopped(site, run, before, status=SETTING_WRONG, says=says.format(last=last))
    assert_no_traceback(run)
    assert len(run.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("MARKDOWN = None", "a dictionary that is none"),
        ("IGNORE_FILES = None", "a list that is none"),
        ("DIRECT_TEMPLATES = None", "a list that is none"),
        ("THEME_TEMPLATES_OVERRIDES = None", "a list that is none"),
        ("JINJA_FILTERS = None", "a dictionary that is none"),
        ("PLUGINS = 3", "a list that is a number"),
    ],
)
def test_pelicans_settings_of_a_wrong_type_stop_the_build(line: str, why: str, site: Place) -> None:
    before = tree(site.output)
    site.add("pelicanconf.py", f"\n{line}\n")
    run = site.pelican()
    assert run.status in (OUR_FAILURE, SETTING_WRONG), run.said
    assert_stopped(site, run, before, status=run.status, says="plainhealth: ")
    assert_no_traceback(run)


@pytest.mark.parametrize("value", ["tomorrow", "2026-02-30", "22.11.2026"])
@pytest.mark.parametrize("command", [("pelican",), ("plainhealth", "build"), ("plainhealth", "verify")], ids=" ".join)
def test_a_day_that_is_none_is_told(value: str, command: tuple[str, ...], site: Place) -> None:
    before = tree(site.output)
    run = site.python("-m", *command, PLAINHEALTH_TODAY=value)
    assert_stopped(
        site, run, before, status=SETTING_WRONG, says=f"PLAINHEALTH_TODAY is '{value}', which is not a date."
    )
    assert_no_traceback(run)


def test_a_folder_without_a_site_is_told(tmp_path: Path) -> None:
    run = Place(tmp_path).plainhealth("build")
    assert (run.status, "There is no pelicanconf.py here." in run.err) == (SETTING_WRONG, True), run.said
    assert_no_traceback(run)
    assert list(tmp_path.iterdir()) == []


# -- a machine that refuses --------------------------------------------------------------------------

#: The superuser may read everything. This takes those two rights away (CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, by
#: PR_CAPBSET_DROP, see prctl(2) and capabilities(7)) and then runs "python …" with what is left.
_AS_ANYBODY = (
    "import ctypes, os, sys; "
    "[ctypes.CDLL(None).prctl(24, right, 0, 0, 0) for right in (1, 2)]; "
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)


@contextmanager
def closed(path: Path, mode: int) -> Iterator[None]:
    """A file or folder with the rights ``mode``; skips where this machine lets us in all the same."""
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        denied = ",".join(str(right) for right in (os.R_OK, os.W_OK, os.X_OK) if not (mode >> 6) & right)
        probe = f"import os, sys; sys.exit(any(os.access(sys.argv[1], r, effective_ids=True) for r in ({denied},)))"
        if subprocess.run([sys.executable, "-c", _AS_ANYBODY, "-c", probe, path], check=False).returncode:
            pytest.skip("this machine lets us into a closed folder all the same")
        yield
    finally:
        path.chmod(before)


CLOSED = {
    "page": ("content/pages/kratom.md", 0, FINDINGS, "content/pages/kratom.md:1:1: error unreadable-page"),
    "folder of pages": ("content/pages", 0, FINDINGS, "content/pages:1:1: error unreadable-page"),
    "folder that can only be listed": (
        "content/pages",
        0o444,
        FINDINGS,
        "content/pages/kratom.md:1:1: error unreadable-page",
    ),
    "folder that can only be entered": ("content/pages", 0o111, FINDINGS, "content/pages:1:1: error unreadable-page"),
    "folder of sources": ("content/sources", 0, FINDINGS, "content/sources:1:1: error unreadable-page"),
    "source": ("content/sources/agency-2020.toml", 0, FINDINGS, "sources/agency-2020.toml:1:1: error malformed-source"),
    "notice": ("content/notices/en/general.md", 0, FINDINGS, "content/notices/en/general.md:1:1: error malformed-data"),
    "helplines": ("content/helplines.toml", 0, FINDINGS, "content/helplines.toml:1:1: error malformed-data"),
    "list of changes": ("content/changes.toml", 0, FINDINGS, "content/changes.toml:1:1: error malformed-data"),
    "all of content": ("content", 0, OUR_FAILURE, "Permission denied"),
    "templates": ("theme/templates", 0, OUR_FAILURE, "theme/templates"),
    "template": ("theme/templates/page.html", 0, OUR_FAILURE, "theme/templates/page.html"),
    "component": ("theme/components/notice/notice.html", 0, OUR_FAILURE, "components/notice/notice.html"),
    "styles": ("theme/style", 0, OUR_FAILURE, "theme/style"),
    "site's own folder": (".", 0o555, OUR_FAILURE, "Permission denied"),
    "lock": (".output.lock", 0, OUR_FAILURE, ".output.lock"),
}


@pytest.mark.parametrize("name", CLOSED)
def test_what_may_not_be_opened_is_told(name: str, site: Place) -> None:
    path, mode, status, says = CLOSED[name]
    before = tree(site.output)
    with closed(site.root / path, mode):
        run = site.python("-c", _AS_ANYBODY, "-m", "pelican")
    assert_stopped(site, run, before, status=status, says=says)
    assert_no_traceback(run)


def test_a_finished_file_that_may_not_be_opened_is_not_verified(site: Place) -> None:
    with closed(site.output / "index.html", 0):
        run = site.python("-c", _AS_ANYBODY, "-m", "plainhealth", "verify")
    assert run.status in (OUR_FAILURE, FINDINGS), run.said
    assert "index.html" in run.said
    assert_no_traceback(run)


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """A disk of ``size`` bytes of its own; skips where none can be made."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("a disk of its own needs Linux, mount(8) and the superuser")
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=False, capture_output=True
    )
    if made.returncode:
        pytest.skip(f"this machine makes no disk: {made.stderr.decode()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.mark.parametrize("room", [0, 24 * 1024, 100 * 1024])
def test_a_full_disk_is_told_and_leaves_the_old_site(room: int, site: Place, tmp_path: Path) -> None:
    site.write("content/pages/more.md", page())
    with small_disk(tmp_path / "disk", 2 * 1024 * 1024) as disk:
        shutil.copytree(site.output, disk / "output")
        (disk / ".output.lock").touch()
        free = os.statvfs(disk)
        (disk / "full").write_bytes(b"x" * (free.f_bavail * free.f_frsize - room))
        before = tree(disk)
        run = site.pelican("-o", str(disk / "output"))
        assert run.status == OUR_FAILURE, run.said
        assert "No space left on device" in run.err
        assert "Free some space" in run.err
        assert_no_traceback(run)
        assert tree(disk) == before

        (disk / "full").unlink()
        again = site.pelican("-o", str(disk / "output"))
        assert again.status == 0, again.said
        assert (disk / "output" / "more.html").is_file()


def test_a_console_without_unicode_gets_the_whole_report(site: Place) -> None:
    """Reports have typographic quotes, and reasons are the editor's words: an old console must not end the build."""
    site.write(BAD, page(f'{CITED}\n\n{NOTICE}\n\nGo on.\n{{: .no-claim why="says “go on” – no more" }}'))
    good = site.pelican(PYTHONIOENCODING="ascii")
    assert good.status == 0, good.said
    assert "0 problems" in good.out
    before = tree(site.output)
    site.write(BAD, page(title=None))
    bad = site.pelican(PYTHONIOENCODING="ascii")
    assert_stopped(site, bad, before, status=FINDINGS, says="error lost-page")
    assert_no_traceback(bad)
