"""The operators on a whole site, each built as a host builds it: theme, settings, command line, caches, plugins."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import NamedTuple

from building import BAD_PAGE, CITED, NOTICE, Place, page

Break = Callable[[Place], object]
FINDINGS, SETTING_WRONG, OUR_FAILURE = 3, 2, 1
BAD = "content/pages/bad.md"
MISSING = f"{BAD}:1:1: error missing-notice"


class Site(NamedTuple):
    """``says`` are the words that must be said (a rule's name, a place, a setting); all else stays as it was."""

    why: str
    breaks: Break
    says: str
    status: int = FINDINGS
    arguments: tuple[str, ...] = ()
    env: tuple[tuple[str, str], ...] = ()


def theme(name: str, pattern: str, new: str = "") -> Break:
    """What a pattern finds in a file of the theme, replaced. It must be there."""

    def breaks(place: Place) -> None:
        path = place.root / "theme" / name
        text = path.read_text("utf-8")
        made = re.sub(pattern, lambda m: m.expand(new), text, flags=re.DOTALL)
        assert made != text, f"nothing was changed in {name}"
        path.write_text(made, "utf-8")

    return breaks


def style(rule: str) -> Break:
    return lambda place: place.add("theme/components/notice/notice.css", f"\n{rule}\n")


def both(*breaks: Break) -> Break:
    def all_of_them(place: Place) -> None:
        for one in breaks:
            one(place)

    return all_of_them


def bad(place: Place) -> None:
    """A page that must not get through."""
    place.write(BAD, BAD_PAGE)


def setting(*lines: str) -> Break:
    """Lines at the end of pelicanconf.py."""
    return lambda place: place.add("pelicanconf.py", "\n" + "\n".join(lines) + "\n")


def host(line: str) -> Break:
    return setting(f"PLAINHEALTH = {{**PLAINHEALTH, {line}}}")


def handler(signal: str, body: str) -> Break:
    """A second plugin that does ``body`` at a signal; ``arguments`` are what the signal gives."""
    return lambda place: place.plugin(
        "import re\nfrom pathlib import Path\nfrom pelican import signals\n\n\n"
        f"def handler(*arguments, **named):\n    {body}\n\n\n"
        f"def register():\n    signals.{signal}.connect(handler)\n"
    )


def written(old: str, new: str) -> Break:
    """A plugin that edits each page right after it was written."""
    return handler(
        "content_written",
        f"file = Path(arguments[0]); text = file.read_text('utf-8'); "
        f"file.write_text(re.sub({old!r}, {new!r}, text, flags=re.S), 'utf-8')",
    )


def content(name: str, text: str) -> Break:
    return lambda place: place.write(f"content/{name}", text)


def cache_of_a_good_page(place: Place) -> None:
    """Plain Pelican's own cache says that the page is a good one, and its time stamp agrees."""
    path = place.root / "content/pages/kratom.md"
    good = path.read_text("utf-8")
    place.write(
        "prime.py",
        "from pelicanconf import *\nfrom pelican import Pelican\nPELICAN_CLASS = Pelican\nPLUGINS = []\n"
        "CACHE_CONTENT = LOAD_CONTENT_CACHE = True\nOUTPUT_PATH = 'primed'\nTHEME = 'simple'\n"
        "CHECK_MODIFIED_METHOD = 'mtime'\n",
    )
    place.pelican("-s", "prime.py")
    when = path.stat()
    path.write_text(good.replace(NOTICE, ""), "utf-8")
    os.utime(path, ns=(when.st_atime_ns, when.st_mtime_ns))


def old_manifest(place: Place) -> None:
    """The manifest of the old site is told to allow the new page."""
    bad(place)
    place.change("output/manifest.json", '"pages": 3', '"pages": 4')


#: A handler's body that gives each page another text.
EACH = "[setattr(c, '_content', {}) for c in arguments[0][0].context['generated_content'].values()]"
BASE, PAGE = "templates/base.html", "templates/page.html"
NOTE, FIRST = "components/notice/notice.html", "components/emergency/emergency.html"

SITES = {
    # -- the theme ----------------------------------------------------------------------------------------
    "notice component emptied": Site("no page has it", theme(NOTE, "<aside.*</aside>", ""), "hidden-notice"),
    "notice component without its words": Site("it says nothing", theme(NOTE, r"\{\{ body \}\}", ""), "hidden-notice"),
    "notice component with more words": Site(
        "only the approved words count", theme(NOTE, r"\{\{ body \}\}", "{{ body }} Or not."), "hidden-notice"
    ),
    "notice component as a paragraph": Site("it is not the notice then", theme(NOTE, "aside", "p"), "hidden-notice"),
    "notice in details": Site(
        "few open it",
        theme(PAGE, r"(\{\{ parts\[0\]\|safe \}\})", r"<details><summary>More</summary>\1</details>"),
        "hidden-notice",
    ),
    "notice hidden by an attribute": Site("nobody sees it", theme(NOTE, "<aside", "<aside hidden"), "hidden-text"),
    "notice in an element that is hidden": Site(
        "nobody sees it", theme(BASE, '<main id="main">', '<main id="main" hidden>'), "hidden-text"
    ),
    "notice with a style": Site("nobody sees it", theme(NOTE, "<aside", '<aside style="display:none"'), "hidden-text"),
    "notice in a comment": Site("nobody sees it", theme(NOTE, "(<aside.*</aside>)", r"<!--\1-->"), "hidden-notice"),
    "notice in a template element": Site(
        "nobody sees it", theme(NOTE, "(<aside.*</aside>)", r"<template>\1</template>"), "hidden-notice"
    ),
    "body of the page dropped": Site("all is lost", theme(PAGE, r"\{\{ parts\[0\]\|safe \}\}", ""), "missing-notice"),
    "rest of the page dropped": Site(
        "claims lose their sources", theme(PAGE, r"\{% if parts\[1\].*?\{% endif %\}", ""), "error"
    ),
    "page shown before the main text": Site(
        "readers jump to the main text",
        theme(BASE, r'<main id="main">\n(\{% block main %\}\{% endblock %\})\n', r'\1<main id="main">'),
        "missing-notice",
    ),
    "citations stripped": Site(
        "claims lose their sources", theme(PAGE, r"parts\[0\]\|safe", "parts[0]|striptags"), "missing-citation"
    ),
    "references dropped": Site("citations lead nowhere", theme(PAGE, r"\{\{ references.*?\}\}", ""), "broken-link"),
    "script added": Site(
        "it runs on the visitor's device", theme(BASE, "</body>", "<script>1</script></body>"), "raw-markup"
    ),
    "counter added": Site(
        "somebody counts who reads",
        theme(BASE, "</body>", '<img src="https://x.example/1.gif" alt=""></body>'),
        "other-host",
    ),
    "font added": Site(
        "another host learns who reads", style("@font-face{font-family:x;src:url(https://x.example/f)}"), "other-host"
    ),
    "import added": Site("another host learns who reads", style("@import 'https://x.example/';"), "other-host"),
    "frame added": Site(
        "it tells another host", theme(BASE, "</main>", "<iframe src='/x'></iframe></main>"), "raw-markup"
    ),
    "search form added": Site(
        "it asks for what is private", theme(BASE, "</main>", "<form><input></form></main>"), "raw-markup"
    ),
    "policy dropped": Site(
        "anything could be fetched", theme(BASE, r'<meta http-equiv="Content-Security-Policy"[^>]*>', ""), "raw-markup"
    ),
    "referrer dropped": Site(
        "other sites learn what was read", theme(BASE, r'<meta name="referrer"[^>]*>', ""), "raw-markup"
    ),
    "language dropped": Site("a screen reader guesses", theme(BASE, r'<html lang="[^"]*">', "<html>"), "raw-markup"),
    "emergency help dropped": Site(
        "nobody comes", theme(BASE, r"\{\{ emergency\(.*?\}\}", ""), "missing-emergency-help"
    ),
    "emergency help without a number": Site(
        "nobody comes", theme(FIRST, r"<a class=\"call.*?</a>", ""), "missing-emergency-help"
    ),
    "emergency help folded": Site(
        "nobody finds it in time",
        theme(FIRST, "(<aside.*</aside>)", r"<details><summary>Help</summary>\1</details>"),
        "missing-emergency-help",
    ),
    "emergency help after the main text": Site(
        "few read so far",
        both(
            theme(BASE, r"\{\{ emergency\(.*?\}\}\n", ""),
            theme(BASE, "</main>", "</main>{{ emergency(site.emergency, SITEURL) }}"),
        ),
        "missing-emergency-help",
    ),
    "links without an address": Site(
        "dead ends",
        theme("components/colophon/colophon.html", r'href="\{\{ siteurl \}\}/sources.html"', 'href="none.html"'),
        "broken-link",
    ),
    "css: notice not displayed": Site("nobody sees it", style("aside.notice{display:none}"), "hidden-notice"),
    "css: notice on no phone": Site(
        "nobody sees it on a phone", style("@media (max-width:40em){.notice{display:none}}"), "hidden-notice"
    ),
    "css: notice on no paper": Site(
        "nobody reads it on paper", style("@media print{.notice{visibility:hidden}}"), "hidden-notice"
    ),
    "css: notice seen through": Site("nobody sees it", style(".notice{opacity:.02}"), "hidden-notice"),
    "css: notice off the screen": Site(
        "nobody sees it", style(".notice{position:absolute;left:-9999px}"), "hidden-notice"
    ),
    "css: notice of no size": Site("nobody reads it", style(".notice *{font-size:0}"), "hidden-notice"),
    "css: main text of no height": Site("nobody sees it", style("main{max-height:0;overflow:hidden}"), "hidden-notice"),
    "css: emergency number not displayed": Site("nobody comes", style(".call{display:none}"), "missing-emergency-help"),
    "a template that cannot be read": Site(
        "half a site", theme(PAGE, r"\{% endblock %\}", "{% endblok %}"), "could not be built", OUR_FAILURE
    ),
    "a template that writes no page": Site(
        "an empty page", lambda place: place.write("theme/templates/page.html", ""), "error"
    ),
    "another theme": Site("none of the promises is kept", setting('THEME = "simple"'), "error lost-page"),
    # -- settings -----------------------------------------------------------------------------------------
    **{
        f"{name} on the command line": Site("an old verdict would do", bad, name, SETTING_WRONG, ("-e", f"{name}=true"))
        for name in ("LOAD_CONTENT_CACHE", "CACHE_CONTENT", "OUTPUT_SOURCES", "TYPOGRIFY")
    },
    "FORMATTED_FIELDS on the command line": Site(
        "Markdown nobody checked", bad, "FORMATTED_FIELDS", SETTING_WRONG, ("-e", 'FORMATTED_FIELDS=["summary"]')
    ),
    "autoescape on the command line": Site(
        "a title could carry mark-up", bad, "JINJA_ENVIRONMENT", SETTING_WRONG, ("-e", "JINJA_ENVIRONMENT={}")
    ),
    "PLUGINS on the command line": Site("the gate taken out", bad, MISSING, FINDINGS, ("-e", "PLUGINS=[]")),
    "PELICAN_CLASS on the command line": Site(
        "the gate taken out", bad, "PELICAN_CLASS", SETTING_WRONG, ("-e", 'PELICAN_CLASS="pelican.Pelican"')
    ),
    "PLAINHEALTH on the command line": Site(
        "another host", bad, "PLAINHEALTH", SETTING_WRONG, ("-e", 'PLAINHEALTH="none"')
    ),
    "READERS on the command line": Site(
        "HTML is published as it is",
        both(bad, content("pages/raw.html", "<title>x</title><p>x")),
        MISSING,
        FINDINGS,
        ("-e", "READERS={}"),
    ),
    "MARKDOWN on the command line": Site("marks are not read", bad, MISSING, FINDINGS, ("-e", "MARKDOWN={}")),
    "IGNORE_FILES on the command line": Site(
        "a page is passed by",
        lambda place: place.write(BAD, page()),
        "lost-page",
        FINDINGS,
        ("-e", 'IGNORE_FILES=["bad*"]'),
    ),
    "PAGE_PATHS on the command line": Site("no page is read", bad, "lost-page", FINDINGS, ("-e", "PAGE_PATHS=[]")),
    "PAGE_EXCLUDES on the command line": Site(
        "pages are passed by",
        lambda place: place.write("content/pages/more/x.md", page()),
        "lost-page",
        FINDINGS,
        ("-e", 'PAGE_EXCLUDES=["pages/more"]'),
    ),
    "ignoring the cache": Site("the gate is no cache", bad, MISSING, FINDINGS, ("--ignore-cache",)),
    "selected for writing": Site(
        "only some pages are written", bad, MISSING, FINDINGS, ("-e", 'WRITE_SELECTED=["output/index.html"]')
    ),
    "another content folder": Site(
        "the gate looks elsewhere",
        lambda place: place.write("other/pages/bad.md", BAD_PAGE),
        "error",
        FINDINGS,
        ("other",),
    ),
    "no HTML escapes in titles": Site(
        "a title could carry mark-up",
        both(bad, setting("JINJA_ENVIRONMENT = {'autoescape': False}")),
        "JINJA_ENVIRONMENT",
        SETTING_WRONG,
    ),
    "a filter that lies": Site(
        "dates would say anything", both(bad, setting("JINJA_FILTERS = {'date': lambda *a: 'soon'}")), MISSING
    ),
    "default status draft": Site(
        "all pages are drafts", both(bad, setting("DEFAULT_METADATA = {'status': 'draft'}")), MISSING
    ),
    "pages from path metadata": Site(
        "fields out of nowhere",
        both(bad, setting("EXTRA_PATH_METADATA = {'pages/bad.md': {'status': 'skip'}}")),
        "error",
    ),
    "page written elsewhere": Site(
        "pages overwrite each other", setting('PAGE_SAVE_AS = PAGE_URL = "x.html"'), "duplicate-address"
    ),
    "template of another name": Site(
        "a template nobody judged", setting("DEFAULT_METADATA = {'template': '404'}"), "error"
    ),
    "raw HTML let through": Site(
        "marks could be forged",
        both(
            setting("MARKDOWN = {'extensions': ['markdown.extensions.meta', 'markdown.extensions.md_in_html']}"),
            content("pages/bad.md", page(f"{CITED}\n\n<div markdown='1'>\n\n{NOTICE}\n\n</div>")),
        ),
        "raw-markup",
    ),
    "static folder with pages": Site(
        "published unseen",
        both(setting('STATIC_PATHS = ["images", "raw"]'), content("raw/x.html", "<p>x")),
        "lost-page",
    ),
    "static file by the back door": Site(
        "published unseen",
        both(
            setting("EXTRA_PATH_METADATA = {'images/x.png': {'path': 'x.html'}}"),
            lambda place: place.write("content/images/x.png", b"<html>"),
        ),
        "x.html",
    ),
    "picture that is HTML": Site(
        "a browser could read it as a page",
        lambda place: place.write("content/images/x.png", b"<html><p>x"),
        "lost-page",
    ),
    "feeds switched on": Site(
        "published unseen", setting('FEED_ALL_ATOM = "feed.xml"', 'ARTICLE_PATHS = ["pages"]'), "error"
    ),
    "host: unknown key": Site("it would not be read", host('"countri": "US"'), "countri", SETTING_WRONG),
    "host: no https contact": Site(
        "it can be changed on its way", host('"contact": "http://x.example"'), "contact", SETTING_WRONG
    ),
    "host: largest_page as text": Site("no limit", host('"largest_page": "all"'), "largest_page", SETTING_WRONG),
    "host: names that hide numbers": Site(
        "numbers would pass as names", host('"names": ["8", "half"]'), "names", SETTING_WRONG
    ),
    "host: no such country": Site("nobody comes", host('"country": "NZ"'), "malformed-data"),
    "host: promise in the name": Site(
        "it stands on every page", host('"organisation": "Kratom is safe"'), "promise-of-safety"
    ),
    "SITEURL without https": Site(
        "it can be changed on its way", setting('SITEURL = "http://x.example"'), "SITEURL", SETTING_WRONG
    ),
    "SITENAME emptied": Site("nobody knows whose it is", setting('SITENAME = ""'), "SITENAME", SETTING_WRONG),
    # -- environment --------------------------------------------------------------------------------------
    "a day that is none": Site(
        "nothing would ever expire", bad, "PLAINHEALTH_TODAY", SETTING_WRONG, env=(("PLAINHEALTH_TODAY", "never"),)
    ),
    "a day next year": Site(
        "facts have aged", lambda _: None, "overdue-check", env=(("PLAINHEALTH_TODAY", "2027-11-22"),)
    ),
    "a day before all": Site(
        "nobody has checked yet", lambda _: None, "bad-field", env=(("PLAINHEALTH_TODAY", "2020-01-01"),)
    ),
    "optimised Python": Site("asserts are gone", bad, MISSING, env=(("PYTHONOPTIMIZE", "2"),)),
    "SOURCE_DATE_EPOCH": Site("an old day", bad, MISSING, env=(("SOURCE_DATE_EPOCH", "0"),)),
    "an ASCII locale": Site("letters are lost", bad, MISSING, env=(("LC_ALL", "C"), ("PYTHONUTF8", "0"))),
    # -- caches and old verdicts --------------------------------------------------------------------------
    "cache primed with a good page": Site(
        "a page that lost its notice is not read again",
        both(cache_of_a_good_page, setting("CHECK_MODIFIED_METHOD = 'mtime'")),
        "content/pages/kratom.md:1:1: error missing-notice",
    ),
    "cache primed and asked for": Site(
        "an old verdict would do",
        both(cache_of_a_good_page, setting("LOAD_CONTENT_CACHE = True")),
        "LOAD_CONTENT_CACHE",
        SETTING_WRONG,
    ),
    "old manifest told to allow more": Site("an old verdict would do", old_manifest, MISSING),
    "old page left in the output": Site(
        "it would pass for a new one",
        both(bad, lambda place: place.write("output/bad.html", (place.output / "kratom.html").read_bytes())),
        MISSING,
    ),
    # -- plugins ------------------------------------------------------------------------------------------
    "a plugin takes the notice out of the text": Site(
        "after the first look",
        handler(
            "all_generators_finalized",
            EACH.format("re.sub('<aside.*?</aside>', '', c._content, flags=re.S)"),
        ),
        "hidden-notice",
    ),
    "a plugin takes the citations out of the text": Site(
        "after the first look",
        handler(
            "all_generators_finalized",
            EACH.format("re.sub('<sup.*?</sup>', '', c._content, flags=re.S)"),
        ),
        "missing-citation",
    ),
    "a plugin adds a script to the text": Site(
        "after the first look",
        handler(
            "all_generators_finalized",
            EACH.format("c._content + '<script>1</script>'"),
        ),
        "raw-markup",
    ),
    "a plugin changes a page as it is read": Site(
        "before the first look",
        handler("content_object_init", "arguments[0]._content = '<p>Rest</p>'"),
        "hidden-notice",
    ),
    "a plugin cuts the notice out of the files": Site(
        "after all looked", written('<aside class="notice".*?</aside>', ""), "missing-notice"
    ),
    "a plugin adds a style to the files": Site(
        "after all looked", written("</style>", ".notice{display:none}</style>"), "raw-markup"
    ),
    "a plugin deletes a page": Site(
        "readers find nothing",
        handler("finalized", "(Path(arguments[0].output_path) / 'kratom.html').unlink()"),
        "lost-page",
    ),
    "a plugin adds a page": Site(
        "nobody judged it",
        handler("finalized", "(Path(arguments[0].output_path) / 'x.html').write_text('<p>x')"),
        "lost-page",
    ),
    "a plugin changes the text before it is written": Site(
        "after the first look, with a writer of its own",
        both(
            handler("page_generator_write_page", "named['content']._content += '<p>It is safe.</p>'"),
            lambda place: place.plugin(
                "from pelican import signals\nfrom pelican.writers import Writer\n\n\n"
                "def writer(_):\n    return Writer\n\n\ndef register():\n    signals.get_writer.connect(writer)\n",
                name="another",
            ),
        ),
        "changed-output",
    ),
    "a plugin changes the text, and the file in the end": Site(
        "a file that is looked at again still is of another text",
        both(
            handler("page_generator_write_page", "named['content']._content += '<p>It is safe.</p>'"),
            lambda place: place.plugin(
                "from pathlib import Path\nfrom pelican import signals\n\n\ndef end(pelican):\n"
                "    for file in Path(pelican.output_path).glob('*.html'):\n"
                "        file.write_text(file.read_text('utf-8') + '\\n', 'utf-8')\n\n\n"
                "def register():\n    signals.finalized.connect(end)\n",
                name="another",
            ),
        ),
        "changed-output",
    ),
    "a plugin changes a title before it is written": Site(
        "after the first look",
        handler("page_generator_write_page", "named['content'].title = 'It is safe'"),
        "changed-output",
    ),
    "a plugin changes a summary before it is written": Site(
        "after the first look",
        handler("page_generator_write_page", "named['content'].metadata['summary'] = 'It is safe.'"),
        "changed-output",
    ),
    "a template changes the text": Site(
        "after the first look",
        theme(
            PAGE,
            r"(<h1>\{\{ page.title \}\}</h1>)",
            r"\1{% set _ = page.__setattr__('_content', page._content ~ '<p>It is s' ~ 'afe.</p>') %}",
        ),
        "changed-output",
    ),
    "a page named as the copy of all": Site(
        "one would overwrite the other",
        lambda place: place.write("content/pages/one-file.md", (place.pages / "kratom.md").read_bytes()),
        "duplicate-address",
    ),
    "a plugin reports an error": Site(
        "Pelican goes on",
        handler("finalized", "__import__('logging').getLogger('x').error('it is broken')"),
        "build-error",
    ),
    "a plugin takes the gate's handlers out": Site(
        "nobody is asked",
        both(bad, handler("get_generators", "signals.all_generators_finalized.receivers.clear()")),
        "could not be built",
        OUR_FAILURE,
    ),
    "a plugin empties the rules": Site(
        "nothing is found",
        both(bad, handler("initialized", "__import__('plainhealth.rules').rules.RULES.pop('missing-notice')")),
        "missing-notice",
    ),
}
