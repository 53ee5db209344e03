"""A line in square brackets that is none of ours, so that readers would see it as text."""

import difflib
import re
from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site
from plainhealth.verdicts import VERDICTS

FIX = "Write it as content/README.md shows, alone on its line."
_LOOKS_LIKE = re.compile(r"\[([A-Z][A-Z -]{2,})(?::\s*([^\]]*))?\]")
_KNOWN = ("SEE-A-PROFESSIONAL", "HELPLINES", "VERDICT", "PICTURE")


def check(page: Page, site: Site) -> Iterator[Problem]:
    for block in page.blocks:
        if block.kind == "notice":
            continue
        for found in _LOOKS_LIKE.finditer(block.text):
            line, col = page.find(found[0], block.line)
            yield Problem(line, f"Readers would see this as text: {found[0]}.{_hint(found, site)}", col, found[0])


def _hint(found: re.Match[str], site: Site) -> str:
    name, argument = found[1], (found[2] or "").strip()
    choices: dict[str, list[str]] = {
        "SEE-A-PROFESSIONAL": sorted({variant for _, variant in site.facts.notices}),
        "VERDICT": list(VERDICTS),
        "PICTURE": sorted(site.facts.pictures),
    }
    if name in choices and argument and argument not in choices[name]:
        return f" There is no “{argument}”; there are: {', '.join(choices[name])}."
    near = difflib.get_close_matches(name, _KNOWN, 1)
    if near and near[0] != name:
        return f" Did you mean [{near[0]}]?"
    return ""
