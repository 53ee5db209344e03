"""The operators on what pages draw on: sources, helplines, notices, words, pictures, changes, the host's own words.

Each is given the texts of all files below ``content`` and gives changes by path; all rows of one file are broken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mutants.of_pages import HELP
from mutants.operators import NAMES, Mutant
from plainhealth.sheets import SCALES

Texts = Mapping[str, str]
Change = Callable[[Texts], Iterator[Mutant]]
#: A page with a picture, on withdrawal.
PICTURED = "pages/opioid-withdrawal.md"


@dataclass(frozen=True)
class Data:
    """One way to break a data file; one of ``rules`` must find something that it did not find before."""

    name: str
    why: str
    rules: tuple[str, ...]
    change: Change
    host: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{' '.join(self.rules)}: {self.name}"


def cited(texts: Texts) -> Iterator[tuple[str, str, str]]:
    """Each cited finding once: source, finding, and the page that cites it."""
    seen = set()
    for page, text in texts.items():
        for source, finding in re.findall(r"@([\w-]+)#([\w-]+)", text) if page.startswith("pages/") else ():
            if (source, finding) not in seen:
                seen.add((source, finding))
                yield source, finding, page


def until(day: str) -> Callable[[re.Match[str]], str]:
    """The whole table with another last day."""
    return lambda table: re.sub(r"(?m)^expires = .*\n", "", f"{table[0].rstrip()}\n") + f"expires = {day}\n\n"


def renumbered(texts: Texts) -> Iterator[Mutant]:
    """A number of a finding that stands in the claim that cites it, and in no other finding cited there."""
    for page, text in texts.items():
        for block in text.split("\n\n") if page.startswith("pages/") else ():
            marks = re.findall(r"@([\w-]+)#([\w-]+)", block)
            words = NAMES.sub("", re.sub(r"\[@[^\]]*\]", "", block))
            for number in re.findall(r"(?<![\w.,])\d[\d,]*\d\b", words) if len(marks) == 1 else ():
                path, table = f"sources/{marks[0][0]}.toml", f"[findings.{marks[0][1]}]\n"
                head, _, body = texts[path].partition(table)
                says, _, rest = body.partition("\n")
                if re.search(rf"(?<![\w.,]){number}(?![\w,%])", says):
                    made = re.sub(rf"(?<![\w.,]){number}(?![\w,%])", "9,999,937", says)
                    yield {path: f"{head}{table}{made}\n{rest}".encode()}


def finding(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Change:
    """What a pattern finds in the table of each cited finding, replaced."""

    def change(texts: Texts) -> Iterator[Mutant]:
        for source, name, _ in cited(texts):
            path = f"sources/{source}.toml"
            head, found, body = texts[path].partition(f"[findings.{name}]\n")
            assert found, f"{source}#{name}"
            ends = re.search(r"^\[", body, re.MULTILINE)
            mine, rest = (body[: ends.start()], body[ends.start() :]) if ends else (body, "")
            made = re.sub(pattern, new, mine, count=1)
            if made != mine:
                yield {path: f"{head}{found}{made}{rest}".encode()}

    return change


def source(pattern: str, new: str) -> Change:
    """What a pattern finds in the head of each cited source, replaced; ``^`` puts a line on top."""

    def change(texts: Texts) -> Iterator[Mutant]:
        for name in dict.fromkeys(source for source, _, _ in cited(texts)):
            text = texts[f"sources/{name}.toml"]
            made = re.sub(pattern, new, text, count=1)
            if made != text:
                yield {f"sources/{name}.toml": made.encode()}

    return change


def edit(path: str, pattern: str, new: str) -> Change:
    """Each place in one file that fits a pattern."""

    def change(texts: Texts) -> Iterator[Mutant]:
        text = texts[path]
        for found in re.finditer(pattern, text, re.MULTILINE | re.DOTALL):
            yield {path: (text[: found.start()] + found.expand(new) + text[found.end() :]).encode()}

    return change


def put(path: str, data: bytes | None) -> Change:
    """A whole file; None takes it away."""
    return lambda _: iter([{path: data}])


def gone(texts: Texts) -> Iterator[Mutant]:
    for name in dict.fromkeys(source for source, _, _ in cited(texts)):
        yield {f"sources/{name}.toml": None}


def superseded(texts: Texts) -> Iterator[Mutant]:
    """Each cited finding is told to have a newer one."""
    other = "nccih-nd-kratom#nccih-not-shown"
    for mutant in finding(r"(?m)^certainty = .*$", rf'\g<0>\nsuperseded-by = "{other}"')(texts):
        if "sources/nccih-nd-kratom.toml" not in mutant:
            yield mutant


def translated(texts: Texts) -> Iterator[Mutant]:
    """A translation that is older than its page."""
    notice = "Hable con un médico, una enfermera o un farmacéutico antes de dejar o tomar cualquier medicina.\n"
    for path, text in texts.items():
        if path.startswith("pages/"):
            page = re.sub(r"(?m)^Checked: .*", "Checked: 2026-11-01", text).replace("\n\n", "\nLang: es\n\n", 1)
            yield {f"pages/es/{path.removeprefix('pages/')}": page.encode(), "notices/es/general.md": notice.encode()}


def unquoted(texts: Texts) -> Iterator[Mutant]:
    """The page without the last letter of what its sheet quotes."""
    for words in re.findall(r'words = "([^"]+)"', texts[SHEET]):
        if words in texts[PICTURED]:
            yield {PICTURED: texts[PICTURED].replace(words, words[:-1]).encode()}


def full(**lost: int) -> bytes:
    """A sheet with all points but the first ``lost`` of a scale that every page must answer."""
    text = 'by = "second reader"\nread = 2026-11-22\naudience = "Anyone"\naim = "Know it"\n'
    for scale in SCALES.values():
        text += f"[{scale.key}]\n"
        for n, item in enumerate(scale.items):
            full, least = (scale.most, scale.least) if scale.graded else ('"yes"', '"no"')
            given = f'{full}, part = "frame"' if n >= lost.get(scale.key, 0) else f'{least}, why = "It is not there."'
            text += f"{item.key} = {{ score = {given} }}\n"
    return text.encode()


def low(texts: Texts) -> Iterator[Mutant]:
    """Sheets that reach all goals, but one of them on one scale."""
    assert SHEET in texts
    for lost in ({"cdc": 6}, {"understandability": 2}, {"actionability": 1}, {"discern": 3}):
        yield {SHEET: full(**lost), HELP_SHEET: full()}


SAYS = r'(?m)^(says = ".*?)\.?"$'
LINES = "helplines.toml"
NOTICE = "notices/en/general.md"
PICTURE = "pictures/withdrawal-timeline.toml"
SHEET = "sheets/opioid-withdrawal.toml"
HELP_SHEET = f"sheets/{HELP.removeprefix('pages/').removesuffix('.md')}.toml"
BARS = "pictures/staying-in-treatment.toml"
KNOWN = "pictures/known-about-kratom.toml"

DATA = [
    Data(
        "finding's numbers changed",
        "the page says other numbers",
        ("number-not-in-finding",),
        renumbered,
    ),
    Data(
        "finding renamed",
        "nobody can read it",
        ("unknown-source",),
        lambda texts: (
            {f"sources/{s}.toml": texts[f"sources/{s}.toml"].replace(f"[findings.{f}]", f"[findings.{f}x]").encode()}
            for s, f, _ in cited(texts)
        ),
    ),
    Data("source taken away", "nobody can open it", ("unknown-source",), gone),
    Data(
        "source withdrawn",
        "what rests on it falls",
        ("withdrawn-source",),
        source("^", 'withdrawn = "the data were made up"\n'),
    ),
    Data("source is news", "news carries no claim", ("weak-source",), source(r'(?m)^tier = ".*"', 'tier = "news"')),
    Data(
        "source is a seller",
        "a seller carries no claim",
        ("weak-source",),
        source(r'(?m)^tier = ".*"', 'tier = "seller"'),
    ),
    Data("finding superseded", "a newer one says otherwise", ("superseded-finding",), superseded),
    Data(
        "finding expired",
        "it may have changed",
        ("expired-finding",),
        finding(r"(?s)\A.*\Z", until("2026-11-21")),
    ),
    Data(
        "finding may be printed too long",
        "it may change",
        ("expires-too-late",),
        finding(r"(?s)\A.*\Z", until("2029-01-01")),
    ),
    Data(
        "source is law without a last day",
        "laws change",
        ("expires-too-late",),
        source(r'(?m)^tier = "(?!law).*"', 'tier = "law"'),
    ),
    Data(
        "finding with an amount",
        "it is printed beside the claim",
        ("amount-or-schedule",),
        finding(SAYS, r'\1. Take 5 mg every four hours."'),
    ),
    Data(
        "finding with a promise",
        "it is printed beside the claim",
        ("promise-of-safety",),
        finding(SAYS, r'\1. Kratom is safe."'),
    ),
    Data(
        "finding with a stigma word",
        "it is printed beside the claim",
        ("stigma-word",),
        finding(SAYS, r'\1. Addicts do."'),
    ),
    Data(
        "finding with a strain",
        "it is printed beside the claim",
        ("strain-or-brand",),
        finding(SAYS, r'\1. Maeng Da works best."'),
    ),
    Data("source with a field of no kind", "it would not be read", ("malformed-source",), source("^", 'titel = "x"\n')),
    Data("source without a title", "nobody can find it", ("malformed-source",), source(r"(?m)^title = .*\n", "")),
    Data(
        "source without a day",
        "nobody knows when it was read",
        ("malformed-source",),
        source(r"(?m)^checked = .*\n", ""),
    ),
    Data(
        "source with a day in quotes",
        "it is no day",
        ("malformed-source",),
        source(r"(?m)^checked = (.*)$", r'checked = "\1"'),
    ),
    Data("source that is no TOML", "it cannot be read", ("malformed-source",), source(r"(?m)^title = \"", "title = ")),
    Data(
        "source with an unsafe address",
        "it can be changed on its way",
        ("malformed-source",),
        source(r'(?m)^URL = "https', 'URL = "http'),
    ),
    Data(
        "source with a DOI as an address",
        "it is printed wrongly",
        ("malformed-source",),
        source(r'(?m)^DOI = "', 'DOI = "https://doi.org/'),
    ),
    Data(
        "source without certainty",
        "readers are told how sure it is",
        ("malformed-source",),
        source(r"(?m)^certainty = .*\n", ""),
    ),
    Data(
        "source with an unknown certainty",
        "readers are told how sure it is",
        ("malformed-source",),
        source(r"(?m)^certainty = .*$", 'certainty = "sure"'),
    ),
    Data(
        "source that tracks",
        "somebody learns who reads",
        ("tracking-link",),
        source(r'(?m)^URL = "([^"?#]*)"', r'URL = "\1?utm_source=x"'),
    ),
    Data(
        "source that counts on nothing",
        "“more sources say the same” must be true",
        ("malformed-source",),
        finding(r"(?m)^certainty = .*$(?![\s\S]*^also)", '\\g<0>\nalso = ["no-such-2020"]'),
    ),
    Data(
        "source saved in an old encoding",
        "letters are lost",
        ("malformed-source",),
        lambda texts: (
            {f"sources/{s}.toml": b"# \xe9\n" + texts[f"sources/{s}.toml"].encode()} for s, _, _ in cited(texts)
        ),
    ),
    Data(
        "source whose name cannot be cited",
        "nobody can cite it",
        ("malformed-source",),
        lambda texts: ({f"sources/{s.upper()}.toml": texts[f"sources/{s}.toml"].encode()} for s, _, _ in cited(texts)),
    ),
    Data(
        "helpline expired",
        "nobody may answer",
        ("expired-finding",),
        edit(LINES, r"^checked = \S+\nexpires = \S+", "checked = 2026-08-01\nexpires = 2026-09-01"),
    ),
    Data(
        "helpline printed too long",
        "nobody may answer",
        ("expires-too-late",),
        edit(LINES, r"^expires = \S+", "expires = 2028-01-01"),
    ),
    Data(
        "helpline dials another number",
        "somebody else answers",
        ("malformed-data",),
        edit(LINES, r'^tel = "(\+?\d+)"', r'tel = "\g<1>9"'),
    ),
    Data("helpline without its number", "nobody can call", ("malformed-data",), edit(LINES, r'^phone = "[^"]*"\n', "")),
    Data(
        "helpline of no country",
        "nobody finds it",
        ("malformed-data",),
        edit(LINES, r'^country = "[A-Z]+"', 'country = "XX"'),
    ),
    Data(
        "helpline without a day",
        "nobody knows when it was tried",
        ("malformed-data",),
        edit(LINES, r"^checked = \S+\n", ""),
    ),
    Data(
        "helpline with a field of no kind",
        "it would not be read",
        ("malformed-data",),
        edit(LINES, r"^checked = ", "chekced = 2026-11-22\nchecked = "),
    ),
    Data(
        "helpline that tracks",
        "somebody learns who calls",
        ("tracking-link",),
        edit(LINES, r'^web = "([^"?]*)"', r'web = "\1?utm_source=x"'),
    ),
    Data(
        "helpline with a stigma word",
        "it keeps people from calling",
        ("stigma-word",),
        edit(LINES, r'^for = "', 'for = "Addicts. '),
    ),
    Data(
        "helpline with a promise",
        "somebody may believe it",
        ("promise-of-safety",),
        edit(LINES, r'^for = "', 'for = "A sure cure. '),
    ),
    Data("helplines gone", "nobody can call", ("malformed-data",), put(LINES, None)),
    Data("helplines no TOML", "nobody can call", ("malformed-data",), put(LINES, b"[[helpline")),
    Data("helplines not text", "nobody can call", ("malformed-data",), put(LINES, b"\xff\xfe")),
    Data(
        "no page lists the helplines",
        "nobody finds them",
        ("missing-emergency-help",),
        edit(HELP, r"^\[HELPLINES\]\n", ""),
    ),
    Data(
        "page with the helplines is a draft",
        "nobody finds them",
        ("missing-emergency-help",),
        edit(HELP, r"^Topics: help\n", "Topics: help\nStatus: draft\n"),
    ),
    Data(
        "page with the helplines is hidden",
        "nobody finds them",
        ("missing-emergency-help",),
        edit(HELP, r"^Topics: help\n", "Topics: help\nStatus: hidden\n"),
    ),
    Data("notice gone", "nobody is sent to a professional", ("malformed-data",), put(NOTICE, None)),
    Data("notice emptied", "nobody is sent to a professional", ("malformed-data",), put(NOTICE, b"")),
    Data("notice shortened", "it says too little", ("malformed-data",), put(NOTICE, b"See a doctor.\n")),
    Data(
        "notice that sends nobody on",
        "it is not the notice",
        ("malformed-data",),
        put(NOTICE, b"This page is for information only, and is not meant to be medical advice.\n"),
    ),
    Data("notice with HTML", "HTML could hide it", ("malformed-data",), edit(NOTICE, r"\A", "<div hidden>\n\n")),
    Data(
        "notice with a number", "a number needs a source", ("malformed-data",), edit(NOTICE, r"\Z", "Call 123 now.\n")
    ),
    Data(
        "notice with a promise",
        "somebody may believe it",
        ("promise-of-safety",),
        edit(NOTICE, r"\Z", "Kratom is safe.\n"),
    ),
    Data(
        "notice with an amount",
        "somebody may take it",
        ("amount-or-schedule", "malformed-data"),
        edit(NOTICE, r"\Z", "Take 5 mg of it.\n"),
    ),
    Data("notice not text", "letters are lost", ("malformed-data",), put(NOTICE, b"\xff\xfe See a doctor")),
    Data(
        "picture with other numbers",
        "the drawing says what no source says",
        ("number-not-in-finding",),
        edit(PICTURE, r"(?<=about )6(?= to)|(?<=starts )1(?= to 4)", "937"),
    ),
    Data(
        "picture without its source",
        "a drawing is a claim",
        ("missing-citation",),
        edit(PICTURE, r" \[@[^\]]*\](?=\.\"$)", ""),
    ),
    Data(
        "picture with an amount",
        "somebody may take it",
        ("amount-or-schedule",),
        edit(PICTURE, r'^says = "', 'says = "Take 5 mg. '),
    ),
    Data(
        "picture that ends before it begins",
        "it cannot be drawn",
        ("malformed-data",),
        edit(PICTURE, r"^to = .*", "to = 0.1"),
    ),
    Data(
        "picture with a field of no kind",
        "it would not be read",
        ("malformed-data",),
        edit(PICTURE, r"^days = ", "dayz = 3\ndays = "),
    ),
    Data(
        "picture drawn past its words",
        "what is seen is believed before what is read",
        ("drawn-not-told",),
        edit(PICTURE, r"(?<=^to = )3$|(?<=^from = )1$", "2.5"),
    ),
    Data(
        "sheet quotes other words",
        "its score is for another page",
        ("stale-sheet",),
        edit(SHEET, r'words = "(?=[A-Z])', 'words = "As nobody says: '),
    ),
    Data("page without what its sheet quotes", "its score is for another page", ("stale-sheet",), unquoted),
    Data(
        "sheet names a part that is not there",
        "its score is for another page",
        ("stale-sheet",),
        edit(SHEET, r'part = "(?:lists|links|picture|table)"', 'part = "verdict"'),
    ),
    Data(
        "sheet older than the page's check",
        "nobody knows if it still holds",
        ("stale-sheet",),
        edit(SHEET, r"^read = \S+", "read = 2026-11-21"),
    ),
    Data("sheet of no page", "it scores nothing", ("stale-sheet",), put("sheets/no-such.toml", full())),
    Data(
        "sheet with an answer left out",
        "points nobody lost",
        ("malformed-data",),
        edit(SHEET, r"^[a-z-]+ = \{ score[^\n]*\n", ""),
    ),
    Data(
        "sheet that leaves out what applies",
        "a low score looks high",
        ("malformed-data",),
        edit(SHEET, r'score = "no"', 'score = "n/a"'),
    ),
    Data(
        "sheet that earns without words",
        "nobody can look for them",
        ("malformed-data",),
        edit(SHEET, r'(score = "yes"), words = [^}]*?(?= \})', r"\1"),
    ),
    Data("sheet below its goal", "a poor page passes for a good one", ("low-score",), low, {"sheets": True}),
    Data(
        "page without its sheet",
        "nobody has read it for this",
        ("missing-sheet",),
        lambda _: iter([{SHEET: None, HELP_SHEET: full()}]),
        {"sheets": True},
    ),
    Data(
        "picture with a longer bar",
        "a treatment looks better than it is",
        ("drawn-not-told",),
        edit(BARS, r"^bar = .(?:78|37) of 100", 'bar = "93 of 100'),
    ),
    Data(
        "picture with a bar of no length",
        "it cannot be drawn",
        ("malformed-data",),
        edit(BARS, r"^bar = .(?:78|37) of 100", 'bar = "many'),
    ),
    Data(
        "picture that draws doubt as fact",
        "nobody looks for what seems known",
        ("drawn-not-told",),
        edit(KNOWN, r"^known = false", "known = true"),
    ),
    Data(
        "picture that draws fact as doubt",
        "a danger looks like a guess",
        ("drawn-not-told",),
        edit(KNOWN, r"^known = true", "known = false"),
    ),
    Data(
        "picture of no kind",
        "nobody knows how to draw it",
        ("malformed-data",),
        edit(KNOWN, r"^draw = .known.", 'draw = "pie"'),
    ),
    Data("picture gone", "readers see a code", ("unknown-shortcode",), put(PICTURE, None)),
    Data(
        "change of tomorrow",
        "it has not come yet",
        ("malformed-data",),
        edit("changes.toml", r"^date = \S+", "date = 2026-12-24"),
    ),
    Data(
        "change of no page",
        "it leads nowhere",
        ("malformed-data",),
        edit("changes.toml", r"^(date = \S+)", '\\1\npage = "no-such"'),
    ),
    Data(
        "change with a stigma word",
        "readers see it",
        ("stigma-word",),
        edit("changes.toml", r'^what = "', 'what = "For addicts. '),
    ),
    Data("hard words no TOML", "no word would be explained", ("malformed-data",), put("glossary.toml", b"[[term")),
    Data(
        "hard word without a meaning",
        "nobody learns it",
        ("malformed-data",),
        edit("glossary.toml", r"^means = .*\n", ""),
    ),
    Data(
        "hard word with an amount",
        "the page of all words prints it",
        ("amount-or-schedule",),
        edit(
            "glossary.toml",
            r'^means = ".*\n(?:source = .*\n)?',
            'means = "Take 5 grams of kratom twice a day."\nsource = "nice-2007-cg52"\n',
        ),
    ),
    Data(
        "hard word with a promise",
        "the page of all words prints it",
        ("promise-of-safety",),
        edit(
            "glossary.toml",
            r'^means = ".*\n(?:source = .*\n)?',
            'means = "Kratom is safe."\nsource = "nice-2007-cg52"\n',
        ),
    ),
    Data(
        "hard word with a fact and no source",
        "readers cannot check it",
        ("malformed-data",),
        edit("glossary.toml", r'^means = ".*\nsource = .*\n', 'means = "It kills many people."\n'),
    ),
    Data("search no TOML", "nobody finds a brand name", ("malformed-data",), put("words/search.toml", b"same = [")),
    Data(
        "names no TOML", "names would count as hard words", ("malformed-data",), put("words/names.toml", b"names = [")
    ),
    Data("older translation", "its readers miss what changed", ("older-translation",), translated),
    Data(
        "host's name with a promise",
        "it stands on every page",
        ("promise-of-safety",),
        put("images/.x", b""),
        {"organisation": "Kratom is safe"},
    ),
    Data(
        "host's funding with a stigma word",
        "it stands on every page",
        ("stigma-word",),
        put("images/.x", b""),
        {"funding": "Paid for by addicts."},
    ),
    Data(
        "host's country without a number", "nobody comes", ("malformed-data",), put("images/.x", b""), {"country": "FR"}
    ),
    Data(
        "host's topics without one in use",
        "pages are in no list",
        ("bad-field",),
        put("images/.x", b""),
        {"topics": {"help": "Help"}},
    ),
]
