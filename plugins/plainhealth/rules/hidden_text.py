"""A style, class or attribute that could hide text or change how it looks."""

from collections.abc import Iterator

from plainhealth.files import STRANGE
from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.rules.raw_markup import HIDES
from plainhealth.site import Site

FIX = 'Delete it. The only mark a block may carry is {: .no-claim why="…" }; how a page looks is the theme\'s.'


def check(page: Page, site: Site) -> Iterator[Problem]:
    for odd in page.odd:
        name = odd.attribute.removeprefix("data-refused-")
        if name in HIDES:
            yield Problem(odd.line, f"A page may not set {name} ({odd.value or 'empty'}).", 1, odd.value)
    for block in page.blocks:
        # In the file itself unreadable-page finds them; here they were written as &#8203; and the like.
        found = STRANGE.search(block.text)
        if found:
            yield Problem(
                block.line, f"An invisible character (U+{ord(found[0]):04X}) stands in this text.", block.col, found[0]
            )
