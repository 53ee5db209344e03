"""A picture that is not there, or that says nothing to people who cannot see it."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site

FIX = "Put the picture into content/images/ and write ![what it shows](../images/name.png)."


def check(page: Page, site: Site) -> Iterator[Problem]:
    for link in page.links:
        if link.tag != "img" or urlsplit(link.target).scheme or link.target.startswith("//"):
            continue
        name = unquote(link.target.removeprefix("{static}"))
        here = posixpath.dirname(page.path.removeprefix(f"{site.content}/"))
        path = posixpath.normpath(posixpath.join("" if name.startswith("/") else here, name.lstrip("/")))
        line, col = link.at
        if path not in site.account.images:
            yield Problem(line, f"There is no picture {name}.", col, name)
        if not link.text.strip():
            yield Problem(line, f"The picture {name} has no words for people who cannot see it.", col, name)
