"""What the web asks of a site at fixed places: ``robots.txt``, ``security.txt`` (RFC 9116), ``sitemap.xml``."""

from __future__ import annotations

from plainhealth.publish.machines.told import Told
from plainhealth.publish.machines.xml import xml

ROBOTS, SECURITY, SITEMAP = "robots.txt", ".well-known/security.txt", "sitemap.xml"
NAMES = (ROBOTS, SECURITY, SITEMAP)


def files(told: Told) -> dict[str, bytes]:
    """The files, by name.

    A map needs whole addresses, so there is one only where the site has an address. Who finds a hole must reach
    somebody, so there is a ``security.txt`` only where a contact is set. Programs look for ``robots.txt`` and
    ``security.txt`` at the root of a host alone; below it they do no harm.
    """
    found = {ROBOTS: _robots(told)}
    if told.contact:
        found[SECURITY] = _security(told)
    if told.address:
        found[SITEMAP] = _sitemap(told)
    return found


def _robots(told: Told) -> bytes:
    where = f"\nSitemap: {told.address}/{SITEMAP}\n" if told.address else ""
    return f"User-agent: *\nAllow: /\n{where}".encode()


def _security(told: Told) -> bytes:
    """RFC 9116 wants a day after which it is stale: that on which the whole copy is."""
    where = f"Canonical: {told.address}/{SECURITY}\n" if told.address else ""
    return f"Contact: {told.contact}\nExpires: {told.good_until}T23:59:59Z\nPreferred-Languages: en\n{where}".encode()


def _sitemap(told: Told) -> bytes:
    urls = [
        xml(
            "url",
            xml("loc", f"{told.address}/{'' if name == 'index.html' else name}"),
            *([xml("lastmod", day)] if day else []),
        )
        for name, day in sorted(told.listed.items())
    ]
    root = xml(
        "urlset",
        "\n",
        *(part for url in urls for part in (url, "\n")),
        xmlns="http://www.sitemaps.org/schemas/sitemap/0.9",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'.encode()
