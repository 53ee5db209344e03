"""The editors' preview: pins, pages of its own, what it is refused for, and how it runs."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import watchfiles
from markdown import Markdown
from pelican.settings import read_settings
from selectolax.lexbor import LexborHTMLParser, LexborNode

from building import (  # noqa: F401 - fixtures
    BAD_PAGE,
    NOTICE,
    REPOSITORY,
    Place,
    a_built_site,
    a_site,
    page,
    tree,
)
from demo import PAGE, TODAY, demo, whole
from plainhealth import pelican_plugin
from plainhealth.citations import PlainHealthExtension
from plainhealth.components import Components
from plainhealth.facts import read_facts
from plainhealth.gate import Finding, Totals
from plainhealth.page import Field, Page, read_fields
from plainhealth.pelican_plugin import GatedPelican
from plainhealth.preview import watch
from plainhealth.preview.links import ALL, BUILD, RULES
from plainhealth.preview.parts import Themed
from plainhealth.preview.pins import pinned
from plainhealth.preview.show import Rendered, show
from plainhealth.publish.folder import spare
from plainhealth.rendered import read_page
from previewing import A_WHILE, TOTALS, free_port, get, preview, wait_for

FINDINGS = 3
BAD = "content/pages/bad.md"

# -- HTML that a browser takes as it stands -----------------------------------------------------------

#: Elements that may hold only these.
_ONLY = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd"},
    "table": {"caption", "thead", "tbody"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"td", "th"},
}
#: Elements that may hold no <div>, at any depth.
_PHRASING = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "span", "a", "em", "strong", "sup", "small", "summary")


def assert_valid(html: str) -> LexborHTMLParser:
    """The elements stand where HTML lets them; gives the tree."""
    tree = LexborHTMLParser(html if html.startswith("<!doctype") else f"<!doctype html><body>{html}")
    assert tree.body is not None
    again = LexborHTMLParser(tree.html or "")
    assert again.html == tree.html, "a browser would move something"
    for node in tree.body.traverse(include_text=False):
        children = [child.tag for child in node.iter()]
        assert node.tag not in _ONLY or set(children) <= _ONLY[node.tag or ""], f"{node.tag} holds {children}"
        if node.tag == "details":
            assert children[0] == "summary"
            assert children.count("summary") == 1
        if node.tag == "figure" and "figcaption" in children:
            assert children.index("figcaption") in (0, len(children) - 1)
    for tag in _PHRASING:
        assert tree.css(f"{tag} div") == [], tag
    ids = [str(node.attributes["id"]) for node in tree.css("[id]")]
    assert len(ids) == len(set(ids)), ids
    return tree


def words(node: LexborNode | None) -> str:
    return " ".join((node.text(separator=" ") if node is not None else "").split())


def beside(pin: LexborNode) -> str:
    """What a pin stands at: the words of the element right after it, or of the one that it stands in."""
    row = pin.parent.parent if pin.parent is not None and pin.parent.tag == "td" else None
    around = pin.parent
    if row is not None and "preview-row" in (row.attributes.get("class") or ""):
        at = row.next
    elif around is not None and around.tag in ("li", "dt", "dd", "td", "th", "figcaption", "caption"):
        return words(around).removeprefix(words(pin)).strip()
    else:
        at = pin.next
    while at is not None and not words(at):
        at = at.next
    return words(at)


# -- pins ----------------------------------------------------------------------------------------------


def finding(line: int, col: int = 1, message: str = "This is wrong.", path: str = PAGE) -> Finding:
    return Finding(path, line, col, "missing-citation", message, "Do this.")


@pytest.mark.parametrize(
    ("body", "at", "expected", "why"),
    [
        ("One two.\n\nThree.\n", (1, 1), "One two.", "a paragraph"),
        ("One two.\n\nThree.\n", (1, 5), "One two.", "a word in it"),
        ("One\ntwo\nthree.\n\nFour.\n", (3, 1), "One two three.", "a later line of a paragraph"),
        ("One.\n\nTwo.\n", (2, 1), "One.", "the empty line after it"),
        ("## One\n\nTwo.\n", (1, 4), "One", "a heading"),
        ("- one\n- two\n", (2, 3), "two", "an item"),
        ("- one\n- two\n", (2, 1), "two", "an item, by its line"),
        ("1. one\n2. two\n", (2, 4), "two", "an item with a number: the numbers stay"),
        ("- one\n    - two\n", (2, 7), "two", "an item in an item"),
        ("- one\n\n    two\n\n- three\n", (3, 5), "one two", "a paragraph in an item"),
        ("| a | b |\n|---|---|\n| c | d |\n| e | f |\n", (3, 1), "c d", "a row, by its line"),
        ("| a | b |\n|---|---|\n| c | d |\n| e | f |\n", (4, 7), "e f", "a row, by a later cell"),
        ("| a | b |\n|---|---|\n| c | d |\n", (1, 3), "a b", "the head of a table"),
        ("one\n:   two\n\nthree\n:   four\n", (1, 1), "one", "a term"),
        ("one\n:   two\n\nthree\n:   four\n", (2, 5), "two", "a definition"),
        ("> one\n>\n> two\n", (3, 3), "two", "a paragraph in a quotation"),
        ("    one\n\ntwo\n", (1, 5), "one", "code"),
        (f"{NOTICE}\n\nOne.\n", (1, 1), "This page does not know you.", "the notice"),
        ("[VERDICT: dangerous]\n\nOne.\n", (1, 1), "Not true, and acting on it", "a line that becomes a part of ours"),
        ('One.\n{: .no-claim why="a reason" }\n\nTwo.\n', (2, 1), "One.", "the mark under a paragraph"),
        ("**One** two.\n", (1, 1), "One two.", "words in bold at the start"),
        ("![A hand](../images/hand.png)\n\nTwo.\n", (1, 1), "", "a picture without words"),
    ],
)  # fmt: skip
def test_a_finding_is_pinned_to_what_it_is_about(
    body: str, at: tuple[int, int], expected: str, why: str, tmp_path: Path
) -> None:
    site = demo(tmp_path, body)
    above = whole(body)[1]
    result = pinned(site.html[PAGE], site.page, [finding(at[0] + above, at[1])])
    assert result.numbers == {1}, why
    tree = assert_valid(result.html)
    (pin,) = tree.css(".preview-pin")
    assert beside(pin).startswith(expected), why
    assert words(pin) == "This is wrong. Do this. Back to number 1 in the list About missing-citation"


@pytest.mark.parametrize(
    ("at", "why"),
    [((1, 1), "the first line: the page as a whole"), ((3, 1), "a field"), ((6, 20), "a word in the last field")],
)
def test_what_concerns_no_block_is_not_pinned(at: tuple[int, int], why: str, tmp_path: Path) -> None:
    site = demo(tmp_path, "One.\n")
    result = pinned(site.html[PAGE], site.page, [finding(*at)])
    assert result.numbers == set(), why
    assert "preview-pin" not in result.html


def test_several_findings_on_one_block_stand_in_their_order(tmp_path: Path) -> None:
    site = demo(tmp_path, "- one\n- two\n")
    line = whole("- one\n- two\n")[1] + 2
    result = pinned(site.html[PAGE], site.page, [finding(1), finding(line, 3, "First."), finding(line, 4, "Second.")])
    tree = assert_valid(result.html)
    assert result.numbers == {2, 3}
    (pin,) = tree.css(".preview-pin")
    assert [node.attributes["id"] for node in pin.css(".preview-one")] == ["preview:pin-2", "preview:pin-3"]
    assert words(pin).index("First.") < words(pin).index("Second.")


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</div></li></ul></body><h1>",
    "]]><!-- & &amp; &#60;script&#62;",
    "pin0; pin-0; {} {0} %s",
    "preview-pin \x00\x1b[31m \u202e \ud800",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, tmp_path: Path) -> None:
    body = f"Before {text.encode('utf-8', 'replace').decode()}.\n\n## Preview:pin 1\n\n- pin0; pin-0;\n"
    site = demo(tmp_path / "demo", body)
    at = [finding(whole(body)[1] + n, 1, text) for n in (1, 3, 5)]
    given = site.page if PAGE in site.pages else Page(PAGE, body)
    html = site.html.get(PAGE, "<p>pin0;</p>")
    result = pinned(html, given, at)
    tree = assert_valid(result.html)
    assert tree.css("script, img[onerror], h1") == []
    folder = tmp_path / "out"
    folder.mkdir()
    others = [finding(1, 1, text, f"content/{text}.toml".replace("\x00", ""))]
    show(folder, [*at, *others], [Rendered(given, html, {"a": text})], said=[text], totals=Totals())
    for path in folder.rglob("*.html"):
        tree = assert_valid(path.read_text("utf-8"))
        assert len(tree.css("script")) == 1, path
        assert tree.css("img[onerror]") == [], path


def test_a_finding_may_quote_what_reads_like_our_own_marks(tmp_path: Path) -> None:
    body = "One.\n\nTwo.\n\nThree.\n"
    site = demo(tmp_path, body)
    quoted = "pin0; pin1; pin2;"
    result = pinned(site.html[PAGE], site.page, [finding(whole(body)[1] + n, 1, quoted) for n in (1, 3, 5)])
    tree = assert_valid(result.html)
    assert [words(node) for node in tree.css(".preview-one strong")] == [quoted] * 3
    assert [beside(pin) for pin in tree.css(".preview-pin")] == ["One.", "Two.", "Three."]


def real_pages() -> list[tuple[Page, str]]:
    settings = read_settings(str(REPOSITORY / "pelicanconf.py"))
    content = REPOSITORY / "content"
    extension = PlainHealthExtension(
        read_facts(content, TODAY), Components(REPOSITORY / "theme" / "components"), country="US", language="en"
    )
    extensions = [e for e in settings["MARKDOWN"]["extensions"] if isinstance(e, str)]
    found = []
    for path in sorted((content / "pages").glob("*.md")):
        source = path.read_text("utf-8")
        html = Markdown(extensions=[*extensions, extension], output_format="html").convert(source)
        found.append((read_page(Page(f"content/pages/{path.name}", source, read_fields(source)[0]), html), html))
    return found


def test_every_block_of_the_real_pages_can_be_pinned() -> None:
    kinds = set()
    for given, html in real_pages():
        at = [finding(block.line, block.col, block.text, given.path) for block in given.blocks]
        result = pinned(html, given, at)
        tree = assert_valid(result.html)
        assert len(result.numbers) == len(at)
        for pin in tree.css(".preview-pin"):
            folded = pin.parent
            while folded is not None:
                assert folded.tag != "details" or "open" in folded.attributes
                folded = folded.parent
        # What we make of data has no place of its own in the source.
        own = [(n, block) for n, block in enumerate(given.blocks, 1) if not block.made_by_us]
        kinds |= {block.kind for _, block in own}
        for number, block in own:
            (one,) = [node for node in tree.css(".preview-one") if node.attributes["id"] == f"preview:pin-{number}"]
            assert one.parent is not None
            assert words(one.parent).count(block.text[:30]) >= 1
    assert kinds >= {"heading", "paragraph", "item", "row", "header", "notice"}


# -- the pages of a preview ----------------------------------------------------------------------------


def rendered(
    source: str, *, path: str = PAGE, save_as: str = "example.html", html: str = "<p>It kills.</p>"
) -> Rendered:
    given = Page(path, source, read_fields(source)[0], save_as=save_as)
    return Rendered(read_page(given, html), html)


SOURCE = "Title: A page\n\nIt kills.\n"


@pytest.mark.parametrize(
    ("given", "address", "title", "why"),
    [
        (rendered(SOURCE), "example.html", "A page", "as it should be"),
        (rendered("It kills.\n"), "example.html", "example.md", "no field at all"),
        (rendered("Title:\n\nIt kills.\n"), "example.html", "example.md", "an empty title"),
        (rendered("Title: <b>&\n\nIt kills.\n"), "example.html", "<b>&", "a title that is no plain text"),
        (rendered(SOURCE, save_as="../../escaped.html"), "example.html", "A page", "it would leave the folder"),
        (rendered(SOURCE, save_as="/escaped.html"), "example.html", "A page", "likewise"),
        (rendered(SOURCE, save_as="page.js"), "example.html", "A page", "no page at all"),
        (rendered(SOURCE, save_as="drafts/x.html"), "drafts/x.html", "A page", "a draft"),
        (rendered("", html=""), "example.html", "example.md", "nothing"),
        (rendered(SOURCE, html="<div><p>It kills.<ul><td>"), "example.html", "A page", "broken HTML"),
    ],
)
def test_a_failing_page_is_shown_whatever_is_broken(
    given: Rendered, address: str, title: str, why: str, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    given = replace(given, page=replace(given.page, fields=dict(given.page.fields), language='"><x'))
    build = show(folder, [finding(1), finding(3)], [given], totals=Totals(pages=1, claims=2))
    assert (folder / BUILD).read_text() == f"{build}\n"
    assert {path.name for path in tmp_path.iterdir()} == {"out"}, why
    tree = assert_valid((folder / address).read_text("utf-8"))
    assert words(tree.css_first("main h1")) == title
    assert words(tree.css_first("title")) == f"(2 problems) {title}"
    assert "1 page, 2 claims, 2 problems." in words(tree.css_first(".preview-bar"))
    items = tree.css(".preview-list li")
    assert [words(item)[: len(f"{PAGE}:1:1")] for item in items] == [f"{PAGE}:1:1", f"{PAGE}:3:1"]
    for link in tree.css('a[href^="#"]'):
        assert tree.css_first(f'[id="{(link.attributes["href"] or "")[1:]}"]') is not None, link.html
    for link in tree.css('.preview-list a[href^="/"], .preview-bar a[href^="/"]'):
        assert (folder / (link.attributes["href"] or "").lstrip("/")).is_file(), link.html


def test_every_rule_has_its_page(tmp_path: Path) -> None:
    show(tmp_path, [finding(1)], [rendered(SOURCE)])
    text = (tmp_path / RULES / "missing-citation.html").read_text("utf-8")
    tree = assert_valid(text)
    assert words(tree.css_first("h1")) == "missing-citation"
    assert tree.css("main pre")


def test_addresses_that_are_gone_say_so(tmp_path: Path) -> None:
    """A browser that shows one of them would otherwise stay there: the server gives no answer to it."""
    show(tmp_path, [], [], totals=Totals(), before=["gone.html", "../out.html", "images/a.png"])
    assert "No page is written to this address now." in (tmp_path / "gone.html").read_text("utf-8")
    assert {name for name, kind in tree(tmp_path).items() if kind != "folder"} == {
        "gone.html",
        "index.html",
        ALL,
        BUILD,
    }


def test_what_a_preview_keeps_goes_when_it_is_stopped_during_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = spare(tmp_path / "output")
    kept.mkdir()

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pelican_plugin, "_previews", lambda _: "pelicanconf.py")
    monkeypatch.setattr(GatedPelican, "_watch", lambda *_: None)
    monkeypatch.setattr(GatedPelican, "build", stopped)
    runner = object.__new__(GatedPelican)
    runner.settings, runner._clearing = {"OUTPUT_PATH": str(tmp_path / "output")}, threading.Timer(0, gc.collect)
    with pytest.raises(KeyboardInterrupt):
        runner.run()
    assert not kept.exists()


def linked(old: Path, other: Path) -> None:
    old.symlink_to(other)


def linked_twice(old: Path, other: Path) -> None:
    old.hardlink_to(other)


def below_a_link(old: Path, other: Path) -> None:
    other.rename(other.with_name(old.name))
    shutil.rmtree(old.parent)
    old.parent.symlink_to(other.parent)


@pytest.mark.parametrize(
    ("name", "put", "taken", "why"),
    [
        ("page.html", lambda old, _: old.write_text("x" * 100_000), True, "it was longer"),
        ("page.html", lambda old, _: old.write_text(""), True, "it was shorter"),
        ("page.html", lambda _, __: None, False, "there was none"),
        ("page.html", lambda old, _: old.mkdir(), False, "it was a folder"),
        ("page.html", lambda old, _: os.mkfifo(old), False, "a pipe, which nobody reads"),
        ("page.html", lambda old, _: old.symlink_to("gone.html"), False, "a link to nothing"),
        ("page.html", linked, False, "a link to somebody's file"),
        ("page.html", linked_twice, False, "somebody keeps the file under another name"),
        ("in/page.html", lambda old, _: old.write_text("x"), False, "folders may be links to other folders"),
        ("in/page.html", below_a_link, False, "as above"),
    ],
)
def test_files_that_nobody_shows_any_more_are_written_over(
    name: str,
    put: Callable[[Path, Path], object],
    taken: bool,  # noqa: FBT001 - a column
    why: str,
    tmp_path: Path,
) -> None:
    """And no other file is."""
    folder, old, other = tmp_path / "folder", tmp_path / "spare", tmp_path / "others" / "other.html"
    for file in (folder / name, old / name, other):
        file.parent.mkdir(parents=True)
    (folder / name).write_text("<title>Page</title><body></body>", "utf-8")
    other.write_text("mine", "utf-8")
    put(old / name, other)
    before = (old / name).lstat().st_ino if taken else None
    show(folder, [], [], themed=Themed(spare=old), totals=Totals())
    html = (folder / name).read_text("utf-8")
    assert html.count("<title>Page</title>") == html.count("data-preview-build=") == 1, why
    assert "x" not in html[-20:], why
    assert [file.read_text("utf-8") for file in (tmp_path / "others").iterdir()] == ["mine"], why
    assert not taken or (folder / name).stat().st_ino == before, why


# -- it is never published -----------------------------------------------------------------------------


def lost(output: Path, *more: str) -> None:
    """The manifest says that this is no preview, and lists every file as it is."""
    path = output / "manifest.json"
    content = json.loads(path.read_text("utf-8"))
    for name in more:
        (output / name).unlink()
        del content["files"][name]
    content["preview"] = False
    for name, entry in content["files"].items():
        entry["sha256"] = hashlib.sha256((output / name).read_bytes()).hexdigest()
    path.write_text(json.dumps(content), "utf-8")


def without_scripts(output: Path) -> None:
    """Somebody took out the preview's scripts, and left the bars."""
    for path in output.rglob("*.html"):
        html = path.read_text("utf-8")
        path.write_text(html[: html.rindex("<script>")] + html[html.rindex("</script>") + 9 :], "utf-8")
    lost(output, BUILD)


@pytest.mark.parametrize("content", [{}, {BAD: BAD_PAGE}], ids=["fine", "failing"])
@pytest.mark.parametrize(
    ("change", "says", "why"),
    [
        (lambda _: None, "This folder is a preview. A preview is never published.", "as it was left"),
        (lost, "The element <script> is not allowed", "without the mark in the manifest"),
        (lambda output: lost(output, BUILD), "The element <script> is not allowed", "without the build's name either"),
        (without_scripts, "lacks its Content-Security-Policy, or has another", "without its scripts"),
    ],
)
def test_verify_refuses_a_preview(
    change: Callable[[Path], None],
    says: str,
    why: str,
    content: dict[str, str],
    site: Place,
) -> None:
    for name, text in content.items():
        site.write(name, text)
    with preview(site) as shown:
        wait_for(lambda: (site.output / BUILD).is_file() or not shown.alive)
    (site.root / ".output.spare").mkdir(exist_ok=True)  # as if it had been killed
    assert json.loads((site.output / "manifest.json").read_text("utf-8"))["preview"] is True
    change(site.output)
    run = site.plainhealth("verify")
    assert run.status == FINDINGS, why
    assert says in run.err, run.said
    built = site.pelican()
    assert built.status == (FINDINGS if content else 0), built.said
    assert (site.plainhealth("verify").status == 0) is not bool(content), "a build in its place"
    assert bool(content) == bool(site.leftovers()), "what the preview kept goes when a build takes its place"


# -- how it runs ---------------------------------------------------------------------------------------


def build_of(site: Place) -> str:
    path = site.output / BUILD
    try:
        return path.read_text("utf-8").strip()
    except FileNotFoundError:
        return ""


def next_build(site: Place, before: str) -> str:
    wait_for(lambda: build_of(site) not in ("", before))
    return build_of(site)


def manifest_of(site: Place) -> dict[str, object]:
    content: dict[str, object] = json.loads((site.output / "manifest.json").read_text("utf-8"))
    return content


#: A plugin that writes down how often a build began.
COUNTS = """
from pathlib import Path

from pelican import signals


def handler(*arguments, **named):
    with Path("builds").open("a") as file:
        file.write("x")
    {then}


def register():
    signals.get_generators.connect(handler)
"""


def begun(site: Place) -> int:
    """How many builds have begun."""
    return len((site.root / "builds").read_text())


def test_one_build_for_each_save_and_every_page_at_its_address(site: Place) -> None:
    site.plugin(COUNTS.format(then="return"))
    helplines = (site.root / "content/helplines.toml").read_text("utf-8")
    changes = (site.root / "content/changes.toml").read_text("utf-8")
    settings = (site.root / "pelicanconf.py").read_text("utf-8")
    template = (site.root / "theme/templates/page.html").read_text("utf-8")
    component = (site.root / "theme/components/notice/notice.html").read_text("utf-8")
    saves: Sequence[tuple[str, str | bytes, str, str, str]] = [
        ("content/pages/kratom.md", BAD_PAGE, "kratom.html", "has no “see a professional” notice", "a page fails"),
        ("content/pages/kratom.md", page(title=None), "kratom.html", "The field “Title” is missing", "no title"),
        ("content/pages/kratom.md", b"\xff\xfe\x00a", "kratom.html", "is saved as UTF-16", "no text at all"),
        ("content/pages/kratom.md", page(checked=None, order="x"), "kratom.html", "Order is a whole number", "fields"),
        ("content/pages/kratom.md", page(title="Anew"), "kratom.html", "<h1>Anew</h1>", "it is mended"),
        ("content/sources/agency-2020.toml", "type = ", "kratom.html", "is not valid TOML", "a source is broken"),
        ("content/sources/agency-2020.toml", site_source(site), "kratom.html", "0 problems", "it is mended"),
        ("content/helplines.toml", "no", "kratom.html", "helplines.toml:1:1", "what every page shows is broken"),
        ("content/helplines.toml", helplines, "kratom.html", "0 problems", "it is mended"),
        ("theme/templates/page.html", "{% if %}", "start-here.html", "theme/templates/page.html:1", "the theme fails"),
        ("theme/templates/page.html", template, "start-here.html", "0 problems", "it is mended"),
        (
            "theme/templates/page.html",
            template.replace("<h1>", '<p><a href="nowhere.html">To nowhere</a></p><h1>'),
            "kratom.html",
            "leads to nowhere.html, which is not there. (in the finished kratom.html)",
            "the second look finds it",
        ),
        ("theme/templates/page.html", template, "kratom.html", "0 problems", "it is mended"),
        (
            "theme/templates/page.html",
            template.replace("<h1>", "<p>What junkies ask</p><h1>"),
            "kratom.html",
            "“junkies”",
            "the theme itself blames people",
        ),
        ("theme/templates/page.html", template, "kratom.html", "0 problems", "it is mended"),
        (
            "content/changes.toml",
            '[[change]]\ndate = 2026-11-01\nwhat = "Junkies"\n',
            "kratom.html",
            "“Junkies”",
            "so does what pages are given",
        ),
        ("content/changes.toml", changes, "kratom.html", "0 problems", "it is mended"),
        ("theme/components/notice/notice.html", "{% if %}", "kratom.html", "could not be built", "a component fails"),
        ("theme/components/notice/notice.html", component, "kratom.html", "0 problems", "it is mended"),
        ("pelicanconf.py", f"{settings}\nx = [\n", "index.html", "pelicanconf.py cannot be read", "settings broken"),
        ("content/pages/more.md", page(), "more.html", "pelicanconf.py cannot be read", "they still are"),
        ("pelicanconf.py", f"{settings}\nPLAINHEALTH['contry'] = 1\n", "index.html", "contry", "settings wrong"),
        ("pelicanconf.py", settings, "index.html", "0 problems", "they are mended"),
    ]
    with preview(site) as shown:
        build = next_build(site, "")
        for number, (name, text, address, says, why) in enumerate(saves, 1):
            site.write(name, text)
            build = next_build(site, build)
            html = (site.output / address).read_text("utf-8")
            assert says in html, why
            assert f'data-preview-build="{build}"' in html, why
            assert manifest_of(site)["preview"] is True, why
            assert begun(site) == number + 1, why
        time.sleep(A_WHILE)
        assert build_of(site) == build, "it built again, and nothing had changed"
        assert begun(site) == len(saves) + 1
        assert shown.alive, "".join(shown.lines)
    assert site.leftovers() == []


def test_files_and_folders_may_be_put_in_the_place_of_others(site: Place) -> None:
    """Editors save by renaming, and git takes whole folders away and brings them back."""
    site.plugin(COUNTS.format(then="return"))

    def renamed(name: str) -> None:
        new = site.write(f"{name}.part~", (site.root / name).read_bytes() + b"\n")
        new.rename(site.root / name)

    steps: Sequence[tuple[Callable[[], object], str, str]] = [
        (lambda: renamed("content/pages/kratom.md"), "0 problems", "a page"),
        (lambda: renamed("pelicanconf.py"), "0 problems", "the settings"),
        (lambda: renamed("pelicanconf.py"), "0 problems", "the settings, again"),
        (lambda: (site.root / "theme").rename(site.root / "aside"), "could not be built", "no theme"),
        (lambda: (site.root / "aside").rename(site.root / "theme"), "0 problems", "the theme is back"),
        (lambda: (site.root / "content").rename(site.root / "aside"), "There is no page at all", "no content"),
        (lambda: (site.root / "aside").rename(site.root / "content"), "0 problems", "the content is back"),
        (lambda: renamed("content/pages/kratom.md"), "0 problems", "and is watched again"),
    ]
    with preview(site) as shown:
        build = next_build(site, "")
        for number, (step, says, why) in enumerate(steps, 1):
            step()
            build = next_build(site, build)
            assert says in (site.output / "kratom.html").read_text("utf-8"), why
            assert begun(site) == number + 1, why
        time.sleep(A_WHILE)
        assert begun(site) == len(steps) + 1
        assert shown.alive


@pytest.mark.parametrize(
    ("fails", "says", "why"),
    [
        ([OSError("no watches left")], "", "the system has no more watches to give: the files are looked at"),
        ([OSError("no watches left"), OSError("none")], "none", "they cannot be looked at either"),
    ],
)
def test_a_system_that_cannot_watch(
    fails: list[OSError],
    says: str,
    why: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = watchfiles.watch

    def failing(*paths: Path, **named: Any) -> Iterator[watch.Changes]:
        if fails:
            raise fails.pop(0)
        assert named["force_polling"] is True
        return real(*paths, **named)

    monkeypatch.setattr(watch, "watch", failing)
    watcher = watch.Watcher()
    watcher.start([tmp_path], lambda _change, _path: True)
    (tmp_path / "a").write_text("x")
    if not says:
        assert {Path(path) for _, path in watcher.wait()} <= {tmp_path, tmp_path / "a"}, why
        watcher._stop.set()
    else:
        with pytest.raises(RuntimeError, match=says):
            watcher.wait()


def site_source(site: Place) -> str:
    return (site.root / "content/sources/agency-2020.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("then", "why"),
    [
        ('raise ValueError("the plugin is broken")', "a handler that raises: plain Pelican spins"),
        ("raise SystemExit(0)", "a handler that ends the program"),
    ],
    ids=["raises", "exits"],
)
def test_a_preview_that_cannot_build_neither_spins_nor_dies(then: str, why: str, site: Place) -> None:
    before = set(tree(site.output))
    site.plugin(COUNTS.format(then=then))
    builds = site.root / "builds"
    with preview(site) as shown:
        wait_for(lambda: build_of(site) or not shown.alive)
        time.sleep(A_WHILE)
        assert shown.alive, "".join(shown.lines)
        assert builds.read_text() == "x", why
        for name in ("kratom.html", "index.html", "404.html"):
            assert "The site could not be built" in (site.output / name).read_text("utf-8"), why
        assert shown.count(TOTALS) == 0, "nothing was checked, and it reads as if it were fine"
    assert set(tree(site.output)) >= {name for name in before if name.endswith(".html")}


def test_what_is_saved_during_a_build_is_built_too(site: Place) -> None:
    """Plain Pelican watches between builds only, and never shows it."""
    site.plugin(
        COUNTS.format(
            then="builds = len(Path('builds').read_text())\n"
            "    while builds == 1 and not Path('go').exists():\n"
            "        __import__('time').sleep(0.01)"
        ).replace("get_generators", "all_generators_finalized")  # every page has been read
    )
    with preview(site) as shown:
        wait_for(lambda: (site.root / "builds").exists() or not shown.alive)
        site.write("content/pages/kratom.md", page(title="During the build"))
        site.write("go", "")
        first = next_build(site, "")
        wait_for(lambda: "During the build" in (site.output / "kratom.html").read_text("utf-8"))
        assert build_of(site) != first
        time.sleep(A_WHILE)
        assert (site.root / "builds").read_text() == "xx"
        assert shown.alive


def test_the_server_shows_every_build_and_lives_on(site: Place) -> None:
    port = free_port()
    with preview(site, "-l", "-b", "127.0.0.1", "-p", str(port)) as shown:
        wait_for(lambda: get(port, BUILD) or not shown.alive)
        build = next_build(site, "")
        with socket.create_connection(("127.0.0.1", port)):
            assert get(port, BUILD).strip() == build, "a connection that says nothing stops all others"
        site.write("content/pages/kratom.md", BAD_PAGE)
        build = next_build(site, build)
        assert get(port, BUILD).strip() == build
        assert 'id="preview:pin-' not in get(port, "start-here.html")
        assert "has no “see a professional” notice" in get(port, "kratom.html")
        assert "1 problem" in get(port, "start-here.html")
        (site.pages / "kratom.md").unlink()
        build = next_build(site, build)
        assert "There is no page “kratom”" in get(port, "kratom.html")
        assert shown.alive


def test_fields_are_only_read(tmp_path: Path) -> None:
    """Pinning reads the page a second time; the first stays as it was."""
    site = demo(tmp_path, "- one\n- two\n")
    before = (len(site.page.blocks), len(site.page.links), dict(site.page.fields))
    pinned(site.html[PAGE], site.page, [finding(20)])
    assert (len(site.page.blocks), len(site.page.links), dict(site.page.fields)) == before
    assert isinstance(site.page.fields["title"], Field)
