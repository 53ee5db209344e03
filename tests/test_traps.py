"""Ways in which Pelican 4.12 publishes with the gate off, or loses a page, and says nothing.

Each row is one of them. What passes is the right way: exit status not 0, and what is online is byte for byte as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from building import (  # noqa: F401 - fixtures
    BAD_PAGE,
    BAD_PAGE_FINDING,
    CITED,
    NOTICE,
    Place,
    a_built_site,
    a_site,
    assert_no_traceback,
    assert_stopped,
    page,
    tree,
)

FINDINGS, SETTING_WRONG, OUR_FAILURE = 3, 2, 1
BAD = "content/pages/bad.md"


class Trap(NamedTuple):
    """``why`` is what plain Pelican does; ``build_status`` is that of ``plainhealth build``, where it differs."""

    why: str
    breaks: Callable[[Place], object]
    status: int
    says: str
    arguments: tuple[str, ...] = ()
    build_status: int | None = None


def bad_page(place: Place) -> None:
    place.write(BAD, BAD_PAGE)


def no_pages(place: Place) -> None:
    for path in place.pages.iterdir():
        path.unlink()


def nothing(place: Place) -> None:
    """The command line alone is the trap."""


def setting(line: str, text: str = BAD_PAGE) -> Callable[[Place], None]:
    """One more line in pelicanconf.py, and a page that must not get through."""

    def breaks(place: Place) -> None:
        place.write(BAD, text)
        place.add("pelicanconf.py", f"\n{line}\n")

    return breaks


def content(name: str, text: str = BAD_PAGE) -> Callable[[Place], object]:
    return lambda place: place.write(f"content/{name}", text)


def handler(signal: str, body: str, *, name: str = "extra") -> Callable[[Place], None]:
    """A second plugin with one signal handler that does ``body``."""
    return lambda place: place.plugin(
        "import gc, logging, sys\nfrom pelican import signals\n\n\n"
        f"def handler(*arguments, **named):\n    {body}\n\n\n"
        f"def register():\n    signals.{signal}.connect(handler)\n",
        name=name,
    )


def raises(signal: str, error: str = 'ValueError("the plugin is broken")') -> Callable[[Place], None]:
    return handler(signal, f"raise {error}")


def logs(signal: str) -> Callable[[Place], None]:
    return handler(signal, 'logging.getLogger("of.a.plugin").error("the plugin is %s", "broken")')


def two(*breaks: Callable[[Place], object]) -> Callable[[Place], None]:
    def both(place: Place) -> None:
        for one in breaks:
            one(place)

    return both


def plugin(code: str, listed: str | None = None) -> Callable[[Place], None]:
    return lambda place: place.plugin(code, listed=listed)


#: The row's own exception asks Pelican for an exit status, and Pelican obeys.
EXITS_FINE = 'type("Fine", (Exception,), {"exitcode": 0})("the plugin is broken")'
CLASS_OUT = 'PELICAN_CLASS="pelican.Pelican"'

TRAPS = {
    # -- a plugin that is not there ------------------------------------------------------------------
    "plugin named as a string cannot be imported": Trap(
        "exit 0, the site is written without it",
        plugin("import nothing_of_the_kind", "'extra'"),
        SETTING_WRONG,
        "`extra`",
    ),
    "plugin name misspelt": Trap(
        "exit 0, the site is written", plugin("", "'plainheath'"), SETTING_WRONG, "`plainheath`"
    ),
    "register raises": Trap(
        "exit 0, the site is written (getpelican/pelican#3172)",
        plugin("def register():\n    raise ValueError('no')\n"),
        SETTING_WRONG,
        "Cannot register plugin `extra`",
    ),
    "module object cannot be imported": Trap(
        "exit 1, nothing is written: the one way that is safe",
        plugin("import nothing_of_the_kind"),
        OUR_FAILURE,
        "nothing_of_the_kind",
        build_status=SETTING_WRONG,
    ),
    # -- the gate taken out --------------------------------------------------------------------------
    "-e PLUGINS=[]": Trap(
        "exit 0, the site is written ungated", bad_page, FINDINGS, BAD_PAGE_FINDING, ("-e", "PLUGINS=[]")
    ),
    "PLUGINS = [] in the settings": Trap("the same", setting("PLUGINS = []"), FINDINGS, BAD_PAGE_FINDING),
    "-e PELICAN_CLASS": Trap(
        "exit 0, the site is written ungated", nothing, SETTING_WRONG, "PELICAN_CLASS", ("-e", CLASS_OUT)
    ),
    "-e PELICAN_CLASS with -d": Trap(
        "the old site is deleted before anybody is asked",
        nothing,
        SETTING_WRONG,
        "PELICAN_CLASS",
        ("-d", "-e", CLASS_OUT),
    ),
    "PELICAN_CLASS in the settings": Trap(
        "the same", setting('PELICAN_CLASS = "pelican.Pelican"'), SETTING_WRONG, "PELICAN_CLASS"
    ),
    "handlers that nobody keeps": Trap(
        "signals hold weak references: a closure or a bound method is gone at the next clean-up, exit 0",
        two(bad_page, handler("page_generator_init", "gc.collect()")),
        FINDINGS,
        BAD_PAGE_FINDING,
    ),
    "a plugin disconnects every gate": Trap(
        "nothing is judged, exit 0",
        two(bad_page, handler("get_generators", "signals.all_generators_finalized.receivers.clear()")),
        OUR_FAILURE,
        "The site could not be built",
    ),
    "a plugin disconnects the record of what is written": Trap(
        "nobody knows where the files come from, exit 0",
        handler("get_writer", "signals.content_written.receivers.clear()"),
        FINDINGS,
        "error lost-page",
    ),
    # -- handlers that fail --------------------------------------------------------------------------
    "content_object_init raises": Trap(
        "exit 0, the page is left out",
        raises("content_object_init"),
        FINDINGS,
        "content/pages/kratom.md:1:1: error lost-page",
    ),
    "all_generators_finalized raises": Trap(
        "exit 1", raises("all_generators_finalized"), OUR_FAILURE, "the plugin is broken"
    ),
    "content_written raises": Trap(
        "exit 1, half a site is written", raises("content_written"), OUR_FAILURE, "is broken"
    ),
    "finalized raises": Trap(
        "exit 1, the site is written before", raises("finalized"), OUR_FAILURE, "the plugin is broken"
    ),
    "initialized raises": Trap("exit 1 and a traceback", raises("initialized"), OUR_FAILURE, "the plugin is broken"),
    "an exception asks for exit status 0": Trap(
        "exit 0, and nothing is built",
        raises("all_generators_finalized", EXITS_FINE),
        OUR_FAILURE,
        "the plugin is broken",
    ),
    "an exception asks for exit status 0 at the start": Trap(
        "exit 0, and nothing is built", raises("initialized", EXITS_FINE), OUR_FAILURE, "the plugin is broken"
    ),
    "a handler ends the program": Trap(
        "exit 0, and nothing is built", handler("all_generators_finalized", "sys.exit(0)"), OUR_FAILURE, "SystemExit"
    ),
    "register ends the program": Trap(
        "exit 0, and nothing is built",
        plugin("import sys\n\n\ndef register():\n    sys.exit(0)\n"),
        OUR_FAILURE,
        "Stopped",
    ),
    # -- errors that are only logged -----------------------------------------------------------------
    "logger.error while reading": Trap("exit 0", logs("content_object_init"), FINDINGS, "the plugin is broken"),
    "logger.error while writing": Trap("exit 0", logs("content_written"), FINDINGS, "the plugin is broken"),
    "logger.error at the end": Trap("exit 0", logs("finalized"), FINDINGS, "the plugin is broken"),
    "logger.error at the start": Trap("exit 0", logs("initialized"), SETTING_WRONG, "the plugin is broken"),
    "logger.error with -q": Trap(
        "exit 0, and nothing is shown", logs("finalized"), FINDINGS, "the plugin is broken", ("-q",)
    ),
    "logger.error with --fatal errors": Trap(
        "exit 1 at the first, with a traceback",
        two(logs("finalized"), bad_page),
        FINDINGS,
        BAD_PAGE_FINDING,
        ("--fatal", "errors"),
    ),
    "a warning with --fatal warnings": Trap(
        "exit 1 at the first, with a traceback",
        handler("finalized", 'logging.getLogger("of.a.plugin").warning("the plugin is odd")'),
        FINDINGS,
        "the plugin is odd",
        ("--fatal", "warnings"),
    ),
    # -- pages that get lost -------------------------------------------------------------------------
    "page without Title": Trap(
        "exit 0, that page is gone", content("pages/bad.md", page(title=None)), FINDINGS, f"{BAD}:1:1: error lost-page"
    ),
    "page with a bad Date": Trap(
        "exit 0, that page is gone",
        content("pages/bad.md", page(date="the day before")),
        FINDINGS,
        f"{BAD}:7:1: error",
    ),
    "misspelt Status": Trap(
        "exit 0, that page is gone",
        content("pages/bad.md", page(status="pubished")),
        FINDINGS,
        f"{BAD}:7:1: error lost-page  Status is published, hidden or draft",
    ),
    "broken {filename} link": Trap(
        "exit 0; the source file is not named",
        content("pages/bad.md", page(f"Read [more]({{filename}}gone.md). {CITED}\n\n{NOTICE}")),
        FINDINGS,
        f"{BAD}:8:23: error broken-link  There is no page gone.md.",
    ),
    "no page at all": Trap(
        "exit 0: nothing was found, so nothing was wrong",
        no_pages,
        FINDINGS,
        "content/pages:1:1: error lost-page  There is no page at all.",
    ),
    "page left out by IGNORE_FILES": Trap(
        "exit 0, that page is gone",
        setting('IGNORE_FILES = ["bad.*"]', page()),
        FINDINGS,
        f"{BAD}:1:1: error lost-page",
    ),
    "page left out by PAGE_PATHS": Trap(
        "exit 0, no page is written", setting("PAGE_PATHS = []"), FINDINGS, "error lost-page"
    ),
    "page written nowhere": Trap(
        "exit 0, no page is written", setting('PAGE_SAVE_AS = ""', page()), FINDINGS, "error duplicate-address"
    ),
    # -- pages that the gate might not see -----------------------------------------------------------
    "draft": Trap(
        "written, and open to all who have the address",
        content("pages/bad.md", page(CITED, status="draft")),
        FINDINGS,
        BAD_PAGE_FINDING,
    ),
    "hidden page": Trap("the same", content("pages/bad.md", page(CITED, status="hidden")), FINDINGS, BAD_PAGE_FINDING),
    "all pages made drafts": Trap(
        "the same", setting('DEFAULT_METADATA = {"status": "draft"}'), FINDINGS, BAD_PAGE_FINDING
    ),
    **{
        f"page that ends in {suffix}": Trap(
            "read by Pelican, missed by a *.md glob",
            content(f"pages/bad{suffix}"),
            FINDINGS,
            f"content/pages/bad{suffix}:1:1: error missing-notice",
        )
        for suffix in (".markdown", ".mkd", ".mdown")
    },
    **{
        f"page that ends in {suffix}": Trap(
            "read by Pelican, not by our gate",
            content(f"pages/bad{suffix}", text),
            FINDINGS,
            f"pages/bad{suffix}:1:1: error lost-page",
        )
        for suffix, text in {
            ".html": "<html><head><title>Bad</title></head><body>Bad</body></html>",
            ".htm": "<html><head><title>Bad</title></head><body>Bad</body></html>",
            ".rst": "Bad\n===\n\nBad\n",
        }.items()
    },
    "HTML reader put back": Trap(
        "an .html page is published as it is",
        two(
            setting("READERS = {}"),
            content("pages/raw.html", "<html><head><title>Bad</title></head><body>Bad</body></html>"),
        ),
        FINDINGS,
        "pages/raw.html:1:1: error",
    ),
    "article": Trap(
        "articles pass through another generator",
        two(setting('ARTICLE_PATHS = ["posts"]', page()), content("posts/bad.md", page(CITED, date="2026-11-22"))),
        FINDINGS,
        "content/posts/bad.md:1:1: error lost-page",
    ),
    "translation": Trap(
        "the notice of another language is not there, exit 0",
        content("pages/bad-es.md", page(lang="es")),
        FINDINGS,
        "content/pages/bad-es.md:7:1: error bad-field  There is no notice in the language",
    ),
    "static .html file": Trap(
        "published unseen",
        content("images/bad.html", "<p>Bad"),
        FINDINGS,
        "content/images/bad.html:1:1: error lost-page",
    ),
    "static folder of its own": Trap(
        "published unseen",
        two(setting('STATIC_PATHS = ["extra"]', page()), content("extra/bad.html", "<p>Bad")),
        FINDINGS,
        "content/extra/bad.html:1:1: error lost-page",
    ),
    "Markdown published as it is": Trap(
        "the sources go online beside the pages",
        setting('STATIC_PATHS = ["pages"]\nSTATIC_EXCLUDE_SOURCES = False', page()),
        FINDINGS,
        "error lost-page  A .md file is not published here",
    ),
    "TEMPLATE_PAGES": Trap(
        "published unseen",
        two(
            setting('TEMPLATE_PAGES = {"more.html": "more.html"}', page()),
            lambda place: place.write("theme/templates/more.html", "<p>More"),
        ),
        FINDINGS,
        "output/more.html:1:1: error missing-notice",
    ),
    "one more theme page": Trap(
        "published unseen",
        two(
            setting('DIRECT_TEMPLATES = [*DIRECT_TEMPLATES, "more"]', page()),
            lambda place: place.write("theme/templates/more.html", "<p>More"),
        ),
        FINDINGS,
        "output/more.html:1:1: error missing-notice",
    ),
    "OUTPUT_SOURCES": Trap(
        "the sources go online beside the pages", setting("OUTPUT_SOURCES = True"), SETTING_WRONG, "OUTPUT_SOURCES"
    ),
    # -- what bypasses or changes what was judged ----------------------------------------------------
    "CACHE_CONTENT": Trap(
        "a cached page is not read again", setting("CACHE_CONTENT = True"), SETTING_WRONG, "CACHE_CONTENT"
    ),
    "LOAD_CONTENT_CACHE": Trap("the same", setting("LOAD_CONTENT_CACHE = True"), SETTING_WRONG, "LOAD_CONTENT_CACHE"),
    "-e LOAD_CONTENT_CACHE": Trap(
        "the same", bad_page, SETTING_WRONG, "LOAD_CONTENT_CACHE", ("-e", "LOAD_CONTENT_CACHE=true")
    ),
    "TYPOGRIFY": Trap(
        "words are changed after they were judged", setting("TYPOGRIFY = True"), SETTING_WRONG, "TYPOGRIFY"
    ),
    "FORMATTED_FIELDS": Trap(
        "a summary is Markdown", setting('FORMATTED_FIELDS = ["summary"]'), SETTING_WRONG, "FORMATTED_FIELDS"
    ),
    "escaping switched off": Trap(
        "titles are not escaped", setting("JINJA_ENVIRONMENT = {}"), SETTING_WRONG, "JINJA_ENVIRONMENT"
    ),
    "Markdown extensions taken out": Trap(
        "fields, citations and marks are not read", setting("MARKDOWN = {}"), FINDINGS, BAD_PAGE_FINDING
    ),
    "a plugin changes the finished pages": Trap(
        "written after all judged it, exit 0",
        handler(
            "content_written",
            "from pathlib import Path; file = Path(arguments[0]); "
            "file.write_text(file.read_text().replace('<aside', '<aside hidden'))",
        ),
        FINDINGS,
        "error hidden-text",
    ),
    "a plugin links a folder into the site": Trap(
        "a server follows the link: all that is behind it is published",
        handler("finalized", "import os; os.symlink('/', os.path.join(arguments[0].output_path, 'more'))"),
        FINDINGS,
        "output/more:1:1: error lost-page",
    ),
    # -- the old site --------------------------------------------------------------------------------
    "-d": Trap("the old site is deleted first", bad_page, FINDINGS, BAD_PAGE_FINDING, ("-d",)),
    "DELETE_OUTPUT_DIRECTORY": Trap(
        "the old site is deleted first", setting("DELETE_OUTPUT_DIRECTORY = True"), FINDINGS, BAD_PAGE_FINDING
    ),
    "--fatal errors": Trap(
        "the editor sees one problem a build", bad_page, FINDINGS, BAD_PAGE_FINDING, ("--fatal", "errors")
    ),
}

#: Where our own class cannot be reached, Pelican itself speaks, and shows the inside of a program.
PELICAN_SPEAKS = {"module object cannot be imported"}


@pytest.mark.parametrize("name", TRAPS)
def test_pelican_stops_and_the_old_site_stays(name: str, site: Place) -> None:
    trap = TRAPS[name]
    before = tree(site.output)
    trap.breaks(site)
    run = site.pelican(*trap.arguments)
    assert_stopped(site, run, before, status=trap.status, says=trap.says)
    if name not in PELICAN_SPEAKS:
        assert_no_traceback(run)


@pytest.mark.parametrize("name", [name for name, trap in TRAPS.items() if not trap.arguments])
def test_plainhealth_build_stops_and_the_old_site_stays(name: str, site: Place) -> None:
    trap = TRAPS[name]
    before = tree(site.output)
    trap.breaks(site)
    run = site.plainhealth("build")
    assert_stopped(site, run, before, status=trap.build_status or trap.status, says=trap.says)
    assert_no_traceback(run)


GENERATOR = """
from pathlib import Path

from pelican import signals


class Extra:
    def __init__(self, output_path, **more):
        self.folder = Path(output_path)

    def generate_output(self, writer):
        (self.folder / {name!r}).write_text({text!r})


def generators(runner):
    return Extra


def register():
    signals.get_generators.connect(generators)
"""


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("more.html", "a page that no page and no template wrote, however good it looks"),
        ("more.HTM", "the same, with another ending"),
        ("more.xhtml", "browsers show it as a page"),
        ("more.js", "a script"),
        ("more.svg", "a picture that can carry a script"),
        ("more.css", "a style that the page's policy does not know"),
        ("more.php", "a program"),
        ("more", "a file of no kind"),
    ],
)
def test_a_generator_that_writes_unlisted_files_is_stopped(name: str, why: str, site: Place) -> None:
    before = tree(site.output)
    text = (site.output / "index.html").read_text("utf-8")
    site.plugin(GENERATOR.format(name=name, text=text))
    assert_stopped(site, site.pelican(), before, status=FINDINGS, says=f"output/{name}:1:1: error lost-page")


def test_fatal_errors_shows_all_problems_at_once(site: Place) -> None:
    """Pelican's own way shows one problem a build."""
    before = tree(site.output)
    site.write(BAD, page(title=None))
    site.write("content/pages/worse.md", page(CITED, status="pubished"))
    site.write("content/pages/worst.md", page(NOTICE))
    run = site.pelican("--fatal", "errors")
    assert_stopped(site, run, before, status=FINDINGS)
    assert_no_traceback(run)
    for name in ("bad", "worse", "worst"):
        assert f"content/pages/{name}.md:" in run.err


def test_every_page_is_named_though_all_say_the_same(site: Place) -> None:
    """Pelican's log shows a repeated warning once, and breaks a long path at 80 columns."""
    before = tree(site.output)
    long = "a-page-with-a-name-" + "that-goes-on-" * 12 + "and-on"
    names = ["bad", "worse", long]
    for name in names:
        site.write(f"content/pages/{name}.md", BAD_PAGE)
    run = site.pelican(COLUMNS="40")
    assert_stopped(site, run, before, status=FINDINGS)
    found = [line.split(" ")[0] for line in run.err.splitlines() if "error missing-notice" in line]
    assert sorted(found) == sorted(f"content/pages/{name}.md:1:1:" for name in names)


def test_a_gate_switched_off_on_purpose_is_seen_by_verify(site: Place) -> None:
    """Who takes out both the plugin and the class gets plain Pelican; such a folder is never verified."""
    site.write(BAD, BAD_PAGE)
    ungated = site.pelican("-t", "simple", "-e", "PLUGINS=[]", CLASS_OUT, 'DIRECT_TEMPLATES=["index"]')
    assert ungated.status == 0, ungated.said
    assert (site.output / "bad.html").is_file()
    verified = site.plainhealth("verify")
    assert verified.status == FINDINGS
    assert "output/bad.html:1:1: error changed-output" in verified.said


NO_NETWORK = """
import socket
from pathlib import Path

Path("no-network").write_text("loaded")


def refuse(*arguments, **named):
    raise AssertionError("the build asked for the network")


socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
"""


def test_a_build_touches_no_network(site: Place) -> None:
    """Some libraries fetch data while they run (textstat asks NLTK for a dictionary)."""
    site.write("offline/sitecustomize.py", NO_NETWORK)
    run = site.pelican(PYTHONPATH=f"{site.root / 'offline'}:{site.root / 'plugins'}")
    assert (site.root / "no-network").is_file(), "the check itself did not run"
    assert run.status == 0, run.said
