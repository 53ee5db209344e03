"""What Pelican made of a page is used again only for the same text, and never shared between two builds."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from plainhealth.preview.reuse import Reuse


def page() -> SimpleNamespace:
    return SimpleNamespace(metadata={"title": "A"}, _content="<p>raw</p>", _context={"old": 1}, settings={"old": 1})


def reuse(known: dict[str, tuple[str, Any]], text: str, errors: tuple[str, ...] = ()) -> Reuse:
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
    known: dict[str, tuple[str, Any]] = {}
    reuse(known, "same", errors).cache_data("a.md", page())
    assert (reuse(known, text).get_cached_data(path, "read it") != "read it") is used, why


def test_each_build_has_a_copy_of_its_own() -> None:
    known: dict[str, tuple[str, Any]] = {}
    first = page()
    reuse(known, "same").cache_data("a.md", first)
    first._content, first.metadata["title"] = "changed for the theme", "changed by a plugin"
    for _ in range(2):
        again = reuse(known, "same").get_cached_data("a.md")
        assert (again._content, again.metadata) == ("<p>raw</p>", {"title": "A"})
        assert (again._context, again.settings) == ({"new": 1}, {"new": 1})
        again._content, again.metadata["title"] = "changed", "changed"
