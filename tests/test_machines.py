"""What programs are told: that it is what pages show, in the shape that is promised, and nothing else."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import json
import re
import struct
import tomllib
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from selectolax.lexbor import LexborHTMLParser

from browser.online import build
from building import CITED, NOTICE, REPOSITORY, TODAY, Place, a_built_site, a_site, assert_stopped, page, tree  # noqa: F401 - fixtures
from plainhealth.publish import manifest
from plainhealth.publish.machines import card, data
from plainhealth.publish.machines.api import LISTS
from plainhealth.publish.machines.told import Reviewed
from plainhealth.publish.machines.xml import xml

FINDINGS = 3
CONTENT = REPOSITORY / "content"
SITE = "https://example.org/repo"
ATOM, MAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
#: An RFC 3339 time, as RFC 4287 (3.3) wants it.
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture(scope="module", name="real")
def _real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site as GitHub builds it."""
    return build(tmp_path_factory.mktemp("real"))


@pytest.fixture(name="published")
def _published(site: Place) -> Callable[..., Path]:
    def publish(**env: str) -> Path:
        run = site.plainhealth("build", "-s", "publishconf.py", **{"SITEURL": SITE, **env})
        assert run.status == 0, run.said
        verified = site.plainhealth("verify")
        assert verified.status == 0, verified.said
        return site.output

    return publish


def api(output: Path, name: str) -> Any:
    return json.loads((output / "api" / f"{name}.json").read_text("utf-8"))


def plain(day: str) -> str:
    """A day as pages write it, worked out in another way."""
    return f"{dt.date.fromisoformat(day):%d %B %Y}".lstrip("0")


def words(path: Path) -> str:
    """The words of a page, with its tags taken out by hand."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", path.read_text("utf-8"), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", "", text)).split())


# -- api/ ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_as_its_schema_says(name: str, real: Path) -> None:
    schema = api(real, f"{name}.schema")
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.FormatChecker(("date",))
    document = api(real, name)
    assert [
        e.message for e in jsonschema.Draft202012Validator(schema, format_checker=checker).iter_errors(document)
    ] == []
    assert document[name], "an empty list says nothing"
    strict = {**schema, "additionalProperties": False}
    strict["$defs"] = {
        k: {**v, "additionalProperties": False} if "properties" in v else v for k, v in schema["$defs"].items()
    }
    assert [e.message for e in jsonschema.Draft202012Validator(strict).iter_errors(document)] == []


@pytest.mark.parametrize("name", LISTS)
def test_a_list_says_whose_it_is_and_until_when(name: str, real: Path) -> None:
    document, kept = api(real, name), json.loads((real / "manifest.json").read_text("utf-8"))
    assert document["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert document["judged"] == TODAY
    assert document["expires"] == kept["good_until"]
    assert document["notice"] in " ".join(words(real / "index.html").split())
    # A list is good as long as the site; nothing in it ends earlier.
    assert min(row["expires"] for row in document[name]) >= document["expires"]


def cited() -> dict[str, set[str]]:
    """The findings that each page cites, read from the Markdown with one pattern."""
    found: dict[str, set[str]] = {}
    for path in CONTENT.glob("pages/*.md"):
        text = path.read_text("utf-8")
        for name in re.findall(r"^\[PICTURE: *([\w-]+)\]", text, re.MULTILINE):
            text += (CONTENT / "pictures" / f"{name}.toml").read_text("utf-8")
        for name in re.findall(r'"([\w-]+)"', "".join(re.findall(r"^shows = (.*)$", text, re.MULTILINE))):
            text += (CONTENT / "pictures/figures" / f"{name}.toml").read_text("utf-8")
        found[f"{path.stem}.html"] = {
            m for mark in re.findall(r"\[(@[^\]]*)\]", text) for m in re.findall(r"@([\w-]+#[\w-]+)", mark)
        }
    return found


def test_every_finding_that_a_page_cites_is_told_and_no_other(real: Path) -> None:
    pages = cited()
    rows = {row["id"]: row for row in api(real, "findings")["findings"]}
    assert rows.keys() == {name for names in pages.values() for name in names}
    for name, row in rows.items():
        assert row["pages"] == sorted(page for page, names in pages.items() if name in names), name


def test_a_finding_is_told_as_its_file_and_its_pages_say_it(real: Path) -> None:
    shown = {path.name: words(path) for path in real.glob("*.html")}
    for row in api(real, "findings")["findings"]:
        source, _, name = row["id"].partition("#")
        finding = tomllib.loads((CONTENT / "sources" / f"{source}.toml").read_text("utf-8"))["findings"][name]
        assert (row["source"], row["certainty"]) == (source, finding["certainty"])
        assert row["says"] == " ".join(finding["says"].split())
        for address in row["pages"]:
            assert f"{row['says']}" in shown[address], (row["id"], address)
            assert plain(row["checked"]) in shown[address]
        if "expires" in finding:
            assert row["expires"] <= str(finding["expires"])
        if "care" in finding:
            assert finding["care"] not in json.dumps(row, ensure_ascii=False), "notes for editors stay with editors"


def test_every_source_of_the_lists_is_told(real: Path) -> None:
    rows = api(real, "sources")["sources"]
    lists = " ".join(words(path) for path in real.glob("sources*.html"))
    assert all(row["citation"] in lists for row in rows)
    assert {row["source"] for row in api(real, "findings")["findings"]} <= {row["id"] for row in rows}
    known = {path.stem for path in CONTENT.glob("sources/*.toml")}
    assert {row["id"] for row in rows} < known, "a source that no page rests on is not told"


def test_every_phone_line_on_a_page_is_told(real: Path) -> None:
    given = tomllib.loads((CONTENT / "helplines.toml").read_text("utf-8"))["helpline"]
    rows = api(real, "helplines")["helplines"]
    assert [(r["country"], r["name"], r["dial"], r["expires"]) for r in rows] == [
        (line["country"], line["name"], line.get("tel", ""), str(line["expires"])) for line in given
    ]
    assert all("get-help-now.html" in row["pages"] for row in rows)


def test_what_only_a_draft_shows_is_not_told(site: Place, published: Callable[..., Path]) -> None:
    site.add(
        "content/sources/agency-2020.toml", '\n[findings.sleep]\nsays = "It can spoil sleep."\ncertainty = "low"\n'
    )
    site.write(
        "content/pages/d.md", page(f"It can spoil sleep [@agency-2020#sleep].\n\n{NOTICE}", title="D", status="draft")
    )
    site.write(
        "content/pages/h.md", page(f"It can spoil sleep [@agency-2020#sleep].\n\n{NOTICE}", title="H", status="hidden")
    )
    output = published()
    assert [row["id"] for row in api(output, "findings")["findings"]] == ["agency-2020#fits", "agency-2020#liver"]
    told = "".join(path.read_text("utf-8") for path in (output / "api").iterdir())
    told += (output / "sitemap.xml").read_text("utf-8") + (output / "feed.xml").read_text("utf-8")
    assert "sleep" not in told
    assert "h.html" not in told
    assert "drafts" not in told


@pytest.mark.parametrize(
    ("next_check", "expires", "why"),
    [
        ("2027-01-10", "2027-01-10", "the page must be checked again before the finding ends"),
        ("2027-02-10", "2027-02-01", "the finding ends before the page must be checked again"),
    ],
)
def test_an_entry_ends_when_its_first_page_or_itself_does(
    next_check: str, expires: str, why: str, site: Place, published: Callable[..., Path]
) -> None:
    site.change("content/sources/agency-2020.toml", "[findings.fits]", "[findings.fits]\nexpires = 2027-02-01")
    site.change("content/pages/kratom.md", "2027-05-20", next_check)
    rows = {row["id"]: row["expires"] for row in api(published(), "findings")["findings"]}
    assert rows["agency-2020#fits"] == expires, why


# -- what the web asks for ------------------------------------------------------------------------------

ALWAYS = {"robots.txt", "search.json", *(f"api/{name}{kind}" for name in LISTS for kind in (".json", ".schema.json"))}
ONLINE = {"sitemap.xml", "feed.xml", "card.png"}


@pytest.mark.parametrize(
    ("siteurl", "contact", "expected", "why"),
    [
        ("", "", ALWAYS, "a map, a feed and a card need whole addresses"),
        ("", "a@example.org", ALWAYS | {".well-known/security.txt"}, "somebody can be reached"),
        (SITE, "", ALWAYS | ONLINE, "nobody can be reached"),
        (SITE, "https://example.org/report", ALWAYS | ONLINE | {".well-known/security.txt"}, "all is known"),
    ],
)
def test_a_file_is_made_where_it_is_of_use(
    siteurl: str, contact: str, expected: set[str], why: str, site: Place
) -> None:
    site.add("pelicanconf.py", f"\nSITEURL = {siteurl!r}\nPLAINHEALTH['contact'] = {contact!r}\n")
    run = site.pelican()
    assert run.status == 0, run.said
    files = {path.relative_to(site.output).as_posix() for path in site.output.rglob("*") if path.is_file()}
    assert {name for name in files if not name.endswith(".html")} - {"manifest.json"} == expected, why
    assert site.plainhealth("verify").status == 0
    pages = "".join(path.read_text("utf-8") for path in site.output.glob("*.html"))
    assert ("feed.xml" in pages) is bool(siteurl)
    assert ("og:url" in pages) is bool(siteurl)


def test_robots_and_security_txt(published: Callable[..., Path]) -> None:
    output = published(CONTACT="https://example.org/report")
    assert (output / "robots.txt").read_text("utf-8") == f"User-agent: *\nAllow: /\n\nSitemap: {SITE}/sitemap.xml\n"
    text = (output / ".well-known/security.txt").read_text("utf-8")
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    # RFC 9116: Contact and Expires are needed, Expires once, less than a year from now.
    assert len(fields) == len(text.splitlines())
    assert fields["Contact"] == "https://example.org/report"
    assert fields["Canonical"] == f"{SITE}/.well-known/security.txt"
    assert TIME.fullmatch(fields["Expires"])
    assert fields["Expires"][:10] == json.loads((output / "manifest.json").read_text("utf-8"))["good_until"]


def test_the_map_lists_every_public_page_and_when_it_was_checked(real: Path) -> None:
    root = ET.fromstring((real / "sitemap.xml").read_bytes())
    address = json.loads((real / "manifest.json").read_text("utf-8"))["told"]["address"]
    assert root.tag == f"{MAP}urlset"
    assert {url.tag for url in root} == {f"{MAP}url"}
    assert all([part.tag for part in url] in ([f"{MAP}loc"], [f"{MAP}loc", f"{MAP}lastmod"]) for url in root)
    found = {url.findtext(f"{MAP}loc"): url.findtext(f"{MAP}lastmod") for url in root}
    pages = {path.name for path in real.glob("*.html")} - {"404.html"}
    assert found.keys() == {f"{address}/{name}" for name in pages - {"index.html"}} | {f"{address}/"}
    for path in CONTENT.glob("pages/*.md"):
        (checked,) = re.findall(r"^Checked: (\S+)$", path.read_text("utf-8"), re.MULTILINE)
        assert found[f"{address}/{path.stem}.html"] == checked
    canonical = {
        str(node.attributes["href"])
        for name in pages
        for node in LexborHTMLParser((real / name).read_text("utf-8")).css("link[rel=canonical]")
    }
    assert found.keys() == canonical


CHANGES = """\
[[change]]
date = 2026-11-22
page = "kratom"
what = "Said <more> & \\"better\\" – é."

[[change]]
date = 2026-11-22
what = "Second."

[[change]]
date = 2026-11-20
what = "First."
"""


def test_the_feed_is_atom_and_says_what_the_page_says(site: Place, published: Callable[..., Path]) -> None:
    site.write("content/changes.toml", CHANGES)
    output = published(ORGANISATION="A & B")
    feed = ET.fromstring((output / "feed.xml").read_bytes())
    assert feed.tag == f"{ATOM}feed"
    # RFC 4287, 4.1.1: exactly one id, title and updated; an author; a link to itself. 4.1.2: the same of entries.
    for name in ("id", "title", "updated"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1
    assert [node.text for node in feed.findall(f"{ATOM}author/{ATOM}name")] == ["A & B"]
    links = {node.get("rel"): node.get("href") for node in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{SITE}/feed.xml", "alternate": f"{SITE}/changes.html"}
    assert feed.findtext(f"{ATOM}id") == f"{SITE}/feed.xml"
    assert feed.findtext(f"{ATOM}updated") == "2026-11-22T00:00:00Z"
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        for name in ("id", "title", "updated", "content", "link"):
            assert len(entry.findall(f"{ATOM}{name}")) == 1
        assert TIME.fullmatch(entry.findtext(f"{ATOM}updated") or "")
    titles = [entry.findtext(f"{ATOM}title") for entry in entries]
    assert titles == ["Kratom", "Withdrawal and kratom: plain facts", "Withdrawal and kratom: plain facts"]
    said = [entry.findtext(f"{ATOM}content") for entry in entries]
    assert said == ['Said <more> & "better" – é.', "Second.", "First."]
    assert all(str(what) in words(output / "changes.html") for what in said)
    alternates = [entry.find(f"{ATOM}link").get("href") for entry in entries]  # type: ignore[union-attr]
    assert alternates == [f"{SITE}/kratom.html", f"{SITE}/changes.html", f"{SITE}/changes.html"]
    head = LexborHTMLParser((output / "changes.html").read_text("utf-8")).css('link[type="application/atom+xml"]')
    assert len(head) == 1


def ids(output: Path) -> list[str]:
    feed = ET.fromstring((output / "feed.xml").read_bytes())
    return [str(entry.findtext(f"{ATOM}id")) for entry in feed.findall(f"{ATOM}entry")]


def test_an_entry_keeps_its_name_when_another_comes(site: Place, published: Callable[..., Path]) -> None:
    site.write("content/changes.toml", CHANGES)
    before = ids(published())
    assert len(set(before)) == 3
    assert all(re.fullmatch(r"tag:example\.org,\d{4}-\d\d-\d\d:/repo/changes/\d+", name) for name in before)
    site.write("content/changes.toml", '[[change]]\ndate = 2026-11-22\nwhat = "Third."\n\n' + CHANGES)
    after = ids(published())
    assert after[1:] == before
    assert after[0] not in before


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("a < b & c > d", "a < b & c > d", "marks of XML"),
        ('"it\'s"', '"it\'s"', "quotes"),
        ("]]><x/>", "]]><x/>", "an element of its own"),
        ("a\x00\x0bb\x1f\ufffe", "ab", "letters that XML has no place for"),
        ("é – 日本", "é – 日本", "letters of other languages"),
    ],
)
def test_text_in_xml_stays_text(text: str, expected: str, why: str) -> None:
    read = ET.fromstring(xml("a", text, b=text))
    assert (read.text, read.get("b"), len(read)) == (expected, expected, 0), why


def test_the_card_is_a_png_of_the_size_that_networks_ask_for(real: Path) -> None:
    drawn = (real / "card.png").read_bytes()
    at, parts = 8, {}
    assert drawn[:8] == b"\x89PNG\r\n\x1a\n"
    while at < len(drawn):
        (length,) = struct.unpack(">I", drawn[at : at + 4])
        kind, body = drawn[at + 4 : at + 8], drawn[at + 8 : at + 8 + length]
        assert struct.unpack(">I", drawn[at + 8 + length : at + 12 + length]) == (zlib.crc32(kind + body),)
        parts[kind] = body
        at += 12 + length
    assert list(parts) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    assert struct.unpack(">IIBB", parts[b"IHDR"][:10]) == (1200, 630, 8, 3)
    pixels = zlib.decompress(parts[b"IDAT"])
    assert len(pixels) == 630 * 1201
    assert max(pixels) < len(parts[b"PLTE"]) // 3
    rows = [pixels[n * 1201 + 1 : (n + 1) * 1201] for n in range(630)]
    assert all(row == row[::-1] for row in rows)
    assert rows == rows[::-1]
    assert len(set(pixels)) > 8, "nothing is drawn"


# -- in the pages -----------------------------------------------------------------------------------------


def test_the_block_of_data_says_what_the_page_shows(real: Path) -> None:
    pages = {path.stem for path in CONTENT.glob("pages/*.md")}
    for path in sorted(real.glob("*.html")):
        read = LexborHTMLParser(path.read_text("utf-8"))
        blocks = read.css("script[type]")
        assert len(blocks) == (path.stem in pages), path.name
        if not blocks:
            continue
        told = json.loads(blocks[0].text())
        assert blocks[0].attributes == {"type": "application/ld+json"}
        source = (CONTENT / "pages" / f"{path.stem}.md").read_text("utf-8")
        fields = dict(line.split(": ", 1) for line in source.split("\n\n")[0].splitlines())
        (heading,) = read.css("h1")
        assert (told["@context"], told["@type"]) == ("https://schema.org", "MedicalWebPage")
        assert told["name"] == heading.text() == fields["Title"]
        assert told["description"] == fields["Summary"]
        assert told["lastReviewed"] == fields["Checked"]
        assert f"Last checked {plain(told['lastReviewed'])}" in words(path)
        assert told["audience"] == {"@type": "Patient"}
        assert told["url"].endswith(f"/{path.name}")
        assert told["publisher"]["name"] in words(path)
        assert "reviewedBy" not in told, "nobody has checked a page yet"
        shown = [item.css_first("a[href^=https]") for item in read.css(".references li")]
        assert told["citation"] == [link.attributes["href"] for link in shown if link is not None]
        own = {"@context", "@type", "name", "description", "inLanguage", "lastReviewed", "audience", "citation"}
        assert told.keys() == own | {"url", "publisher"}


def test_a_clinician_who_has_checked_a_page_is_told(site: Place, published: Callable[..., Path]) -> None:
    site.change("content/pages/kratom.md", "Clinician: none yet", "Clinician: A. Nurse, nurse, 2026-11-21")
    read = LexborHTMLParser((published() / "kratom.html").read_text("utf-8"))
    told = json.loads(read.css("script")[0].text())
    assert told["reviewedBy"] == {"@type": "Person", "name": "A. Nurse", "jobTitle": "nurse"}


@pytest.mark.parametrize(
    "title", ["Is </script><b> & “this” a page?", "<!--<script>", "\\u003c", 'Say "no"', "a\u2028b"]
)
def test_no_title_ends_the_block_of_data(title: str) -> None:
    text = data.block(
        title=title, summary="", language="en", address="", publisher="", citations=[], reviewed=Reviewed(checked=TODAY)
    )
    assert not set("<>&") & set(text)
    assert json.loads(text)["name"] == " ".join(title.split())


def test_what_networks_show_is_what_the_page_says(real: Path) -> None:
    for path in real.glob("*.html"):
        read = LexborHTMLParser(path.read_text("utf-8"))
        shared = {str(n.attributes["property"]): n.attributes["content"] for n in read.css("meta[property]")}
        if path.name == "404.html":
            assert shared == {}, "it has no address of its own"
            continue
        (title,), (summary,), (canonical,) = (
            read.css("head > title"),
            read.css("meta[name=description]"),
            read.css("link[rel=canonical]"),
        )
        address = str(canonical.attributes["href"])
        assert shared == {
            "og:type": "website",
            "og:title": title.text(),
            "og:description": summary.attributes["content"],
            "og:url": address,
            "og:image": f"{address.rpartition('/')[0]}/card.png",
        }


# -- what must fail -----------------------------------------------------------------------------------------

WRITES = (
    "from pathlib import Path\nfrom pelican import signals\n\n\ndef handler(pelican):\n"
    "    path = Path(pelican.output_path, {name!r})\n    path.parent.mkdir(parents=True, exist_ok=True)\n"
    "    path.write_text({text!r})\n\n\ndef register():\n    signals.finalized.connect(handler)\n"
)
BESIDE = [
    ("api/more.json", "{}", "A .json file is not published here", "a file that nobody judged"),
    ("api/findings.json", "{}", "something else has written it too", "ours would take its place unseen, or it ours"),
    (
        "robots.txt",
        "User-agent: *\nDisallow: /\n",
        "something else has written it too",
        "a robots.txt of the host's own",
    ),
    ("humans.txt", "x", "A .txt file is not published here", "another text"),
    ("feed.rss", "x", "A .rss file is not published here", "another feed"),
    (".well-known/assetlinks.json", "{}", "A .json file is not published here", "another file at a known place"),
    ("sitemap.xml", "<urlset/>", "A .xml file is not published here", "a map where the site has no address"),
]


@pytest.mark.parametrize(("name", "text", "says", "why"), BESIDE, ids=[row[0] for row in BESIDE])
def test_another_file_for_programs_stops_the_build(name: str, text: str, says: str, why: str, site: Place) -> None:
    site.plugin(WRITES.format(name=name, text=text))
    before = tree(site.output)
    run = site.pelican()
    assert_stopped(site, run, before, status=FINDINGS, says=says)
    assert f"output/{name}:1:1: error" in run.said, why


DATA = '<script type="application/ld+json">{{ site.data(page, output_file) }}</script>'
THEMES = [
    ("page.html", DATA, DATA * 2, "raw-markup", "two blocks"),
    ("page.html", DATA, DATA.replace("<script", "<script src='x.js'"), "raw-markup", "a block that fetches"),
    ("page.html", DATA, DATA.replace(' type="application/ld+json"', ""), "raw-markup", "a program"),
    ("page.html", DATA, DATA.replace("ld+json", "json"), "raw-markup", "another type"),
    ("page.html", DATA, DATA.replace("script type", 'script id="a" type'), "raw-markup", "an attribute more"),
    ("page.html", DATA, DATA.replace("{{", '{"a":1}{{'), "changed-output", "more than the page shows"),
    ("page.html", DATA, DATA.replace("}}", "|upper }}"), "changed-output", "not what the page shows"),
    ("page.html", DATA, DATA.replace("{{ site.data(page, output_file) }}", "alert(1)"), "changed-output", "no data"),
    ("page.html", DATA, DATA.replace("{{ site.data(page, output_file) }}", ""), "changed-output", "empty"),
    (
        "changes.html",
        "</h1>",
        '</h1><script type="application/ld+json">{}</script>',
        "raw-markup",
        "where none belongs",
    ),
    ("base.html", '"og:title" content="', '"og:title" content="Proven: ', "changed-output", "a title that promises"),
    ("base.html", "/card.png", "/other.png", "changed-output", "another picture"),
    ("base.html", '"og:image"', '"og:video"', "changed-output", "what nobody has heard of"),
    ("base.html", '<meta property="og:url"', '<meta property="og:type"', "changed-output", "one thing twice"),
    (
        "base.html",
        '<link rel="canonical" href="{{ canonical }}"',
        '<link rel="canonical" href="{{ canonical }}x"',
        "changed-output",
        "another address",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "rule", "why"), THEMES, ids=[row[-1] for row in THEMES])
def test_a_theme_that_tells_programs_something_else_stops_the_build(
    name: str, old: str, new: str, rule: str, why: str, site: Place
) -> None:
    site.change(f"theme/templates/{name}", old, new)
    before = tree(site.output)
    run = site.pelican("-s", "publishconf.py", SITEURL=SITE)
    assert_stopped(site, run, before, status=FINDINGS, says=rule)


def test_a_theme_may_leave_the_block_of_data_out(site: Place) -> None:
    site.change("theme/templates/page.html", DATA, "")
    site.change("theme/templates/base.html", '<meta property="og:type" content="website">', "")
    run = site.pelican("-s", "publishconf.py", SITEURL=SITE)
    assert run.status == 0, run.said
    assert site.plainhealth("verify").status == 0


def test_a_card_that_was_packed_in_another_way_is_the_same_card(published: Callable[..., Path]) -> None:
    """Computers pack alike pixels into other bytes: ``verify`` may run on another one than the build."""
    output = published()
    made = card.file()
    start, end = made.index(b"IDAT"), made.index(b"IEND") - 4
    body = b"IDAT" + zlib.compress(card.pixels(), 1)
    other = (
        made[: start - 4] + struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body)) + made[end:]
    )
    assert other != made
    (output / card.NAME).write_bytes(other)
    path = output / "manifest.json"
    kept = json.loads(path.read_text("utf-8"))
    kept["files"][card.NAME]["sha256"] = hashlib.sha256(other).hexdigest()
    path.write_text(json.dumps(kept), "utf-8")
    assert manifest.verify(output, dt.date.fromisoformat(TODAY))[0] == []


@pytest.mark.parametrize(
    ("sms", "shown", "why"),
    [
        ("988", 'href="sms:988">Text 988</a>', "a number"),
        ("0477 13 11 14", 'href="sms:0477131114">Text 0477 13 11 14</a>', "a number as people there write it"),
        ("Text HOME to 741741", "<strong>Text HOME to 741741</strong>", "words tell what to send"),
    ],
)
def test_how_a_line_is_texted_is_shown_and_told(sms: str, shown: str, why: str, site: Place) -> None:
    site.add("content/helplines.toml", f'sms = "{sms}"\n')
    run = site.plainhealth("build")
    assert run.status == 0, run.said
    assert shown in (site.output / "get-help-now.html").read_text("utf-8"), why
    assert json.loads((site.output / "api/helplines.json").read_text("utf-8"))["helplines"][0]["text"] == sms
    assert site.plainhealth("verify").status == 0, why
