"""A page whose sheet does not reach a goal, once sheets are asked for."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.sheets.instruments import SCALES
from plainhealth.sheets.standing import name_of
from plainhealth.site import Site

FIX = "Mend the page where the named answers say what is missing, and have a second reader score these anew."


def check(page: Page, site: Site) -> Iterator[Problem]:
    """Until all pages must have sheets, scores are only shown: nobody should have a reason to score too high."""
    sheet = site.facts.sheets.get(name_of(page.path, site.content)) if site.settings.sheets else None
    for scale in SCALES.values() if sheet else ():
        assert sheet is not None
        points, possible = score = sheet.score(scale)
        if scale.passes(points, possible):
            continue
        goal, of = scale.goal
        said = f"{points} of {possible}" if scale.graded else f"{score.percent} in 100 ({points} of {possible})"
        lost = ", ".join(f"{answer.item.key} (line {answer.line})" for answer in sheet.lost(scale))
        message = f"{page.path} has {said} on {scale.name}; the least is {goal} of {of}. Points are lost at: {lost}."
        yield Problem(sheet.line(scale.key), message, 1, scale.name, f"{site.content}/sheets/{sheet.name}.toml")
