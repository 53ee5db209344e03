"""A page that nobody has scored, once sheets are asked for."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.sheets.standing import name_of
from plainhealth.site import Site

FIX = "Read content/sheets/README.md, print a blank sheet with plainhealth sheet, and have a second reader fill it in."


def check(page: Page, site: Site) -> Iterator[Problem]:
    """A draft is still being written: it is scored when it is done. Hidden pages are read like all others."""
    name = name_of(page.path, site.content)
    draft = "status" in page.fields and page.fields["status"].value.lower() == "draft"
    unfit = any(path.as_posix().endswith(f"{site.content}/sheets/{name}.toml") for path in site.facts.wrong)
    if site.settings.sheets and not draft and not unfit and name not in site.facts.sheets:
        yield Problem(1, f"This page has no sheet: there is no {site.content}/sheets/{name}.toml.")
