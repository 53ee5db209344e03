"""The operators on what programs are told: what a hand, a plugin or a server could do to it in the finished folder.

The hash of the file in the manifest is made to fit each time, so that its content has to tell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from mutants.operators import spread

#: From the text of a file to texts that differ from it.
Change = Callable[[str], Iterable[str]]


@dataclass(frozen=True)
class Retold:
    """One way to change what programs are told: the files (a pattern), and the rule that must find it there."""

    name: str
    why: str
    files: str
    change: Change
    rules: tuple[str, ...] = ("changed-output",)

    def __str__(self) -> str:
        return self.name


def rows(*changes: Callable[[dict[str, Any]], object]) -> Change:
    """Each change made to some entries of a list in ``api/``, written as the build writes it."""

    def change(text: str) -> Iterator[str]:
        lines = text.split("\n")
        entries = [n for n, line in enumerate(lines) if line.startswith('{"')]
        for each in changes:
            for n in spread(entries, 3):
                row = json.loads(lines[n].removesuffix(","))
                each(row)
                end = "," if lines[n].endswith(",") else ""
                yield "\n".join([*lines[:n], json.dumps(row, ensure_ascii=False) + end, *lines[n + 1 :]])

    return change


def sets(key: str, *values: object) -> list[Callable[[dict[str, Any]], object]]:
    """A part of an entry set to each value; a function makes one of what was there."""

    def setting(value: object) -> Callable[[dict[str, Any]], object]:
        return lambda row: row.__setitem__(key, value(row[key]) if callable(value) else value)

    return [setting(value) for value in values]


def lines(change: Callable[[list[str]], list[str]]) -> Change:
    """The entries of a list, a line each, as a whole."""

    def changed(text: str) -> Iterator[str]:
        head, entries, end = re.split(r"(?<=\[)\n|\n(?=\]\}\n$)", text)
        yield f"{head}\n" + ",\n".join(change(entries.split(",\n"))) + f"\n{end}"

    return changed


def words(*pairs: tuple[str, str]) -> Change:
    """Words for others, the first time that they stand there."""
    return lambda text: [text.replace(old, new, 1) for old, new in pairs]


_EXTRA = '{"id": "a-1#b", "source": "a-1", "says": "Kratom cures pain."}'

RETOLD: list[Retold] = [
    Retold(
        "finding reworded",
        "a program would tell what nobody has found",
        "api/findings.json",
        rows(*sets("says", "Kratom is safe.", "", lambda old: f"{old} It is safe.", lambda old: old[:-9])),
    ),
    Retold(
        "finding made surer",
        "what is uncertain would read as known",
        "api/findings.json",
        rows(
            *sets("certainty", lambda old: "high" if old != "high" else "low", "certain"),
            *sets("certainty_in_words", "We are sure of this."),
        ),
    ),
    Retold(
        "finding of another source",
        "the source does not say so",
        "api/findings.json",
        rows(*sets("source", "fda-2018", "nida-nd-kratom", ""), *sets("id", lambda old: old + "x", "a#b")),
    ),
    Retold("finding at another place", "nobody finds it there", "api/findings.json", rows(*sets("where", "page 999"))),
    Retold(
        "support made up",
        "others do not say the same",
        "api/findings.json",
        rows(*sets("also", lambda old: [*old, "made-up-2020"], lambda old: [*old, *old, "fda-2018"])),
    ),
    Retold(
        "days moved",
        "what has aged would be shown",
        r"api/(findings|sources|helplines)\.json",
        rows(*sets("checked", "2026-11-23", "2030-01-01", "never"), *sets("expires", "2031-01-01", "", "2026-11-22")),
    ),
    Retold(
        "other pages named",
        "no such page shows it",
        r"api/(findings|sources|helplines)\.json",
        rows(*sets("pages", [], ["gone.html"], ["../x.html"], [""])),
    ),
    Retold(
        "entry of another shape",
        "programs would stumble",
        r"api/(findings|sources|helplines)\.json",
        rows(
            lambda row: row.pop("checked"),
            lambda row: row.update(more="x"),
            *sets("pages", None, 1, {}, [1]),
            *sets("expires", None, 20270101),
        ),
    ),
    Retold(
        "entry cut out",
        "what readers see would be kept back",
        r"api/(findings|sources|helplines)\.json",
        lines(lambda entries: entries[1:]),
    ),
    Retold(
        "entry twice",
        "programs would count it twice",
        r"api/(findings|sources|helplines)\.json",
        lines(lambda entries: [entries[0], *entries]),
    ),
    Retold(
        "entry added", "no page shows it", r"api/(findings|sources)\.json", lines(lambda entries: [_EXTRA, *entries])
    ),
    Retold("all entries cut out", "nothing is told", r"api/(findings|sources|helplines)\.json", lines(lambda _: [])),
    Retold(
        "licence or notice changed",
        "nobody could rely on it",
        r"api/(findings|sources|helplines)\.json",
        words(
            ("licenses/by/4.0", "publicdomain/zero/1.0"),
            ("See a professional", "No need to see a professional"),
            ('"expires": "2', '"expires": "3'),
            ('"judged": "2026', '"judged": "2027'),
            ('"site": "', '"site": "Not '),
        ),
    ),
    Retold(
        "not JSON any more",
        "programs would stumble",
        r"api/(findings|sources|helplines)\.json",
        lambda text: ["", text[:-3], "[]", "null", f"{text} ", "[" * 50_000, text.replace("\n", "")],
    ),
    Retold(
        "source reworded",
        "it is another work",
        "api/sources.json",
        rows(*sets("citation", "A seller. Kratom works. 2026.", ""), *sets("kind", "Guide", "")),
    ),
    Retold(
        "source opened elsewhere",
        "readers would be led away",
        "api/sources.json",
        rows(
            *sets("links", ["https://x.example/"], lambda old: [*old, "https://x.example/"]),
            *sets("doi", "10.9999/x.999"),
            *sets("pmid", "99999999"),
        ),
    ),
    Retold(
        "source renamed", "findings would lose it", "api/sources.json", rows(*sets("id", lambda old: old + "-x", ""))
    ),
    Retold(
        "phone line that others answer",
        "nobody helps there",
        "api/helplines.json",
        rows(
            *sets("phone", "1-800-000-0000"),
            *sets("dial", "+18000000000"),
            *sets("text", "Text CALM to 000000"),
            *sets("web", "https://x.example/"),
            *sets("name", "Kratom helpers"),
            *sets("for", "Anyone who wants kratom."),
        ),
    ),
    Retold(
        "phone line of another country",
        "nobody can call it there",
        "api/helplines.json",
        rows(
            *sets("country", lambda old: "US" if old != "US" else "GB", "XX"),
            *sets("country_name", "France"),
            *sets("languages", ["xx"]),
            *sets("hours", "never"),
        ),
    ),
    Retold(
        "schema changed",
        "programs would let anything in",
        r"api/.*\.schema\.json",
        lambda text: ["{}", text.replace('"required"', '"requires"', 1), text + " "],
    ),
    Retold(
        "feed reworded",
        "it would tell what did not happen",
        "feed.xml",
        words(
            ("went online", "went offline"),
            ("2026-11-22T", "2026-11-21T"),
            ("<entry>", "<entry><title>New</title>"),
            ("</feed>", "<entry/></feed>"),
            ('href="https://', 'href="https://x.'),
        ),
    ),
    Retold(
        "feed without an entry",
        "a correction would be kept back",
        "feed.xml",
        lambda text: [re.sub(r"<entry>.*?</entry>\n", "", text, count=1, flags=re.DOTALL), ""],
    ),
    Retold(
        "map changed",
        "search engines would be sent elsewhere, or read an old day",
        "sitemap.xml",
        lambda text: [
            text.replace("start-here", "start-here-now", 1),
            text.replace("2026-11-22", "2026-11-23", 1),
            text.replace("</urlset>", "<url><loc>https://x.example/</loc></url></urlset>"),
            re.sub(r"<url>.*?</url>\n", "", text, count=1),
            re.sub(r"<lastmod>.*?</lastmod>", "", text, count=1),
        ],
    ),
    Retold(
        "robots.txt changed",
        "help would not be found",
        "robots.txt",
        lambda text: [text.replace("Allow", "Disallow"), "", text + "x", text.replace("https://", "https://x.")],
    ),
    Retold(
        "security.txt changed",
        "who finds a hole would tell somebody else",
        r"\.well-known/security\.txt",
        lambda text: [re.sub("Contact: .*", "Contact: mailto:x@x.example", text), re.sub(r"20\d\d", "2099", text), ""],
    ),
]

#: On the data block and the words for networks of each page.
_BLOCK = r'(<script type="application/ld\+json">)(.*?)(</script>)'


def data(*changes: Callable[[dict[str, Any]], object]) -> Change:
    """Each change made to the block of data, written as the build writes it."""

    def change(text: str) -> Iterator[str]:
        found = re.search(_BLOCK, text, re.DOTALL)
        for each in changes if found else ():
            assert found is not None
            facts = json.loads(found[2])
            each(facts)
            new = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
            yield text[: found.start(2)] + new + text[found.end(2) :]

    return change


def blocks(*pieces: str) -> Change:
    """Each piece put before the block of data or, where there is none, at the end of the main text."""
    return lambda text: [text.replace("</main>", f"{piece}</main>", 1) for piece in pieces]


RETOLD += [
    Retold(
        "data that flatters",
        "search engines would say what the page does not",
        r".*\.html",
        data(
            *sets("name", "Kratom works", ""),
            *sets("description", "Kratom is safe."),
            *sets("lastReviewed", "2026-11-23", "2027-05-20", ""),
            *sets("inLanguage", "es"),
            *sets("@type", "Drug"),
        ),
    ),
    Retold(
        "data with other sources",
        "the page does not rest on them",
        r".*\.html",
        data(
            *sets("citation", [], lambda old: [*old, "https://x.example/"], lambda old: old[1:], lambda old: old[::-1])
        ),
    ),
    Retold(
        "data with a reviewer",
        "nobody has reviewed the page",
        r".*\.html",
        data(
            lambda facts: facts.update(reviewedBy={"@type": "Person", "name": "A. Doctor"}),
            *sets("publisher", {"@type": "Organization", "name": "A university"}),
            *sets("url", "https://x.example/"),
            lambda facts: facts.update(more="x"),
        ),
    ),
    Retold(
        "second block of data",
        "nobody judged it",
        r".*\.html",
        blocks(
            '<script type="application/ld+json">{}</script>',
            '<svg><script type="application/ld+json">{}</script></svg>',
            '<script type="APPLICATION/LD+JSON">{}</script>',
            '<script type="application/ld+json" src="x">{}</script>',
            '<script type="application/json">{}</script>',
        ),
        ("raw-markup",),
    ),
    Retold(
        "shared as something else",
        "a chat would show what the page does not say",
        r"(?!404).*\.html",
        lambda text: [
            re.sub(rf'(property="og:{name}" content=")[^"]*', rf"\g<1>{value}", text, count=1)
            for name, value in (
                ("title", "Kratom works"),
                ("description", "It is safe."),
                ("url", "https://x.example/"),
                ("image", "https://x.example/i.png"),
                ("type", "video"),
            )
        ],
    ),
    Retold(
        "another lasting address",
        "search engines would show another page",
        r"(?!404).*\.html",
        words(('rel="canonical" href="https://', 'rel="canonical" href="https://x.')),
    ),
]
