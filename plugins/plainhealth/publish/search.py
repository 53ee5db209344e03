"""What the search knows: an index of the finished pages, made of nothing but these.

So it can be made again from a finished folder, and ``verify`` compares the two. Only ``same``, the words that mean
the same, is the editors' own (``content/words/search.toml``); readers never see it.
"""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plainhealth.publish import one_file

#: The file, the page with the lists of all pages that are searched, and one more page that is.
NAME, LIST, GLOSSARY = "search.json", "pages.html", "glossary.html"

_WORD = re.compile(r"[a-z0-9]{2,}")
#: What stands on every page, or is not the page's own word.
_NOT_ITS_OWN = (
    ".evidence, .notice, .references, .dates, .further, .contents, .crumbs, .checked, .glossary-pages, sup, svg, script"
)
#: They stand in every text, and find nothing.
_SKIPPED = frozenset(
    (
        "about after all also an and any are as at be because been before but by can could did do does don for from "
        "had has have he her how if in into is it its just may me more most much my no not of on one or other our out "
        "said same says she should so some such than that the their them then there these they this those to too up us "
        "was we were what when where which who why will with would you your"
    ).split()
)

#: Ways to say one thing, each of small letters and digits, with single spaces.
Same = Sequence[Sequence[str]]


class Told(NamedTuple):
    """What one finished page tells the search: title, lead, (id, words) of its headings, its words, spaced.

    ``listed`` are (link, summary) of the pages that it lists, if it is the list of all pages.
    """

    title: str = ""
    lead: str = ""
    headings: tuple[tuple[str, str], ...] = ()
    words: str = ""
    listed: tuple[tuple[str, str], ...] = ()


NOTHING = Told()


class Index(NamedTuple):
    """``pages`` are address, title, summary and headings; ``words`` has words, spaced, by the pages they stand on."""

    pages: list[list[object]]
    words: dict[str, str]


def words(text: str) -> list[str]:
    """The words of a text in small letters, without accents; ``theme/script/search.js`` takes them likewise.

    >>> words("Naïve 7-OH: don’t")
    ['naive', 'oh', 'don']
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        if accents := [ord(letter) for letter in set(text) if unicodedata.combining(letter)]:
            text = text.translate(dict.fromkeys(accents))
    return _WORD.findall(text.lower())


def told(name: str, tree: LexborHTMLParser) -> Told:
    """What a page tells. Its tree is not whole afterwards."""
    main = tree.css_first("main")
    if main is None:
        return NOTHING
    listed = tuple(_listed(main)) if name == LIST else ()
    for node in main.css(_NOT_ITS_OWN):
        node.decompose()
    headings = tuple((str(node.id), _flat(node)) for node in main.css("h2[id], h3[id], dt[id]"))
    title, lead = main.css_first("h1"), main.css_first(".lead")
    text = main.text(separator=" ")
    own = sorted(set(words(text if text.isascii() else text.replace("’", " "))) - _SKIPPED)
    return Told(_flat(title), _flat(lead), headings, " ".join(own), listed)


def _listed(main: LexborNode) -> Iterator[tuple[str, str]]:
    """Every page of the list from A to Z, with the summary that its card has."""
    summaries: dict[str, str] = {}
    for card in main.css(".cards li"):
        link = card.css_first("a[href]")
        if link is not None:
            summaries[link.attributes["href"] or ""] = _flat(card.css_first("p"))
    for link in main.css(".atoz a[href]"):
        href = link.attributes["href"] or ""
        yield href, summaries.get(href, "")


def _flat(node: LexborNode | None) -> str:
    return " ".join(node.text().split()) if node is not None else ""


def index(pages: Mapping[str, Told], leads: Callable[[str], str]) -> Index | None:
    """The index of the pages that the list names, and of the glossary; None without a list.

    ``leads`` gives the file that a link on the list leads to.
    """
    if LIST not in pages:
        return None
    listed = {leads(href): summary for href, summary in pages[LIST].listed}
    listed = {name: summary for name, summary in listed.items() if name in pages and name != one_file.NAME}
    if GLOSSARY in pages:
        listed.setdefault(GLOSSARY, pages[GLOSSARY].lead)
    found: list[list[object]] = []
    where: defaultdict[str, list[str]] = defaultdict(list)
    for number, (name, summary) in enumerate(listed.items()):
        page, place = pages[name], str(number)
        found.append([name, page.title, summary, [list(heading) for heading in page.headings]])
        for word in _besides(page, summary):
            where[word].append(place)
    together: defaultdict[str, list[str]] = defaultdict(list)
    for word, numbers in sorted(where.items()):
        together[" ".join(numbers)].append(word)
    return Index(found, {numbers: " ".join(those) for numbers, those in sorted(together.items())})


@functools.lru_cache(maxsize=4_096)  # a preview asks again and again for pages that stayed the same
def _besides(page: Told, summary: str) -> frozenset[str]:
    """The words of a page that stand in nothing that is searched anyway: its title, summary and headings."""
    known = words(" ".join((page.title, summary, *(text for _, text in page.headings))))
    return frozenset(page.words.split()).difference(known)


def text(index: Index, same: Same) -> str:
    """The file."""
    body = {"pages": index.pages, "words": index.words, "skip": " ".join(sorted(_SKIPPED)), "same": same}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")) + "\n"


def is_made_of(file: bytes, index: Index | None) -> bool:
    """Whether a file is the index of these pages, to the letter, with any words that mean the same."""
    try:
        same = json.loads(file)["same"]
        lists = isinstance(same, list) and all(isinstance(ways, list) and len(ways) > 1 for ways in same)
        fits = lists and all(way == " ".join(words(way)) for ways in same for way in ways)
        return fits and index is not None and file == text(index, same).encode("utf-8")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False
