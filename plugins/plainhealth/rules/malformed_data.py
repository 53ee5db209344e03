"""A notice, the helplines, the list of changes or a picture's data that does not fit."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.notices import GENERAL
from plainhealth.site import Site

FIX = "Compare with the other entries; content/README.md shows each kind of file."


def check_site(site: Site) -> Iterator[Problem]:
    for path, mistakes in site.facts.wrong.items():
        for line, message in mistakes if path.parent.name != "sources" else ():
            text = message if message[0] in "'[" else f"This file {message}"
            start = path.as_posix().rfind(f"{site.content}/")
            yield Problem(line, text, path=path.as_posix()[max(start, 0) :])
    language = site.settings.language
    if (language, GENERAL) not in site.facts.notices and not any("notices" in p.parts for p in site.facts.wrong):
        yield Problem(
            1,
            "The approved notice is missing. Put this file back.",
            path=f"{site.content}/notices/{language}/{GENERAL}.md",
        )
    if not site.facts.emergency(site.settings.country) and not any(
        p.name == "helplines.toml" for p in site.facts.wrong
    ):
        yield Problem(
            1,
            f"There is no emergency number for the country {site.settings.country}. Add one, or choose another "
            "'country' in pelicanconf.py.",
            path=f"{site.content}/helplines.toml",
        )
    for helpline in site.facts.helplines:
        if helpline.source and helpline.source not in site.facts.sources:
            message = f"There is no source “{helpline.source}”."
            yield Problem(helpline.line, message, 1, helpline.source, f"{site.content}/helplines.toml")
    slugs = {page.save_as.removesuffix(".html") for page in site.pages}
    for change in site.facts.changes:
        if change.page and change.page not in slugs:
            yield Problem(
                change.line, f"There is no page “{change.page}”.", 1, change.page, f"{site.content}/changes.toml"
            )
