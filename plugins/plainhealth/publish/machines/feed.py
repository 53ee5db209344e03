"""``feed.xml``: what changed on the site, newest first, as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from plainhealth.publish.machines.told import Changed, Told
from plainhealth.publish.machines.xml import Xml, xml

NAME = "feed.xml"
#: The page that shows the same.
PAGE = "changes.html"
_RIGHTS = "Creative Commons Attribution 4.0 (CC BY 4.0)"


def file(told: Told) -> bytes:
    """The feed. Its entries are named by tag URIs (RFC 4151), which stay when words are mended."""
    address = urlsplit(told.address)
    # The change that came last stands on top, so one is counted from below: it keeps its name when others come.
    waiting = Counter(change.date for change in told.changes)
    entries = []
    for change in told.changes:
        place = f"{address.path}/changes/{waiting[change.date]}"
        entries.append(_entry(told, change, f"tag:{address.netloc},{change.date}:{place}"))
        waiting[change.date] -= 1
    parts = [
        xml("id", f"{told.address}/{NAME}"),
        xml("title", f"What changed – {told.name}"),
        xml("updated", _time(told.changes[0].date if told.changes else told.judged)),
        xml("author", xml("name", told.organisation or told.name)),
        xml("link", rel="self", type="application/atom+xml", href=f"{told.address}/{NAME}"),
        xml("link", rel="alternate", type="text/html", href=f"{told.address}/{PAGE}"),
        xml("rights", _RIGHTS),
        *entries,
    ]
    root = xml("feed", "\n", *(each for part in parts for each in (part, "\n")), xmlns="http://www.w3.org/2005/Atom")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'.encode()


def _entry(told: Told, change: Changed, name: str) -> Xml:
    return xml(
        "entry",
        xml("id", name),
        xml("title", change.title or told.name),
        xml("updated", _time(change.date)),
        xml("link", rel="alternate", type="text/html", href=f"{told.address}/{change.url or PAGE}"),
        xml("content", change.what, type="text"),
    )


def _time(day: str) -> str:
    return f"{day}T00:00:00Z"
