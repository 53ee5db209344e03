"""A translation was last checked before the page that it translates."""

import posixpath
from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page, as_date
from plainhealth.site import Site

FIX = "Compare the two, mend the translation, then set its Checked to the day on which you did."


def check_site(site: Site) -> Iterator[Problem]:
    ours = site.settings.language
    originals = {_slug(page): page for page in site.pages if page.language == ours}
    for page in site.pages:
        original = originals.get(_slug(page)) if page.language != ours else None
        if original is None or "checked" not in page.fields or "checked" not in original.fields:
            continue
        field, newer = page.fields["checked"], original.fields["checked"]
        here, there = as_date(field.value), as_date(newer.value)
        if here and there and here < there:
            yield Problem(
                field.line,
                f"This translation was checked on {here}, and {original.path} again on {there}.",
                1,
                field.value,
                page.path,
            )


def _slug(page: Page) -> str:
    """What a page and its translations share: the file's name."""
    return posixpath.splitext(posixpath.basename(page.path))[0].casefold()
