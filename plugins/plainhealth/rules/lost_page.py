"""A file under content/ would not go online, or a page that was read was not written."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page, read_fields
from plainhealth.rules import bad_field
from plainhealth.site import Site

FIX = "Mend what is named here: a file under content/ is published, is data for the build, or does not belong there."


def check_site(site: Site) -> Iterator[Problem]:
    for problem in site.account.misplaced:
        yield problem._replace(path=f"{site.content}/{problem.path}", message=f"This file {problem.message}")
    if not site.pages and not site.account.pages:
        yield Problem(1, "There is no page at all.", path=f"{site.content}/pages")
    read = set(site.by_path())
    for path, source in site.account.pages.items():
        if path in read:
            continue
        name = f"{site.content}/{path}"
        # Pelican leaves a page out when a field is wrong, and does not say where.
        wrong = list(bad_field.check(Page(name, source, read_fields(source)[0]), site))
        reasons = [e.message for e in site.errors if path in e.message]
        words = " ".join(["Pelican could not make a page of this file.", *reasons])
        yield from (problem._replace(path=name) for problem in wrong or [Problem(1, words)])
