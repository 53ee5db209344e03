"""A block that states a fact has no citation."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from plainhealth.claims import claims_something, states_fact
from plainhealth.gate import Problem
from plainhealth.page import Block, Page, bare
from plainhealth.rules.unknown_shortcode import is_mark
from plainhealth.site import Site

FIX = (
    "Add [@source#finding] at the end of the sentence. If the block states no fact, write "
    '{: .no-claim why="…" } under it.'
)
_ASKS = re.compile(r"(?:who|what|where|when|why|how|which)\b", re.IGNORECASE)
#: Words that tell somebody to do something with a drug.
_ACTS = re.compile(r"(?:stop|take|quit|mix|use|buy|skip|drop|try|cut|halve)\b", re.IGNORECASE)
_KINDS = {"item": "list item", "row": "table row"}


def check(page: Page, site: Site) -> Iterator[Problem]:
    missing = [b for b in page.claims if not b.supported and b.no_claim is None and not _only_a_mistake(b.text)]
    for block in missing:
        kind = _KINDS.get(block.kind, "paragraph")
        yield Problem(block.line, f"This {kind} has no source: {_start(block.text)}", block.col, block.text)
    if not missing and not page.cited:
        yield Problem(1, "This page cites no source at all.")


def check_site(site: Site) -> Iterator[Problem]:
    pages = site.by_path()
    for page in site.pages:
        for block in page.blocks:
            bare = block.only_links and not block.supported and block.no_claim is None
            if bare and not _leads(block, page, pages, site.content):
                message = (
                    f"The words of this link are not the title of its page, and state a fact: {_start(block.text)}"
                )
                yield Problem(block.line, message, block.col, block.text, page.path)


def _only_a_mistake(text: str) -> bool:
    """A shortcode or an HTML comment that shows as text: unknown-shortcode and raw-markup speak about these."""
    return is_mark(text) or not re.search(r"\w", re.sub(r"<!--.*?(?:-->|$)", "", text))


def _leads(block: Block, page: Page, pages: Mapping[str, Page], content: str) -> bool:
    """Whether a link only leads on: its words are the title or a heading of its page, or state no fact."""
    link = next((link for link in page.links if link.block is block and link.tag == "a"), None)
    if link is None:
        return False
    name = link.target.removeprefix("{filename}").partition("#")[0]
    here = posixpath.dirname(page.path.removeprefix(f"{content}/"))
    other = pages.get(posixpath.normpath(posixpath.join(here, unquote(name)))) if name else page
    if other is None:
        return True  # said by broken-link
    title = other.fields["title"].value if "title" in other.fields else ""
    if block.text == title:
        return True
    after = block.text.removeprefix(f"{title}: ")  # a title may hold a colon of its own
    return bare(after) in other.names or all(bare(part) in other.names or _points(part) for part in after.split(": "))


def _points(words: str) -> bool:
    """Whether words only name or ask: "Where to find help", "Page 2"; not "Stop methadone"."""
    short = len(words.split()) <= 2 and not _ACTS.match(words) and not claims_something(words)
    return short or bool(_ASKS.match(words)) or not states_fact(words)


def _start(text: str) -> str:
    return f"“{text}”" if len(text) <= 60 else f"“{text[:57].rstrip()}…”"
