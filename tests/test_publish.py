"""What may go online: the manifest and ``verify``, the swap, an address below a path, and the same bytes every time."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import http.server
import json
import os
import re
import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from building import (  # noqa: F401 - fixtures
    BAD_PAGE,
    REPOSITORY,
    TODAY,
    Place,
    a_built_site,
    a_site,
    assert_no_traceback,
    assert_stopped,
    make,
    page,
    tree,
)
from plainhealth.publish import folder as folders
from plainhealth.publish import manifest
from plainhealth.publish.machines.api import LISTS
from plainhealth.publish.script import digest

FINDINGS, SETTING_WRONG = 3, 2
#: The theme's own pages.
THEME = {path.stem for path in (REPOSITORY / "theme/templates").glob("*.html")} - {"base", "page"}
GOOD_UNTIL = "2027-02-20"


# -- verify ------------------------------------------------------------------------------------------


class Verified(NamedTuple):
    """What is done to a finished folder, and what ``verify`` must say of it."""

    why: str
    change: Callable[[Path], object]
    says: str


def told(**more: Any) -> Callable[[Path], object]:
    """Something else in the manifest; a key given as None is taken out."""

    def change(output: Path) -> None:
        path = output / "manifest.json"
        content = json.loads(path.read_text("utf-8"))
        content = {key: value for key, value in {**content, **more}.items() if value is not None}
        path.write_text(json.dumps(content), "utf-8")

    return change


def entry(name: str, **more: str) -> Callable[[Path], object]:
    """Something else in the manifest's line on one file."""

    def change(output: Path) -> None:
        path = output / "manifest.json"
        content = json.loads(path.read_text("utf-8"))
        content["files"][name] = {**content["files"].get(name, {}), **more}
        path.write_text(json.dumps(content), "utf-8")

    return change


def manifest_is(raw: bytes) -> Callable[[Path], object]:
    return lambda output: (output / "manifest.json").write_bytes(raw)


def one_byte(output: Path) -> None:
    path = output / "kratom.html"
    raw = path.read_bytes()
    at = raw.index(b"harm the liver")
    path.write_bytes(raw[:at] + b"H" + raw[at + 1 :])


def with_its_hash(output: Path) -> None:
    """A page without its notice, and a manifest made to fit."""
    path = output / "kratom.html"
    path.write_text(
        re.sub(r"<aside class=\"notice\".*?</aside>", "", path.read_text("utf-8"), flags=re.DOTALL), "utf-8"
    )
    entry("kratom.html", sha256=hashlib.sha256(path.read_bytes()).hexdigest())(output)


def link_instead(output: Path) -> None:
    (output / "index.html").rename(output.parent / "elsewhere.html")
    (output / "index.html").symlink_to(output.parent / "elsewhere.html")


def add(name: str, text: str = "x") -> Callable[[Path], object]:
    def change(output: Path) -> None:
        (output / name).parent.mkdir(exist_ok=True)
        (output / name).write_text(text, "utf-8")

    return change


UNREADABLE = "output/manifest.json:1:1: error changed-output  The manifest cannot be read"
VERIFY = {
    "no manifest": Verified(
        "it was not built by the gate", lambda output: (output / "manifest.json").unlink(), "has no manifest"
    ),
    "one byte changed": Verified("by hand, or on the way", one_byte, "output/kratom.html:1:1: error changed-output"),
    "a page missing": Verified(
        "by hand, or on the way",
        lambda output: (output / "kratom.html").unlink(),
        "kratom.html:1:1: error changed-output",
    ),
    "a page too many": Verified("put there after the build", add("more.html"), "more.html:1:1: error changed-output"),
    "a file too many": Verified("put there after the build", add("CNAME"), "CNAME:1:1: error changed-output"),
    "a hidden file too many": Verified(
        "put there after the build", add(".htaccess"), ".htaccess:1:1: error changed-output"
    ),
    "a file too many in a folder": Verified(
        "put there after the build", add("more/manifest.json"), "more/manifest.json:1:1: error changed-output"
    ),
    "a link too many": Verified(
        "a server would follow it",
        lambda output: (output / "more").symlink_to("/"),
        "output/more:1:1: error changed-output",
    ),
    "a link in the place of a page": Verified(
        "the page can change after this", link_instead, "output/index.html:1:1: error lost-page"
    ),
    "a page without its notice, and a manifest that fits": Verified(
        "the pages are judged again", with_its_hash, "content/pages/kratom.md:1:1: error missing-notice"
    ),
    "a preview": Verified("it was judged less strictly", told(preview=True), "This folder is a preview"),
    "past its day": Verified("its facts have aged", told(good_until="2026-11-21"), "was good until 2026-11-21"),
    "no day": Verified("nobody knows when its facts age", told(good_until=None), UNREADABLE),
    "a day that is none": Verified("broken", told(good_until="never"), UNREADABLE),
    "no list of files": Verified("broken", told(files=None), UNREADABLE),
    "an empty list of files": Verified(
        "every file is one too many", told(files={}), "index.html:1:1: error changed-output"
    ),
    "a list of files that is none": Verified("broken", told(files=["index.html"]), UNREADABLE),
    "no notices": Verified("nothing to look for in the pages", told(notices=[]), UNREADABLE),
    "a blank notice": Verified("it would be found in any page", told(notices=[" "]), UNREADABLE),
    "a file that is listed and never was": Verified(
        "broken", entry("gone.html", sha256="0", **{"from": "theme"}), "output/gone.html:1:1: error changed-output"
    ),
    "manifest not JSON": Verified("cut off", manifest_is(b'{"files": {'), UNREADABLE),
    "manifest empty": Verified("cut off", manifest_is(b""), UNREADABLE),
    "manifest a list": Verified("not ours", manifest_is(b"[]"), UNREADABLE),
    "manifest not text": Verified("broken", manifest_is(b"\xff\xfe{}"), UNREADABLE),
    "manifest very deep": Verified("made to crash the reader", manifest_is(b"[" * 100_000), UNREADABLE),
}


@pytest.mark.parametrize("name", VERIFY)
def test_verify_refuses(name: str, site: Place) -> None:
    given = VERIFY[name]
    given.change(site.output)
    before = tree(site.root)
    run = site.plainhealth("verify")
    assert run.status == FINDINGS, run.said
    assert given.says in run.err
    assert re.search(r"^Verified output: .* [1-9]\d* problems?\.$", run.out, re.MULTILINE), run.said
    assert_no_traceback(run)
    assert tree(site.root) == before


def count_of(output: Path) -> int:
    """How many files stand in a folder beside its manifest: more than the pages of a small site."""
    count = sum(path.is_file() for path in output.rglob("*")) - 1
    assert count > 15
    return count


def test_verify_accepts_a_good_folder_and_says_what_it_holds(site: Place) -> None:
    run = site.plainhealth("verify")
    assert run.status == 0, run.said
    totals = "3 pages, 4 claims, 4 cited, 1 marked as no claim, 0 problems."
    assert run.out.startswith(f"Verified output: {count_of(site.output)} files, {totals}")
    assert run.err == ""


def test_verify_needs_nothing_but_the_folder(site: Place, tmp_path: Path) -> None:
    alone = Place(tmp_path / "alone")
    shutil.copytree(site.output, alone.root / "www")
    run = alone.plainhealth("verify", "www")
    assert run.status == 0, run.said
    assert run.out.startswith(f"Verified www: {count_of(site.output)} files")


@pytest.mark.parametrize(
    ("day", "status", "why"),
    [
        (GOOD_UNTIL, 0, "the last good day"),
        ("2027-02-21", FINDINGS, "the day after"),
        ("2030-01-01", FINDINGS, "years after"),
    ],
)
def test_verify_refuses_a_copy_that_has_aged(day: str, status: int, why: str, site: Place) -> None:
    run = site.plainhealth("verify", PLAINHEALTH_TODAY=day)
    assert run.status == status, run.said
    assert (f"was good until {GOOD_UNTIL}" in run.err) is bool(status)


@pytest.mark.parametrize("name", ["gone", "pelicanconf.py"])
def test_verify_of_no_folder_is_told(name: str, site: Place) -> None:
    run = site.plainhealth("verify", name)
    assert (run.status, f"There is no folder {name}." in run.err) == (SETTING_WRONG, True), run.said
    assert_no_traceback(run)


def test_the_manifest_lists_every_file_with_its_hash_and_origin(site: Place) -> None:
    content = json.loads((site.output / "manifest.json").read_text("utf-8"))
    hashes = {name: kind for name, kind in tree(site.output).items() if name != "manifest.json" and kind != "folder"}
    assert {name: line["sha256"] for name, line in content["files"].items()} == hashes
    assert {name: line["from"] for name, line in content["files"].items()} == {
        **{f"{name}.html": f"content/pages/{name}.md" for name in ("start-here", "get-help-now", "kratom")},
        **dict.fromkeys(("robots.txt", ".well-known/security.txt", "search.json"), "the build"),
        **{f"api/{name}{kind}": "the build" for name in LISTS for kind in (".json", ".schema.json")},
        **{f"{name}.html": "theme" for name in THEME},
    }
    assert (content["judged"], content["good_until"]) == (TODAY, GOOD_UNTIL)
    assert (content["pages"], content["claims"], content["cited"], content["no_claim"]) == (3, 4, 4, 1)


# -- styles that hide the notice ---------------------------------------------------------------------

HIDES = {
    ".notice{display:none}": "the plain way",
    ".notice{display:none!important}": "louder",
    ".notice{DISPLAY:NONE}": "in capitals",
    "@media print{.notice{display:none}}": "on paper",
    "@media (max-width:30rem){aside{display:none}}": "on a phone",
    "@supports (color:red){@media screen{.notice{display:none}}}": "inside two conditions",
    "@layer a{.notice{display:none}}": "in a layer",
    "main{& .notice{display:none}}": "in a nested rule",
    "main{aside{display:none}}": "in a nested rule without &",
    ".notice{&{display:none}}": "a rule nested in its own",
    ".notice{@media print{display:none}}": "a condition nested in the rule",
    "aside:not(.x){display:none}": "by what it is not",
    "main>:is(aside){display:none}": "by one of several",
    "body:has(main) aside{display:none}": "by what is around",
    "[aria-label]{display:none}": "by an attribute",
    "*{visibility:hidden}": "all",
    "html{opacity:0}": "the whole page",
    "main{content-visibility:hidden}": "the main text",
    ".notice *{color:transparent}": "its words",
    ".notice{color:#fff0}": "a colour that is none",
    ".notice{color:rgba(0,0,0,0)}": "another way to write it",
    ".notice{color:rgb(0 0 0 / 0%)}": "a third",
    ".notice{opacity:.01}": "almost",
    ".notice{font-size:.1px}": "too small to see",
    ".notice{height:0;overflow:hidden}": "no room",
    ".notice{max-block-size:0;overflow:clip}": "no room, said another way",
    ".notice{position:absolute;left:-9999px}": "beside the screen",
    ".notice{position:absolute;left:9999px}": "on its other side",
    ".notice{position:fixed;top:200vh}": "below the screen",
    ".notice{position:absolute;inset-inline-start:-9999px}": "beside the screen, said another way",
    ".notice{margin-left:-200vw}": "pushed out",
    ".notice{text-indent:-9999px}": "its words pushed out",
    "main{column-count:40}": "columns narrower than a letter",
    ".notice{columns:40 1px}": "the same, said another way",
    "main{column-width:1px}": "columns as wide as a hair",
    ".notice{transform:scale(0)}": "shrunk",
    ".notice{clip-path:inset(100%)}": "cut",
    ".notice{--a:none;display:var(--a)}": "by a name for it",
    ".notice{color:#fff}": "a colour that is not the theme's",
    ".notice{color:var(--pro-soft-x,#fff)}": "a colour that nobody set",
    ".notice{--ink:#fff}": "another colour under a known name",
    "main{--pro-soft:#000}": "another ground under a known name",
    ".notice{background:linear-gradient(#000,#000)}": "a ground that is a picture",
    ".notice{background:#16262e}": "a ground like its words",
    ".notice{font-size:40rem}": "too large to see",
    ".notice{font:1px/1 serif}": "too small, said in another way",
    ".notice{line-height:.1}": "lines over each other",
    ".notice{letter-spacing:-1em}": "letters over each other",
    ".notice{word-spacing:100vw}": "words pushed out",
    ".notice{padding:300px}": "far too much room",
    ".notice{width:1rem;overflow:hidden}": "hardly any room",
    ".notice{max-height:2rem}": "hardly any height",
    ".notice{z-index:-1;position:relative}": "behind its ground",
    ".notice{order:99}": "at another place",
    ".notice{float:right}": "aside",
    ".notice{writing-mode:vertical-rl}": "on its side",
    ".notice{direction:rtl;unicode-bidi:bidi-override}": "letters the wrong way round",
    ".notice{text-transform:uppercase;font-variant:all-small-caps}": "a font that nobody reads",
    ".notice{user-select:none;backdrop-filter:blur(9px)}": "what nobody has heard of",
    ".notice::before{content:'This is not true:'}": "words that nobody approved",
    ".notice p::after{content:'Ignore this'}": "words behind it",
    ".notice::after{content:'';position:absolute;inset:0;background:#fff}": "a box over it",
    ".notice::first-line{font-size:0}": "its first line",
    ".masthead{position:fixed;inset:0;background:var(--paper)}": "another box over all",
    "body{display:contents;height:10px}": "a page without a box",
    ".notice{animation:a 1s forwards}@keyframes a{to{opacity:0}}": "after a second",
}
SHOWS = {
    ".notice{display:block;margin:-.5rem 0 2rem}": "an ordinary box",
    ".notice{opacity:1;font-size:1.1rem;color:var(--ink)}": "ordinary words",
    ".notice{padding:.5rem 1rem;border:2px solid var(--pro);line-height:1.4}": "an ordinary frame",
    ".leaf::after{content:': ' attr(href)}": "an address behind a link, on paper",
    ".leaf{position:absolute;color:#fff}": "something that is not there",
    ".evidence > summary{display:none}": "the handle of the sources, on paper",
    ".notice{max-width:42rem;width:100%;height:auto}": "an ordinary size",
    "nav{display:none}": "something else",
    "@media print{nav,.skip{display:none}}": "something else, on paper",
    ".notice::before{display:none}": "a decoration before it",
    ".leaf:hover{opacity:.8}": "something else, under the pointer",
    "@media print{main{column-count:2;column-gap:.6cm}h1{column-span:all}}": "two columns, on paper",
    "main{transform:none;clip-path:none;animation:none}": "nothing",
}


def restyled(output: Path, rule: str, name: str = "index.html") -> set[str]:
    """The findings' rules for a page with one more style rule, under a policy that allows it."""
    path = output / name
    text = path.read_text("utf-8")
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert digest(style) in text
    new = text.replace(digest(style), digest(style + rule)).replace(style, style + rule)
    path.write_text(new, "utf-8")
    found, _ = manifest.verify(output, dt.date.fromisoformat(TODAY))
    path.write_text(text, "utf-8")
    assert not manifest.verify(output, dt.date.fromisoformat(TODAY))[0]
    return {finding.rule for finding in found} - {"changed-output"}


@pytest.mark.parametrize("rule", HIDES)
def test_a_style_that_hides_the_notice_is_found(rule: str, site: Place) -> None:
    # Some hide the emergency strip too, which has a rule of its own.
    assert restyled(site.output, rule) - {"missing-emergency-help"} == {"hidden-notice"}, HIDES[rule]


@pytest.mark.parametrize(
    "rule", [".cite{display:none}", ".evidence{height:0}", "@media screen{.references{opacity:0}}"]
)
def test_a_style_that_hides_the_sources_is_found(rule: str, site: Place) -> None:
    assert restyled(site.output, rule, "kratom.html") == {"missing-citation"}


@pytest.mark.parametrize("rule", SHOWS)
def test_a_style_that_hides_nothing_is_no_finding(rule: str, site: Place) -> None:
    assert restyled(site.output, rule) == set(), SHOWS[rule]


# -- the swap ----------------------------------------------------------------------------------------


def two_folders(root: Path) -> tuple[Path, Path]:
    new, old = root / "new", root / "old"
    for path, text in ((new, "new"), (old, "old")):
        path.mkdir()
        (path / "index.html").write_text(text)
    return new, old


def index(path: Path) -> str:
    return (path / "index.html").read_text()


def test_swap_exchanges_two_folders(tmp_path: Path) -> None:
    new, old = two_folders(tmp_path)
    folders.swap(new, old)
    assert (index(old), index(new)) == ("new", "old")


def test_swap_moves_in_where_there_was_nothing(tmp_path: Path) -> None:
    new, old = two_folders(tmp_path)
    shutil.rmtree(old)
    folders.swap(new, old)
    assert (index(old), new.exists()) == ("new", False)


@pytest.fixture
def _cannot_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems know no exchange."""

    def refuse(one: Path, other: Path) -> None:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(folders, "_exchange", refuse)


@pytest.mark.usefixtures("_cannot_exchange")
def test_swap_without_an_exchange(tmp_path: Path) -> None:
    new, old = two_folders(tmp_path)
    folders.swap(new, old)
    assert (index(old), index(new)) == ("new", "old")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "old"]


@pytest.mark.usefixtures("_cannot_exchange")
def test_swap_that_fails_halfway_puts_the_old_folder_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, old = two_folders(tmp_path)
    rename = os.rename

    def fails_for_the_new(one: Path, other: Path) -> None:
        if Path(one) == new:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rename(one, other)

    monkeypatch.setattr(os, "rename", fails_for_the_new)
    monkeypatch.setattr(Path, "rename", fails_for_the_new)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        folders.swap(new, old)
    assert (index(old), index(new)) == ("old", "new")


def test_swap_passes_on_what_is_no_lack_of_an_exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be renamed, or a mount point: two renames would not do better."""
    new, old = two_folders(tmp_path)

    def refuse(one: Path, other: Path) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    monkeypatch.setattr(folders, "_exchange", refuse)
    with pytest.raises(OSError, match=os.strerror(errno.EBUSY)):
        folders.swap(new, old)
    assert (index(old), index(new)) == ("old", "new")


# -- an address of its own ---------------------------------------------------------------------------


def test_a_published_site_needs_its_address(site: Place) -> None:
    before = tree(site.output)
    for siteurl in (None, "", " "):
        run = site.pelican("-s", "publishconf.py", SITEURL=siteurl)
        assert_stopped(site, run, before, status=SETTING_WRONG, says="SITEURL is missing")
        assert_no_traceback(run)


def test_a_bad_page_is_not_published(site: Place) -> None:
    before = tree(site.output)
    site.write("content/pages/bad.md", BAD_PAGE)
    run = site.plainhealth("build", "-s", "publishconf.py", SITEURL="https://example.org/repo")
    assert_stopped(site, run, before, status=FINDINGS, says="content/pages/bad.md:1:1: error missing-notice")


class LikeAHost(http.server.SimpleHTTPRequestHandler):
    """Serves files, and for all that is not there the site's own 404 page, at whatever depth: as GitHub Pages does."""

    not_found: Path

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        body = self.not_found.read_bytes() if code == http.HTTPStatus.NOT_FOUND else b""
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the library
        """Say nothing."""


@contextmanager
def served(folder: Path, not_found: Path) -> Iterator[str]:
    handler = type("Handler", (LikeAHost,), {"not_found": not_found})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


class Fetched(NamedTuple):
    status: int
    ids: set[str]
    links: list[str]


def fetch(url: str) -> Fetched:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            status, text = answer.status, answer.read().decode("utf-8")
    except urllib.error.HTTPError as error:
        with error:
            status, text = error.code, error.read().decode("utf-8")
    parsed = LexborHTMLParser(text)
    return Fetched(
        status,
        {str(node.attributes["id"]) for node in parsed.css("[id]")},
        [str(node.attributes[name]) for name in ("href", "src") for node in parsed.css(f"[{name}]")],
    )


def crawl(start: str, below: str) -> tuple[dict[str, Fetched], list[str]]:
    """Follow every link inside the site. Returns the pages by address, and the links that lead nowhere."""
    host = urlsplit(start).netloc
    seen: dict[str, Fetched] = {}
    wrong: list[str] = []
    waiting = [start]
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen[at] = fetch(at)
        for link in seen[at].links:
            url, anchor = urldefrag(urljoin(at, link))
            if urlsplit(url).netloc != host:
                continue
            target = seen.get(url) or fetch(url)
            if target.status != 200 or not urlsplit(url).path.startswith(below):
                wrong.append(f"{at} -> {link}")
            elif anchor and anchor not in target.ids:
                wrong.append(f"{at} -> {link}: no such part")
            else:
                waiting.append(url)
    return seen, wrong


@pytest.mark.parametrize(
    ("siteurl", "root", "why"),
    [
        ("https://example.org/repo", "/repo", "a project page of GitHub"),
        ("https://example.org/a/b-c", "/a/b-c", "deeper"),
        ("https://example.org", "", "an address of its own"),
        ("https://example.org/repo/", "/repo", "with a / too many"),
    ],
)
def test_every_link_works_where_the_site_is_published(
    siteurl: str, root: str, why: str, site: Place, tmp_path: Path
) -> None:
    site.write("content/pages/draft.md", page(title="A draft", status="draft"))
    run = site.plainhealth("build", "-s", "publishconf.py", SITEURL=siteurl)
    assert run.status == 0, run.said
    assert site.plainhealth("verify").status == 0
    www = tmp_path / "www"
    shutil.copytree(site.output, f"{www}{root}")
    with served(www, site.output / "404.html") as host:
        home = f"{host}{root}/index.html"
        seen, wrong = crawl(home, f"{root}/")
        public = {path.name for path in site.output.glob("*.html")} - {"404.html"}
        public -= {"sources-studies.html"}  # this site cites no study, so nothing leads there
        public |= {"feed.xml", *(f"api/{name}.json" for name in LISTS)}
        assert {urlsplit(url).path.removeprefix(f"{root}/") for url in seen} == public
        draft, wrong_in_draft = crawl(f"{host}{root}/drafts/draft.html", f"{root}/")
        assert len(draft) == len(public) + 1
        assert wrong + wrong_in_draft == []

        for lost in ("gone.html", "a/gone.html", "a/b/c/"):
            answer = fetch(f"{host}{root}/{lost}")
            assert answer.status == 404
            inside = [link for link in answer.links if not urlsplit(link).scheme and not link.startswith("#")]
            assert inside
            there = {link: fetch(urljoin(f"{host}{root}/{lost}", link)).status for link in inside}
            assert set(there.values()) == {200}, there


def test_a_published_page_says_its_lasting_address(site: Place) -> None:
    run = site.plainhealth("build", "-s", "publishconf.py", SITEURL="https://example.org/repo")
    assert run.status == 0, run.said
    addresses = {
        path.name: [
            node.attributes["href"] for node in LexborHTMLParser(path.read_text("utf-8")).css("link[rel=canonical]")
        ]
        for path in site.output.glob("*.html")
    }
    expected = {name: [f"https://example.org/repo/{name}"] for name in addresses}
    assert addresses == {**expected, "index.html": ["https://example.org/repo/"], "404.html": []}


# -- the same bytes ----------------------------------------------------------------------------------

#: A clock that is more than a year ahead, for a program that asks for the time.
AHEAD = """
import datetime
import time
from pathlib import Path

AHEAD = 400 * 86400
now = time.time
time.time = lambda: now() + AHEAD


class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(seconds=AHEAD)


datetime.datetime = Later
Path("ahead").write_text("loaded")
"""


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """In another folder, made in another order, at another time, in another zone, with other dates on the files."""
    one, other = (make(tmp_path / name) for name in ("one", "another-place"))
    for place in (one, other):
        for name in ("zebra", "apple", "mango"):
            place.write(f"content/pages/{name}.md", page(title=name.capitalize()))
    again = other.root / "content-again"
    again.mkdir()
    for path in sorted((other.root / "content").rglob("*"), reverse=True):
        if path.is_file():
            copy = again / path.relative_to(other.root / "content")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
            os.utime(copy, (1_000_000_000, 1_000_000_000))
    shutil.rmtree(other.root / "content")
    again.rename(other.root / "content")
    other.write("later/sitecustomize.py", AHEAD)

    first = one.pelican("-s", "publishconf.py", SITEURL="https://example.org/repo", TZ="UTC", PYTHONHASHSEED="1")
    second = other.pelican(
        "-s",
        "publishconf.py",
        SITEURL="https://example.org/repo",
        TZ="Pacific/Kiritimati",
        PYTHONHASHSEED="2",
        LC_ALL="C",
        PYTHONPATH=f"{other.root / 'later'}:{other.root / 'plugins'}",
    )
    assert (other.root / "ahead").is_file(), "the other clock was not used"
    assert (first.status, second.status) == (0, 0), first.said + second.said
    assert tree(one.output) == tree(other.output)
    assert len(tree(one.output)) > 10


def test_a_second_build_of_the_same_input_changes_nothing(site: Place) -> None:
    before = tree(site.output)
    run = site.pelican()
    assert run.status == 0, run.said
    assert tree(site.output) == before
