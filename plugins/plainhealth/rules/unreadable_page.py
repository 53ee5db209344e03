"""A file cannot be read as text: wrong encoding, empty, too long, or with invisible characters."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.site import Site

FIX = "Open the file in a text editor and save it as UTF-8."


def check_site(site: Site) -> Iterator[Problem]:
    for problem in site.account.unreadable:
        message = f"This file {problem.message}" if problem.message[0].islower() else problem.message
        yield problem._replace(path=f"{site.content}/{problem.path}".rstrip("/"), message=message)
