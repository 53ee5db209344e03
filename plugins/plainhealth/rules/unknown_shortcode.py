"""A line in square brackets that is none of ours, so that readers would see it as text."""

import difflib
import re
from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.holders import HOLDERS, WRITTEN
from plainhealth.page import Page
from plainhealth.site import Site
from plainhealth.verdicts import VERDICTS

FIX = "Write it as content/README.md shows, alone on its line."
_KNOWN = ("SEE-A-PROFESSIONAL", "HELPLINES", "VERDICT", "PICTURE", "SHEETS", "TERM", *HOLDERS)
_LOOKS_LIKE = re.compile(
    rf"\[\s*([A-Z][A-Z -]{{2,}}|(?i:{'|'.join(_KNOWN)}))\s*(?::\s*([^\]]*))?\]|(?P<list>\{{:[^}}]*\}}?)"
)


def check(page: Page, site: Site) -> Iterator[Problem]:
    shown = any(block.kind == "notice" for block in page.blocks)
    broken = {path.stem for path in site.facts.wrong if path.parent.name == "pictures"}
    for block in page.blocks:
        for found in _LOOKS_LIKE.finditer(block.text) if block.kind != "notice" else ():
            hint = _hint(found, site)
            in_words = not (found["list"] or found[2] or hint or "-" in found[1] or found[1].upper() in _KNOWN)
            if in_words and not is_mark(block.text):
                continue  # an abbreviation in a sentence: "the agency [FDA]"
            if found[1] == "SEE-A-PROFESSIONAL" and not shown and not hint:
                continue  # the rule hidden-notice says so
            if found[1] == "PICTURE" and found[2] in broken:
                continue  # the rule malformed-data says what to mend, in the picture's own file
            line, col = page.find("{:" if found["list"] else found[0], block.line)
            yield Problem(line, f"Readers would see this as text: {found[0][:60]}.{hint}", col, found[0])


def is_mark(text: str) -> bool:
    """Whether a block is nothing but something like a shortcode: then it states no fact, but is a mistake."""
    return _LOOKS_LIKE.fullmatch(text) is not None


def _hint(found: re.Match[str], site: Site) -> str:
    name, argument = found[1] or "", (found[2] or "").strip()
    if found["list"]:
        return " Marks for a block stand alone on the line right under it, or at the end of a heading."
    choices: dict[str, list[str]] = {
        "SEE-A-PROFESSIONAL": sorted({variant for _, variant in site.facts.notices}),
        "VERDICT": list(VERDICTS),
        "PICTURE": sorted(site.facts.pictures),
        "TERM": sorted(site.facts.sourced_terms),
    }
    if name in HOLDERS and not argument:
        mark = WRITTEN[HOLDERS[name]]
        return f" Right under it must stand a list, whose items begin with “{mark}”, and nothing between."
    if name == "TERM" and any(term.term == argument for term in site.facts.glossary if not term.source):
        return f" “{argument}” has no source in content/glossary.toml. Add the one that its meaning rests on."
    if name in choices and argument and argument not in choices[name]:
        near = difflib.get_close_matches(argument, choices[name], 3) or choices[name]
        return f" There is no “{argument}”; there {'is' if len(near) == 1 else 'are'}: {', '.join(near) or 'none yet'}."
    near = difflib.get_close_matches(name.upper(), _KNOWN, 1)
    if near and near[0] != name:
        return f" Did you mean [{near[0]}]?"
    return ""
