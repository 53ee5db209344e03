"""A source file that does not fit. Nothing can be cited from it until it does."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.site import Site

FIX = "content/README.md shows a source file with all its fields."


def check_site(site: Site) -> Iterator[Problem]:
    for path, mistakes in site.facts.wrong.items():
        for line, message in mistakes if path.parent.name == "sources" else ():
            text = message if message[0] in "'[" else f"This source file {message}"
            yield Problem(line, text, path=f"{site.content}/sources/{path.name}")
