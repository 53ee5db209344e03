"""A file under content/ would not go online, or a page that was read was not written."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.site import Site

FIX = "Every file under content/ is published, is data for the build, or does not belong there."


def check_site(site: Site) -> Iterator[Problem]:
    for problem in site.account.misplaced:
        yield problem._replace(path=f"{site.content}/{problem.path}")
    read = set(site.by_path())
    for path in site.account.pages:
        if path not in read:
            reasons = [e.message for e in site.errors if path in e.message]
            yield Problem(
                1,
                " ".join(["Pelican could not make a page of this file.", *reasons]),
                path=f"{site.content}/{path}",
            )
