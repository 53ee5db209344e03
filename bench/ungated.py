"""The same build without the gate: what ``bench/run.py`` compares with.

Same pages, same Markdown extensions, same theme, same Pelican, which writes one page after another as it always
does. Left out: reading every page again, all rules, the look at what was written, the manifest, and what the gate
does to be quick. Only the reference lists and headings are kept, from a plain search in the HTML, since the theme
prints them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from plainhealth import pelican_plugin
from plainhealth.citations.extension import _Plain
from plainhealth.gate import Totals, Verdict
from plainhealth.page import Block, Cited, Page, read_fields
from plainhealth.run import Run

_CITE = re.compile(r'<a aria-label="Source (\d+)" data-cite="([a-z0-9-]+)[^"]*" href="[^"]*" id="([^"]+)"')
_HEADING = re.compile(r'<h2 id="([^"]+)">([^<]*)')


class _Ungated(Run):
    def read(self) -> None:
        """Nothing is read before Pelican reads it."""

    def gate(self, generators: Sequence[Any]) -> None:
        context = generators[0].context
        contents = {self._relative(c): c for c in context["generated_content"].values()}
        pages = {}
        for path, content in contents.items():
            page = Page(path=path, source="", fields=read_fields(self.account.pages[path])[0])
            for number, source, anchor in _CITE.findall(content._content):
                page.numbers[source] = int(number)
                page.backs.setdefault(source, []).append(anchor)
            page.blocks.append(Block("paragraph", "", citations=tuple(Cited(name, "") for name in page.numbers)))
            for anchor, words in _HEADING.findall(content._content):
                page.blocks.append(Block("heading", words, level=2, anchor=anchor))
            pages[path] = page
        site = self.site
        site.pages = list(pages.values())
        self.judged = site, Verdict([], Totals(pages=len(pages)))
        self.contents = contents
        self._show(context, contents, pages)

    def note_written(self, path: str, context: dict[str, Any]) -> None:
        """Nothing is noted: nobody looks at what was written."""

    def judge_written(self, folder: Path) -> Verdict:  # noqa: ARG002
        assert self.judged
        return self.judged[1]


def _one_by_one(writers: pelican_plugin._Writers) -> None:
    """Leave writing to Pelican."""
    writers._run.together = False


if __name__ == "__main__":
    pelican_plugin.Run = _Ungated  # type: ignore[attr-defined]
    _Plain.run = lambda *_: None  # type: ignore[method-assign]
    pelican_plugin._Writers.connect = _one_by_one  # type: ignore[assignment, method-assign]
    sys.exit(pelican_plugin.load("pelicanconf.py", {"OUTPUT_PATH": "ungated"}).build())
