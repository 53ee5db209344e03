"""Numbers of helplines in running text: which become links, what these dial, and what only looks like one."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree  # noqa: ICN001, N813 - as Python-Markdown calls it
from datetime import date

import pytest
from markdown import Markdown

from demo import ROOT, TODAY
from plainhealth.citations import PlainHealthExtension
from plainhealth.citations.dial import Dial
from plainhealth.components import Components
from plainhealth.facts import read_facts
from plainhealth.helplines import Helpline, to_dial

NUMBERS = {"988": "988", "911": "911", "1-800-662-4357": "+18006624357", "13 11 14": "131114"}


def line(country: str, phone: str, tel: str) -> Helpline:
    return Helpline(country=country, name="", for_="", checked=date.min, expires=date.max, line=1, phone=phone, tel=tel)


@pytest.mark.parametrize(
    ("lines", "expected", "why"),
    [
        ([line("US", "1-800-662-4357", "+18006624357")], {"1-800-662-4357": "+18006624357"}, "with its country"),
        ([line("GB", "999 or 112", "999")], {"999": "999", "112": "112"}, "each of two numbers dials itself"),
        ([line("GB", "116 123", "116123"), line("IE", "116 123", "116123")], {"116 123": "116123"}, "in two countries"),
        (
            [line("GB", "0300 123 6600", "+443001236600"), line("IE", "0300 123 6600", "+3533001236600")],
            {},
            "nobody knows which of two is meant",
        ),
        ([line("US", "", "")], {}, "a line for texts only"),
    ],
)
def test_what_to_dial(lines: list[Helpline], expected: dict[str, str], why: str) -> None:
    assert to_dial(lines) == expected, why


@pytest.mark.parametrize(
    ("html", "links", "why"),
    [
        ("<p>Call 988.</p>", ["988"], "a short one after a word that says so"),
        ("<p>In the US, call or text 988</p>", ["988"], "so does this"),
        ("<p>Text 988 or dial 911</p>", ["988", "911"], "two in a text"),
        ("<p>In the US: 1-800-662-4357 (SAMHSA)</p>", ["1-800-662-4357"], "a long one needs no such word"),
        ("<p>Ring 13 11 14, day or night</p>", ["13 11 14"], "with spaces"),
        ("<p><strong>Call 988</strong> now, or call 911 <em>or</em> 1-800-662-4357</p>", 3, "in parts of a text"),
        ("<ul><li>Call 988</li><li>x</li></ul>", ["988"], "in an item"),
        ("<table><tr><td>Call 988</td></tr></table>", ["988"], "in a cell"),
        ("<p>We asked 988 people</p>", [], "a count"),
        ("<p>Call 988 people</p>", ["988"], "no sentence of ours: a link too many harms nobody"),
        ("<p>Call 9881</p>", [], "a part of a longer number"),
        ("<p>Call 988-1</p>", [], "as above"),
        ("<p>Call 988,000 people</p>", [], "thousands"),
        ("<p>x1-800-662-4357</p>", [], "the end of a word"),
        ("<p>+1-800-662-4357</p>", [], "with a country code of its own, it is another text"),
        ("<p>Call 999</p>", [], "not on file"),
        ("<p>recall 988</p>", [], "another word"),
        ('<p><a href="x">Call 988</a></p>', [], "a link already"),
        ("<h2>Call 988</h2>", [], "a heading: lists of contents lead there"),
        ("<pre><code>Call 988</code></pre>", [], "code"),
    ],
)
def test_numbers_in_running_text(html: str, links: list[str] | int, why: str) -> None:
    tree = etree.fromstring(f"<div>{html}</div>")
    before = "".join(tree.itertext())
    Dial(NUMBERS).link(tree)
    assert "".join(tree.itertext()) == before, why
    found = [(a.get("href"), a.text) for a in tree.iter("a") if (a.get("href") or "").startswith("tel:")]
    assert all(href == f"tel:{NUMBERS[str(text)]}" for href, text in found), why
    assert ([text for _, text in found] if isinstance(links, list) else len(found)) == links, why


@pytest.mark.parametrize(
    ("html", "expected", "why"),
    [
        ("<li>Call 988 now</li>", '<li>Call <strong><a href="tel:988">988</a></strong> now</li>', "words around it"),
        ("<li><p>Call 988</p></li>", '<li><p>Call <strong><a href="tel:988">988</a></strong></p></li>', "a paragraph"),
        ("<li>Call 988<b/></li>", '<li>Call <a href="tel:988">988</a><b /></li>', "something beside it"),
        ('<li>See <a href="x">y</a></li>', '<li>See <a href="x">y</a></li>', "no number"),
        ("<p>Call 988</p>", '<p>Call <a href="tel:988">988</a></p>', "no item"),
    ],
)
def test_a_number_in_an_item_is_not_laid_out_as_the_whole_item(html: str, expected: str, why: str) -> None:
    tree = etree.fromstring(html)
    Dial(NUMBERS).link(tree)
    assert etree.tostring(tree, "unicode") == expected, why


def test_without_a_number_on_file_nothing_is_linked() -> None:
    tree = etree.fromstring("<p>Call 988, or 1-800-662-4357</p>")
    Dial({}).link(tree)
    assert len(tree) == 0


def test_every_number_on_our_pages_can_be_called() -> None:
    facts = read_facts(ROOT / "content", TODAY)
    extension = PlainHealthExtension(facts, Components(ROOT / "theme/components"), country="US", language="en")
    known = "|".join(re.escape(number) for number in to_dial(facts.helplines) if len(number) > 4)
    pages = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "content/pages").glob("*.md"))}
    typed = {name: len(re.findall(rf"(?<=[Ll] )988\b|(?<=text )988\b|{known}", text)) for name, text in pages.items()}
    assert sum(typed.values()) > 30
    html = {name: Markdown(extensions=[extension, "extra", "meta"]).convert(text) for name, text in pages.items()}
    linked = {name: len(re.findall(r'<a href="tel:[+\d]+">', text)) for name, text in html.items()}
    assert linked == typed
