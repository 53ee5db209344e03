"""The two scripts as the gate sees them, the file of the search, and the title that says nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from building import REPOSITORY, Place, a_built_site, a_site, assert_stopped, tree  # noqa: F401 - fixtures
from plainhealth.publish import search
from plainhealth.publish.script import KNOWN, digest, known, script
from plainhealth.words.same import read_same

THEME = REPOSITORY / "theme"


# -- scripts ------------------------------------------------------------------------------------


def test_the_gate_knows_each_script_of_the_theme() -> None:
    """A script was changed? Read it again, try it, then write its new hash into publish/script.py."""
    assert {path.stem for path in (THEME / "script").iterdir()} == set(KNOWN)
    assert {name: digest(script(THEME, name)) for name in KNOWN} == KNOWN


#: What no script of ours needs, and what it would mean.
NEVER = {
    r"cookie|localStorage|sessionStorage|indexedDB|caches|serviceWorker": "something stays on the device",
    r"https?:|//|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import\(": "somebody else is asked, or told",
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function": "text could become mark-up or program",
    # A number may mark an entry of the tab's history; an address would be a third argument.
    r'pushState|replaceState\((?![\w+-]+,""\))|location\.(?:hash|search)': "what is typed could get into an address",
    r"userAgent|navigator|screen\.": "the device would be told apart",
}


@pytest.mark.parametrize("name", KNOWN)
@pytest.mark.parametrize("pattern", NEVER, ids=NEVER.values())
def test_what_no_script_does(name: str, pattern: str) -> None:
    assert not re.search(pattern, script(THEME, name))


@pytest.mark.parametrize("name", KNOWN)
def test_only_the_search_asks_for_something_and_that_is_one_file(name: str) -> None:
    asked = re.findall(r"fetch\(([^)]*)\)", script(THEME, name))
    assert asked == (['"search.json"'] if name == "search" else [])


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        (script(THEME, "leave"), "leave", "as it is"),
        (script(THEME, "leave") + " ", "", "one letter more"),
        (script(THEME, "leave").replace("2", "3"), "", "one letter changed"),
        ((THEME / "script" / "leave.js").read_text("utf-8"), "", "not minified"),
        ("", "", "nothing"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 30 else "",
)
def test_a_script_is_known_to_the_letter(text: str, name: str, why: str) -> None:
    assert known(text) == name, why


CHANGES = {
    "a script that nobody reviewed": ("theme/script/leave.js", "location.replace", "location.assign"),
    "a script that stores": ("theme/script/search.js", "const MOST", "localStorage.x = 1; const MOST"),
    "another script on every page": ("theme/templates/base.html", "</body>", "<script>1</script></body>"),
    "the search on every page": ("theme/templates/base.html", "early_scripts|default([])", '["leave"]'),
    "a script by its address": ("theme/templates/base.html", "<script>", '<script src="leave.js">'),
    "a script before it is allowed": ("theme/templates/base.html", "site.csp(style, scripts)", "site.csp(style)"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_script_stops_the_build(what: str, site: Place) -> None:
    before = tree(site.output)
    site.change(*CHANGES[what])
    assert_stopped(site, site.pelican(), before, status=3, says="error raw-markup")


def test_a_script_that_is_gone_stops_the_build(site: Place) -> None:
    before = tree(site.output)
    (site.root / "theme" / "script" / "leave.js").unlink()
    assert_stopped(site, site.pelican(), before, status=1, says="leave.js")


def test_without_a_way_out_there_is_no_script_for_it(site: Place) -> None:
    site.add("pelicanconf.py", '\nPLAINHEALTH["leave_to"] = ""\n')
    assert site.pelican().status == 0
    home, pages = ((site.output / name).read_text("utf-8") for name in ("index.html", "pages.html"))
    assert "<script" not in home
    assert "script-src" not in home
    assert [known(node.text()) for node in LexborHTMLParser(pages).css("script")] == ["search"]
    assert "connect-src" in pages


# -- a title that says nothing ------------------------------------------------------------------


def test_a_neutral_title_stands_on_every_page_and_nothing_else_in_its_head_tells(site: Place) -> None:
    site.add("pelicanconf.py", '\nPLAINHEALTH["neutral_title"] = "Notes"\n')
    run = site.pelican()
    assert run.status == 0, run.said
    for path in site.output.rglob("*.html"):
        html = LexborHTMLParser(path.read_text("utf-8"))
        assert [node.text() for node in html.css("head title")] == ["Notes"], path.name
        assert html.css("meta[name=description], meta[property]") == [], path.name
    # The search knows the pages by their headings and cards, not by their titles in the browser.
    titles = [page[1:3] for page in json.loads((site.output / search.NAME).read_text("utf-8"))["pages"]]
    assert ["Kratom", "What this page is about."] in titles


def test_a_neutral_title_is_read_by_the_rules(site: Place) -> None:
    before = tree(site.output)
    site.add("pelicanconf.py", '\nPLAINHEALTH["neutral_title"] = "Kratom is safe"\n')
    assert_stopped(site, site.pelican(), before, status=3, says="pelicanconf.py:1:1: error promise-of-safety")


# -- the words of the glossary ------------------------------------------------------------------


def test_the_page_of_all_words_says_what_each_means_and_where_it_stands(site: Place) -> None:
    site.write(
        "content/glossary.toml",
        '[[term]]\nterm = "fit"\nmeans = "A seizure."\nsource = "agency-2020"\nforms = ["spasm"]\n\n'
        '[[term]]\nterm = "agency"\nmeans = "An office."\n',
    )
    run = site.pelican()
    assert run.status == 0, run.said
    page = LexborHTMLParser((site.output / "glossary.html").read_text("utf-8"))
    assert [(node.id, " ".join(node.text().split())) for node in page.css("dt")] == [
        ("agency", "agency"),
        ("fit", "fit or spasm"),
    ]
    office, seizure = page.css("dd")
    assert " ".join(office.text().split()) == "An office."
    assert [node.attributes["href"] for node in seizure.css("a")] == [
        "https://agency.example.org/found",
        "./kratom.html",
    ]
    assert "A seizure. Source: An agency, 2020" in " ".join(seizure.text().split())


# -- where a page stands ------------------------------------------------------------------------


def test_a_page_says_under_which_topic_it_stands(site: Place) -> None:
    pages = LexborHTMLParser((site.output / "pages.html").read_text("utf-8"))
    headings = {f"./pages.html#{node.id}": node.text() for node in pages.css("main h2[id]")}
    for name, topic in (("kratom", "Kratom"), ("get-help-now", "Help")):
        page = LexborHTMLParser((site.output / f"{name}.html").read_text("utf-8"))
        _, link = page.css("main .crumbs a")
        assert (link.text(), headings[link.attributes["href"] or ""]) == (topic, topic)


# -- the file of the search ---------------------------------------------------------------------

MAIN = """<main><h1>Risks of <i>kratom</i></h1><nav class="crumbs"><a href="x">Kratom</a></nav>
<p>The liver can fail.
<sup class="cite"><a href="#ref-1">17</a></sup></p><aside class="notice"><p>See a nurse</p></aside>
<details class="evidence"><summary>What it found</summary><p>Cholestasis.</p></details>
<h2 id="heart">Can it hurt my <b>heart</b>?</h2><p>Don’t ask. Naïve 7-OH.</p>
<section class="references"><h2 id="references">Sources</h2></section></main>"""


def test_what_a_page_tells_the_search() -> None:
    told = search.told("a.html", LexborHTMLParser(f"<body>{MAIN}</body>"))
    assert told.title == "Risks of kratom"
    assert told.headings == (("heart", "Can it hurt my heart?"),)
    # Its own words only: no source's, no notice's, no number of a citation, none that stands in every text.
    assert told.words.split() == "ask fail heart hurt kratom liver naive oh risks".split()


def test_a_page_without_main_text_tells_nothing() -> None:
    assert search.told("a.html", LexborHTMLParser("<p>x</p>")) == search.NOTHING


def told(title: str, words: str = "", **more: tuple[tuple[str, str], ...]) -> search.Told:
    return search.Told(title, "A lead.", words=words, **more)


def test_the_index_holds_the_pages_of_the_list_and_the_glossary() -> None:
    pages = {
        "pages.html": told("Find", listed=(("./b.html", "About b."), ("./a.html", ""), ("gone.html", ""))),
        "a.html": told("A liver", "heart liver"),
        "b.html": told("B", "heart lung", headings=(("l", "Lung"),)),
        "glossary.html": told("Words"),
        "hidden.html": told("Hidden", "secret"),
    }
    index = search.index(pages, lambda href: href.removeprefix("./"))
    assert index is not None
    assert index.pages == [
        ["b.html", "B", "About b.", [["l", "Lung"]]],
        ["a.html", "A liver", "", []],
        ["glossary.html", "Words", "A lead.", []],
    ]
    # A word of a title or a heading is not told twice; one on two pages is told once.
    assert index.words == {"0 1": "heart"}
    assert search.is_made_of(search.text(index, [["a", "b"]]).encode(), index) is False, "one letter is no word"
    assert search.is_made_of(search.text(index, [["aa", "bb cc"]]).encode(), index)
    assert not search.is_made_of(search.text(index, []).encode(), None)


def test_without_a_list_there_is_no_index() -> None:
    assert search.index({"a.html": told("A")}, str) is None


def test_no_page_that_is_in_no_list_is_searched(site: Place) -> None:
    for status in ("hidden", "draft"):
        text = (site.pages / "kratom.md").read_text("utf-8").replace("Title: Kratom", f"Title: Page {status}")
        site.write(f"content/pages/not-{status}.md", text.replace("Topics:", f"Status: {status}\nTopics:"))
    run = site.pelican()
    assert run.status == 0, run.said
    found = [page[0] for page in json.loads((site.output / search.NAME).read_text("utf-8"))["pages"]]
    assert found == ["get-help-now.html", "kratom.html", "start-here.html", "glossary.html"]
    assert site.plainhealth("verify").status == 0


@pytest.mark.parametrize(
    ("text", "groups", "why"),
    [
        ('same = [["Naloxone", "narcan"]]', [["naloxone", "narcan"]], "small letters"),
        ('same = [["7-OH", "seven  oh"], ["a b", "détox"]]', None, "a letter is no word"),
        ('same = [["7-OH", "seven  oh"], ["ab cd", "détox"]]', [["oh", "seven oh"], ["ab cd", "detox"]], "no marks"),
        ("same = []", [], "none"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_words_that_mean_the_same(text: str, groups: list[list[str]] | None, why: str, tmp_path: Path) -> None:
    path = tmp_path / "search.toml"
    path.write_text(text + "\n", "utf-8")
    found, mistakes = read_same(path)
    assert (found, mistakes) == (groups, []) if groups is not None else mistakes, why


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        pytest.param("same = [", 1, "is not valid TOML", id="no-toml"),
        pytest.param("same = []\nsane = []", 2, "Did you mean 'same'?", id="misspelt"),
        pytest.param("", 1, "'same' is missing", id="empty"),
        pytest.param('same = ["a"]', 1, "must be a list of lists", id="one-list"),
        pytest.param('same = [["narcan"]]', 1, "each of two words or more", id="one-word"),
        pytest.param('same = [["narcan", 1]]', 1, "must be a list of lists", id="a-number"),
        pytest.param('same = [\n["narcan", "%"]]', 2, "has no word", id="no-word"),
        pytest.param('same = [\n["ab", "cd"],\n["ef", "AB"]]', 3, "stands here twice", id="in-two-groups"),
        pytest.param('same = [\n["ab", "AB"]]', 2, "stands here twice", id="twice-in-one"),
    ],
)
def test_wrong_words_that_mean_the_same(text: str, line: int, says: str, tmp_path: Path) -> None:
    path = tmp_path / "search.toml"
    path.write_text(text, "utf-8")
    found, mistakes = read_same(path)
    assert [mistake.line for mistake in mistakes] == [line]
    assert says in mistakes[0].message
    assert found == []
