"""A finding or a helpline is past the last day on which it may be printed."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site

FIX = "Read it again on the official page, mend what changed, then set 'checked' and 'expires' in its file."


def check(page: Page, site: Site) -> Iterator[Problem]:
    for block in page.blocks:
        for cited in dict.fromkeys(block.citations):
            finding = site.facts.finding(cited.source, cited.finding)
            if finding and finding.expires and finding.expires < site.today:
                name = f"{cited.source}#{cited.finding}"
                line, col = page.find_citation(f"@{name}", block.line)
                yield Problem(line, f"The finding {name} expired on {finding.expires}.", col, name)


def check_site(site: Site) -> Iterator[Problem]:
    for helpline in site.facts.helplines:
        if helpline.expires < site.today:
            yield Problem(
                helpline.line,
                f"The helpline “{helpline.name}” ({helpline.country}) expired on {helpline.expires}.",
                1,
                helpline.name,
                f"{site.content}/helplines.toml",
            )
