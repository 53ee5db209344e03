"""A page carries the style of what is on it, whole rule by whole rule, and of nothing else."""

from __future__ import annotations

import pytest

from building import REPOSITORY
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
