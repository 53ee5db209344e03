"""A law, a helpline or another fact that changes may be printed for longer than it can be trusted."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site
from plainhealth.sources import Source, SourceFinding

FIX = (
    "Set 'expires' nearer to 'checked', and read the source again before that day. "
    "A law that is over for good says history = true."
)
#: The longest time, in days, between reading something and its last day.
LAW, HELPLINE, OTHER = 30, 90, 366


def check(page: Page, site: Site) -> Iterator[Problem]:
    for block in page.blocks:
        for cited in dict.fromkeys(block.citations):
            source = site.facts.sources.get(cited.source)
            if source and source.tier == "law" and not cited.finding:
                mark = f"@{cited.source}"
                line, col = page.find_citation(mark, block.line)
                message = f"{mark[1:]} is a law cited as a whole: only a finding has a last day."
                yield Problem(line, message, col, mark)


def check_site(site: Site) -> Iterator[Problem]:
    for name, finding in sorted({(c.source, c.finding) for page in site.pages for c in page.cited}):
        source, found = site.facts.sources.get(name), site.facts.finding(name, finding)
        message = _wrong(source, found) if source and found else ""
        if source and found and message:
            yield Problem(found.line, message, 1, finding, f"{site.content}/sources/{source.path}")
    for helpline in site.facts.helplines:
        days = (helpline.expires - helpline.checked).days
        if days > HELPLINE:
            yield Problem(
                helpline.line,
                f"The helpline “{helpline.name}” expires {days} days after it was checked; the most is {HELPLINE}.",
                1,
                helpline.name,
                f"{site.content}/helplines.toml",
            )


def _wrong(source: Source, finding: SourceFinding) -> str:
    most = LAW if source.tier == "law" and not finding.history else OTHER
    what = f"The finding {source.id}#{finding.id}"
    if finding.expires is None:
        return f"{what} is law, and has no last day ('expires')." if most == LAW else ""
    days = (finding.expires - finding.checked).days
    return f"{what} expires {days} days after it was checked; the most is {most}." if days > most else ""
