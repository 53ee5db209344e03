"""The second look: every file that was written, as a browser would get it.

The first look judges pages; this one judges what themes, plugins and static files made of them.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plainhealth.forks import in_forks
from plainhealth.gate import Finding
from plainhealth.notices import flat
from plainhealth.publish import emergency
from plainhealth.publish.hiding import HIDING, SOURCES
from plainhealth.rules.tracking_link import tracker

#: Elements that run, embed, fetch or send.
_FORBIDDEN = frozenset(
    (
        "script iframe frame frameset object embed applet form input button textarea select base "
        "link[rel=stylesheet] audio video source track portal fencedframe template noscript dialog marquee "
        "slot canvas"
    ).split()
)
#: Elements to look at though they have no attributes. All others do nothing by themselves.
_NOTED = _FORBIDDEN | {"style", "meta", "link"}
#: Attributes that fetch what they name.
_FETCHES = frozenset(
    ("src srcset poster data background action formaction ping manifest imagesrcset xlink:href").split()
)
#: The attributes that most elements have, and that neither fetch nor hide.
_HARMLESS = frozenset(("class", "id", "aria-label", "aria-labelledby", "scope", "lang", "role", "open", "content"))
_SPACE = re.compile(r"[\s\x00-\x20]")
_SCHEME = re.compile(r"(?!https:|mailto:|tel:|sms:|data:,$)[a-z][a-z0-9+.-]*:")
_CLEAN_LINKS = frozenset(("canonical", "icon", "alternate", "license", "author", "next", "prev", "help"))
_URL = re.compile(r"url\(|@import|image-set\(|expression\(|-moz-binding|\bsrc\(", re.IGNORECASE)
#: Files that may be written besides HTML, and how each begins: a picture must be one.
_PICTURES = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".webp": b"RIFF",
    ".gif": b"GIF8",
}

#: The one file of ours that is no page and no picture.
MANIFEST = "manifest.json"
#: What more files than this have in common comes from the theme.
_MANY = 3


class Link(NamedTuple):
    """A link inside the site: the file it leads to ("" if it leaves the site's folder), and the part of it, or ""."""

    href: str
    target: str
    part: str


@dataclass(slots=True)
class Written:
    """One HTML file: its SHA-256, its ids and links, and what is wrong with it by itself, as (rule, message)."""

    name: str
    digest: str
    ids: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    found: list[tuple[str, str]] = field(default_factory=list)


class Must(NamedTuple):
    """What one file must show: a notice of approved wording, the emergency number, its citations, its text as HTML."""

    notices: tuple[str, ...]
    phones: tuple[str, ...]
    citations: int
    body: str
    root: str


#: By name, what files had to show when they were last looked at, and what they were.
Remembered = dict[str, tuple[Must, Written]]


@dataclass(slots=True)
class Looked:
    """What a look at a folder found. ``pages`` are its HTML files, ``digests`` the SHA-256 of every file."""

    findings: list[Finding]
    pages: list[str]
    digests: dict[str, str]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a finished folder must show.

    ``notices`` are the approved wordings and ``phones`` the ways to write the emergency number: every
    page must show one of each. ``root`` is the path part of SITEURL ("/repo" or ""). By HTML file:
    ``sources`` is the content file it comes from, ``citations`` the number of its citations, and
    ``bodies`` the text that was checked, as HTML, which the file must hold as it is.
    """

    notices: Sequence[str]
    phones: Sequence[str] = ()
    root: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)
    citations: Mapping[str, int] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: str) -> Must:
        """What one file must show."""
        return Must(
            _flat(tuple(self.notices)),
            tuple(self.phones),
            self.citations.get(name, 0),
            self.bodies.get(name, ""),
            self.root,
        )


@functools.lru_cache(maxsize=8)
def _flat(notices: tuple[str, ...]) -> tuple[str, ...]:
    """All pages must show the same wordings."""
    return tuple(map(flat, notices))


def look(folder: Path, expected: Expected, remembered: Remembered | None = None) -> Looked:
    """Judge every file in ``folder``, on all cores.

    ``remembered`` are files as they were looked at before: one with the same bytes that must show the
    same is not judged twice.
    """
    remembered = {} if remembered is None else remembered
    seen: list[tuple[str, str, str]] = []  # file, rule, message
    digests: dict[str, str] = {}
    html: list[str] = []
    for name in sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_symlink() or not p.is_dir()):
        path = folder / name
        if path.is_symlink():
            digests[name] = ""
            seen.append((name, "lost-page", "This file is a link to another file. Publish the file itself."))
        elif path.suffix.lower() in (".html", ".htm", ".xhtml", ".shtml"):
            digests[name] = ""
            html.append(name)
        else:
            body = path.read_bytes()
            digests[name] = _digest(body)
            if name != MANIFEST and not _is_picture(path.suffix, body):
                what = f"A {path.suffix or 'nameless'} file is not published here. Take it out."
                seen.append((name, "lost-page", what))

    must = {name: expected.of(name) for name in html}

    def same(name: str) -> bool:
        known = remembered.get(name)
        return bool(known and known[0] == must[name] and known[1].digest == _digest((folder / name).read_bytes()))

    pages = {name: remembered[name][1] for name in html if same(name)}
    new = [name for name in html if name not in pages]
    pages |= zip(new, in_forks(lambda name: judged(name, (folder / name).read_bytes(), must[name]), new), strict=True)
    remembered.clear()
    remembered.update((page.name, (must[page.name], page)) for page in pages.values())
    for page in pages.values():
        digests[page.name] = page.digest
        seen += [(page.name, *found) for found in page.found]
        seen += [(page.name, "broken-link", message) for message in _broken(page, pages, digests, expected.root)]
    return Looked(list(_findings(seen, expected.sources)), html, digests)


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _is_picture(suffix: str, body: bytes) -> bool:
    begins = _PICTURES.get(suffix.lower())
    return begins is not None and body.startswith(begins)


def _findings(seen: Iterable[tuple[str, str, str]], sources: Mapping[str, str]) -> Iterator[Finding]:
    """One finding for the same message in many files: then it is the theme's, and said once."""
    names: dict[tuple[str, str], list[str]] = {}
    for name, rule, message in seen:
        names.setdefault((rule, message), []).append(name)
    for (rule, message), where in names.items():
        if len(where) > _MANY:
            yield Finding(
                f"output/{where[0]}",
                1,
                1,
                rule,
                f"{message} (in {len(where)} finished pages)",
                "All these pages share it, so it stands in theme/, or in a file that the theme links to.",
            )
            continue
        for name in where:
            source = sources.get(name, "")
            yield Finding(
                source or f"output/{name}",
                1,
                1,
                rule,
                f"{message} (in the finished {name})" if source else message,
                "If the page itself does not say this, the theme does: see theme/README.md.",
            )


def judged(name: str, file: bytes, must: Must) -> Written:
    """Look at one HTML file."""
    page = Written(name, _digest(file))
    html = file.decode("utf-8", "replace")
    page.found += _judge(page, LexborHTMLParser(html), must)
    if not _holds(html, must.body):
        page.found.append(
            ("changed-output", "The text is not the one that was checked: a template or a plugin changed it.")
        )
    return page


def _holds(html: str, body: str) -> bool:
    """Whether a file has the whole text, in its order. A theme may put parts of its own before a main heading."""
    at = 0
    for part in re.split("(?=<h2[ >])", body):
        at = html.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def _judge(page: Written, tree: LexborHTMLParser, must: Must) -> Iterator[tuple[str, str]]:
    """All that is wrong with one file by itself."""
    if tree.root is None or tree.body is None:
        yield "lost-page", "This file is empty."
        return
    seen = _Seen()
    for node in tree.root.traverse(include_text=False):
        tag, attributes = node.tag or "", node.attributes
        if attributes or tag in _NOTED:
            seen.note(node, tag, attributes, page)
    page.links += filter(None, (_leads(href, page.name, must.root) for href in seen.links))
    html = tree.css_first("html")
    if html is None or not (html.attributes.get("lang") or "").strip():
        yield "raw-markup", "The page does not say its language (html lang)."
    if seen.citations != must.citations:
        yield (
            "missing-citation",
            f"The page has {must.citations} citation links, and the finished page shows {seen.citations}.",
        )
    yield from seen.promises()
    hidden = HIDING.hits(tree, seen.style)
    yield from _notice(tree, must.notices, hidden)
    if must.phones:
        yield from _emergency(tree, must.phones, hidden)


@dataclass(slots=True)
class _Seen:
    """What one walk over a page gathers, besides its ids and findings."""

    style: str = ""
    policy: str = ""
    referrer: str = ""
    citations: int = 0
    links: dict[str, None] = field(default_factory=dict)

    def note(self, node: LexborNode, tag: str, attributes: Mapping[str, str | None], page: Written) -> None:
        """Look at one element that has attributes, or counts without any."""
        if tag in _FORBIDDEN and not (tag == "script" and attributes.get("type") == "application/ld+json"):
            page.found.append(("raw-markup", f"The element <{tag}> is not allowed."))
        for name, value in attributes.items():
            if name not in _HARMLESS and not (name == "href" and value and value[0] == "#"):
                page.found += _attribute(tag, name.lower(), value or "")
        identity = attributes.get("id")
        if identity:
            if identity in page.ids:
                page.found.append(("broken-link", f"Two parts of the page have the same id “{identity}”."))
            page.ids.add(identity)
        if tag == "a" and "href" in attributes:
            href = attributes["href"] or ""
            self.links[href] = None
            self.citations += href.startswith("#ref-") and "aria-label" in attributes
            if not href.startswith("#") and (message := tracker(href)):
                page.found.append(("tracking-link", message))
        elif tag == "style":
            self.style += node.text() or ""
        elif tag == "meta":
            page.found += self._meta(attributes)
        elif tag == "link":
            page.found += _link(attributes)

    def _meta(self, attributes: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
        equivalent = (attributes.get("http-equiv") or "").lower()
        if equivalent == "content-security-policy":
            self.policy = attributes.get("content") or ""
        elif equivalent:
            yield "raw-markup", f"<meta http-equiv={equivalent}> is not allowed."
        if (attributes.get("name") or "").lower() == "referrer":
            self.referrer = attributes.get("content") or ""

    def promises(self) -> Iterator[tuple[str, str]]:
        """The policies of the page, and that its style fetches nothing."""
        if self.policy != policy(self.style):
            yield "raw-markup", "The page lacks its Content-Security-Policy, or has another than the one made for it."
        if self.referrer != "no-referrer":
            yield "raw-markup", "The page would tell other sites where its visitor came from (meta referrer)."
        if _fetches(self.style):
            yield "other-host", "The style sheet would fetch something, or hides what it says behind a backslash."


@functools.lru_cache(maxsize=8)
def _fetches(style: str) -> bool:
    """Whether a style sheet fetches something, or could. All pages share one: it is looked at once."""
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return bool(_URL.search(bare)) or "\\" in re.sub(r"\"[^\"]*\"|'[^']*'", "", bare)


def _link(attributes: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    rel, href = (attributes.get("rel") or "").lower(), attributes.get("href") or ""
    if rel not in _CLEAN_LINKS or (rel == "icon" and not href.startswith("data:")):
        yield "other-host", f"<link rel={rel or 'nothing'}> would be fetched: {href}"


def _attribute(tag: str, name: str, value: str) -> Iterator[tuple[str, str]]:
    # Browsers drop white space in addresses and read a backslash as a slash.
    bare = _SPACE.sub("", value).lower().replace("\\", "/")
    if name.startswith("on"):
        yield "raw-markup", f"The event handler {name} is not allowed."
    elif name == "style":
        yield "hidden-text", f"A style in the text itself is not allowed: {value[:60]}"
    elif name in ("hidden", "inert", "popover", "contenteditable", "autofocus", "accesskey", "srcdoc"):
        yield "hidden-text", f"The attribute {name} is not allowed."
    elif name in _FETCHES or (name == "href" and tag in ("image", "use", "feimage")):
        if bare.startswith(("http:", "https:", "//", "data:text", "javascript:", "ftp:")) or (
            "," in bare and re.search(r"https?:|//", bare)
        ):
            yield "other-host", f"{tag} would fetch {value[:80]}"
    elif name == "href" and _SCHEME.match(bare):
        yield "raw-markup", f"A link cannot begin with {bare.split(':')[0]}:."
    elif name == "target":
        yield "raw-markup", "A link may not open a new window (target)."


@functools.lru_cache(maxsize=8)
def policy(style: str) -> str:
    """The Content-Security-Policy of a page with this inlined style: nothing else may be fetched or run."""
    own = f"style-src '{style_hash(style)}'; img-src 'self' data:"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"


def style_hash(style: str) -> str:
    """The hash of an inlined style as a Content-Security-Policy wants it (CSP 3, §2.3.1)."""
    digest = hashlib.sha256(style.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _notice(
    tree: LexborHTMLParser, approved: tuple[str, ...], hidden: Mapping[int, list[str]]
) -> Iterator[tuple[str, str]]:
    """The approved words are there, in the main text, early, and nothing hides them."""
    found: LexborNode | None = None
    headings = 0
    main = tree.css_first("main")
    for node in main.traverse(include_text=False) if main is not None else ():
        if node.tag in emergency.HEADINGS:
            headings += 1
        if node.tag == "aside" and flat(node.text(separator=" ")) in approved:
            found = node
            break
    if found is None:
        yield "missing-notice", "The finished page has no “see a professional” notice in its main text."
        return
    if headings >= 2:
        yield "late-notice", "In the finished page the notice stands after the second heading."
    around = emergency.around(found)
    for part in around:
        if part.tag == "details" and "open" not in part.attributes:
            yield "hidden-notice", "The notice is folded away in <details>."
    nodes = (*around, *found.traverse(include_text=False))
    for selector in dict.fromkeys(selector for node in nodes for selector in hidden.get(node.mem_id, ())):
        yield "hidden-notice", f"The style sheet hides the notice, or could: {selector}"
    for selector in dict.fromkeys(hidden.get(SOURCES, ())):
        yield "missing-citation", f"The style sheet hides the sources: {selector}"


def _emergency(
    tree: LexborHTMLParser, phones: tuple[str, ...], hidden: Mapping[int, list[str]]
) -> Iterator[tuple[str, str]]:
    """The emergency number is there, early, and in at least one place nothing hides it."""
    by = ""
    for around in emergency.places(tree, phones):
        by = next((selector for node in around for selector in hidden.get(node.mem_id, ())), "")
        if not by:
            return
    if by:
        yield "missing-emergency-help", f"The style sheet hides the emergency number: {by}"
    else:
        yield (
            "missing-emergency-help",
            f"The finished page does not show the emergency number {phones[0]} in the open, before its second heading.",
        )


def _leads(href: str, name: str, root: str) -> Link | None:
    """The file of the site that a link on the page ``name`` leads to; None if it leads to another site."""
    if href.startswith("#"):
        return Link(href, name, unquote(href[1:]))
    try:
        parts = urlsplit(href)
    except ValueError:
        return Link(href, href, "")
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if path.startswith("/"):
        if root and not path.startswith(f"{root}/"):
            return Link(href, "", "")
        target = path.removeprefix(root).lstrip("/")
    elif path:
        target = unquote(urljoin(f"http://x/{name}", parts.path)).removeprefix("http://x/")
    else:
        target = name
    return Link(
        href, f"{target}index.html" if target == "" or target.endswith("/") else target, unquote(parts.fragment)
    )


def _broken(page: Written, pages: Mapping[str, Written], files: Container[str], root: str) -> Iterator[str]:
    """Internal links and anchors that lead nowhere."""
    for link in page.links:
        if not link.target:
            yield f"The link {link.href} leaves the site's folder {root}/."
        elif link.target not in files:
            yield f"The link {link.href} leads to {link.target}, which is not there."
        elif link.part and link.target in pages and link.part not in pages[link.target].ids:
            yield f"The link {link.href} leads to a part of {link.target} that is not there."
