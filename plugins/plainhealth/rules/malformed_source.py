"""A source file that does not fit. Nothing can be cited from it until it does."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.site import Site

FIX = "Compare the file with the one in content/README.md, which has all the fields."


def check_site(site: Site) -> Iterator[Problem]:
    for path, mistakes in site.facts.wrong.items():
        for line, message in mistakes if path.parent.name == "sources" else ():
            text = message if message[0] in "'[" else f"This source file {message}"
            yield Problem(line, text, path=f"{site.content}/sources/{path.name}")
