"""Everything that readers get to read, wherever an editor wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from plainhealth.page import Block, Link, Page
from plainhealth.phrases.phrase import Phrases, terms
from plainhealth.phrases.says import plain
from plainhealth.pictures import told
from plainhealth.site import Site
from plainhealth.words.places import place
from plainhealth.words.sentences import sentences


@dataclass(slots=True, eq=False)
class Text:
    """A piece of text: its file, line and column from 1, its letters, and its words in small letters.

    ``plain`` are its letters with straight apostrophes and no accents, as many as they were.

    What is no block of a page has none: titles, summaries, and what pages are given.
    """

    path: str
    start: int
    letters: str
    page: Page | None = None
    block: Block | None = None
    picture: Link | None = None
    plain: str = field(init=False)
    terms: frozenset[str] = field(init=False)
    _sentences: list[str] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.plain = plain(self.letters)
        self.terms = terms(self.plain)

    @property
    def sentences(self) -> list[str]:
        """Its sentences, with straight apostrophes. Split once for all rules."""
        if not self._sentences:
            self._sentences = sentences(self.plain)
        return self._sentences

    @property
    def line(self) -> int:
        """Worked out when it is asked for: most texts have no finding."""
        where = self.block or self.picture
        return where.line if where else self.start

    @property
    def col(self) -> int:
        return self.block.col if self.block else 1

    def place(self, words: str) -> tuple[int, int]:
        """Line and column of some of its words; of its start, if they are not typed as they are read."""
        if self.page is None:
            return self.line, 1
        if self.block and self.block.kind == "code":  # empty lines do not end it
            line, col = self.page.find(words, self.line)
            return (line, self.col) if (line, col) == (self.line, 1) else (line, col)
        return place(self.page, words, self.line, self.col)


def texts(page: Page, site: Site) -> list[Text]:
    """A page with its title and summary. Read once for all rules."""
    if not page.printed:
        page.printed += fields(page)
        page.printed += (Text(page.path, 1, b.text, page, b) for b in blocks(page, site))
        pictures = (link for link in page.links if link.tag == "img")
        page.printed += (Text(page.path, 1, link.text, page, picture=link) for link in pictures)
    return page.printed


def given(site: Site) -> list[Text]:
    """What pages are given. Read once for all rules."""
    if not site.printed:
        site.printed += (*_given(site), *site.theme_words)
    return site.printed


def find(texts: Iterable[Text], phrases: Phrases) -> Iterator[tuple[Text, str]]:
    """Where any of the phrases stands, with the words found: at most once a sentence."""
    for text in texts:
        if not phrases.words.isdisjoint(text.terms):
            here = sorted(phrases.words & text.terms)
            yield from ((text, found) for sentence in text.sentences if (found := phrases.first(sentence, here)))


def blocks(page: Page, site: Site) -> Iterator[Block]:
    """A page's own blocks. What stands in a notice or a picture is read in the file that an editor can mend."""
    drawn = site.facts.drawn if "[PICTURE" in page.source else frozenset[str]()
    for block in page.blocks:
        if block.kind != "notice" and not block.made_by_us and block.text not in drawn:
            yield block


def fields(page: Page) -> Iterator[Text]:
    """Title and summary, which search engines show."""
    for name in ("title", "summary"):
        if name in page.fields:
            yield Text(page.path, page.fields[name].line, page.fields[name].value, page)


def _given(site: Site) -> Iterator[Text]:
    """Findings, notices, helplines, changes, the host's own words and pictures."""
    facts, content = site.facts, site.content
    for source in facts.sources.values():
        for finding in source.findings.values():
            yield Text(f"{content}/sources/{source.path}", finding.line, finding.says)
    for notice in facts.notices.values():
        yield Text(f"{content}/notices/{notice.language}/{notice.variant}.md", 1, notice.text)
    for line in facts.helplines:
        yield Text(f"{content}/helplines.toml", line.line, f"{line.name}. {line.for_}")
    for term in facts.glossary:
        yield Text(f"{content}/glossary.toml", term.line, term.means)
    for change in facts.changes:
        yield Text(f"{content}/changes.toml", change.line, change.what)
    for words in (
        site.settings.organisation,
        site.settings.funding,
        site.settings.neutral_title,
        *site.settings.topics.values(),
        *site.settings.printed,
    ):
        yield Text("pelicanconf.py", 1, words)
    yield from _pictures(site)


def _pictures(site: Site) -> Iterator[Text]:
    for picture in site.facts.pictures.values():
        path = f"{site.content}/pictures/{picture.id}.toml"
        yield from (Text(path, 1, told(words)) for words in picture.texts)
