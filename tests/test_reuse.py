"""What Pelican made of a page is used again only for the same text, and never shared between two builds."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from plainhealth.preview.reuse import Kept, Reuse, asked_for


class FakePage:
    """Pelican's page, as far as ``Reuse`` knows it; it counts how often something is worked out."""

    worked = 0

    def __init__(self) -> None:
        self.metadata = {"title": "A"}
        self._content = "<p>raw</p>"
        self._context = self.settings = {"old": 1}

    def get_url_setting(self, key: str) -> str:
        FakePage.worked += 1
        return str(getattr(self, f"override_{key}", f"{key} of {self.metadata['title']}"))

    def get_static_links(self) -> set[str]:
        FakePage.worked += 1
        return {self._content}


def page() -> FakePage:
    return FakePage()


def reuse(known: dict[str, Kept], text: str, errors: tuple[str, ...] = ()) -> Reuse:
    return Reuse(known, {"a.md": text}, SimpleNamespace(context={"new": 1}, settings={"new": 1}), errors)


@pytest.mark.parametrize(
    ("path", "text", "errors", "used", "why"),
    [
        ("a.md", "same", (), True, "nothing has changed"),
        ("a.md", "other", (), False, "the editor has changed the page"),
        ("b.md", "same", (), False, "another page"),
        ("a.md", "same", ("broken",), False, "an error is said again only if the page is read again"),
    ],
)
def test_a_page_is_used_again(path: str, text: str, errors: tuple[str, ...], why: str, *, used: bool) -> None:
    known: dict[str, Kept] = {}
    reuse(known, "same", errors).cache_data("a.md", page())
    assert (reuse(known, text).get_cached_data(path, "read it") != "read it") is used, why


def test_each_build_has_a_copy_of_its_own() -> None:
    known: dict[str, Kept] = {}
    first = page()
    reuse(known, "same").cache_data("a.md", first)
    first._content, first.metadata["title"] = "changed for the theme", "changed by a plugin"
    for _ in range(2):
        again = reuse(known, "same").get_cached_data("a.md")
        assert (again._content, again.metadata) == ("<p>raw</p>", {"title": "A"})
        assert (again._context, again.settings) == ({"new": 1}, {"new": 1})
        again._content, again.metadata["title"] = "changed", "changed"


@pytest.mark.parametrize(
    ("changed", "address", "why"),
    [
        ({}, "url of A", "nothing has changed"),
        (
            {"metadata": {"title": "B"}},
            "url of B",
            "a plugin has changed what its address hangs on",
        ),
        ({"override_url": "elsewhere"}, "elsewhere", "a plugin has given it an address"),
    ],
)
def test_an_address_is_known_as_long_as_it_holds(changed: dict[str, Any], address: str, why: str) -> None:
    known: dict[str, Kept] = {}
    reuse(known, "same").cache_data("a.md", page())
    assert reuse(known, "same").get_cached_data("a.md").get_url_setting("url") == "url of A"
    again = reuse(known, "same").get_cached_data("a.md")
    vars(again).update(changed)
    before = FakePage.worked
    assert again.get_url_setting("url") == address, why
    assert (FakePage.worked == before) is not bool(changed), why


def test_what_a_page_takes_along_is_known_as_long_as_its_text_is_the_same() -> None:
    known: dict[str, Kept] = {}
    reuse(known, "same").cache_data("a.md", page())
    first, second = (reuse(known, "same").get_cached_data("a.md") for _ in range(2))
    first.get_static_links().add("a plugin adds to the set it was given")
    before = FakePage.worked
    assert second.get_static_links() == {"<p>raw</p>"}
    assert FakePage.worked == before
    second._content = "<p>other</p>"
    assert second.get_static_links() == {"<p>other</p>"}


@pytest.mark.parametrize(
    ("text", "asked", "why"),
    [
        ("{{ site.pages }}{{ SITENAME }}", {"site", "SITENAME"}, "what it shows"),
        ("{% set a = 1 %}{{ a }}{% for b in c %}{{ b }}{% endfor %}", {"c"}, "what it makes itself is not asked for"),
        ("{% extends 'base' %}", {"articles"}, "what it is built on"),
        ("{% from 'part' import show %}{{ show(1) }}", {"pages"}, "what a macro shows that nobody gives it"),
        ("{% include 'part' %}", {"pages"}, "what it takes in"),
        ("{% include name %}", None, "what it takes in cannot be told"),
        ("{% extends 'base' if x else 'part' %}", None, "as above"),
    ],
)
def test_the_names_a_template_asks_for(text: str, asked: set[str] | None, why: str) -> None:
    parts = {"base": "{{ articles }}", "part": "{% macro show(a) %}{{ a }}{{ pages }}{% endmacro %}"}
    environment = Environment(loader=DictLoader({**parts, "text": text}), autoescape=True)
    assert asked_for(environment.get_template("text")) == asked, why
