"""Pelican or one of its plugins reported an error and would have gone on."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.site import Site

FIX = "Mend what the message names; if it names no file of yours, show it to whoever looks after the site."


def check_site(site: Site) -> Iterator[Problem]:
    for error in site.errors:
        if not any(path in error.message for path in site.account.pages):  # said by lost-page
            yield error
