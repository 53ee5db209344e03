"""References as CSL formats them (citeproc-py with our own short style), ready for HTML."""

from __future__ import annotations

import html
import re
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from plainhealth.sources.model import Source

STYLE = Path(__file__).with_name("plain.csl")

#: What the style prints. Identifiers are links of their own, beside the reference.
_PRINTED = (
    "id", "type", "title", "author", "container-title", "publisher", "issued", "volume", "issue", "page",
)  # fmt: skip


def _printed(source: Source) -> dict[str, object]:
    """The fields that the style prints. An office that publishes its own work is named once."""
    fields = {k: source.csl[k] for k in _PRINTED if k in source.csl}
    if fields.get("author") == [{"literal": fields.get("publisher")}]:
        del fields["publisher"]
    return fields


def _escaped(value: object) -> object:
    """citeproc-py passes its input through to HTML as it is, so it is escaped here first."""
    if isinstance(value, str):
        return html.escape(value, quote=False)
    if isinstance(value, list):
        return [_escaped(v) for v in value]
    if isinstance(value, dict):
        return {k: _escaped(v) for k, v in value.items()}
    return value


def _one_stop(line: str) -> str:
    """A field may end with a stop, and the style adds its own: "Inc..", "Is it true?."."""
    return re.sub(r"([?!…]|\.\.\.)\.|(?<!\.)\.\.(?!\.)", lambda m: m[1] or ".", line)


def references(sources: Iterable[Source]) -> Mapping[str, str]:
    """Format sources; returns HTML (phrasing content) by source id."""
    wanted = list(sources)
    if not wanted:
        return {}
    items = [{k: _escaped(v) for k, v in _printed(s).items()} for s in wanted]
    with warnings.catch_warnings():
        # citeproc-py warns of CSL-JSON it does not know; our fields are its own, so a warning is a bug.
        warnings.simplefilter("error")
        style = CitationStylesStyle(str(STYLE), validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.html)
        for item in items:
            bibliography.register(Citation([CitationItem(str(item["id"]))]))
        lines = [_one_stop(str(line)) for line in bibliography.bibliography()]
    dated = {source.id for source in wanted if "issued" in source.csl}
    found = zip(bibliography.keys, lines, strict=True)
    return {name: line if name in dated else f"{line.removesuffix('.')} (no date given)." for name, line in found}
