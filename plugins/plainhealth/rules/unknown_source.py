"""A citation names a source or a finding that is not on file."""

import difflib
from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Cited, Page
from plainhealth.site import Site

FIX = "Use the name of a file in content/sources/, and of one of its [findings.…]."


def check(page: Page, site: Site) -> Iterator[Problem]:
    broken = {path.stem for path in site.facts.wrong if path.parent.name == "sources"}
    for block in page.blocks:
        for cited in block.citations:
            message = _message(cited, site)
            if message and cited.source not in broken:
                mark = f"@{cited.source}#{cited.finding}" if cited.finding else f"@{cited.source}"
                line, col = page.find_citation(mark, block.line)
                yield Problem(line, message, col, mark)


def _message(cited: Cited, site: Site) -> str:
    source = site.facts.sources.get(cited.source)
    if source is None:
        return f"There is no source “{cited.source}”." + _near(cited.source, site.facts.sources)
    if cited.finding and cited.finding not in source.findings:
        return f"Source “{cited.source}” has no finding “{cited.finding}”." + _near(cited.finding, source.findings)
    return ""


def _near(name: str, known: object) -> str:
    near = difflib.get_close_matches(name, list(known), 1)  # type: ignore[call-overload]
    return f" Did you mean “{near[0]}”?" if near else ""
