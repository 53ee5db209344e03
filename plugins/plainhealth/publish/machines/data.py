"""The block of data in each page (JSON-LD, schema.org ``MedicalWebPage``), and the words for where a page is shared.

Both say what the page shows and nothing else. A data block is no program: browsers run nothing of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from plainhealth.notices import flat
from plainhealth.publish.machines import card
from plainhealth.publish.machines.told import Reviewed

#: The type that makes a <script> a block of data.
TYPE = "application/ld+json"
_ESCAPED = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def block(
    *,
    title: str,
    summary: str,
    language: str,
    address: str,
    publisher: str,
    citations: Sequence[str],
    reviewed: Reviewed,
) -> Markup:
    """What stands between ``<script type="application/ld+json">`` and its end; the same page, the same letters.

    ``address`` and ``publisher`` are "" where the page has none; ``citations`` are addresses of sources.
    """
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": flat(title),
        "description": flat(summary),
        "inLanguage": language,
        "lastReviewed": reviewed.checked,
        "audience": {"@type": "Patient"},
        "citation": list(citations),
    }
    if address:
        facts["url"] = address
    if publisher:
        facts["publisher"] = {"@type": "Organization", "name": publisher}
    if reviewed.clinician:
        facts["reviewedBy"] = {"@type": "Person", "name": reviewed.clinician, "jobTitle": reviewed.role}
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPED))  # noqa: S704 - no letter of it can end the element


def fits(text: str, tree: LexborHTMLParser, *, publisher: str, reviewed: Reviewed) -> bool:
    """Whether a block of data says what its page shows: its heading, summary, address and first link of each source."""
    heading, summary = tree.css_first("h1"), tree.css_first("meta[name=description]")
    html, canonical = tree.css_first("html"), tree.css_first("link[rel=canonical]")
    if heading is None or summary is None or html is None:
        return False
    links = (source.css_first("a[href^=https]") for source in tree.css("[id^=ref-]"))
    return text == block(
        title=heading.text(),
        summary=summary.attributes.get("content") or "",
        language=html.attributes.get("lang") or "",
        address=(canonical.attributes.get("href") or "") if canonical is not None else "",
        publisher=publisher,
        citations=[link.attributes.get("href") or "" for link in links if link is not None],
        reviewed=reviewed,
    )


def misleads(shared: Mapping[str, str], tree: LexborHTMLParser, name: str, address: str) -> Iterator[str]:
    """What networks would show of a page (Open Graph, ``shared``) that is not what it says; its lasting address too."""
    canonical, title = tree.css_first("link[rel=canonical]"), tree.css_first("head > title")
    lasting = f"{address}/{'' if name == 'index.html' else name}" if address else ""
    if canonical is not None and canonical.attributes.get("href") != lasting:
        yield "The page says another lasting address (link canonical) than its own."
    summary = tree.css_first("meta[name=description]")
    says = {
        "og:type": "website",
        "og:title": title.text() if title is not None else "",
        "og:description": (summary.attributes.get("content") or "") if summary is not None else "",
        "og:url": lasting,
        "og:image": f"{address}/{card.NAME}",
    }
    for key, value in shared.items():
        if not address or says.get(key) != value:
            yield f"Where the page is shared, it would say what it does not show ({key}): {value[:60]}"
