"""Two parts of a page have the same id, so that a link to it may lead to the wrong one."""

import re
from collections import Counter
from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site

FIX = "Write another id, or other words for the heading: a heading without {#…} gets its words as its id."
#: What the theme and the citations call their own parts.
OURS = re.compile(r"main|references|about-this-page|(?:site|pic)-[\w-]+|(?:ref|cite)-\d+")
#: An id that an editor gives: what a heading gets by itself may have letters of any language, and "_1".
_TYPED = re.compile(r"\{:?[^{}\n]*?(?:#|\bid=[\"']?)([^\s{}\"']+)[^{}\n]*\}")
_PLAIN = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def check(page: Page, site: Site) -> Iterator[Problem]:
    ours = {anchor for anchors in page.backs.values() for anchor in anchors}
    for name, count in Counter(page.ids).items():
        if count > 1:
            line, col = _place(page, name)
            yield Problem(line, f"The id “{name}” stands for more than one part of this page.", col, name)
        elif OURS.fullmatch(name) and name not in ours:
            line, col = _place(page, name)
            yield Problem(line, f"The id “{name}” is one of the site's own, on every page.", col, name)

    for typed in _TYPED.finditer(page.source):
        if typed[1] in page.ids and not _PLAIN.fullmatch(typed[1]):
            line, col = _place(page, typed[1])
            yield Problem(line, f"The id “{typed[1]}” has more in it than small letters, digits and -.", col, typed[1])


def _place(page: Page, name: str) -> tuple[int, int]:
    """Where it is typed, the last time; else the heading that it was made from."""
    mark = re.escape(name)
    typed = list(re.finditer(rf"#{mark}(?![\w-])(?=[^{{\n]*\}})|\bid=[\"']?{mark}\b", page.source))
    if typed:
        before = page.source[: typed[-1].start()]
        return before.count("\n") + 1, typed[-1].start() - before.rfind("\n")
    made = [b for b in page.blocks if b.kind == "heading" and re.sub(r"\W+", "-", b.text.casefold()).strip("-") == name]
    return (made[-1].line, made[-1].col) if made else (1, 1)
