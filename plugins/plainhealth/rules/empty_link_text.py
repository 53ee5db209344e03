"""A link whose words do not say where it leads."""

import re
from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Link, Page
from plainhealth.site import Site
from plainhealth.words.places import place

FIX = "Write where the link leads, in words that make sense alone: [the signs of an overdose](get-help-now.md)."
#: Words that only point. A link that is made of nothing else says nothing.
_POINTS = {
    "a", "an", "the", "this", "that", "to", "on", "for", "our", "you", "can", "please", "now", "just", "it", "in",
    "here", "click", "tap", "press", "read", "see", "view", "visit", "go", "open", "follow", "learn", "find", "get",
    "show", "more", "out", "link", "links", "page", "pages", "site", "website", "webpage", "web", "url", "article",
    "post", "document", "source", "sources", "info", "information", "detail", "details", "continue", "next", "back",
    "there", "these", "those", "one", "reading", "further", "full", "online", "below", "above",
}  # fmt: skip
#: An address longer than a site's name: "https://www.fda.gov/kratom", not "https://www.fda.gov".
_ADDRESS = re.compile(r"(?:[a-z][a-z+.-]*://)?[\w-]+(?:\.[\w-]+)+(?::\d+)?[/?#][^\s/.,;:!?)]\S*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


def check(page: Page, site: Site) -> Iterator[Problem]:
    for link in page.links:
        if link.tag != "a":
            continue
        message = _wrong(link.text.strip())
        if message:
            line, col = place(page, f"[{link.text}]", *_start(link))
            yield Problem(line, message, col, link.text)
    linked = " ".join(link.text for link in page.links)
    for block in page.blocks:
        for found in _ADDRESS.finditer(block.text) if "://" in block.text and block.kind != "code" else ():
            address = found[0].rstrip(".,;:!?)")
            if "://" in address and address not in linked:
                line, col = place(page, address, block.line, block.col)
                yield Problem(line, f"This address is no link, and hard to read: {address}", col, address)


def _start(link: Link) -> tuple[int, int]:
    return (link.block.line, link.block.col) if link.block else (link.line, 1)


def _wrong(text: str) -> str:
    words = [word.casefold() for word in _WORD.findall(text)]
    if _ADDRESS.fullmatch(text):
        return f"The words of this link are an address, which is hard to read and to hear: {text}"
    if words and all(word in _POINTS for word in words):  # broken-link speaks of a link without words
        return f"“{text}” does not say where the link leads."
    return ""
