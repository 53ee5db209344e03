"""A link that leads nowhere: to a page or a part that is not there, without words, or not read as a link."""

import difflib
import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from plainhealth.contacts import OnFile
from plainhealth.gate import Problem
from plainhealth.page import Link, Page
from plainhealth.site import Site

FIX = (
    "Link to another page by its file name, like [Get help now](get-help-now.md), or to a part of it with #its-heading."
)
#: What was meant as a link and shows as text: a space before the address, or no ) after it.
_UNREAD = re.compile(r"\[[^\[\]]*\]\s*\(\s*[^()\s]*(?:\.md|\.html|://|#)[^()\s]*\s*\)?")


def check_site(site: Site) -> Iterator[Problem]:
    pages, known = site.by_path(), OnFile(site.facts, site.settings.contact)
    for page in site.pages:
        for link in page.links:
            message = _wrong(link, page, pages, known, site.content) if link.tag == "a" else ""
            if message:
                line, col = link.at
                yield Problem(line, message, col, link.target, page.path)


def check(page: Page, site: Site) -> Iterator[Problem]:
    for block in page.blocks:
        for found in _UNREAD.finditer(block.text) if block.kind != "code" else ():
            line, col = page.find(found[0], block.line)
            yield Problem(line, f"This link is not read as one: {found[0]}. Write [words](address).", col, found[0])


def _wrong(link: Link, page: Page, pages: Mapping[str, Page], known: OnFile, content: str) -> str:
    target = link.target
    if not link.text:
        return f"This link has no words, so nobody can see it: {target.removeprefix('{filename}')}."
    if target.startswith("#"):
        return "" if unquote(target[1:]) in page.ids else f"There is no heading {target} on this page."
    if target.startswith("{filename}"):
        name, _, anchor = target.removeprefix("{filename}").partition("#")
        here = posixpath.dirname(page.path.removeprefix(f"{content}/"))
        path = posixpath.normpath(posixpath.join("" if name.startswith("/") else here, unquote(name).lstrip("/")))
        other = pages.get(path)
        if other is None:
            near = difflib.get_close_matches(path, pages, 1)
            return f"There is no page {name}." + (f" Did you mean {posixpath.basename(near[0])}?" if near else "")
        return "" if not anchor or unquote(anchor) in other.ids else f"{name} has no heading #{anchor}."
    scheme = urlsplit(target).scheme.lower()
    if scheme == "https" and not urlsplit(target).netloc:
        return f"This address names no site: {target}."
    if scheme in ("mailto", "tel", "sms") and target not in known:
        return f"Nobody has checked this number or address: {target}. Add it to helplines.toml, or take it out."
    if scheme in ("https", "mailto", "tel", "sms"):
        return ""
    if scheme:
        insecure = f"This link is not secure: {target}. Use its https:// address."
        return insecure if scheme == "http" else f"A link cannot begin with {scheme}:."
    return f"This link leads nowhere on the finished site: {target or 'it is empty'}."
