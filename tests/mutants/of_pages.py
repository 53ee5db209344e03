"""The operators on one page. To add one, add a row: name, why it matters, the rules that must find it, how."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from mutants.operators import MARK, NAMES, NOTICE, Make, Mutant, Operator, Original, Unit

#: A letter of another alphabet that looks the same.
LIKE = {"a": "а", "e": "е", "o": "о", "c": "с", "i": "і", "A": "А", "E": "Е", "O": "О", "S": "Ѕ"}
ZERO = "\u200b"
HELP = "pages/get-help-now.md"


# -- how mutants are made -----------------------------------------------------------------------------


def facts(change: Callable[[str], str]) -> Make:
    """Each paragraph, item or row that states a fact, with all its citation marks changed."""

    def make(page: Original) -> Iterator[str]:
        for unit in page.facts:
            yield page.swap(unit, MARK.sub(lambda m: change(m[0].strip()), unit.text))

    return make


def marks(change: Callable[[str], str]) -> Make:
    """Each citation mark changed by itself; what is left as it was is left out."""

    def make(page: Original) -> Iterator[str]:
        for mark in page.marks:
            new = f" {change(mark[0].strip())}"
            if new != mark[0]:
                yield page.text[: mark.start()] + new + page.text[mark.end() :]

    return make


def notice(change: str, rest: Callable[[str], str] = lambda text: text) -> Make:
    """Something else in the place of the notice's line."""

    def make(page: Original) -> Iterator[str]:
        before, _, after = page.text.partition(f"\n{NOTICE}\n")
        without = [re.sub(r"\n\[SEE-A-PROFESSIONAL[^\]]*\]\n", "\n", part) for part in (before, after)]
        yield rest(f"{without[0]}\n{change}\n{without[1]}")

    return make


def put(*blocks: str) -> Make:
    """Each block put into many places. ``{C}`` is a citation of the page, ``{F}`` its finding without brackets."""

    def make(page: Original) -> Iterator[str]:
        for n, at in enumerate(page.gaps):
            block = blocks[n % len(blocks)]
            yield page.put(block.replace("{C}", page.mark).replace("{F}", page.mark[2:-1]), at)

    return make


def added(*sentences: str) -> Make:
    """Each sentence added to paragraphs and items that are cited already."""

    def make(page: Original) -> Iterator[str]:
        for n, unit in enumerate(unit for unit in page.cited if unit.kind != "row" and not unit.text.endswith(":")):
            yield page.swap(unit, f"{unit.text} {sentences[n % len(sentences)].replace('{C}', page.mark)}")

    return make


def field(name: str, value: str | None) -> Make:
    """A field with another value; None: without it."""

    def make(page: Original) -> Iterator[str]:
        head, rest = page.text[: page.body], page.text[page.body :]
        line = re.compile(rf"^{name}:.*\n", re.MULTILINE)
        new = "" if value is None else f"{name}: {value}\n"
        head = line.sub(lambda _: new, head) if line.search(head) else head.rstrip("\n") + f"\n{new}\n"
        yield head + rest

    return make


def both(one: Make, other: Callable[[str], str]) -> Make:
    """What ``one`` makes, changed once more."""

    def make(page: Original) -> Iterator[str]:
        for made in one(page):
            assert isinstance(made, str)
            yield other(made)

    return make


def whole(change: Callable[[str], str]) -> Make:
    """The whole page at once."""
    return lambda page: [change(page.text)]


def words(pattern: str, new: str | Callable[[str], str], *, within: str = "text") -> Make:
    """Each place in the page's own sentences (or its headings) that fits ``pattern``."""

    def make(page: Original) -> Iterator[str]:
        spans = [(u.start, u.end) for u in page.units]
        if within == "headings":
            spans = [m.span() for m in re.finditer(r"(?m)^#+ .*$", page.text)]
        marked = [m.span() for m in re.finditer(r"\[@[^\]]*\]|\]\([^)]*\)|\{:[^}]*\}|\"[^\"\n]*\"", page.text)]
        for start, end in spans:
            for found in re.compile(pattern).finditer(page.text, start, end):
                if not any(a <= found.start() < b for a, b in marked):
                    made = new if isinstance(new, str) else new(found[0])
                    yield page.text[: found.start()] + made + page.text[found.end() :]

    return make


def _with_number(page: Original) -> Iterator[tuple[Unit, re.Match[str]]]:
    for unit in page.cited:
        shown = re.sub(r"^\d+\. ", lambda m: "\0" * len(m[0]), unit.text)
        shown = re.sub(rf"{MARK.pattern}|{NAMES.pattern}|\]\([^)]*\)", lambda m: "\0" * len(m[0]), shown)
        for found in re.finditer(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?", shown):
            yield unit, found


#: A number that no finding has, so that nothing it could stand in for says it.
def _other(number: str) -> str:
    value = int(re.sub(r"\D", "", number))
    return f"{value * 7 + 8363:,}"


def number(change: Callable[[str], str]) -> Make:
    def make(page: Original) -> Iterator[str]:
        for unit, found in _with_number(page):
            text = (
                unit.text[: found.start()]
                + change(found[0].rstrip(","))
                + unit.text[found.start() + len(found[0].rstrip(",")) :]
            )
            yield page.swap(unit, text)

    return make


def without_finding(page: Original) -> Iterator[str]:
    """A number whose citation names the whole work only."""
    for unit in dict.fromkeys(unit for unit, _ in _with_number(page)):
        if not page.introduced(unit):
            yield page.swap(unit, MARK.sub(lambda m: re.sub(r"#[a-z0-9-]+", "", m[0]), unit.text))


def introduction(page: Original) -> Iterator[str]:
    """The sentence before a list loses the source that all items rest on."""
    for unit in page.cited:
        first = re.match(r"\n\n(?:- |1\. )([^\n]*)", page.text[unit.end :])
        if first and MARK.sub("", unit.text).endswith(":") and not MARK.search(first[1]):
            yield page.swap(unit, MARK.sub("", unit.text))


def cut_off(page: Original) -> Iterator[str]:
    """A paragraph between the introduction and its list: the items have lost their source."""
    for unit in page.cited:
        first = re.match(r"\n\n(?:- |1\. )([^\n]*)", page.text[unit.end :])
        if first and MARK.sub("", unit.text).endswith(":") and not MARK.search(first[1]):
            yield f"{page.text[: unit.end]}\n\nRead this with somebody you trust.{page.text[unit.end :]}"


def to_next(page: Original) -> Iterator[str]:
    """The citations slip into a paragraph of their own."""
    for unit in page.facts:
        if unit.kind == "paragraph":
            moved = " ".join(mark.strip() for mark in MARK.findall(unit.text))
            yield page.swap(unit, f"{MARK.sub('', unit.text)}\n\nRead more {moved}.")


def into_heading(page: Original) -> Iterator[str]:
    """The citations stand at the heading instead."""
    for unit in page.facts:
        if unit.kind == "paragraph":
            moved = " ".join(mark.strip() for mark in MARK.findall(unit.text))
            yield page.swap(unit, f"### What it does {moved}\n\n{MARK.sub('', unit.text)}")


def as_code(page: Original) -> Iterator[str]:
    for unit in page.facts:
        if unit.kind == "paragraph":
            yield page.swap(unit, "\n".join(f"    {line}" for line in unit.text.split("\n")))


def as_fence(page: Original) -> Iterator[str]:
    for unit in page.facts:
        if unit.kind == "paragraph":
            yield page.swap(unit, f"```\n{unit.text}\n```")


def as_comment(page: Original) -> Iterator[str]:
    for unit in page.facts:
        if unit.kind == "paragraph":
            yield page.swap(unit, f"<!-- {unit.text} -->")


#: Words of an effect, a risk, a symptom or a study.
TELLS = re.compile(
    r"(?i)\b(?:kill|die|dea(?:d|th)|harm|hurt|risk|danger|eas|reliev|lower|rais|caus|lead|seizure|injur|overdos|vomit"
    r"|stud(?:y|ies)|survey|trial|found|report|warn|safe)"
)


def marked_no_claim(why: str, only: re.Pattern[str] = re.compile("")) -> Make:
    """The citations are taken away, and a mark says that the block is no claim."""

    def make(page: Original) -> Iterator[str]:
        for unit in page.facts:
            if unit.kind == "paragraph" and only.search(unit.text):
                yield page.swap(unit, f"{MARK.sub('', unit.text)}\n{{: .no-claim{why} }}")

    return make


def numbers_marked_no_claim(page: Original) -> Iterator[str]:
    for unit in dict.fromkeys(unit for unit, _ in _with_number(page)):
        if unit.kind == "paragraph":
            yield page.swap(unit, f'{MARK.sub("", unit.text)}\n{{: .no-claim why="says what we think" }}')


def another_finding(page: Original) -> Iterator[str]:
    """A finding that the source does not have: that of the citation before."""
    before = ""
    for mark in page.marks:
        source, finding = re.findall(r"@([\w-]+)#?([\w-]*)", mark[0])[0]
        if finding and before and before != source:
            yield page.text[: mark.start()] + f" [@{before}#{finding}]" + page.text[mark.end() :]
        before = source


def late(page: Original) -> Iterator[str]:
    """The notice after the second heading, and after each that follows."""
    bare = re.sub(r"\n\[SEE-A-PROFESSIONAL[^\]]*\]\n", "\n", page.text)
    heads = list(re.finditer(r"(?m)^#+ .*\n\n", bare))
    for head in heads[1:]:
        yield f"{bare[: head.end()]}{NOTICE}\n\n{bare[head.end() :]}"


def renamed(ending: str) -> Make:
    """The same page in a file that is not read as one; the page itself is gone."""

    def make(page: Original) -> Iterator[Mutant]:
        yield {page.name: None, f"pages/{page.stem}{ending}": page.text.encode()}

    return make


def second(name: str, change: Callable[[str], str] = lambda text: text) -> Make:
    """One more file beside the page."""

    def make(page: Original) -> Iterator[Mutant]:
        yield {page.name: page.text.encode(), name.replace("*", page.stem): change(page.text).encode()}

    return make


def as_bytes(change: Callable[[str], bytes]) -> Make:
    return lambda page: [{page.name: change(page.text)}]


def _no_notice(text: str) -> str:
    return re.sub(r"\n\[SEE-A-PROFESSIONAL[^\]]*\]\n", "\n", text)


def heading(level: str, *names: str) -> Make:
    """A heading of a level that does not fit, put before other blocks."""
    return put(*(f"{level} {name}".rstrip() for name in names))


def over_nothing(*heads: str) -> Make:
    """A heading with nothing under it but a kind word."""

    def make(page: Original) -> Iterator[str]:
        for n, at in enumerate(at for at in page.gaps if page.text.startswith("## ", at)):
            yield page.put(f"{heads[n % len(heads)]}\n\nRest a while.", at)

    return make


def spoken_of(pattern: str) -> Make:
    """A page on withdrawal that never says this."""

    def make(page: Original) -> Iterator[str]:
        head = re.sub(r"(?m)^Topics:.*", "Topics: withdrawal", page.text[: page.body])
        body = re.sub(pattern, "thing", page.text[page.body :], flags=re.IGNORECASE)
        body = re.sub(r"\[@[^\]]*thing[^\]]*\]", page.mark, body)
        yield head + re.sub(r"\[(?:HELPLINES|(?:PICTURE|TERM|SEE-A-PROFESSIONAL): [^\]]*)\]\n", "", body)

    return make


def items(count: int) -> str:
    return "\n".join(f"- Ask about thing {'abcdefghijklmnop'[n]} today {{C}}" for n in range(count))


HARD = (
    "Contemporary pharmacological investigations repeatedly demonstrate considerable physiological deterioration "
    "following uninterrupted recreational administration {C}."
)

# -- the table ----------------------------------------------------------------------------------------

CITATIONS = [
    Operator("citation dropped", "a fact without a source", ("missing-citation",), facts(lambda _: "")),
    Operator("citation in a comment", "nobody sees a comment", ("raw-markup",), facts(lambda m: f" <!-- {m} -->")),
    Operator(
        "citation in code", "code shows as text, and links nowhere", ("missing-citation",), facts(lambda m: f" `{m}`")
    ),
    Operator("citation escaped", "it shows as text", ("missing-citation",), facts(lambda m: f" \\{m}")),
    Operator(
        "citation written as entities",
        "it shows as text",
        ("missing-citation",),
        facts(lambda m: " " + m.replace("[", "&#91;").replace("@", "&#64;")),
    ),
    Operator(
        "citation as HTML",
        "HTML is not read, and could forge a citation",
        ("missing-citation",),
        facts(lambda m: f' <sup class="cite"><a data-cite="{m[2:-1]}">1</a></sup>'),
    ),
    Operator(
        "citation forged by an attribute list",
        "only the extension makes citations",
        ("missing-citation",),
        facts(lambda m: f' *so it is*{{: class="cite" data-cite="{m[2:-1].split(";")[0]}" }}'),
    ),
    Operator(
        "citation in the title of a link",
        "a title shows only under a mouse",
        ("missing-citation",),
        facts(lambda m: f' ([agency](https://www.fda.gov/ "{m}"))'),
    ),
    Operator(
        "citation in the words for a picture",
        "it is no link there",
        ("missing-citation",),
        facts(lambda m: f" ![source {m[2:-1]}](../images/x.png)"),
    ),
    Operator("citation in round brackets", "it shows as text", ("missing-citation",), facts(lambda m: f" ({m[1:-1]})")),
    Operator(
        "citation as a footnote", "footnotes are not read", ("missing-citation",), facts(lambda m: f" [^{m[2:-1]}]")
    ),
    Operator("citation in the next paragraph", "a claim carries its own source", ("missing-citation",), to_next),
    Operator("citation at the heading", "a heading's source is not its text's", ("missing-citation",), into_heading),
    Operator("list's introduction loses its source", "its items rest on it", ("missing-citation",), introduction),
    Operator(
        "list cut off from its introduction", "only the sentence right before counts", ("missing-citation",), cut_off
    ),
    Operator("claim in an indented block", "code cites nothing", ("missing-citation",), as_code),
    Operator("claim in a fenced block", "code cites nothing", ("missing-citation",), as_fence),
    Operator("claim in a comment", "HTML is not read: readers would see it", ("raw-markup",), as_comment),
    Operator(
        "citation with a zero-width space",
        "it looks right and is not",
        ("unreadable-page",),
        marks(lambda m: m.replace("#", f"{ZERO}#", 1)),
    ),
    Operator(
        "citation with a soft hyphen",
        "it looks right and is not",
        ("unreadable-page",),
        marks(lambda m: m.replace("-", "-\u00ad", 1)),
    ),
    Operator(
        "citation with a hidden entity",
        "it looks right and is not",
        ("malformed-citation",),
        marks(lambda m: m.replace("#", "&#8203;#", 1)),
    ),
    Operator(
        "citation with a look-alike letter",
        "it looks right and names nothing",
        ("malformed-citation",),
        marks(lambda m: re.sub("[aeoci]", lambda x: LIKE[x[0]], m, count=1)),
    ),
    Operator(
        "citation with a full-width @",
        "it looks right and is not",
        ("malformed-citation",),
        marks(lambda m: m.replace("@", "＠", 1)),
    ),
    Operator(
        "citation with a space", "it shows as text", ("malformed-citation",), marks(lambda m: m.replace("[@", "[ @"))
    ),
    Operator(
        "citation in capitals",
        "names are small letters",
        ("malformed-citation",),
        marks(lambda m: m[:2] + m[2].upper() + m[3:]),
    ),
    Operator("citation without its end", "it shows as text", ("malformed-citation",), marks(lambda m: m[:-1])),
    Operator(
        "citation without its @", "it shows as text", ("malformed-citation",), marks(lambda m: m.replace("[@", "["))
    ),
    Operator(
        "citation with a comma",
        "two are parted by a semicolon",
        ("malformed-citation",),
        marks(lambda m: m[:-1] + ", " + m[1:]),
    ),
    Operator(
        "citation of Pandoc's kind",
        "a place is not read, and shows",
        ("malformed-citation",),
        marks(lambda m: m[:-1] + ", p. 3]"),
    ),
    Operator(
        "source misspelt",
        "nobody can open it",
        ("unknown-source",),
        marks(lambda m: re.sub(r"@([a-z]+)", r"@\1x", m, count=1)),
    ),
    Operator(
        "finding misspelt",
        "nobody can read it",
        ("unknown-source",),
        marks(lambda m: re.sub(r"#([a-z0-9]+)", r"#\1q", m, count=1)),
    ),
    Operator("finding of another source", "the source does not say this", ("unknown-source",), another_finding),
]

NUMBERS = [
    Operator("number changed", "the source has another number", ("number-not-in-finding",), number(_other)),
    Operator("number in percent", "another number", ("number-not-in-finding",), number(lambda n: f"{_other(n)}%")),
    Operator(
        "number with a fraction",
        "another number",
        ("number-not-in-finding",),
        number(lambda n: f"{n.split('.')[0]}.37"),
    ),
    Operator("number in thousands", "another number", ("number-not-in-finding",), number(lambda n: f"{n}k")),
    Operator(
        "number with a point moved",
        "ten times too many",
        ("number-not-in-finding",),
        number(lambda n: n.replace(",", "") + "013"),
    ),
    Operator(
        "number in other digits",
        "another number, in foreign digits",
        ("number-not-in-finding",),
        number(lambda _: "٨٣٧"),
    ),
    Operator(
        "number in full-width digits",
        "another number, in wide digits",
        ("number-not-in-finding",),
        number(lambda _: "８３７"),
    ),
    Operator(
        "number with a hidden entity",
        "the number is cut in two for the eye of a program",
        ("hidden-text", "number-not-in-finding"),
        number(lambda n: f"{n[0]}&#8203;{n[1:] or 7}"),
    ),
    Operator(
        "number as entities",
        "another number",
        ("number-not-in-finding",),
        number(lambda n: "".join(f"&#{ord(d)};" for d in _other(n))),
    ),
    Operator("number in bold", "another number", ("number-not-in-finding",), number(lambda n: f"**{_other(n)}**")),
    Operator("number in code", "another number", ("number-not-in-finding",), number(lambda n: f"`{_other(n)}`")),
    Operator("number with no finding", "a whole work carries no number", ("number-not-in-finding",), without_finding),
    Operator(
        "number in words", "another number", ("number-not-in-finding",), number(lambda _: "eighty-three thousand")
    ),
    Operator(
        "number added to a cited claim",
        "the source does not have it",
        ("number-not-in-finding",),
        added(
            "It happened to 8,363 people.",
            "It takes ninety-seven minutes.",
            "It was 8.37 times as many.",
            "That is 83.7%.",
        ),
    ),
    Operator(
        "number in a heading",
        "a heading is read first",
        ("number-not-in-finding",),
        heading("##", "What 8,363 people say", "Why 83.7% stop"),
    ),
    Operator(
        "number in the title",
        "search engines show it",
        ("number-not-in-finding",),
        field("Title", "What 8,363 people did"),
    ),
    Operator(
        "number in the summary",
        "search engines show it",
        ("number-not-in-finding",),
        field("Summary", "What 8,363 people did."),
    ),
    Operator(
        "number in a table",
        "another number",
        ("number-not-in-finding",),
        put("| Who | How many |\n|---|---|\n| Men | 8,363 {C} |"),
    ),
    Operator(
        "number marked as no claim", "a number is always a fact", ("claim-marked-no-claim",), numbers_marked_no_claim
    ),
    Operator(
        "uncited number",
        "a number is always a fact",
        ("missing-citation",),
        put("About 8,363 people did.", "- 1 in 83 people", "| A | B |\n|---|---|\n| Men | 83 |", "Where | 83"),
    ),
]

NOTICES = [
    Operator("notice dropped", "nobody is sent to a professional", ("missing-notice",), whole(_no_notice)),
    Operator("notice in a comment", "nobody sees it", ("hidden-notice",), notice(f"<!-- {NOTICE} -->")),
    Operator("notice in code", "it shows as a code", ("hidden-notice",), notice(f"`{NOTICE}`")),
    Operator("notice indented", "it shows as a code", ("hidden-notice",), notice(f"    {NOTICE}")),
    Operator("notice in a fence", "it shows as a code", ("hidden-notice",), notice(f"```\n{NOTICE}\n```")),
    Operator("notice escaped", "it shows as a code", ("hidden-notice",), notice(f"\\{NOTICE}")),
    Operator("notice in a list", "it is not the notice there", ("hidden-notice",), notice(f"- {NOTICE}")),
    Operator("notice in a sentence", "it shows as a code", ("hidden-notice",), notice(f"Please {NOTICE} soon.")),
    Operator("notice in bold", "it shows as a code", ("hidden-notice",), notice(f"**{NOTICE}**")),
    Operator("notice as a heading", "it shows as a code", ("hidden-notice",), notice(f"## {NOTICE}")),
    Operator("notice as a link", "it shows as a code", ("hidden-notice",), notice(f"{NOTICE}(get-help-now.md)")),
    Operator("notice as a picture", "it shows no words", ("hidden-notice",), notice(f"!{NOTICE}(../images/x.png)")),
    Operator(
        "notice in a table",
        "it shows as a code",
        ("hidden-notice",),
        notice(f"| See | It |\n|---|---|\n| {NOTICE} | now |"),
    ),
    Operator("notice in a definition", "it is not the notice there", ("hidden-notice",), notice(f"See\n:   {NOTICE}")),
    Operator(
        "notice in folded HTML",
        "nobody opens it",
        ("raw-markup", "hidden-notice"),
        notice(f"<details>{NOTICE}</details>"),
    ),
    Operator("notice as entities", "it shows as a code", ("hidden-notice",), notice("&#91;SEE-A-PROFESSIONAL&#93;")),
    Operator("notice misspelt", "it shows as a code", ("missing-notice",), notice("[SEE-A-PROFESIONAL]")),
    Operator("notice in small letters", "it shows as a code", ("missing-notice",), notice("[see-a-professional]")),
    Operator(
        "notice with a look-alike letter", "it shows as a code", ("missing-notice",), notice("[SEE-А-PROFESSIONAL]")
    ),
    Operator(
        "notice with a zero-width space",
        "it shows as a code",
        ("unreadable-page",),
        notice(f"[SEE-A-{ZERO}PROFESSIONAL]"),
    ),
    Operator(
        "notice with an unknown variant",
        "there are no such words",
        ("hidden-notice", "unknown-shortcode"),
        notice("[SEE-A-PROFESSIONAL: nothing]"),
    ),
    Operator(
        "notice typed as words",
        "only the approved words are the notice",
        ("missing-notice",),
        notice("See a professional. Talk with a doctor, nurse or pharmacist."),
    ),
    Operator(
        "notice as HTML",
        "HTML is not read",
        ("missing-notice",),
        notice('<aside class="notice">See a professional.</aside>'),
    ),
    Operator(
        "notice hidden by a mark",
        "a mark could take it out of sight",
        ("hidden-text", "unknown-shortcode"),
        notice(f'{NOTICE}\n{{: style="display:none" }}'),
    ),
    Operator(
        "notice in the fields",
        "no reader sees the fields",
        ("hidden-notice", "bad-field"),
        whole(lambda t: f"Notice: {NOTICE}\n" + _no_notice(t)),
    ),
    Operator(
        "notice in the summary",
        "it is not the notice there",
        ("hidden-notice",),
        whole(lambda t: re.sub(r"(?m)^Summary:.*", f"Summary: {NOTICE}", _no_notice(t), count=1)),
    ),
    Operator("notice late", "few read so far", ("late-notice",), late),
    Operator(
        "draft without a notice",
        "a draft is online too",
        ("missing-notice",),
        both(field("Status", "draft"), _no_notice),
    ),
    Operator(
        "hidden page without a notice",
        "it is online too",
        ("missing-notice",),
        both(field("Status", "hidden"), _no_notice),
    ),
    Operator(
        "notice commented out across blocks",
        "nobody sees it",
        ("raw-markup", "hidden-notice"),
        notice(f"<!--\n\n{NOTICE}\n\n-->"),
    ),
]

CARE = [
    Operator(
        "amount added",
        "somebody may take it",
        ("amount-or-schedule",),
        added(
            "Take 5 mg of it {C}.",
            "Take two tablets every four hours {C}.",
            "Cut your dose by 10% each week {C}.",
            "Start with half a scoop {C}.",
            "Never take more than 8 grams {C}.",
        ),
    ),
    Operator(
        "amount as entities",
        "somebody may take it",
        ("amount-or-schedule",),
        put("Take &#53; m&#103; of it {C}.", "Take **5** *mg* of it {C}."),
    ),
    Operator(
        "amount in a table",
        "somebody may take it",
        ("amount-or-schedule",),
        put("| Day | Do |\n|---|---|\n| First | Take 5 mg {C} |"),
    ),
    Operator(
        "amount in a heading",
        "somebody may take it",
        ("amount-or-schedule",),
        heading("##", "Why 5 mg of methadone?", "When to take two tablets"),
    ),
    Operator(
        "amount in the summary",
        "search engines show it",
        ("amount-or-schedule",),
        field("Summary", "Take 5 mg of kratom."),
    ),
    Operator("amount in code", "somebody may take it", ("amount-or-schedule",), put("Take `5 mg` of it {C}.")),
    Operator(
        "amount in the words for a picture",
        "somebody may hear it",
        ("amount-or-schedule",),
        put("![Take 5 mg of kratom](../images/x.png)"),
    ),
    Operator(
        "promise added",
        "somebody may believe it",
        ("promise-of-safety",),
        added(
            "Kratom is natural, so safe {C}.",
            "Kratom is safe {C}.",
            "It is a miracle cure {C}.",
            "Withdrawal is not dangerous {C}.",
            "Kratom works every time {C}.",
            "You cannot get addicted {C}.",
        ),
    ),
    Operator(
        "promise in a heading",
        "somebody may believe it",
        ("promise-of-safety",),
        heading("##", "Kratom is safe", "A miracle cure"),
    ),
    Operator(
        "promise in bold letters",
        "the words are the same to the eye",
        ("promise-of-safety",),
        put("Kratom is **sa**fe {C}.", "Kratom *is* [safe](https://www.fda.gov/) {C}."),
    ),
    Operator(
        "promise in the title", "search engines show it", ("promise-of-safety",), field("Title", "Kratom is safe")
    ),
    Operator(
        "strain or seller added",
        "somebody may buy it",
        ("strain-or-brand",),
        added(
            "Choose red Bali for pain {C}.",
            "Maeng Da works best {C}.",
            "Buy from a trusted vendor {C}.",
            "Try green Malay kratom {C}.",
        ),
    ),
    Operator(
        "stigma word swapped in",
        "it keeps people from help",
        ("stigma-word",),
        words(r"\b(?:people|person|patients?)\b", "addicts"),
    ),
    Operator(
        "stigma word added",
        "it keeps people from help",
        ("stigma-word",),
        added(
            "Junkies do that {C}.",
            "Drug abusers do that {C}.",
            "Get clean {C}.",
            "The test was dirty {C}.",
            "Users do that {C}.",
        ),
    ),
    Operator(
        "stigma word in disguise",
        "the words are the same to the eye",
        ("stigma-word",),
        put("The &#97;ddicts do that {C}.", "The ad**dicts** do that {C}.", "The `addicts` do that {C}."),
    ),
    Operator(
        "stigma word in a heading",
        "a heading is read first",
        ("stigma-word",),
        heading("##", "Why do addicts stop?", "Can you get clean?"),
    ),
    Operator(
        "stigma word in the summary",
        "search engines show it",
        ("stigma-word",),
        field("Summary", "What drug abusers should know."),
    ),
    Operator(
        "overdose sign as withdrawal",
        "people would wait where they must call",
        ("overdose-sign-as-withdrawal",),
        put(
            "Withdrawal makes your lips turn blue {C}.",
            "### Signs of withdrawal\n\n- blue lips {C}",
            "In withdrawal, you cannot be woken {C}.",
            "Common symptoms of withdrawal are slow breathing and tiny pupils {C}.",
        ),
    ),
    Operator("naloxone never spoken of", "it saves lives", ("missing-warning",), spoken_of(r"naloxone|narcan"), most=1),
    Operator(
        "tolerance never spoken of",
        "the old amount kills",
        ("missing-warning",),
        spoken_of(r"tolerance|used to|old amount"),
        most=1,
    ),
    Operator(
        "pregnancy never spoken of", "stopping alone can harm", ("missing-warning",), spoken_of(r"pregnan\w+"), most=1
    ),
    Operator(
        "alcohol never spoken of", "that withdrawal kills", ("missing-warning",), spoken_of(r"alcohol|benzo\w*"), most=1
    ),
    Operator(
        "stopping suddenly never spoken of",
        "it can kill",
        ("missing-warning",),
        spoken_of(r"\b(?:stop|cut|quit)\w*"),
        most=1,
    ),
    Operator(
        "claim marked as none",
        "an effect is always a fact",
        ("claim-marked-no-claim",),
        put(
            'Kratom can kill you.\n{: .no-claim why="our own view" }',
            'Kratom eases pain.\n{: .no-claim why="everybody knows" }',
        ),
    ),
    Operator(
        "claims all marked as none",
        "no reason makes a fact none",
        ("claim-marked-no-claim", "missing-citation"),
        marked_no_claim(' why="everybody knows this"', TELLS),
    ),
    Operator("mark without a reason", "nobody can weigh it", ("no-claim-without-reason",), marked_no_claim("")),
    Operator(
        "mark with an empty reason", "nobody can weigh it", ("no-claim-without-reason",), marked_no_claim(' why="so"')
    ),
    Operator(
        "uncited claim added",
        "a fact without a source",
        ("missing-citation",),
        put(
            "Kratom lowers blood pressure.",
            "- Kratom lowers blood pressure.",
            "> Kratom lowers blood pressure.",
            "Kratom\n:   It lowers blood pressure.",
            "| Drug | Effect |\n|---|---|\n| Kratom | lowers blood pressure |",
            "1. Kratom lowers blood pressure.",
            "*Kratom lowers blood pressure.*",
        ),
    ),
    Operator(
        "uncited claim in another dress",
        "a fact without a source",
        ("missing-citation",),
        put(
            "Did you know that kratom cures pain?",
            "Кратом лечит.",
            "You are not alone: one in ten take it.",
            "KRATOM HEALS",
            "Call your doctor, because kratom rots the liver.",
            "Kratom &#104;eals wounds.",
            "`Kratom heals wounds.`",
            "[Kratom heals wounds](get-help-now.md)",
        ),
    ),
    Operator(
        "claim in a link of a list",
        "a signpost states no fact",
        ("missing-citation",),
        put("- [Kratom heals wounds](get-help-now.md)"),
        beside=(HELP,),
    ),
    Operator(
        "heading that claims",
        "nothing under it says this",
        ("unsupported-heading",),
        over_nothing("## Kratom prevents cancer", "## Kratom harms bones"),
    ),
]

WORDS = [
    Operator(
        "long sentence",
        "nobody unwell reads it",
        ("long-sentence",),
        put("If you can, " + "ask and " * 30 + "rest {C}."),
    ),
    Operator(
        "sentences run together",
        "nobody unwell reads it",
        ("long-sentence",),
        put("Rest, " + "and rest, " * 26 + "and rest."),
    ),
    Operator(
        "long paragraph",
        "nobody unwell reads it",
        ("long-paragraph",),
        put("Ask a friend. Call a doctor. Rest a while. Read this page. Go home. {C}"),
    ),
    Operator("long list", "nobody keeps it in mind", ("long-list",), put(items(9), items(8))),
    Operator(
        "hard words all over",
        "nobody unwell reads it",
        ("hard-to-read",),
        lambda p: [p.text.rstrip() + "\n\n" + "\n\n".join([HARD.replace("{C}", p.mark)] * 90) + "\n"],
    ),
    Operator(
        "hard word unexplained",
        "nobody knows it",
        ("unexplained-word",),
        lambda p: [
            p.put(f"Ask about {w} {p.mark}.", p.body)
            for w in ("clonidine-type sedatives", "benzodiazepines", "naloxone")
        ],
    ),
    Operator(
        "foreign words",
        "a screen reader spells them wrongly",
        ("unmarked-language",),
        put("Кратом опасен {C}.", "กระท่อม อันตราย {C}.", "Κρατόμ κακό {C}."),
    ),
    Operator(
        "look-alike letter in a word",
        "a search and a screen reader miss it",
        ("unmarked-language",),
        words(r"\b[a-z]{2,}[aeoc][a-z]{2,}\b", lambda w: re.sub("(?<=.)[aeoc]", lambda m: LIKE[m[0]], w, count=1)),
    ),
    Operator(
        "language that is none",
        "a screen reader cannot tell it",
        ("unmarked-language",),
        put('*Krotom*{: lang="kratomish-x y" } {C}.'),
    ),
    Operator(
        "zero-width space in a word",
        "a rule would miss the word",
        ("unreadable-page",),
        words(r"\b[a-z]{5,}\b", lambda w: w[:2] + ZERO + w[2:]),
    ),
    Operator(
        "text turned round",
        "readers see other words than programs",
        ("unreadable-page",),
        words(r"\b[a-z]{5,}\b", lambda w: f"\u202e{w}\u202c"),
    ),
    Operator(
        "hidden entity in a word",
        "a rule would miss the word",
        ("hidden-text",),
        words(r"\b[a-z]{5,}\b", lambda w: f"{w[:2]}&#8203;{w[2:]}"),
    ),
    Operator(
        "soft hyphen in a word",
        "a rule would miss the word",
        ("hidden-text",),
        words(r"\b[a-z]{5,}\b", lambda w: f"{w[:2]}&shy;{w[2:]}"),
    ),
    Operator(
        "percent beside 1 in 4",
        "nobody can compare them",
        ("mixed-numbers",),
        put(
            "About 37% of people did, and 1 in 8 adults {C}.",
            "Some 1 in 8 people {C}.\n\nOf them 37% of people did {C}.",
        ),
    ),
]

STRUCTURE = [
    Operator(
        "script",
        "it runs on the visitor's device",
        ("raw-markup",),
        put("<script>alert(1)</script>", "<script src=https://x.example/a.js></script>"),
    ),
    Operator(
        "frame",
        "it tells another host",
        ("raw-markup",),
        put('<iframe src="https://example.org/"></iframe>', '<object data="x"></object>', '<embed src="x">'),
    ),
    Operator(
        "form",
        "it asks for what is private",
        ("raw-markup",),
        put('<form action="https://example.org/"><input name=q></form>'),
    ),
    Operator(
        "event handler by a mark",
        "it runs on the visitor's device",
        ("raw-markup",),
        put('Rest *now*{: onclick="alert(1)" } {C}.', '## Rest {: onmouseover="x()" }'),
    ),
    Operator(
        "hidden by HTML",
        "text that nobody sees",
        ("raw-markup",),
        put(
            "<div hidden>Rest now.</div>",
            '<p style="font-size:0">Rest.</p>',
            "<span aria-hidden=true>Rest.</span>",
            "<template>Rest.</template>",
        ),
    ),
    Operator(
        "HTML comment",
        "nobody sees it, or all do",
        ("raw-markup",),
        put("<!-- Rest now. -->", "Rest <!-- now --> {C}."),
    ),
    Operator(
        "hidden by a mark",
        "text that nobody sees",
        ("hidden-text",),
        put(
            'Rest now {C}.\n{: hidden="hidden" }',
            'Rest now {C}.\n{: style="display:none" }',
            "Rest now {C}.\n{: .visually-hidden }",
            'Rest now {C}.\n{: aria-hidden="true" }',
            'Rest *now*{: style="font-size:0" } {C}.',
        ),
    ),
    Operator(
        "size of zero by a mark",
        "text that nobody sees",
        ("hidden-text",),
        put('Rest *now*{: width="0" height="0" } {C}.', '## Rest {: style="height:0" }'),
    ),
    Operator(
        "picture from elsewhere",
        "that host learns who reads",
        ("other-host",),
        put("![rest](https://example.org/x.png)", "![rest](//example.org/x.png)", "![rest](http://example.org/x.png)"),
    ),
    Operator(
        "picture that is not there",
        "readers see a hole",
        ("missing-image",),
        put("![rest](../images/none.png)", "![rest](none.png)"),
    ),
    Operator("picture without words", "some cannot see it", ("missing-image",), put("![](../images/none.png)")),
    Operator(
        "link to no page",
        "a dead end",
        ("broken-link",),
        beside=(HELP,),
        make=put(
            "See [who helps](no-such-page.md) {C}.",
            "See [who helps](get-help-now.html) {C}.",
            "See [who helps](get-help-now.md#no-such) {C}.",
            "See [who helps](#no-such-part) {C}.",
        ),
    ),
    Operator(
        "link that runs",
        "it runs on the visitor's device",
        ("broken-link",),
        put(
            "See [who helps](javascript:alert(1)) {C}.",
            "See [who helps](data:text/html,x) {C}.",
            "See [who helps](http://example.org/) {C}.",
            "See [who helps](file:///x) {C}.",
        ),
    ),
    Operator(
        "link that is none",
        "readers see brackets",
        ("broken-link",),
        put("See [who helps] (https://example.org/) {C}.", "See [](get-help-now.md) {C}."),
    ),
    Operator(
        "link that says nothing",
        "nobody hears where it leads",
        ("empty-link-text",),
        put(
            "Click [here](get-help-now.md) {C}.",
            "[Read more](get-help-now.md) {C}.",
            "See [https://example.org/a/b](https://example.org/a/b) {C}.",
        ),
    ),
    Operator(
        "link that tells who follows",
        "somebody learns who reads",
        ("tracking-link",),
        put(
            "See [who helps](https://www.fda.gov/?utm_source=x) {C}.",
            "See [who helps](https://bit.ly/abc) {C}.",
            "See [who helps](https://www.fda.gov/?fbclid=1) {C}.",
        ),
    ),
    Operator(
        "id twice",
        "a link leads to the wrong part",
        ("duplicate-id",),
        put("## One {: #here }\n\nRest.\n\n## Two {: #here }", "## One {: #main }", "## One {: #ref-1 }"),
    ),
    Operator(
        "heading that skips",
        "a screen reader loses the thread",
        ("skipped-heading",),
        put("###### What next?", "# What next?", "##", "## **"),
    ),
    Operator(
        "table without a head",
        "columns say nothing",
        ("table-without-header",),
        put(
            "|  |  |\n|---|---|\n| Rest | now {C} |",
            "| A |  |\n|---|---|\n| Rest | now {C} |",
            "| A | B |\n|---|---|\n|  | now {C} |",
        ),
    ),
    Operator(
        "shortcode of no kind",
        "readers see a code",
        ("unknown-shortcode",),
        put(
            "[HELP-LINES]", "[VERDICT: maybe]", "[PICTURE: none]", "[HELPLINE]", "[VERDICT]", "See [HELPLINES] now {C}."
        ),
    ),
    Operator(
        "mark that is not read",
        "readers see a code",
        ("unknown-shortcode",),
        put('Rest {: .no-claim why="it says so" } a while {C}.', "{: .no-claim }"),
    ),
]

FIELDS = [
    *(
        Operator(
            f"no {name}",
            "the page says less than it must",
            ("lost-page",) if name == "Title" else ("bad-field",),
            field(name, None),
        )
        for name in ("Title", "Summary", "Checked", "Next-check", "Clinician", "Topics")
    ),
    Operator(
        "field misspelt", "it would not be read", ("bad-field",), whole(lambda t: t.replace("Checked:", "Cheked:", 1))
    ),
    Operator(
        "field twice",
        "which one counts?",
        ("bad-field",),
        whole(lambda t: "Order: 3\nOrder: 4\n" + re.sub(r"(?m)^Order:.*\n", "", t, count=1)),
    ),
    Operator("field of no kind", "it would not be read", ("bad-field",), field("Template", "page")),
    Operator("checked tomorrow", "nobody has", ("bad-field",), field("Checked", "2026-11-23")),
    Operator("checked on no day", "there is no such day", ("bad-field",), field("Checked", "2026-02-30")),
    Operator("next check too late", "facts age", ("bad-field",), field("Next-check", "2028-11-22")),
    Operator(
        "next check passed",
        "facts have aged",
        ("overdue-check",),
        both(
            field("Next-check", "2026-11-21"), lambda t: re.sub(r"(?m)^Checked:.*", "Checked: 2026-05-01", t, count=1)
        ),
    ),
    Operator("clinician invented", "nobody reviewed it", ("bad-field",), field("Clinician", "Dr Who")),
    Operator(
        "clinician of tomorrow",
        "nobody can have",
        ("bad-field",),
        field("Clinician", "Ana Ruiz, pharmacist, 2026-12-24"),
    ),
    Operator("topic of no kind", "the page is in no list", ("bad-field",), field("Topics", "cats")),
    Operator("status of no kind", "Pelican leaves the page out", ("lost-page",), field("Status", "pubished")),
    Operator("summary too long", "search engines cut it", ("bad-field",), field("Summary", "Rest a while. " * 14)),
    Operator("HTML in the title", "it would be read as text, or run", ("bad-field",), field("Title", "<b>Rest</b>")),
    Operator("language without a notice", "no notice in that language", ("bad-field",), field("Lang", "xx")),
    Operator("fields after an empty line", "none is read", ("bad-field", "lost-page"), whole(lambda t: "\n" + t)),
    Operator(
        "date that Pelican cannot read",
        "Pelican leaves the page out",
        ("lost-page", "bad-field"),
        field("Date", "the day before"),
    ),
    Operator(
        "address of its own",
        "a field could put the page elsewhere",
        ("bad-field", "lost-page"),
        field("Save_as", "../x.html"),
    ),
    Operator("template of its own", "a template could leave the notice out", ("bad-field",), field("Template", "404")),
]

FILES = [
    *(
        Operator(f"page as {ending}", "it would be published unseen, or not at all", ("lost-page",), renamed(ending))
        for ending in (".html", ".htm", ".rst", ".txt", ".MD", ".md.html", "", ".asc", ".svg")
    ),
    *(
        Operator(
            f"page as {ending} without a notice",
            "Pelican reads it too",
            ("missing-notice",),
            second(f"pages/*-2{ending}", _no_notice),
        )
        for ending in (".markdown", ".mkd", ".mdown")
    ),
    Operator("page twice", "one overwrites the other", ("duplicate-address",), second("pages/*.markdown")),
    Operator(
        "page with a theme page's name", "one overwrites the other", ("duplicate-address",), second("pages/index.md")
    ),
    Operator("page in another folder", "two would have one address", ("duplicate-address",), second("pages/more/*.md")),
    Operator("page outside of pages", "nobody reads it", ("lost-page",), second("posts/*.md")),
    Operator("static HTML", "it would be published unseen", ("lost-page",), second("images/*.html")),
    Operator("static script", "it would be published unseen", ("lost-page",), second("images/*.js")),
    Operator("picture that can run", "SVG carries script", ("lost-page",), second("images/*.svg")),
    Operator(
        "translation without a notice folder",
        "no notice in that language",
        ("bad-field",),
        second("pages/*-es.md", lambda t: t.replace("\n\n", "\nLang: es\n\n", 1)),
    ),
    Operator(
        "saved in an old encoding",
        "letters are lost",
        ("unreadable-page",),
        as_bytes(lambda t: t.replace("e", "é").encode("latin-1", "replace")),
    ),
    Operator("saved as UTF-16", "letters are lost", ("unreadable-page",), as_bytes(lambda t: t.encode("utf-16"))),
    Operator("emptied", "nothing is left", ("unreadable-page",), as_bytes(lambda _: b" \n")),
    Operator(
        "with a NUL",
        "programs stop reading there",
        ("unreadable-page",),
        as_bytes(lambda t: t.encode().replace(b". ", b".\0 ", 1)),
    ),
    Operator(
        "with a bell",
        "a control character",
        ("unreadable-page",),
        as_bytes(lambda t: t.encode().replace(b". ", b".\x07 ", 1)),
    ),
    Operator(
        "too long",
        "nobody reads it",
        ("unreadable-page",),
        as_bytes(lambda t: t.encode() + b"Rest a while.\n\n" * 20_000),
    ),
    Operator(
        "one endless paragraph",
        "nobody reads it",
        ("unreadable-page",),
        as_bytes(lambda t: t.encode() + b"\nRest a while. " * 500),
    ),
    Operator("a name that is no address", "nobody can open it", ("unreadable-page",), second("pages/---.md")),
    Operator(
        "HTML with the ending of a page",
        "HTML is not read",
        ("raw-markup",),
        whole(
            lambda t: t[: t.index("\n\n") + 2] + "<html><body><p>Rest</p></body></html>\n\n" + t[t.index("\n\n") + 2 :]
        ),
    ),
    Operator(
        "cut short",
        "the notice is lost",
        ("missing-notice", "hidden-notice"),
        lambda p: [p.text[: p.text.index(NOTICE.rstrip("]")) - k] for k in (1, 9, 40)],
    ),
]

TABLES = [*CITATIONS, *NUMBERS, *NOTICES, *CARE, *WORDS, *STRUCTURE, *FIELDS, *FILES]
OPERATORS = {operator.name: operator for operator in TABLES}
