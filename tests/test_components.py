"""Components that an editor writes: what becomes of the line, and that the gate reads what they hold. The gallery."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from building import REPOSITORY, Place, a_built_site, a_site, tree  # noqa: F401 - fixtures
from demo import PAGE, demo, said

C = "[@demo-report#liver]"
GLOSSARY = """
[[term]]
term = "craving"
means = "A strong wish to take a drug again."
source = "demo-report"
"""
WIDE = "| What | It does | Risks |\n|---|---|---|\n| tea | harms {0} | harms {0} |\n"
NARROW = "| What | It does |\n|---|---|\n| tea | harms {0} |\n"


def shown(folder: Path, body: str) -> LexborHTMLParser:
    """The page as the Markdown extension makes it."""
    return LexborHTMLParser(demo(folder, body).html[PAGE])


@pytest.mark.parametrize(
    ("body", "selector", "texts"),
    [
        pytest.param("[STEPS]\n1. A?\n2. B?\n", ".steps > ol > li", ["A?", "B?"], id="steps-right-under-it"),
        pytest.param("[STEPS]\n\n1. A?\n2. B?\n", ".steps > ol > li", ["A?", "B?"], id="steps-after-an-empty-line"),
        pytest.param("Now?\n[STEPS]\n1. A?\n", ".steps > ol > li", ["A?"], id="right-under-a-paragraph"),
        pytest.param("- A?\n\n[CHECKLIST]\n- B?\n", ".checklist > ul > li", ["B?"], id="not-the-list-before-it"),
        pytest.param("[STEPS]\n1. A?\n\n    - B?\n", ".steps > ol > li > ul > li", ["B?"], id="with-a-list-in-it"),
        pytest.param("[SUMMARY]\n- A?\n", ".summary > .summary-title ~ ul > li", ["A?"], id="summary"),
        pytest.param(WIDE.format(C), ".table > .compare td:nth-child(3)[data-label='Risks']", ["harms1"], id="wide"),
        pytest.param(f"[STEPS]\n1. Harm {C}.\n", ".steps + .evidence", None, id="evidence-after-the-steps"),
        pytest.param(f"Do {C}:\n\n[STEPS]\n1. A?\n", ".steps + .evidence", None, id="evidence-of-the-sentence-before"),
    ],
)
def test_a_line_becomes_a_component(body: str, selector: str, texts: list[str] | None, tmp_path: Path) -> None:
    found = [node.text(strip=True) for node in shown(tmp_path, body).css(selector)]
    assert found
    assert texts is None or found == texts


@pytest.mark.parametrize(
    ("body", "selector"),
    [
        pytest.param(NARROW.format(C), ".compare", id="two-columns-fit-a-phone"),
        pytest.param(WIDE.replace("Risks", f"Risks {C}").format(C), ".compare", id="a-head-that-cites-is-not-put-away"),
        pytest.param("[STEPS]\n- A?\n", ".steps", id="a-list-of-another-kind"),
        pytest.param("[CHECKLIST]\n1. A?\n", ".checklist", id="a-numbered-checklist"),
        pytest.param("[STEPS]\n\nB?\n\n1. A?\n", ".steps", id="words-between"),
        pytest.param("[STEPS: 2]\n1. A?\n", ".steps", id="it-takes-no-words"),
        pytest.param("`[STEPS]`\n\n1. A?\n", ".steps", id="code"),
        pytest.param('- A?\n{: class="steps" }\n', ".steps", id="an-editor-sets-no-class"),
        pytest.param(f'| a |\n|---|\n| b {C} {{: data-label="c" }} |\n', "[data-label]", id="nor-a-label"),
    ],
)
def test_what_is_not_one(body: str, selector: str, tmp_path: Path) -> None:
    assert shown(tmp_path, body).css(selector) == []


@pytest.mark.parametrize(
    ("body", "findings"),
    [
        pytest.param("[STEPS]\n1. It can kill you.\n", ["2: missing-citation"], id="a-step-states-a-fact"),
        pytest.param("[CHECKLIST]\n- It can kill you.\n", ["2: missing-citation"], id="an-entry-states-a-fact"),
        pytest.param("[SUMMARY]\n- It can kill you.\n", ["2: missing-citation"], id="a-main-point-states-a-fact"),
        pytest.param(f"Do this {C}:\n\n[STEPS]\n1. It can kill you.\n", [], id="the-sentence-before-supports-it"),
        pytest.param(
            f"It can harm {C}:\n\n[SUMMARY]\n- It can kill you.\n",
            ["4: missing-citation"],
            id="a-summary-rests-on-its-own",
        ),
        pytest.param(
            '[STEPS]\n1. It is warm.\n{: .no-claim why="only a test" }\n', [], id="a-step-that-states-no-fact-says-why"
        ),
        pytest.param(f"[STEPS]\n1. 3 of 4 {C}.\n", ["2: number-not-in-finding"], id="a-number-in-a-step"),
        pytest.param(f"[SUMMARY]\n- 3 of 4 {C}.\n", ["2: number-not-in-finding"], id="a-number-in-a-summary"),
        pytest.param("[CHECKLIST]\n" + "- Call your doctor.\n" * 8, ["2: long-list"], id="too-long"),
        pytest.param("[STEPS]\n", ["1: unknown-shortcode"], id="no-list"),
        pytest.param("[Steps]\n\n1. Call your doctor.\n", ["1: unknown-shortcode"], id="small-letters"),
        pytest.param("[TERM: craving]\n", ["1: unknown-shortcode"], id="a-word-that-is-not-on-file"),
        pytest.param(f"It can harm {C}. [STEPS]\n", ["1: unknown-shortcode"], id="in-a-sentence"),
    ],
)
def test_the_gate_reads_what_it_holds(body: str, findings: list[str], tmp_path: Path) -> None:
    assert said(demo(tmp_path, body), body) == findings


def with_a_word(site: Place, body: str) -> str:
    """The finished page with ``body``, on a site whose glossary explains "craving"."""
    site.add("content/glossary.toml", GLOSSARY.replace("demo-report", next(iter(sources(site)))))
    site.add("content/pages/kratom.md", f"\n{body}\n")
    run = site.pelican()
    assert run.status == 0, run.said
    return (site.output / "kratom.html").read_text("utf-8")


def sources(site: Place) -> list[str]:
    return sorted(path.stem for path in (site.root / "content/sources").glob("*.toml"))


def test_a_word_is_explained_with_its_source(site: Place) -> None:
    html = LexborHTMLParser(with_a_word(site, "[TERM: craving]"))
    [term] = html.css("details.term")
    assert "What does “craving” mean?" in term.text()
    [link] = term.css("p .cite a")
    assert html.css_first(str(link.attributes["href"])) is not None


def test_the_meaning_of_a_word_is_judged(site: Place) -> None:
    site.add("content/glossary.toml", GLOSSARY.replace("A strong wish", "1 of 5 wish"))
    site.change("content/glossary.toml", "demo-report", sources(site)[0])
    site.add("content/pages/kratom.md", "\n[TERM: craving]\n")
    run = site.plainhealth("check")
    assert run.status == 3
    assert "number-not-in-finding" in run.said


def test_languages_are_offered_where_there_are_any(site: Place) -> None:
    page = (site.pages / "kratom.md").read_text("utf-8")
    site.write("content/notices/es/general.md", (site.root / "content/notices/en/general.md").read_text("utf-8"))
    # The words are not Spanish: what is looked at is where the link leads.
    site.write("content/pages/es/kratom.md", f"Lang: es\n{page}")
    run = site.pelican()
    found = {
        path.name: "languages" in path.read_text("utf-8").partition("</style>")[2]
        for path in site.output.glob("*.html")
    }
    assert run.status == 0, run.said
    assert {name for name, has in found.items() if has} == {"kratom.html", "kratom-es.html"}
    assert '<a href="./kratom-es.html" lang="es" hreflang="es">' in (site.output / "kratom.html").read_text("utf-8")


# -- the gallery -------------------------------------------------------------------------------------

COMPONENTS = sorted(path.name for path in (REPOSITORY / "theme/components").iterdir() if path.is_dir())


def test_the_gallery_shows_every_component_in_every_light(site: Place) -> None:
    run = site.plainhealth("components")
    assert run.status == 0, run.said
    pages = {path.stem: path.read_text("utf-8") for path in (site.root / "components").iterdir()}
    assert sorted(pages) == ["dark", "index", "light"]
    for html in pages.values():
        assert [node.id for node in LexborHTMLParser(html).css("section[id^=c-]")] == [
            f"c-{name}" for name in COMPONENTS
        ]
        assert len(LexborHTMLParser(html).css(".example > *")) >= len(COMPONENTS)
    style = {look: re.findall(r"@media ([^{]*)\{:root", html) for look, html in pages.items()}
    assert style == {"index": ["screen and (prefers-color-scheme:dark)"], "light": ["not all"], "dark": ["screen"]}


def test_the_theme_s_table_names_every_component() -> None:
    text = (REPOSITORY / "theme/README.md").read_text("utf-8")
    table = re.search(r"^\| On every page .*?\n\n", text, re.DOTALL | re.MULTILINE)
    assert table
    assert sorted(re.findall(r"`(\w+)`", table[0])) == COMPONENTS


@pytest.mark.parametrize("where", ["components", "output/components"])
def test_a_gallery_is_never_published(where: str, site: Place) -> None:
    assert site.plainhealth("components", where).status == 0
    run = site.plainhealth("verify", where.partition("/")[0])
    assert run.status == 3
    assert "changed-output" in run.said


def test_a_gallery_takes_the_place_of_a_gallery_only(site: Place) -> None:
    before = tree(site.output)
    run = site.plainhealth("components", "output")
    assert run.status == 2
    assert "no part of a gallery" in run.said
    assert tree(site.output) == before
    assert [site.plainhealth("components").status for _ in range(2)] == [0, 0]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        pytest.param("README.md", "# dates\n", "README.md:1: There is no example", id="no-example"),
        pytest.param("README.md", "# dates\n\n```jinja\n{{ x }}\n```\n", "README.md:3: This example does", id="broken"),
        pytest.param("dates.html", "{% macro dates(", "does not run", id="broken-template"),
    ],
)
def test_a_component_that_is_not_complete_stops_the_gallery(name: str, text: str, says: str, site: Place) -> None:
    site.write(f"theme/components/dates/{name}", text)
    run = site.plainhealth("components")
    assert run.status == 2
    assert says in run.said
    assert "Traceback" not in run.said
    assert not (site.root / "components").exists()


def test_a_component_that_holds_nothing_is_told(site: Place) -> None:
    site.write("theme/components/steps/steps.html", "{% macro steps(body) %}<div></div>{% endmacro %}")
    site.add("content/pages/kratom.md", "\n[STEPS]\n1. Call your doctor.\n")
    before = tree(site.output)
    run = site.pelican()
    assert run.status != 0
    assert "has no place for" in run.said
    assert tree(site.output) == before


def test_a_folder_without_guidance_is_told(site: Place) -> None:
    shutil.copytree(site.root / "theme/components/action", site.root / "theme/components/extra")
    (site.root / "theme/components/extra/README.md").unlink()
    run = site.plainhealth("components")
    assert run.status == 2
    assert "extra/README.md:1" in run.said


def test_a_word_without_a_source_is_told(tmp_path: Path) -> None:
    findings = demo(tmp_path, "[TERM: receptor]\n").findings
    assert "“receptor” has no source in content/glossary.toml" in " ".join(finding.message for finding in findings)
