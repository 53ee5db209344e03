"""A page as the visitor reads it: which blocks it has, what they rest on, and on which line the editor types."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from demo import CITED, FIELDS, NOTICE, PAGE, Demo, demo, whole
from plainhealth.page import Block, Cited, Page, as_date, read_fields

C = "[@demo-report#liver]"


def blocks(folder: Path, body: str) -> tuple[list[Block], int]:
    """The blocks of ``body`` (without those that make the page whole), and the number of lines above it."""
    page = demo(folder, body).page
    above = whole(body)[1]
    return [block for block in page.blocks if block.line > above], above


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("One\ntwo\n\nThree\n", [(1, "paragraph", "One two"), (4, "paragraph", "Three")], id="paragraphs"),
        pytest.param("# A\n\n## B ##\n", [(1, "heading", "A"), (3, "heading", "B")], id="headings"),
        pytest.param("A\n===\n\nB\n---\n", [(1, "heading", "A"), (4, "heading", "B")], id="headings-over-a-line"),
        pytest.param("- a\n    - b\n- c\n", [(1, "item", "a"), (2, "item", "b"), (3, "item", "c")], id="nested-list"),
        pytest.param("- a\n\n- b\n\n    c\n", [(1, "item", "a"), (3, "item", "b c")], id="loose-list"),
        pytest.param("1. a\n2. b\n", [(1, "item", "a"), (2, "item", "b")], id="numbered-list"),
        pytest.param("- - a\n", [(1, "item", ""), (1, "item", "a")], id="a-list-on-the-line-of-its-item"),
        pytest.param(
            "| a | b |\n|---|---|\n| c | d |\n| e | |\n",
            [(1, "header", "a b"), (3, "row", "c d"), (4, "row", "e")],
            id="table",
        ),
        pytest.param("| a |\n|---|\n| b |\n", [(1, "header", "a"), (3, "row", "b")], id="a-row-of-one-cell"),
        pytest.param("| a\n|---\n| b \\| `c`\n", [(1, "header", "a"), (3, "row", "b | c")], id="bar-in-a-cell"),
        pytest.param("a\n:   b\n\n    c\n", [(1, "term", "a"), (2, "paragraph", "b c")], id="definition"),
        pytest.param("> a\n>\n> - b\n", [(1, "paragraph", "a"), (3, "item", "b")], id="quote"),
        pytest.param("> > a\n", [(1, "paragraph", "a")], id="quote-in-a-quote"),
        pytest.param("```\na\n```\n\n    b\n", [(2, "code", "a"), (5, "code", "b")], id="code"),
        pytest.param("a  \nb\n", [(1, "paragraph", "a b")], id="line-break"),
        pytest.param("*a*__b__ `c`\n", [(1, "paragraph", "ab c")], id="emphasis"),
        pytest.param("A &amp; B&nbsp;C &#233;\n", [(1, "paragraph", "A & B C é")], id="entities"),
        pytest.param(f"A {C} , b {C} .\n", [(1, "paragraph", "A, b.")], id="no-citation-numbers"),
        pytest.param(f"A{C}B\n", [(1, "paragraph", "AB")], id="citation-in-a-word"),
        pytest.param("\\*a\\* \\[b\\]\n", [(1, "paragraph", "*a* [b]")], id="escaped"),
        pytest.param('[a](b.md "t") and ![c](d.png)\n', [(1, "paragraph", "a and")], id="link-and-picture"),
        pytest.param("<help@example.org>\n", [(1, "paragraph", "help@example.org")], id="address"),
        pytest.param("Über “naïve” ﬁne\n", [(1, "paragraph", "Über “naïve” ﬁne")], id="other-letters"),
        pytest.param("a\n\n* * *\n\nb\n", [(1, "paragraph", "a"), (5, "paragraph", "b")], id="rule"),
        pytest.param("[a]: get-help.md\n\nb\n", [(3, "paragraph", "b")], id="definition-of-a-link"),
        pytest.param("a\n\n\n\n\nb\n", [(1, "paragraph", "a"), (6, "paragraph", "b")], id="many-empty-lines"),
    ],
)  # fmt: skip
def test_blocks(body: str, expected: list[tuple[int, str, str]], tmp_path: Path) -> None:
    found, above = blocks(tmp_path, body)
    assert [(block.line - above, block.kind, block.text) for block in found] == expected


#: Pieces of a page, with the line of each of their blocks.
_PIECES: list[tuple[str, list[int]]] = [
    ("Kratom can hurt the liver.", [0]),
    (f"Kratom can hurt the liver {C}.", [0]),
    (f"It can hurt\nthe liver {C},\nsaid *one* of them.", [0]),
    ("## Can kratom hurt?", [0]),
    ("Kratom\n------", [0]),
    ("- the liver\n- kratom\n    - the liver\n    - hurt", [0, 1, 2, 3]),
    (f"- kratom {C}:\n\n    1. can\n    2. hurt\n\n- the liver", [0, 2, 3, 5]),
    ("| Kratom | liver |\n|:--|--:|\n| can | hurt |\n| the liver | kratom |", [0, 2, 3]),
    ("Kratom\n:   can hurt\n:   the liver", [0, 1, 2]),
    ("> It can hurt\n> the liver.\n>\n> - kratom", [0, 3]),
    ("```\nKratom can hurt the liver.\n```", [1]),
    ("![Kratom](../images/hand.png)", [0]),
    ("[Kratom](get-help.md) can [hurt][x] &amp; more.\n\n[x]: get-help.md", [0]),
    ('Read on.\n{: .no-claim why="the liver of kratom" }', [0]),
    ("AT&amp;T, &eacute;t&eacute;, <help@example.org>", [0]),
]


@pytest.mark.parametrize("seed", range(40))
def test_line_of_each_block_in_any_order(seed: int, tmp_path: Path) -> None:
    chosen = random.Random(seed).choices(_PIECES, k=14)
    body, expected = "", []
    for text, lines in chosen:
        at = body.count("\n") + 1
        expected += [at + line for line in lines]
        body += f"{text}\n\n***\n\n"
    page = demo(tmp_path, body).page
    above = whole(body)[1]
    assert [block.line - above for block in page.blocks[2:]] == expected


def test_line_after_parts_that_are_not_in_the_file(tmp_path: Path) -> None:
    body = "Before.\n\n[HELPLINES]\n\nBetween.\n\n[PICTURE: demo-days]\n\n[VERDICT: false]\n\nAfter.\n"
    found, above = blocks(tmp_path, body)
    lines = {block.text: block.line - above for block in found}
    assert [lines[words] for words in ("Before.", "Between.", "After.")] == [1, 5, 11]
    # An editor is sent to the mark: the words themselves stand in another file.
    assert {block.line - above for block in found if block.drawn} == {7}


@pytest.mark.parametrize(
    ("head", "body_line"),
    [
        pytest.param(FIELDS + "\n", 8, id="fields"),
        pytest.param(FIELDS, 7, id="no-empty-line-after-the-fields"),
        pytest.param(f"---\n{FIELDS}---\n\n", 10, id="between-rules"),
        pytest.param(FIELDS + "    help\n\n\n", 10, id="a-field-of-two-lines"),
        pytest.param("\ufeff" + FIELDS + "\n", 8, id="byte-order-mark"),
    ],
)
@pytest.mark.parametrize("end", [pytest.param("\n", id="lf"), pytest.param("\r\n", id="crlf")])
def test_line_after_the_fields(head: str, body_line: int, end: str, tmp_path: Path) -> None:
    text = f"{head}{CITED}\n{NOTICE}\nA page for the tests.\n".replace("\n", end)
    page = Demo(tmp_path, {PAGE: text.encode("utf-8")}).page
    assert [(b.kind, b.line) for b in page.blocks] == [
        ("paragraph", body_line),
        ("notice", body_line + 2),
        ("paragraph", body_line + 4),
    ]


def test_a_long_page_is_read_in_the_same_way(tmp_path: Path) -> None:
    body = "".join(f"Word{n} and more of the same words for block {n} {C}.\n\n" for n in range(600))
    page = Demo(tmp_path, {PAGE: whole(body)[0].encode("utf-8")}, largest_page=200_000).page
    above = whole(body)[1]
    lines = [block.line - above for block in page.blocks if block.text.startswith("Word")]
    assert lines == [1 + 2 * n for n in range(600)]


@pytest.mark.parametrize(
    ("body", "supported"),
    [
        pytest.param(f"A {C}.\n", [True], id="its-own"),
        pytest.param("A.\n", [False], id="none"),
        pytest.param(f"A {C}:\n\n- b\n- c\n", [True] * 3, id="a-list-that-is-introduced"),
        pytest.param(f"A {C}:\n- b\n", [True], id="no-empty-line-so-no-list"),
        pytest.param(f"A {C}.\n\n- b\n", [True, False], id="no-colon-no-introduction"),
        pytest.param(f"A {C}:\n\n## H\n\n- b\n", [True, False], id="a-heading-between"),
        pytest.param(f"A {C}:\n\nB.\n\n- c\n", [True, False, False], id="a-paragraph-between"),
        pytest.param(f"A {C}:\n\n---\n\n- b\n", [True, False], id="a-line-between"),
        pytest.param(f"- A {C}:\n    - b\n- c\n", [True, True, False], id="an-item-introduces-its-own-list"),
        pytest.param(f"- a {C}\n- b\n", [True, False], id="not-for-the-neighbour"),
        pytest.param(f"- a\n    - b {C}\n", [False, True], id="not-from-the-list-inside"),
        pytest.param(f"- a\n\n    b {C}\n", [True], id="from-its-second-paragraph"),
        pytest.param(f"| a | b |\n|---|---|\n| c | d {C} |\n| e | f |\n", [True, False], id="a-row-for-itself"),
        pytest.param(f"| a {C} | b |\n|---|---|\n| c | d |\n", [False], id="not-from-the-header"),
        pytest.param(f"a\n:   b {C}\n", [True, True], id="a-term-from-its-meaning"),
        pytest.param(f"a\nb\n:   c {C}\n", [True] * 3, id="two-terms"),
        pytest.param(f"a {C}\n:   b\n", [True, False], id="not-a-meaning-from-its-term"),
        pytest.param(f"> a\n\nb {C}\n", [False, True], id="not-a-quote-from-what-follows"),
        pytest.param(f"A `{C}`.\n", [False], id="code-cites-nothing"),
        pytest.param(f"A \\{C}.\n", [False], id="an-escaped-mark-cites-nothing"),
        pytest.param(f"A <!-- {C} -->.\n", [True], id="a-comment-is-text-and-raw-markup-stops-it"),
    ],
)
def test_what_a_claim_rests_on(body: str, supported: list[bool], tmp_path: Path) -> None:
    page = demo(tmp_path, body).page
    above = whole(body)[1]
    assert [block.supported for block in page.claims if block.line > above] == supported


@pytest.mark.parametrize(
    ("body", "claims"),
    [
        pytest.param("- [a](get-help.md)\n- **[b](#x)**\n\n## X\n", 0, id="signposts"),
        pytest.param("- [a](https://example.org)\n", 1, id="a-link-to-elsewhere"),
        pytest.param("- [a](get-help.md) cures\n", 1, id="a-link-and-more"),
        pytest.param("[a](get-help.md)\n", 1, id="a-paragraph-that-is-a-link"),
        pytest.param("## A\n\n***\n\n...\n", 0, id="headings-and-rules"),
        pytest.param("[HELPLINES]\n\n[VERDICT: false]\n", 0, id="our-own-parts"),
        pytest.param("[PICTURE: demo-days]\n", 2, id="the-words-of-a-picture"),
    ],
)
def test_what_counts_as_a_claim(body: str, claims: int, tmp_path: Path) -> None:
    page = demo(tmp_path, body).page
    above = whole(body)[1]
    assert len([block for block in page.claims if block.line > above]) == claims


@pytest.mark.parametrize(
    ("body", "reasons"),
    [
        pytest.param('A.\n{: .no-claim why="b c" }\n', ["b c"], id="paragraph"),
        pytest.param("A.\n{: .no-claim }\n", [""], id="no-reason"),
        pytest.param('- A.\n{: .no-claim why="b c" }\n- D.\n', ["b c", None], id="item"),
        pytest.param('| a | b |\n|--|--|\n| c | d {: .no-claim why="b c" } |\n| e | f |\n', ["b c", None], id="row"),
        pytest.param('a\n:   b\n    {: .no-claim why="b c" }\n', ["b c", "b c"], id="term-and-meaning"),
        pytest.param('A *b*{: .no-claim why="b c" }.\n', [None], id="not-for-a-word"),
        pytest.param('A.\n{: .other why="b c" }\n', [None], id="another-class"),
        pytest.param('A.\n{: data-why="b c" }\n', [None], id="forged"),
    ],
)
def test_marked_as_no_claim(body: str, reasons: list[str | None], tmp_path: Path) -> None:
    page = demo(tmp_path, body).page
    above = whole(body)[1]
    assert [block.no_claim for block in page.claims if block.line > above] == reasons


def test_citations_are_numbered_in_their_order(tmp_path: Path) -> None:
    page = demo(tmp_path, f"A [@demo-survey#days; @demo-report#help; @demo-survey#quarter].\n\nB {C}.\n").page
    assert page.numbers == {"demo-report": 1, "demo-survey": 2}
    assert page.citation_links == 4
    survey = (Cited("demo-survey", "days"), Cited("demo-survey", "quarter"), Cited("demo-report", "help"))
    assert page.blocks[2].citations == survey


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("[a](get-help.md)\n", [(1, "a", "{filename}get-help.md", "a")], id="link"),
        pytest.param("a\n[b](get-help.md)\n", [(2, "a", "{filename}get-help.md", "b")], id="second-line-of-a-block"),
        pytest.param(
            "[a](#x)\n\n[b](#x)\n\n## X\n", [(1, "a", "#x", "a"), (3, "a", "#x", "b")], id="the-same-target-twice"
        ),
        pytest.param("![a](../images/hand.png)\n", [(1, "img", "{static}../images/hand.png", "a")], id="picture"),
        pytest.param("a\n\n[b][c]\n\n[c]: get-help.md\n", [(3, "a", "{filename}get-help.md", "b")], id="by-reference"),
        pytest.param("- a\n- [b](tel:911)\n", [(2, "a", "tel:911", "b")], id="in-a-list"),
        pytest.param("| a |\n|---|\n| [b](#x) |\n", [(3, "a", "#x", "b")], id="in-a-table"),
        pytest.param(
            "[![a](../images/hand.png)](get-help.md)\n",
            [(1, "a", "{filename}get-help.md", "a"), (1, "img", "{static}../images/hand.png", "a")],
            id="a-picture-as-link",
        ),
        pytest.param("<help@example.org>\n", [(1, "a", "mailto:help@example.org", "help@example.org")], id="address"),
        pytest.param("`[a](get-help.md)`\n", [], id="in-code"),
        pytest.param(f"a {C}\n", [], id="a-citation-is-no-link-of-the-page"),
    ],
)
def test_links(body: str, expected: list[tuple[int, str, str, str]], tmp_path: Path) -> None:
    page = demo(tmp_path, body).page
    above = whole(body)[1]
    assert [(link.line - above, link.tag, link.target, link.text) for link in page.links] == expected


@pytest.mark.parametrize(
    ("body", "lines", "places"),
    [
        pytest.param("[a](x.md#y),\n[b](x.md)\n", [1, 2], [(1, 5), (2, 5)], id="one-begins-like-the-other"),
        pytest.param("[a](x.md),\n[b](x.md)\n", [1, 2], [(1, 5), (2, 5)], id="twice-in-a-block"),
        pytest.param("[a](x.md) [b](x.md)\n", [1, 1], [(1, 5), (1, 15)], id="twice-on-a-line"),
        pytest.param("[a](x.md#y) [b](x.md)\n", [1, 1], [(1, 5), (1, 17)], id="one-begins-like-the-other-on-its-line"),
        pytest.param("- [a](x.md)\n- c\n- [b](x.md)\n", [1, 3], [(1, 7), (3, 7)], id="in-two-items"),
        pytest.param("c\n[a](x.md) d\n\ne\n[b](x.md)\n", [2, 5], [(2, 5), (5, 5)], id="in-two-blocks"),
        pytest.param("| a |\n|---|\n| [a](#x) |\n| [b](#x) |\n", [3, 4], [(3, 7), (4, 7)], id="in-two-rows"),
        pytest.param("`[a](x.md)`\n[b](x.md)\n", [2], [(2, 5)], id="after-the-same-in-code"),
        pytest.param("About x.md (x.md)\nis [b](x.md).\n", [2], [(2, 8)], id="after-the-same-in-words"),
        pytest.param('[a](x.md\n"b")\n', [1], [(1, 5)], id="before-a-title"),
        pytest.param("c\n[a]( <x.md> )\n", [2], [(2, 7)], id="spaces-and-angles"),
        pytest.param("c\n[a]({filename}x.md)\n", [2], [(2, 15)], id="pelican's-own-way"),
        pytest.param("c\n[a](https://a.org/b_(c)?d=1)\n", [2], [(2, 5)], id="brackets"),
        pytest.param("c\n<https://a.org>\n", [2], [(2, 2)], id="address-alone"),
        pytest.param("c\n[a\nb](x.md)\n", [3], [(3, 4)], id="words-over-a-line"),
        pytest.param("c\n[](x.md)\n", [2], [(2, 4)], id="no-words"),
        pytest.param("c [a]()\n", [1], [(1, 7)], id="no-target"),
        pytest.param("c\n[a][d]\n\n[d]: x.md\n", [1], [(4, 6)], id="by-reference"),
        pytest.param("c [a][d]\n\n[b](x.md)\n\n[d]: x.md\n", [1, 3], [(5, 6), (3, 5)], id="by-reference-and-typed"),
        pytest.param("c\n[a](x\\_.md)\n", [1], [(1, 1)], id="typed-in-another-way"),
        pytest.param("- c\n\n    d [a](x.md)\n    - [b](x.md)\n", [3, 4], [(3, 11), (4, 11)], id="item-in-an-item"),
        pytest.param("[![a](b.png)](x.md)\n", [1, 1], [(1, 15), (1, 7)], id="picture-as-link"),
    ],
)  # fmt: skip
def test_place_of_each_link(body: str, lines: list[int], places: list[tuple[int, int]], tmp_path: Path) -> None:
    links, above = demo(tmp_path, body).page.links, whole(body)[1]
    assert [link.line - above for link in links] == lines
    assert [(link.at[0] - above, link.at[1]) for link in links] == places


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(
            "Title: A\nTopics: b\n\nC: d\n", {"title": ("A", 1), "topics": ("b", 2)}, id="up-to-an-empty-line"
        ),
        pytest.param("Title: A\n    b\n", {"title": ("A b", 1)}, id="on-two-lines"),
        pytest.param("---\nTitle: A\n---\nB: c\n", {"title": ("A", 2)}, id="between-rules"),
        pytest.param("TITLE:A: b\n", {"title": ("A: b", 1)}, id="capitals-and-colons"),
        pytest.param("Title: A\nText.\nTopics: b\n", {"title": ("A", 1)}, id="up-to-the-text"),
        pytest.param("\nTitle: A\n", {}, id="an-empty-line-first"),
        pytest.param("Text.\n", {}, id="no-fields"),
        pytest.param("", {}, id="empty"),
    ],
)
def test_fields(source: str, expected: dict[str, tuple[str, int]]) -> None:
    fields, twice = read_fields(source)
    assert {name: tuple(field) for name, field in fields.items()} == expected
    assert twice == []


def test_field_twice() -> None:
    fields, twice = read_fields("Title: A\nTopics: b\nTITLE: C\n")
    assert (fields["title"].value, twice) == ("C", [(3, "title")])


@pytest.mark.parametrize("text", ["2026-1-2", "2026-02-30", "20261122", "2026-W47-7", "2026-11-22 ", "", "today"])
def test_no_date(text: str) -> None:
    assert as_date(text) is None


@pytest.mark.parametrize(
    ("words", "start", "expected"),
    [
        pytest.param("b", 1, (2, 3), id="first"),
        pytest.param("b", 3, (3, 1), id="from-a-line-on"),
        pytest.param("zzz", 2, (2, 1), id="not-there"),
        pytest.param("a", 9, (9, 1), id="after-the-end"),
    ],
)
def test_find(words: str, start: int, expected: tuple[int, int]) -> None:
    assert Page("x.md", "a\na b\nb\u2028b\n").find(words, start) == expected


@pytest.mark.parametrize(
    ("mark", "start", "expected"),
    [
        pytest.param("@a#liver", 1, (2, 5), id="not-livers"),
        pytest.param("@a#livers", 1, (1, 5), id="the-longer-one"),
        pytest.param("@a", 1, (1, 5), id="any-of-a-source"),
        pytest.param("@a-2", 1, (2, 15), id="another-source"),
        pytest.param("@a#liver", 3, (3, 13), id="from-a-line-on"),
        pytest.param("@a#li.er", 1, (1, 1), id="a-point-is-no-pattern"),
        pytest.param("@b", 2, (2, 1), id="not-there"),
    ],
)
def test_find_citation(mark: str, start: int, expected: tuple[int, int]) -> None:
    text = "It [@a#livers].\nIt [@a#liver; @a-2#x].\nIt [@a-2#x; @a#liver]."
    assert Page("x.md", text).find_citation(mark, start) == expected
