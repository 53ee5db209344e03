"""A file cannot be read as text: wrong encoding, empty, too long, invisible characters, or an impossible name."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.site import Site

FIX = "A page is a text file: open it in a text editor and save it as UTF-8, under a plain name."


def check_site(site: Site) -> Iterator[Problem]:
    for problem in site.account.unreadable:
        message = f"This file {problem.message}" if problem.message[0].islower() else problem.message
        yield problem._replace(path=f"{site.content}/{problem.path}".rstrip("/"), message=message)
