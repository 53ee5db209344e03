"""The day on which the page was to be checked again has passed."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page, as_date
from plainhealth.site import Site

FIX = "Read the page against its sources, mend what changed, then set Checked to today and Next-check ahead."


def check(page: Page, site: Site) -> Iterator[Problem]:
    field = page.fields.get("next-check")
    due = as_date(field.value) if field else None
    if field and due and due < site.today:
        days = (site.today - due).days
        yield Problem(field.line, f"The check was due on {due}, {days} day{'s' * (days != 1)} ago.", 1, field.value)
