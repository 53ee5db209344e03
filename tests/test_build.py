"""Whole builds as a host runs them: good ones, themes that lose something, killed builds, two at once."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from building import (  # noqa: F401 - fixtures
    BAD_PAGE,
    BAD_PAGE_FINDING,
    CITED,
    NOTICE,
    PATIENCE,
    Place,
    Run,
    a_built_site,
    a_site,
    assert_no_traceback,
    assert_stopped,
    page,
    tree,
)
from previewing import wait_for

FINDINGS, SETTING_WRONG, OUR_FAILURE = 3, 2, 1
BAD = "content/pages/bad.md"
SPANISH = "Hable con un médico, una enfermera o un farmacéutico antes de dejar o de empezar una droga.\n"


def test_a_good_build_says_what_it_checked(site: Place) -> None:
    run = site.pelican()
    assert run.status == 0, run.said
    for part in ("3 pages, 4 claims, 4 cited, 1 marked as no claim", "1 of 1 source used, 12 HTML files, 0 problems"):
        assert part in run.out
    assert "content/pages/get-help-now.md: 16" in run.out
    assert run.err == ""
    assert site.leftovers() == []


def test_check_judges_and_writes_nothing(site: Place) -> None:
    everything = tree(site.root)
    good = site.plainhealth("check")
    assert good.status == 0, good.said
    assert "12 HTML files, 0 problems" in good.out
    assert tree(site.root) == everything
    site.write(BAD, BAD_PAGE)
    everything = tree(site.root)
    bad = site.plainhealth("check")
    assert (bad.status, BAD_PAGE_FINDING in bad.err) == (FINDINGS, True), bad.said
    assert tree(site.root) == everything


def test_what_is_no_longer_in_content_is_no_longer_online(site: Place) -> None:
    """Pelican keeps old files in the output folder unless it deletes all of it."""
    (site.pages / "kratom.md").unlink()
    site.write("content/changes.toml", "change = []\n")
    assert (site.output / "kratom.html").is_file()
    run = site.pelican()
    assert run.status == 0, run.said
    assert not (site.output / "kratom.html").exists()


@pytest.mark.parametrize(
    ("leads", "status", "why"),
    [
        ("get-help-now.html#who-to-call", 0, "a part that is there"),
        ("get-help-now.html#overdose", 3, "a part that is not: somebody in need would land anywhere on the page"),
        ("overdose.html", 3, "a page that is not"),
    ],
)
def test_every_page_leads_to_what_to_do_in_an_overdose(leads: str, status: int, why: str, site: Place) -> None:
    site.add("pelicanconf.py", f'\nPLAINHEALTH["overdose_help"] = {leads!r}\n')
    run = site.pelican()
    assert run.status == status, (why, run.said)
    if status:
        assert "error broken-link" in run.said
        return
    for path in site.output.glob("*.html"):
        strip = LexborHTMLParser(path.read_text("utf-8")).css_first(".emergency-more")
        assert path.name == "one-file.html" or (strip and strip.attributes["href"] == f"./{leads}"), path.name


def test_titles_are_escaped_everywhere(site: Place) -> None:
    site.write("content/pages/odd.md", page(title='Isn\'t fast & “easy” also "safe"?'))
    run = site.pelican()
    assert run.status == 0, run.said
    shown = "Isn&#39;t fast &amp; “easy” also &#34;safe&#34;?"
    for name in ("odd.html", "pages.html"):
        text = (site.output / name).read_text("utf-8")
        assert shown in text
        assert "fast & " not in text


@pytest.mark.parametrize(
    ("status", "written", "listed", "why"),
    [
        ("published", "more.html", True, "an ordinary page"),
        ("draft", "drafts/more.html", False, "anyone who has the address reads a draft"),
        ("hidden", "more.html", False, "anyone who has the address reads a hidden page"),
    ],
)
def test_every_written_page_is_in_the_manifest_with_its_notice(
    status: str, written: str, *, listed: bool, why: str, site: Place
) -> None:
    site.write("content/pages/more.md", page(title="One more", status=status))
    run = site.pelican()
    assert run.status == 0, run.said
    manifest = json.loads((site.output / "manifest.json").read_text("utf-8"))
    assert manifest["files"][written]["from"] == "content/pages/more.md"
    assert re.search(
        r"<aside[^>]*>.*Talk with a doctor.*</aside>", (site.output / written).read_text("utf-8"), re.DOTALL
    )
    assert ("more.html" in (site.output / "pages.html").read_text("utf-8")) is listed
    assert site.plainhealth("verify").status == 0


def test_a_translation_shows_the_notice_of_its_language(site: Place) -> None:
    site.write("content/notices/es/general.md", SPANISH)
    site.write("content/pages/kratom-es.md", page(lang="es", title="El kratom"))
    run = site.pelican()
    assert run.status == 0, run.said
    manifest = json.loads((site.output / "manifest.json").read_text("utf-8"))
    (written,) = [n for n, entry in manifest["files"].items() if entry["from"] == "content/pages/kratom-es.md"]
    text = (site.output / written).read_text("utf-8")
    assert "Hable con un médico" in text
    assert "Talk with a doctor" not in text
    assert site.plainhealth("verify").status == 0


@pytest.mark.parametrize("bad", [False, True], ids=["good site", "bad page"])
def test_nobody_reads_the_report(site: Place, *, bad: bool) -> None:
    """``pelican | head -1``: the exit status still says how it went, and a site that is published is said to be."""
    if bad:
        site.write(BAD, BAD_PAGE)
    before = tree(site.output)
    with site.start("-m", "pelican") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stderr.close()
        status = process.wait(PATIENCE)
    assert status == (FINDINGS if bad else 0)
    assert tree(site.output) == before


@pytest.mark.parametrize(
    "arguments", [("-d",), ("-q",), ("-v",), ("-D",), ("--fatal", "warnings"), ("--ignore-cache",), ("content",)]
)
def test_a_good_site_builds_with_any_of_pelicans_flags(arguments: tuple[str, ...], site: Place) -> None:
    site.write("content/pages/more.md", page())
    run = site.pelican(*arguments)
    assert run.status == 0, run.said
    assert (site.output / "more.html").is_file()
    assert site.plainhealth("verify").status == 0


# -- themes ------------------------------------------------------------------------------------------


def cut(name: str, pattern: str, instead: str = "") -> Callable[[Place], None]:
    """Replace what a pattern finds in a file of the theme. It must be there."""

    def breaks(place: Place) -> None:
        path = place.root / "theme" / name
        text, found = re.subn(pattern, instead, path.read_text("utf-8"), flags=re.DOTALL)
        assert found, f"{name} does not hold {pattern}"
        place.write(f"theme/{name}", text)

    return breaks


def style(rule: str) -> Callable[[Place], object]:
    return lambda place: place.write("theme/style/8-more.css", rule)


BASE, PAGE, COMPONENTS = "templates/base.html", "templates/page.html", "components"

THEMES: dict[str, tuple[Callable[[Place], object], str, str]] = {
    "a theme page without notice": (
        cut("templates/index.html", r"\{\{ notice\(.*?\}\}"),
        "missing-notice",
        "output/index.html",
    ),
    "404 without notice": (cut("templates/404.html", r"\{\{ notice\(.*?\}\}"), "missing-notice", "output/404.html"),
    "notice in the footer": (
        cut(BASE, "</body>", '<footer><aside class="notice">{{ site.notice }}</aside></footer></body>'),
        "",
        "",
    ),
    "notice only in the footer": (
        lambda place: [
            cut("templates/index.html", r"\{\{ notice\(.*?\}\}")(place),
            cut(BASE, "</body>", '<footer><aside class="notice">{{ site.notice }}</aside></footer></body>')(place),
        ],
        "missing-notice",
        "output/index.html",
    ),
    "other words in the notice": (
        cut(f"{COMPONENTS}/notice/notice.html", r"\{\{ body \}\}", "<p>Talk with somebody.</p>"),
        "notice",
        "content/pages/kratom.md",
    ),
    "notice folded away": (
        cut("templates/index.html", r"(\{\{ notice\(.*?\}\})", r"<details>\1</details>"),
        "hidden-notice",
        "output/index.html",
    ),
    "notice hidden": (cut(f"{COMPONENTS}/notice/notice.html", "<aside", "<aside hidden"), "hidden-text", "hidden"),
    "no Content-Security-Policy": (
        cut(BASE, r'<meta http-equiv="Content-Security-Policy"[^>]*>'),
        "raw-markup",
        "Content-Security-Policy",
    ),
    "a policy that allows scripts": (
        cut(
            BASE, r"\{\{ site\.csp\(style, scripts\) \}\}", "{{ site.csp(style, scripts) }}; script-src 'unsafe-inline'"
        ),
        "raw-markup",
        "Content-Security-Policy",
    ),
    "a second style sheet": (
        cut(BASE, "</head>", "<style>p{color:red}</style></head>"),
        "raw-markup",
        "Content-Security-Policy",
    ),
    "no referrer policy": (cut(BASE, r'<meta name="referrer"[^>]*>'), "raw-markup", "referrer"),
    "no language": (cut(BASE, r'<html lang="[^"]*">', "<html>"), "raw-markup", "language"),
    "script": (cut(BASE, "</head>", "<script>1</script></head>"), "raw-markup", "<script>"),
    "script from elsewhere": (
        cut(BASE, "</body>", '<script src="https://x.example/a.js"></script></body>'),
        "raw-markup",
        "script",
    ),
    "event handler": (cut(BASE, "<body", '<body onload="1"'), "raw-markup", "onload"),
    "frame": (cut(BASE, "</main>", '<iframe src="/x"></iframe></main>'), "raw-markup", "iframe"),
    "form": (cut(BASE, "</main>", '<form action="/x"><input></form></main>'), "raw-markup", "form"),
    "counting pixel": (
        cut(BASE, "</main>", '<img src="https://x.example/1.gif" alt=""></main>'),
        "other-host",
        "x.example",
    ),
    "style sheet from elsewhere": (
        cut(BASE, "</head>", '<link rel="stylesheet" href="https://x.example/a.css"></head>'),
        "other-host",
        "x.example",
    ),
    "font from elsewhere": (
        style("@font-face{font-family:a;src:url(https://x.example/a.woff2)}"),
        "other-host",
        "The style sheet would fetch",
    ),
    "refresh to elsewhere": (
        cut(BASE, "</head>", '<meta http-equiv="refresh" content="0;url=https://x.example"></head>'),
        "raw-markup",
        "refresh",
    ),
    "the page's words dropped": (cut(PAGE, r"\{\{ parts\[0\]\|safe \}\}"), "missing-notice", "kratom"),
    "half of the page's words dropped": (
        cut(PAGE, r"\{% if parts\[1\].*?\{% endif %\}"),
        "missing-citation",
        "kratom",
    ),
    "the references dropped": (cut(PAGE, r"\{\{ references\(.*?\}\}"), "broken-link", "#ref-1"),
    "the citations' links dropped": (
        cut(PAGE, r"parts\[0\]\|safe", "parts[0]|replace('#ref-', '#main?')|safe"),
        "missing-citation",
        "kratom",
    ),
    "a link to a page that is not there": (
        cut(BASE, "</main>", '<a href="gone.html">x</a></main>'),
        "broken-link",
        "gone.html",
    ),
    "two parts with one id": (cut(BASE, "</main>", '<p id="main">x</p></main>'), "broken-link", "same id"),
    "a page of the theme left out": (
        lambda place: place.add("pelicanconf.py", '\nDIRECT_TEMPLATES = ["index", "pages", "changes", "404"]\n'),
        "broken-link",
        "sources.html",
    ),
    "notice not displayed": (style(".notice{display:none}"), "hidden-notice", ".notice"),
    "notice not printed": (style("@media print{aside{display:none}}"), "hidden-notice", "aside"),
    "notice beside the screen": (style(".notice{position:absolute;left:-9999px}"), "hidden-notice", ".notice"),
    "notice seen through": (style(".notice{opacity:0}"), "hidden-notice", ".notice"),
    "main text not displayed": (style("@media (max-width:400px){main{display:none}}"), "hidden-notice", "main"),
}


@pytest.mark.parametrize("name", [name for name, (_, rule, _) in THEMES.items() if rule])
def test_a_theme_that_loses_or_adds_something_is_stopped(name: str, site: Place) -> None:
    breaks, rule, says = THEMES[name]
    before = tree(site.output)
    breaks(site)
    run = site.pelican()
    assert_stopped(site, run, before, status=FINDINGS, says=says)
    assert re.search(rf"error [a-z-]*{rule}  ", run.err), run.said
    assert_no_traceback(run)


@pytest.mark.parametrize("name", [name for name, (_, rule, _) in THEMES.items() if not rule])
def test_a_theme_that_adds_no_harm_is_not_stopped(name: str, site: Place) -> None:
    THEMES[name][0](site)
    run = site.pelican()
    assert run.status == 0, run.said


@pytest.mark.parametrize(
    ("name", "text", "status", "says", "why"),
    [
        ("templates/page.html", "\n{% if %}", 1, "theme/templates/page.html:2", "a template that cannot be read"),
        ("templates/page.html", "{{ 1 / 0 }}", 1, "theme/templates/page.html:1", "a template that fails while it runs"),
        ("components/notice/notice.html", "\n{% macro", 3, "notice/notice.html:2", "a component that cannot be read"),
        ("style/1-base.css", b"\xff", 1, "could not be built", "a style sheet that is not text"),
    ],
)
def test_a_broken_theme_is_told_in_a_sentence(
    name: str, text: str | bytes, status: int, says: str, why: str, site: Place
) -> None:
    before = tree(site.output)
    site.write(f"theme/{name}", text)
    run = site.pelican()
    assert_stopped(site, run, before, status=status, says=says)
    assert_no_traceback(run)


# -- the folder that is replaced ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "why"),
    [
        (".", "the site itself, with its history"),
        ("..", "the folder around the site"),
        ("content", "what the pages are made from"),
        ("content/pages", "a part of that"),
        ("content/new", "a folder in that: the next build would read it"),
        ("theme", "the theme"),
        ("papers", "somebody's files, which no build wrote"),
        ("papers/letter.txt", "somebody's file"),
    ],
)
@pytest.mark.parametrize("way", ["-o", "OUTPUT_PATH"])
def test_a_build_never_takes_the_place_of_other_files(where: str, why: str, way: str, site: Place) -> None:
    site.write("papers/letter.txt", "Dear all")
    if way == "OUTPUT_PATH":
        site.add("pelicanconf.py", f"\nOUTPUT_PATH = {where!r}\n")
    before, everything = tree(site.output), tree(site.root)
    run = site.pelican(*(("-o", where) if way == "-o" else ()))
    assert_stopped(site, run, before, status=SETTING_WRONG, says="OUTPUT_PATH")
    assert tree(site.root) == everything


def test_an_output_folder_that_is_a_link_stays_one(site: Place, tmp_path: Path) -> None:
    """A host may keep the finished site elsewhere. Twice, because the first build may leave a trap for the second."""
    real = tmp_path / "www"
    site.output.rename(real)
    site.output.symlink_to(real, target_is_directory=True)
    for name in ("one", "two"):
        site.write(f"content/pages/{name}.md", page())
        run = site.pelican()
        assert run.status == 0, run.said
        assert (real / f"{name}.html").is_file()
    assert site.output.readlink() == real
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.endswith(".new")) == []


def test_a_first_build_needs_no_output_folder(site: Place) -> None:
    before = tree(site.output)
    shutil.rmtree(site.output)
    run = site.pelican()
    assert run.status == 0, run.said
    assert tree(site.output) == before


# -- stopped, killed, two at once --------------------------------------------------------------------

#: A plugin that says where it is and then waits, so that a signal arrives in the middle.
WAITS = """
import time
from pathlib import Path

from pelican import signals


def handler(*arguments, **named):
    Path("at-it").write_text("now")
    time.sleep({patience})


def register():
    signals.{signal}.connect(handler)
"""
STAGES = {
    "initialized": "before anything is read",
    "all_generators_finalized": "all is read, nothing is written",
    "content_written": "half is written",
    "finalized": "all is written, nothing is judged",
}


@contextmanager
def waiting(site: Place, stage: str, *command: str) -> Iterator[subprocess.Popen[str]]:
    """A build that has come to ``stage`` and waits there."""
    site.plugin(WAITS.format(signal=stage, patience=PATIENCE))
    with site.start(*command) as process:
        try:
            wait_for(lambda: (site.root / "at-it").exists() or process.poll() is not None)
            assert process.poll() is None, process.communicate()
            yield process
        finally:
            process.kill()


def ended(process: subprocess.Popen[str]) -> Run:
    out, err = process.communicate(timeout=PATIENCE)
    return Run(process.returncode, out, err)


@pytest.mark.parametrize("command", [("pelican",), ("plainhealth", "build")], ids=" ".join)
@pytest.mark.parametrize("stage", STAGES)
def test_ctrl_c_leaves_the_old_site(stage: str, command: tuple[str, ...], site: Place) -> None:
    before = tree(site.output)
    site.write("content/pages/more.md", page())
    with waiting(site, stage, "-m", *command) as process:
        process.send_signal(signal.SIGINT)
        run = ended(process)
    assert_stopped(site, run, before, status=OUR_FAILURE, says="Stopped")
    assert_no_traceback(run)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "asked to end"])
@pytest.mark.parametrize("stage", STAGES)
def test_a_killed_build_leaves_the_old_site_and_no_hindrance(stage: str, how: signal.Signals, site: Place) -> None:
    before = tree(site.output)
    site.write("content/pages/more.md", page())
    with waiting(site, stage, "-m", "pelican") as process:
        process.send_signal(how)
        run = ended(process)
    assert run.status == -how
    assert tree(site.output) == before
    site.write("more/extra.py", "def register():\n    pass\n")
    again = site.pelican()
    assert again.status == 0, again.said
    assert (site.output / "more.html").is_file()
    assert site.leftovers() == []
    assert site.plainhealth("verify").status == 0


def test_of_two_builds_at_once_one_wins_and_the_other_says_so(site: Place) -> None:
    before = tree(site.output)
    site.write("content/pages/more.md", page())
    with waiting(site, "finalized", "-m", "pelican") as first:
        site.write("more/extra.py", "def register():\n    pass\n")
        second = site.pelican()
        third = site.plainhealth("build")
        check = site.plainhealth("check")
        assert tree(site.output) == before
        first.send_signal(signal.SIGINT)
        ended(first)
    for run in (second, third):
        assert run.status == OUR_FAILURE, run.said
        assert run.said.strip().splitlines() == [
            "plainhealth: Another build is writing output right now. Wait until it is done, then run this again."
        ]
    assert check.status == 0, check.said
    after = site.pelican()
    assert after.status == 0, after.said
    assert site.plainhealth("verify").status == 0


def test_builds_that_race_leave_a_whole_site(site: Place) -> None:
    site.write("content/pages/more.md", page())
    racers = [site.start("-m", "pelican") for _ in range(3)]
    runs = [ended(racer) for racer in racers]
    assert sorted({run.status for run in runs}) in ([0], [0, OUR_FAILURE]), runs
    assert all("Another build" in run.err for run in runs if run.status)
    assert (site.output / "more.html").is_file()
    assert site.leftovers() == []
    assert site.plainhealth("verify").status == 0
