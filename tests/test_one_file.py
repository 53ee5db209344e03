"""The whole site in one file: what becomes of a page in it, and when it is made."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from building import (  # noqa: F401 - fixtures
    Place,
    a_built_site,
    a_site,
    assert_stopped,
    make,
    tree,
)
from plainhealth.publish import one_file

PNG = b"\x89PNG\r\n\x1a\n"
NAMES = ("a.html", "b.html")


def page(body: str) -> str:
    return f'<!doctype html><html lang="en"><body><main id="main">\n{body}\n</main></body></html>'


PARTS = [
    ("<h1>A</h1>", "<h2>A</h2>", "headings: one level lower, as the site's name is the title"),
    ("<h6>A</h6>", "<h6>A</h6>", "there is no lower heading"),
    ('<h2 id="x">A</h2>', '<h3 id="a.html:x">A</h3>', "ids: all pages have one called the same"),
    ('<a href="#x">y</a>', '<a href="#a.html:x">y</a>', "a link within the page"),
    ('<a href="b.html">y</a>', '<a href="#b.html">y</a>', "a link to another page"),
    ('<a class="c" href="./b.html#x">y</a>', '<a class="c" href="#b.html:x">y</a>', "a link to a part of it"),
    ('<a href="./index.html">y</a>', '<a href="#main">y</a>', "the first page is the head of the file"),
    ('<a href="pages.html">y</a>', '<a href="#site-contents">y</a>', "the file has a list of pages of its own"),
    ('<a href="drafts/c.html">y</a>', "y", "what is not in the file cannot be linked; its words stay"),
    ('<a href="https://e.org/b.html">y</a>', '<a href="https://e.org/b.html">y</a>', "another site"),
    ('<a href="tel:911">y</a>', '<a href="tel:911">y</a>', "a number to call"),
    (
        '<aside class="notice" aria-label="See">y</aside>',
        '<aside class="notice">y</aside>',
        "thirty landmarks of one name help nobody",
    ),
    (
        '<section aria-labelledby="x"><p id="x">y</p></section>',
        '<section><p id="a.html:x">y</p></section>',
        "likewise",
    ),
    (
        '<table aria-labelledby="x z"></table>',
        '<table aria-labelledby="a.html:x a.html:z"></table>',
        "names that consist of several parts",
    ),
    ('<svg><path fill="url(#x)"/></svg>', '<svg><path fill="url(#a.html:x)"/></svg>', "a pattern in a picture"),
    ('<svg><use href="#x"/></svg>', '<svg><use href="#a.html:x"/></svg>', "a part of a picture"),
    ('<nav aria-label="x"><a href="#y">z</a></nav>\n<p>y</p>', "<p>y</p>", "the file has one list"),
    (
        '<img alt="y" src="images/y.png">',
        f'<img alt="y" src="data:image/png;base64,{base64.b64encode(PNG).decode()}">',
        "pictures come along",
    ),
    ('<p>id="x" href="b.html" &lt;h1&gt;</p>', '<p>id="x" href="b.html" &lt;h1&gt;</p>', "words that look like marks"),
]


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "y.png").write_bytes(PNG)
    (tmp_path / "b.html").write_text(page("<p>b</p>"), "utf-8")
    return tmp_path


@pytest.mark.parametrize(("body", "becomes", "why"), PARTS, ids=[why for *_, why in PARTS])
def test_part(folder: Path, body: str, becomes: str, why: str) -> None:
    (folder / "a.html").write_text(page(body), "utf-8")
    part, _ = one_file.parts(folder, NAMES)
    assert part == f'<hr>\n<article id="a.html" lang="en">\n{becomes}\n</article>', why


NO_PARTS = [
    ("<p>x</p>", "no main text", "nothing to take over"),
    ('<main id="main"><p>x</p></main>', "does not say its language", "no language"),
    (page('<img src="images/z.png" alt="x">'), "images/z.png", "a picture that is not there"),
    (page('<img src="../y.png" alt="x">'), "../y.png", "a picture from outside of the folder"),
    (page('<img src="https://x.example/y.png" alt="x">'), "https://x.example", "a picture from another site"),
    (page('<img src="b.html" alt="x">'), "b.html", "a picture that is none"),
]


@pytest.mark.parametrize(("html", "says", "why"), NO_PARTS, ids=[why for *_, why in NO_PARTS])
def test_no_part(folder: Path, html: str, says: str, why: str) -> None:
    (folder / "a.html").write_text(html, "utf-8")
    with pytest.raises(one_file.NotAPage, match=re.escape(says)):
        one_file.parts(folder, NAMES)


SIZES = [(1, "1 kB"), (999, "1 kB"), (1_499, "1 kB"), (181_700, "182 kB"), (999_499, "999 kB"), (1_111_042, "1.1 MB")]


@pytest.mark.parametrize(("count", "words"), SIZES)
def test_size(count: int, words: str) -> None:
    assert one_file.size(count) == words


# -- built -------------------------------------------------------------------------------------------


def test_it_holds_all_pages_and_its_size_is_said(built: Place) -> None:
    html = (built.output / one_file.NAME).read_text("utf-8")
    held = re.findall(r'<article id="([^"]+)"', html)
    assert held == [
        "get-help-now.html",
        "start-here.html",
        "kratom.html",
        "sources.html",
        "sources-studies.html",
        "sources-advice.html",
        "changes.html",
        "glossary.html",
    ]
    assert not re.search(r'href="(?!#|https:|mailto:|tel:|sms:|data:)', html)
    pages = (built.output / "pages.html").read_text("utf-8")
    assert f"one file, {one_file.size(len(html.encode()))}</a>" in pages
    assert one_file.SIZE not in pages


def test_a_host_may_have_none(tmp_path: Path) -> None:
    place = make(tmp_path)
    place.add("pelicanconf.py", '\nPLAINHEALTH["one_file"] = False\n')
    run = place.pelican()
    assert run.status == 0, run.said
    assert not (place.output / one_file.NAME).exists()
    assert one_file.NAME not in (place.output / "pages.html").read_text("utf-8")
    assert place.plainhealth("verify").status == 0


def test_a_draft_is_not_in_it_and_a_hidden_page_is(tmp_path: Path) -> None:
    place = make(tmp_path)
    text = (place.pages / "kratom.md").read_text("utf-8")
    for status in ("draft", "hidden"):
        new = text.replace("Topics:", f"Status: {status}\nTopics:").replace("Title: Kratom", f"Title: {status}")
        place.write(f"content/pages/{status}-page.md", new)
    run = place.pelican()
    assert run.status == 0, run.said
    held = re.findall(r'<article id="([^"]+)"', (place.output / one_file.NAME).read_text("utf-8"))
    assert "hidden-page.html" in held
    assert not any("draft" in name for name in held)


def test_the_same_pages_give_the_same_file(site: Place) -> None:
    before = tree(site.output)
    assert site.pelican().status == 0
    assert tree(site.output) == before


def test_a_theme_without_its_template_stops(site: Place) -> None:
    before = tree(site.output)
    (site.root / "theme" / "templates" / one_file.NAME).unlink()
    assert_stopped(site, site.pelican(), before, status=1, says="one-file")


def test_taken_away_it_is_missed(site: Place) -> None:
    (site.output / one_file.NAME).unlink()
    run = site.plainhealth("verify")
    assert run.status == 3
    assert f"output/{one_file.NAME}:1:1: error changed-output  This file is missing." in run.said
