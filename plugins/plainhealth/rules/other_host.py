"""Something is fetched from another host: that host would learn who reads the page."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site

FIX = "Save the file into content/images/ and use it from there, or link to it in words."


def check(page: Page, site: Site) -> Iterator[Problem]:
    for link in page.links:
        if link.tag == "img" and (urlsplit(link.target).scheme or link.target.startswith("//")):
            line, col = link.at
            yield Problem(line, f"This picture would be fetched from elsewhere: {link.target}", col, link.target)
