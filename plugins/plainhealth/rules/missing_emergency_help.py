"""Emergency help is not there at once: no page lists the helplines, or a finished page hides the number."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.site import Site

FIX = "Write [HELPLINES] on a line of its own on the page for emergencies, and keep that page published."


def check_site(site: Site) -> Iterator[Problem]:
    """The first look: a page shows the helplines. The second look is at each finished page (publish/written.py)."""
    emergency = site.facts.emergency(site.settings.country)
    shown = any(
        block.made_by_us and emergency is not None and f"Call {emergency.phone}" in block.text
        for page in site.pages
        if page.status == "published"
        for block in page.blocks
    )
    if emergency and site.pages and not shown:
        yield Problem(
            emergency.line,
            f"No published page lists the helplines, so nobody finds {emergency.name} and the others there.",
            1,
            emergency.phone,
            f"{site.content}/helplines.toml",
        )
