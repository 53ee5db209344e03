"""A finding or a helpline is past the last day on which it may be printed."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.site import Site

FIX = "Read it again on the official page, mend what changed, then set 'checked' and 'expires' in its file."


def check_site(site: Site) -> Iterator[Problem]:
    for page in site.pages:
        for block in page.blocks:
            for cited in dict.fromkeys(block.citations):
                finding = site.facts.finding(cited.source, cited.finding)
                if finding and finding.expires and finding.expires < site.today:
                    line, col = page.find(f"@{cited.source}#{cited.finding}", block.line)
                    yield Problem(
                        line,
                        f"The finding {cited.source}#{cited.finding} expired on {finding.expires}.",
                        col,
                        f"{cited.source}#{cited.finding}",
                        page.path,
                    )
    for helpline in site.facts.helplines:
        if helpline.expires < site.today:
            yield Problem(
                helpline.line,
                f"The helpline “{helpline.name}” ({helpline.country}) expired on {helpline.expires}.",
                1,
                helpline.name,
                f"{site.content}/helplines.toml",
            )
