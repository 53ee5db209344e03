"""The first look: each page read once, and judged by itself, on all cores.

Pelican would read one page after another. Here all are read before it asks, each together with what the rules
about one page say of it. Pelican is answered from here if its page is still the one that was read: the same source,
the same Markdown, the same HTML in the end. If anything differs, the page is read and judged anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from markdown import Markdown

from plainhealth.citations import PlainHealthExtension
from plainhealth.errors import collected
from plainhealth.forks import in_forks
from plainhealth.gate import Finding
from plainhealth.page import Page, read_fields
from plainhealth.rendered import read_page
from plainhealth.rules import RULES
from plainhealth.site import Site
from plainhealth.words.glossary import used

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Judged:
    """One page as it was read: its HTML and fields as Python-Markdown gives them, and what was found."""

    html: str
    meta: dict[str, list[str]]
    page: Page
    found: list[Finding]


class FirstLook:
    """Reads and judges pages. ``remembered`` outlives one run in a live preview: pages that stayed the same."""

    def __init__(
        self, site: Site, extension: PlainHealthExtension, remembered: dict[str, Judged] | None = None
    ) -> None:
        self._site = site
        self._extension = extension
        #: What Pelican had of each page when it was judged, by path.
        self.html: dict[str, str] = {}
        self._judged: dict[str, Judged] = {} if remembered is None else remembered

    def read(self, markdown: Mapping[str, Any], besides: Callable[[], R] | None = None) -> R | None:
        """Read all pages of the site's account. ``markdown`` is Pelican's setting ``MARKDOWN``.

        Gives what ``besides`` gives, which is done on one of the cores at the same time.
        """
        sources = self._site.account.pages
        for path in self._judged.keys() - sources.keys():
            del self._judged[path]
        known = {path: judged.page.source for path, judged in self._judged.items()}
        new = [path for path, text in sources.items() if known.get(path) != text]

        def work(path: str) -> Judged | R | None:
            return self._read(path, markdown) if path else besides and besides()

        first, *found = in_forks(work, ["", *new])
        for path, judged in zip(new, found, strict=True):
            if isinstance(judged, Judged):
                self._judged[path] = judged
            else:
                self._judged.pop(path, None)
        self._extension.ready(Markdown(**markdown), {j.page.source: (j.html, j.meta) for j in self._judged.values()})
        return None if isinstance(first, Judged) else first

    def _read(self, path: str, markdown: Mapping[str, Any]) -> Judged | None:
        """One page; None if that fails: then Pelican reads it itself, and says what is wrong."""
        source = self._site.account.pages[path]
        try:
            with collected() as errors:
                md = Markdown(**markdown)
                html = md.convert(source)
        except Exception:  # noqa: BLE001 - an extension may raise anything
            return None
        if errors:
            return None
        meta = getattr(md, "Meta", {})
        language = meta.get("lang", [self._site.settings.language])[0]
        return self._judge(path, source, html, meta, language, "markdown")

    def _judge(
        self, path: str, source: str, html: str, meta: dict[str, list[str]], language: str, reader: str
    ) -> Judged:
        fields, _ = read_fields(source)
        page = Page(f"{self._site.content}/{path}", source, fields, language=language, reader=reader)
        read_page(page, html)
        alone = self._site.alone()
        found = [finding for rule in RULES.values() for finding in rule.of_page(page, alone)]
        for block in page.blocks:
            if block.states and block.no_claim is not None:
                block.at = (block.line, block.col)  # the line of every exemption is printed
        page.printed = []
        own = (block.text for block in page.blocks if block.kind != "notice" and not block.made_by_us)
        page.terms = used("\n".join(own), self._site.facts.glossary)
        return Judged(html, meta, page, found)

    def page(self, path: str, html: str, *, language: str, reader: str) -> Judged:
        """A page as Pelican has it now: as it was read before, or read anew if something has changed it since."""
        self.html[path] = html
        judged = self._judged.get(path)
        source = self._site.account.pages.get(path, "")
        if judged is not None and (judged.page.source, judged.html, judged.page.language, judged.page.reader) == (
            source,
            html,
            language,
            reader,
        ):
            return judged
        return self._judge(path, source, html, {}, language, reader)
