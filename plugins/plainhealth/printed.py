"""Everything that readers get to read, wherever an editor wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plainhealth.notices import flat
from plainhealth.page import Block, Page
from plainhealth.site import Site
from plainhealth.wording import plain

_MARK = re.compile(r"\s*\[@[^\]]*\]")


class Text(NamedTuple):
    """A piece of text: its file, line and column from 1, and its words with straight apostrophes."""

    path: str
    line: int
    col: int
    words: str
    page: Page | None = None

    def place(self, words: str) -> tuple[int, int]:
        """Line and column of some of its words."""
        line, col = self.page.find(words, self.line) if self.page else (self.line, 1)
        return (line, self.col) if (line, col) == (self.line, 1) else (line, col)


def texts(site: Site) -> Iterator[Text]:
    """All of it: pages with their titles and summaries, then what pages are given."""
    for page in site.pages:
        yield from fields(page)
        for block in blocks(page, site):
            yield Text(page.path, block.line, block.col, plain(block.text), page)
    yield from given(site)


def blocks(page: Page, site: Site) -> Iterator[Block]:
    """A page's own blocks. What stands in a notice or a picture is read in the file that an editor can mend."""
    drawn = {text.words for text in _pictures(site)} if "[PICTURE" in page.source else set[str]()
    for block in page.blocks:
        if block.kind != "notice" and not block.made_by_us and not (drawn and plain(block.text) in drawn):
            yield block


def fields(page: Page) -> Iterator[Text]:
    """Title and summary, which search engines show."""
    for name in ("title", "summary"):
        if name in page.fields:
            yield Text(page.path, page.fields[name].line, 1, plain(page.fields[name].value), page)


def given(site: Site) -> Iterator[Text]:
    """What pages are given: findings, notices, helplines, changes and pictures."""
    facts, content = site.facts, site.content
    for source in facts.sources.values():
        for finding in source.findings.values():
            yield Text(f"{content}/sources/{source.path}", finding.line, 1, plain(finding.says))
    for notice in facts.notices.values():
        yield Text(f"{content}/notices/{notice.language}/{notice.variant}.md", 1, 1, plain(notice.text))
    for line in facts.helplines:
        yield Text(f"{content}/helplines.toml", line.line, 1, plain(f"{line.name}. {line.for_}"))
    for change in facts.changes:
        yield Text(f"{content}/changes.toml", change.line, 1, plain(change.what))
    yield from _pictures(site)


def _pictures(site: Site) -> Iterator[Text]:
    for picture in site.facts.pictures.values():
        path = f"{site.content}/pictures/{picture.id}.toml"
        rows = (f"{row.label} {row.says}" for row in picture.rows)
        labels = (span.label for row in picture.rows for span in row.spans)
        for words in (picture.title, picture.note, *rows, *labels):
            yield Text(path, 1, 1, plain(flat(_MARK.sub("", words))))
