"""A page carries the style of what is on it, rule by rule, and of nothing else; and each rule is read by itself."""

from __future__ import annotations

import pytest
import tinycss2
from hypothesis import given, settings
from hypothesis import strategies as st

from building import REPOSITORY
from plainhealth.publish.hiding import rules_apart
from plainhealth.publish.style import Style

NONE = frozenset[str]()


@pytest.mark.parametrize(
    ("css", "html", "kept", "why"),
    [
        ("p{margin:0}", "", "p{margin:0}", "a bare element may be anywhere"),
        (".a{margin:0}", '<p class="a">', ".a{margin:0}", "it is there"),
        (".a{margin:0}", '<p class="b">', "", "it is not there"),
        (".a,.b{margin:0}", '<p class="b">', ".b{margin:0}", "one of two is there"),
        (".a .b{margin:0}", '<p class="b">', "", "what has to be around it is not there"),
        (".a.b{margin:0}", '<p class="b a">', ".a.b{margin:0}", "both are there"),
        (".a:not(.b){margin:0}", '<p class="a">', ".a:not(.b){margin:0}", "what it must not be need not be there"),
        ("h2:has(+ .a){margin:0}", "<h2>", "", "what must follow it is not there"),
        ("a:is(b,i),.a{margin:0}", "", "a:is(b,i){margin:0}", "a comma in brackets ends no selector"),
        ("@media print{.a{margin:0}p{margin:0}}", "", "@media print{p{margin:0}}", "inside a media query"),
        ("@media print{.a{margin:0}}", "", "", "a media query that is left empty"),
        ("@page{size:a4}", "", "@page{size:a4}", "a rule for sheets of paper"),
        (".a{margin:0}", '<script>p.className="a"</script>', ".a{margin:0}", "a script sets it"),
        (".a{margin:0}", '<script>make("p",{className:"a"})</script>', ".a{margin:0}", "a script makes it"),
        (".aa{margin:0}", '<p class="a">', "", "a name that begins alike"),
        ('p::after{content:".a"}', "", 'p::after{content:".a"}', "what looks like a class in quotes is none"),
    ],
)
def test_what_a_page_carries(css: str, html: str, kept: str, why: str) -> None:
    assert Style([(css, NONE)]).of(html) == kept, why


def test_with_all_classes_it_is_the_whole() -> None:
    style = Style.read(REPOSITORY / "theme")
    classes = sorted(style.classes)
    assert style.of(f'<p class="{" ".join(classes)}">') == style.whole


@pytest.mark.parametrize(
    ("css", "apart", "why"),
    [
        ("a{b:c}d{e:f}", ["a{b:c}", "d{e:f}"], "two rules"),
        ("@media print{a{b:c}d{e:f}}g{h:i}", ["@media print{a{b:c}d{e:f}}", "g{h:i}"], "a media query is one"),
        ('a::before{content:"}"}d{e:f}', ['a::before{content:"}"}', "d{e:f}"], "a brace in quotes"),
        ("a:not([b]){c:d}", ["a:not([b]){c:d}"], "brackets that fit"),
        ("", [], "nothing"),
        ("a{b:c", None, "a block left open"),
        ("a{b:c}}d{e:f}", None, "a block closed twice"),
        ("a{b:c}d", None, "words without a block"),
        ("@import x;a{b:c}", None, "an at-rule without a block"),
        ("a:not(b{c:d}", None, "a bracket left open"),
        ("a{b:(c}d{e:f)}", None, "brackets across braces"),
        ("a{b:c}/*}*/d{e:f}", None, "a comment"),
        ("a{b:\\}d{e:f}", None, "a backslash"),
        ("a{b:'}'}", None, "other quotes"),
        ('a{b:"c}\n"}d{e:f}', None, "quotes across lines"),
        ('a{b:"c}', None, "quotes left open"),
        ("a{b:url(c{)}d{e:f}", None, "an address"),
        ("<!--a{b:c}-->", None, "marks of a comment in HTML"),
    ],
)
def test_rules_are_told_apart_where_that_is_plain(css: str, apart: list[str] | None, why: str) -> None:
    assert rules_apart(css) == ([css] if apart is None else apart), why


@settings(max_examples=500, derandomize=True, database=None)
@given(st.lists(st.sampled_from("a .b : ; , { } ( ) [ ] \" ' \\ /* */ url( @media <!-- --> \n".split(" "))))
def test_apart_they_are_the_same_rules(pieces: list[str]) -> None:
    """Read one by one, they are what the parser makes of the whole."""
    css = "".join(pieces)
    whole = _read(css)
    assert [rule for part in rules_apart(css) for rule in _read(part)] == whole


def _read(css: str) -> list[str]:
    """The rules that the parser sees; an error by its kind."""
    rules = tinycss2.parse_stylesheet(css, True, True)
    return [rule.kind if rule.type == "error" else tinycss2.serialize([rule]) for rule in rules]
