"""Pages are read and judged before Pelican asks for them. What another plugin does to them meanwhile is judged too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from building import CITED, Place, a_built_site, a_site, assert_stopped, page, tree  # noqa: F401 - fixtures
from plainhealth.facts import Facts
from plainhealth.publish import one_file
from plainhealth.settings import Settings
from plainhealth.site import Site

#: So many that they are shared among processes.
MANY = 20
FINDINGS = 3


@pytest.fixture(name="many")
def a_site_of_many_pages(site: Place) -> Place:
    for n in range(MANY):
        name = "".join("bdfhjkmnpz"[int(digit)] + "o" for digit in str(n))
        site.write(f"content/pages/{name}.md", page(title=f"About {name}"))
    return site


def handler(signal: str, arguments: str, body: str) -> str:
    return (
        f"from pelican import signals\n\n\ndef handler({arguments}):\n    {body}\n\n\n"
        f"def register():\n    signals.{signal}.connect(handler)\n"
    )


CHANGES = "content._content = content._content.replace('It can harm', 'It can cure')"
CURES = CHANGES.replace("can cure", "cures 9 of 10")


@pytest.mark.parametrize(
    ("code", "says"),
    [
        pytest.param(
            handler("content_object_init", "content", CURES),
            "number-not-in-finding",
            id="text-changed-when-it-was-read",
        ),
        pytest.param(
            handler("content_object_init", "content", "content.title = 'Kratom cures pain'"),
            "Kratom cures pain",
            id="title-changed",
        ),
        pytest.param(
            handler("content_object_init", "content", "content.metadata['summary'] = 'It is safe.'"),
            "It is safe",
            id="summary-changed",
        ),
        pytest.param(
            handler("page_generator_write_page", "generator, content", CHANGES),
            "changed-output",
            id="text-changed-right-before-it-is-written",
        ),
        pytest.param(
            handler("page_generator_finalized", "generator", f"for content in generator.pages:\n        {CURES}"),
            "number-not-in-finding",
            id="text-changed-when-all-are-read",
        ),
        pytest.param(
            handler(
                "content_written",
                "path, context",
                "text = open(path).read(); open(path, 'w').write(text.replace('It can harm', 'It can cure'))",
            ),
            "changed-output",
            id="file-changed-when-it-was-written",
        ),
    ],
)
def test_what_another_plugin_changes_is_judged(code: str, says: str, many: Place) -> None:
    many.plugin(code)
    before = tree(many.output)
    run = many.pelican()
    assert_stopped(many, run, before, status=FINDINGS, says=says)


def test_another_plugin_may_read_markdown_in_its_way(many: Place) -> None:
    many.plugin(
        "from markdown.extensions import Extension\nfrom markdown.preprocessors import Preprocessor\n"
        "from pelican import signals\n\n\n"
        "class Calm(Preprocessor):\n    def run(self, lines):\n"
        "        return [line.replace('harm', 'hurt') for line in lines]\n\n\n"
        "class Calming(Extension):\n    def extendMarkdown(self, md):\n"
        "        md.preprocessors.register(Calm(md), 'calm', 1)\n\n\n"
        "def handler(readers):\n    readers.settings['MARKDOWN']['extensions'].append(Calming())\n\n\n"
        "def register():\n    signals.readers_init.connect(handler)\n"
    )
    run = many.pelican()
    assert run.status == 0, run.said
    assert "It can hurt the liver" in next(many.output.glob("*dobo.html")).read_text("utf-8")


def test_another_plugin_hears_of_each_page_that_is_written(many: Place) -> None:
    many.plugin(
        "from pelican import signals\n\nheard = []\n\n\ndef handler(path, context):\n    heard.append(path)\n\n\n"
        "def done(pelican):\n    open('heard.txt', 'w').write('\\n'.join(heard))\n\n\n"
        "def register():\n    signals.content_written.connect(handler)\n    signals.finalized.connect(done)\n"
    )
    run = many.pelican()
    assert run.status == 0, run.said
    heard = (many.root / "heard.txt").read_text("utf-8")
    # The copy of the whole site is made of finished pages, and not written by Pelican.
    assert {path.name for path in many.output.glob("*.html") if f"/{path.name}" not in heard} == {one_file.NAME}


def test_a_finding_in_each_share_is_told(many: Place) -> None:
    names = sorted(path.name for path in many.pages.iterdir())[:6]
    for name in names:
        many.write(f"content/pages/{name}", page(CITED, title="Without a notice", slug=name.removesuffix(".md")))
    before = tree(many.output)
    run = many.pelican()
    assert_stopped(many, run, before, status=FINDINGS)
    assert all(f"content/pages/{name}:1:1: error missing-notice" in run.said for name in names)


@pytest.mark.parametrize("ask", [list, len, bool, lambda pages: pages[0], lambda pages: None in pages, Site.by_path])
def test_a_rule_about_one_page_sees_no_other(ask: Callable[[object], object]) -> None:
    site = Site([], Facts(), Settings(), dt.date(2026, 11, 22)).alone()
    with pytest.raises(LookupError, match="check_site"):
        ask(site if ask is Site.by_path else site.pages)
