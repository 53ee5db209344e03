"""The whole site in one file: every finished page once more, so that it works from a memory stick.

Each page's main text is taken as it was written and judged. Only what leads from place to place is changed:
ids and links. So anybody who has the folder can make the parts again, and compare (``wrong``).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

NAME = "one-file.html"
#: Stands for the size of the file in a page that was written before it.
SIZE = "SIZE-OF-ONE-FILE"
#: Pages that are lists of pages, and where a link to one leads: the file has a list of its own.
LISTS = {"index.html": "#main", "pages.html": "#site-contents", "404.html": "#site-contents"}
_MAIN = re.compile(r"<main\b[^<>]*>(.*)</main>", re.DOTALL)
_HEADING = re.compile(r"<h1\b[^<>]*>(.*?)</h1>", re.DOTALL)
_LANGUAGE = re.compile(r'<html\b[^<>]*?\blang="([^"]*)"')
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
#: What a part does without: ways to other pages, and what the page tells programs about itself.
_LEFT_OUT = re.compile(r"<(nav|script)\b.*?</\1>\s*", re.DOTALL)
_LINK = re.compile(r"<a\b([^<>]*)>(.*?)</a>", re.DOTALL)
_HREF = re.compile(r'(?<=\shref=")([^"]*)(?=")')
_SRC = re.compile(r'(?<=\ssrc=")([^"]*)(?=")')
_NAMES = "id|for|headers|aria-labelledby|aria-describedby|aria-controls|aria-owns"
_NAMED = re.compile(rf'(?<=\s)({_NAMES})="([^"]*)"')
#: The tags in which something is changed. Few are: looking at each would take four times as long.
_CHANGED = re.compile(
    r"<(/?)((?:h[1-5]|aside|section|use)\b|[a-zA-Z][\w-]*+(?=[^<>]*?(?:\s(?:" + _NAMES + r")=|url\(#)))([^<>]*)>"
)
_LABEL = re.compile(r'\s(?:aria-label|aria-labelledby)="[^"]*"')
_PICTURES = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".webp": "webp", ".gif": "gif"}


class NotAPage(Exception):  # noqa: N818 - a sentence for a finding
    """A file of the folder is no page that could be taken over."""


def parts(folder: Path, names: Sequence[str]) -> list[str]:
    """The main text of each file of ``names``, as it stands in the one file.

    Raises:
        NotAPage: a file has no main text, or shows a picture that is not in the folder.
        OSError: a file cannot be read.
    """
    known = frozenset(names)
    return [_part(folder, name, (folder / name).read_text("utf-8", "replace"), known) for name in names]


def joined(parts: Sequence[str]) -> str:
    """All parts, as they stand after one another in the file."""
    return "\n".join(parts)


def title(folder: Path, name: str) -> Markup:
    """The main heading of a finished page.

    Raises:
        NotAPage: it has none.
        OSError: the file cannot be read.
    """
    found = _HEADING.search((folder / name).read_text("utf-8", "replace"))
    if found is None:
        raise NotAPage(f"{name} has no main heading")
    return Markup(_TAG.sub("", found[1]).strip())  # noqa: S704 - as it was written


def whole(html: str, names: Collection[str]) -> str:
    """The rendered file with its own links (header, strip, list, footer) led to its parts."""
    return _led(html, NAME, names)


def wrong(folder: Path, names: Sequence[str]) -> Iterator[str]:
    """What is not as it must be in the finished file: each page of ``names`` once, whole, in order, and nothing else.

    Raises:
        OSError: a file cannot be read.
    """
    html = (folder / NAME).read_text("utf-8", "replace")
    try:
        expected = parts(folder, names)
    except NotAPage as error:
        yield f"The copy of the whole site cannot be compared with its pages: {error}."
        return
    changed = [name for name, part in zip(names, expected, strict=True) if html.count(part) != 1]
    yield from (f"The copy of the whole site does not hold {name} once, as it is." for name in changed)
    whole = joined(expected)
    shown = [article.attributes.get("id") for article in LexborHTMLParser(html).css("main > article")]
    if not changed and shown != list(names):
        yield "The copy of the whole site does not show its pages in the open, one after the other, right in <main>."
    others = len(re.findall(r"<article\b", html, re.IGNORECASE)) - sum(part.count("<article") for part in expected)
    if not changed and (
        others or html.count(whole) != 1 or not html.partition(whole)[2].lstrip().startswith("</main>")
    ):
        yield "The copy of the whole site holds its pages in another order, or something between or after them."


def size(count: int) -> str:
    """How large a file is, in words that a phone would use; ``count`` is in bytes."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(round(count / 1000), 1)} kB"


def _part(folder: Path, name: str, html: str, known: Collection[str]) -> str:
    main, language = _MAIN.search(html), _LANGUAGE.search(html)
    if main is None or language is None:
        raise NotAPage(f"{name} has no main text, or does not say its language")
    body = _led(_LEFT_OUT.sub("", main[1]).strip(), name, known)
    body = _CHANGED.sub(lambda tag: _renamed(tag, name), body)
    body = _SRC.sub(lambda src: _embedded(folder, name, src[1]), body)
    return f'<hr>\n<article id="{name}" lang="{language[1]}">\n{body}\n</article>'


def _renamed(tag: re.Match[str], name: str) -> str:
    """A tag with ids of its own page, one level lower, and no landmark: dozens of one name would help nobody."""
    end, element, attributes = tag.groups()
    level = re.fullmatch(r"h([1-5])", element)
    if level:
        element = f"h{int(level[1]) + 1}"
    if element in ("aside", "section"):
        attributes = _LABEL.sub("", attributes)
    attributes = _NAMED.sub(lambda m: f'{m[1]}="{" ".join(f"{name}:{part}" for part in m[2].split())}"', attributes)
    attributes = attributes.replace("url(#", f"url(#{name}:")
    if element == "use":
        attributes = attributes.replace('href="#', f'href="#{name}:')
    return f"<{end}{element}{attributes}>"


def _led(html: str, name: str, known: Collection[str]) -> str:
    """Links to pages of the copy lead to their parts; what leads to no part keeps its words and is no link."""

    def link(found: re.Match[str]) -> str:
        href = _HREF.search(found[1])
        new = _new(href[1], name, known) if href else ""
        if new is None:
            return found[2]
        return f"<a{_HREF.sub(lambda _: new, found[1])}>{found[2]}</a>"

    return _LINK.sub(link, html)


def _new(href: str, name: str, known: Collection[str]) -> str | None:
    """Where a link of the page ``name`` leads in the copy; None if it leads nowhere there."""
    if href.startswith(("#", "https:", "tel:")):  # most links: quick
        return f"#{name}:{href[1:]}" if href[0] == "#" and name in known else href
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return href
    target = unquote(urljoin(f"http://x/{name}", parts.path)).removeprefix("http://x/") if parts.path else name
    if target in LISTS:
        return LISTS[target]
    if target == NAME:
        return f"#{parts.fragment}"
    if target not in known:
        return None
    return f"#{target}:{parts.fragment}" if parts.fragment else f"#{target}"


def _embedded(folder: Path, name: str, src: str) -> str:
    if src.startswith("data:"):
        return src
    target = unquote(urljoin(f"http://x/{name}", src)).removeprefix("http://x/")
    kind = _PICTURES.get(Path(target).suffix.lower())
    path = (folder / target).resolve()
    if kind is None or folder.resolve() not in path.parents or not path.is_file():
        raise NotAPage(f"{name} shows {src}, which is no picture of this folder")
    return f"data:image/{kind};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"
