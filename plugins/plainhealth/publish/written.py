"""The second look: every file that was written, as a browser would get it.

The first look judges pages; this one judges what themes, plugins and static files made of them.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plainhealth.files import below
from plainhealth.forks import in_forks
from plainhealth.gate import Finding
from plainhealth.notices import flat
from plainhealth.publish import emergency, one_file, search
from plainhealth.publish.hiding import HIDING, SOURCES
from plainhealth.publish.machines import data
from plainhealth.publish.machines.told import Reviewed
from plainhealth.publish.script import KNOWN, digest, known
from plainhealth.rules.tracking_link import tracker

#: Elements that run, embed, fetch or send.
_FORBIDDEN = frozenset(
    (
        "script iframe frame frameset object embed applet form input button textarea select base "
        "link[rel=stylesheet] audio video source track portal fencedframe template noscript dialog marquee "
        "slot canvas font basefont center big plaintext xmp listing nobr bdo bgsound math foreignobject animate "
        "animatetransform animatemotion set mpath keygen isindex foreignObject animateTransform animateMotion feImage"
    ).split()
)
#: Attributes that do without any style sheet what only a style sheet may do, where it is judged.
_STYLES = frozenset(
    (
        "bgcolor text link vlink alink color face size align valign leftmargin topmargin rightmargin bottommargin "
        "marginwidth marginheight hspace vspace border cellpadding cellspacing dir"
    ).split()
)
#: What may stand around the notice and in it: elements that do no more to words than a style sheet says.
_PLAIN = frozenset(
    "html body main article section div header aside p strong em b a ul ol li br span abbr h2 h3".split()
)
#: Headings and notices, in the order of the page.
_EARLY = ", ".join(("aside", *sorted(emergency.HEADINGS)))
#: Elements to look at though they have no attributes. All others do nothing by themselves.
_NOTED = _FORBIDDEN | {"style", "meta", "link"}
#: Attributes that fetch what they name.
_FETCHES = frozenset(
    ("src srcset poster data background action formaction ping manifest imagesrcset xlink:href").split()
)
#: Attributes that no text here may have: they hide, or let the visitor write.
_HIDES = frozenset(("hidden", "inert", "popover", "contenteditable", "autofocus", "accesskey", "srcdoc"))
#: Attributes to look at, besides all that begin with "on".
_WATCHED = _FETCHES | _STYLES | _HIDES | {"style", "href", "target"}
_SPACE = re.compile(r"[\s\x00-\x20]")
_SCHEME = re.compile(r"(?!https:|mailto:|tel:|sms:|data:,$)[a-z][a-z0-9+.-]*:")
_CLEAN_LINKS = frozenset(("canonical", "icon", "alternate", "license", "author", "next", "prev", "help"))
#: A picture inside the page. Its letters may hold "//", which is no address there.
_EMBEDDED = re.compile(r"data:image/(?:png|jpeg|webp|gif);base64,[a-z0-9+/]+={0,2}")
_URL = re.compile(r"url\(|@import|image-set\(|expression\(|-moz-binding|\bsrc\(", re.IGNORECASE)
#: Files that may be written besides HTML, and how each begins: a picture must be one.
_PICTURES = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".webp": b"RIFF",
    ".gif": b"GIF8",
}

#: The one file of ours that lists all others.
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
    told: search.Told = search.NOTHING


class Must(NamedTuple):
    """What one file must show: a notice of approved wording, the emergency number, its citations, its text as HTML."""

    notices: tuple[str, ...]
    phones: tuple[str, ...]
    citations: int
    body: str
    root: str
    reviewed: Reviewed | None = None
    publisher: str = ""
    address: str = ""


#: By name, what files had to show when they were last looked at, and what they were.
Remembered = dict[str, tuple[Must, Written]]


class Held(NamedTuple):
    """A file that is not in the folder yet, and its SHA-256: a preview writes each page once, when it has its bar."""

    file: bytes
    digest: str


@dataclass(slots=True)
class Looked:
    """What a look at a folder found. ``pages`` are its HTML files, ``digests`` the SHA-256 of every file.

    ``index`` is what the search is to know of these pages.
    """

    findings: list[Finding]
    pages: list[str]
    digests: dict[str, str]
    index: search.Index | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What a finished folder must show.

    ``notices`` are the approved wordings and ``phones`` the ways to write the emergency number: every
    page must show one of each. ``root`` is the path part of SITEURL ("/repo" or ""). By HTML file:
    ``sources`` is the content file it comes from, ``citations`` the number of its citations, and
    ``bodies`` the text that was checked, as HTML, which the file must hold as it is; ``reviewed`` is when and by
    whom a page was checked. ``publisher`` and ``address`` are the organisation and SITEURL, or "". ``made`` has the
    SHA-256 of files for programs, which belong there; "" if the caller knows better what is in one. ``searched``: the
    folder may hold the file of the search; a build writes it after the look. ``copied`` are the files that the one
    file of the whole site holds, in order.
    """

    notices: Sequence[str]
    phones: Sequence[str] = ()
    root: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)
    citations: Mapping[str, int] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    searched: bool = False
    reviewed: Mapping[str, Reviewed] = field(default_factory=dict)
    publisher: str = ""
    address: str = ""
    made: Mapping[str, str] = field(default_factory=dict)
    copied: Sequence[str] = ()

    def of(self, name: str) -> Must:
        """What one file must show."""
        return Must(
            _flat(tuple(self.notices)),
            tuple(self.phones),
            self.citations.get(name, 0),
            self.bodies.get(name, ""),
            self.root,
            self.reviewed.get(name),
            self.publisher,
            self.address,
        )


@functools.lru_cache(maxsize=8)
def _flat(notices: tuple[str, ...]) -> tuple[str, ...]:
    """All pages must show the same wordings."""
    return tuple(map(flat, notices))


def look(
    folder: Path,
    expected: Expected,
    remembered: Remembered | None = None,
    held: Mapping[str, Held] = MappingProxyType({}),
) -> Looked:
    """Judge every file in ``folder``, on all cores, and the HTML files that are ``held`` for it.

    ``remembered`` are files as they were looked at before: one with the same bytes that must show the
    same is not judged twice.
    """
    remembered = {} if remembered is None else remembered
    seen: list[tuple[str, str, str]] = []  # file, rule, message
    digests: dict[str, str] = {}
    html: list[str] = []
    file: bytes | None = None
    for name in sorted({*below(folder), *held}):
        path = folder / name
        if name not in held and path.is_symlink():
            digests[name] = ""
            seen.append((name, "lost-page", "This file is a link to another file. Publish the file itself."))
        elif path.suffix.lower() in (".html", ".htm", ".xhtml", ".shtml"):
            digests[name] = ""
            html.append(name)
        else:
            body = path.read_bytes()
            digests[name] = checksum(body)
            if expected.searched and name == search.NAME:
                file = body
            elif name in expected.made:
                if expected.made[name] not in ("", digests[name]):
                    seen.append((name, "changed-output", "This file is not as the gate made it."))
            elif name != MANIFEST and not _is_picture(path.suffix, body):
                what = f"A {path.suffix or 'nameless'} file is not published here. Take it out."
                seen.append((name, "lost-page", what))

    must = {name: expected.of(name) for name in html}

    def read(name: str) -> bytes:
        return held[name].file if name in held else (folder / name).read_bytes()

    def known(name: str) -> Written | None:
        return known_as(
            remembered, name, lambda: held[name].digest if name in held else checksum(read(name)), must[name]
        )

    pages = {name: page for name in html if (page := known(name)) is not None}
    new = [name for name in html if name not in pages]
    pages |= zip(new, in_forks(lambda name: judged(name, read(name), must[name]), new), strict=True)
    remembered.clear()
    remembered.update((page.name, (must[page.name], page)) for page in pages.values())
    for page in pages.values():
        digests[page.name] = page.digest
        seen += [(page.name, *found) for found in page.found]
        seen += [(page.name, "broken-link", message) for message in _broken(page, pages, digests, expected.root)]
    if one_file.NAME in pages:
        lost = [name for name in expected.copied if name not in pages]
        wrong = [f"The copy of the whole site should hold {name}, which is not there." for name in lost]
        wrong = wrong or list(one_file.wrong(folder, expected.copied))
        seen += [(one_file.NAME, "changed-output", message) for message in wrong]
    index = search.index({page.name: page.told for page in pages.values()}, lambda href: _file(href, expected.root))
    if expected.searched and file is None and index is not None:
        seen.append((search.NAME, "lost-page", "The file of the search is missing."))
    if file is not None and not search.is_made_of(file, index):
        seen.append((search.NAME, "changed-output", "The search is not made of the pages as they are."))
    return Looked(list(_findings(seen, expected.sources)), html, digests, index)


def _file(href: str, root: str) -> str:
    """The file that a link on the list of all pages leads to, or ""."""
    link = _leads(href, search.LIST, root)
    return link.target if link else ""


def checksum(body: bytes) -> str:
    """The SHA-256 of a file, as the manifest lists it."""
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


def known_as(remembered: Remembered, name: str, digest: Callable[[], str], must: Must) -> Written | None:
    """What was found in this very file before, if it had to show the same; only then is its SHA-256 asked for."""
    shown, page = remembered.get(name, (None, None))
    return page if page is not None and shown == must and page.digest == digest() else None


def judged(name: str, file: bytes, must: Must) -> Written:
    """Look at one HTML file."""
    page = Written(name, checksum(file))
    html = file.decode("utf-8", "replace")
    tree = LexborHTMLParser(html)
    page.found += _judge(page, tree, must)
    page.told = search.told(name, tree)
    if not _holds(html, must.body):
        page.found.append(
            ("changed-output", "The text is not the one that was checked: a template or a plugin changed it.")
        )
    return page


def _holds(html: str, body: str) -> bool:
    """Whether a file has the whole text, in its order. A theme may put parts of its own before a main heading."""
    at = start = 0
    while start < len(body):
        end = min((n for n in (body.find("<h2 ", start + 1), body.find("<h2>", start + 1)) if n > 0), default=len(body))
        at = html.find(body[start:end], at)
        if at < 0:
            return False
        at += end - start
        start = end
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
    yield from _for_programs(seen, tree, page.name, must)
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
    scripts: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    shared: dict[str, str] = field(default_factory=dict)

    def note(self, node: LexborNode, tag: str, attributes: Mapping[str, str | None], page: Written) -> None:
        """Look at one element that has attributes, or counts without any."""
        if tag == "script" and attributes == {"type": data.TYPE}:
            self.data.append(node.text() or "")
        elif tag == "script":
            page.found += self._script(node, attributes)
        elif tag in _FORBIDDEN:
            page.found.append(("raw-markup", f"The element <{tag}> is not allowed."))
        for name, value in attributes.items():
            if _is_watched(name) and not (name == "href" and value and value[0] == "#"):
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
            page.found += self._meta(node, attributes)
        elif tag == "link":
            page.found += _link(attributes)

    def _script(self, node: LexborNode, attributes: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
        """One of ours, to the letter, and once; it may have no attribute: ``src`` would run something else."""
        name = known(node.text() or "")
        if attributes or not name or name in self.scripts:
            message = (
                "The element <script> is not allowed, but for those of theme/script, once each and as they were "
                "reviewed (plugins/plainhealth/publish/script.py)."
            )
            yield "raw-markup", message
        else:
            self.scripts.append(name)

    def _meta(self, node: LexborNode, attributes: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
        equivalent = (attributes.get("http-equiv") or "").lower()
        if equivalent == "content-security-policy":
            # Browsers pass by a policy that stands in the body, and it is true of nothing before it (HTML, 4.2.5.3).
            first = node.parent is not None and node.parent.tag == "head" and not (self.style or self.scripts)
            self.policy = (attributes.get("content") or "") if first else ""
        elif equivalent:
            yield "raw-markup", f"<meta http-equiv={equivalent}> is not allowed."
        name = (attributes.get("property") or "").lower()
        if name in self.shared:
            yield "changed-output", f"The page says twice how it is shared ({name})."
        elif name:
            self.shared[name] = attributes.get("content") or ""
        if (attributes.get("name") or "").lower() == "referrer":
            self.referrer = attributes.get("content") or ""

    def promises(self) -> Iterator[tuple[str, str]]:
        """The policies of the page, and that its style fetches nothing."""
        if self.policy != policy(self.style, *self.scripts):
            yield "raw-markup", "The page lacks its Content-Security-Policy, or has another than the one made for it."
        if self.referrer != "no-referrer":
            yield "raw-markup", "The page would tell other sites where its visitor came from (meta referrer)."
        if _fetches(self.style):
            yield "other-host", "The style sheet would fetch something, or hides what it says behind a backslash."


def _for_programs(seen: _Seen, tree: LexborHTMLParser, name: str, must: Must) -> Iterator[tuple[str, str]]:
    """What the page tells programs: its block of data, if it has one, and what networks show of it."""
    if len(seen.data) > 1 or (seen.data and must.reviewed is None):
        yield "raw-markup", "The page has a block of data that it does not need."
    elif must.reviewed and not all(
        data.fits(text, tree, publisher=must.publisher, reviewed=must.reviewed) for text in seen.data
    ):
        yield "changed-output", "The block of data says something else than the page shows (JSON-LD)."
    for message in data.misleads(seen.shared, tree, name, must.address):
        yield "changed-output", message


@functools.lru_cache(maxsize=64)
def _fetches(style: str) -> bool:
    """Whether a style sheet fetches something, or could. All pages share one: it is looked at once."""
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return bool(_URL.search(bare)) or "\\" in re.sub(r"\"[^\"]*\"|'[^']*'", "", bare)


def _link(attributes: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    rel, href = (attributes.get("rel") or "").lower(), attributes.get("href") or ""
    if rel not in _CLEAN_LINKS or (rel == "icon" and not href.startswith("data:")):
        yield "other-host", f"<link rel={rel or 'nothing'}> would be fetched: {href}"


@functools.lru_cache(maxsize=256)
def _is_watched(name: str) -> bool:
    """Whether an attribute of this name may do something by itself."""
    return name.lower().startswith("on") or name.lower() in _WATCHED


@functools.lru_cache(maxsize=8_192)  # pages share most links
def _attribute(tag: str, name: str, value: str) -> tuple[tuple[str, str], ...]:
    """What is wrong with one attribute."""
    return tuple(_wrong_attribute(tag, name, value))


def _wrong_attribute(tag: str, name: str, value: str) -> Iterator[tuple[str, str]]:
    # Browsers drop white space in addresses and read a backslash as a slash.
    bare = _SPACE.sub("", value).lower().replace("\\", "/")
    if name.startswith("on"):
        yield "raw-markup", f"The event handler {name} is not allowed."
    elif name == "style":
        yield "hidden-text", f"A style in the text itself is not allowed: {value[:60]}"
    elif name in _HIDES:
        yield "hidden-text", f"The attribute {name} is not allowed."
    elif name in _FETCHES or (name == "href" and tag in ("image", "use", "feimage")):
        outside = bare.startswith(("http:", "https:", "//", "data:text", "javascript:", "ftp:"))
        if not _EMBEDDED.fullmatch(bare) and (outside or ("," in bare and re.search(r"https?:|//", bare))):
            yield "other-host", f"{tag} would fetch {value[:80]}"
    elif name == "href" and _SCHEME.match(bare):
        yield "raw-markup", f"A link cannot begin with {bare.split(':')[0]}:."
    elif name in _STYLES:
        yield "hidden-text", f"The attribute {name} is not allowed: how things look stands in the style sheet."
    elif name == "target":
        yield "raw-markup", "A link may not open a new window (target)."


@functools.lru_cache(maxsize=64)
def policy(style: str, *scripts: str) -> str:
    """The Content-Security-Policy of a page with this inlined style: nothing else may be run, nor asked for elsewhere.

    ``scripts`` are the names of the scripts in the page, in its order. Asking the page's own host is allowed on every
    page, though one script alone does: Lighthouse asks for robots.txt from inside the page, and else calls it missing.
    """
    own = f"style-src '{digest(style)}'; img-src 'self' data:"
    runs = "; script-src " + " ".join(f"'{KNOWN[name]}'" for name in scripts) if scripts else ""
    return f"default-src 'none'; {own}{runs}; connect-src 'self'; base-uri 'none'; form-action 'none'"


def _notice(
    tree: LexborHTMLParser, approved: tuple[str, ...], hidden: Mapping[int, list[str]]
) -> Iterator[tuple[str, str]]:
    """The approved words are there, in the main text, early, and nothing hides them."""
    found: LexborNode | None = None
    headings = early = 0
    main = tree.css_first("main")
    for node in main.css(_EARLY) if main is not None else ():
        if node.tag != "aside":
            headings += 1
        elif flat(node.text(separator=" ")) in approved:
            found, early = (found, early) if found is not None else (node, headings)
        elif "notice" in (node.attributes.get("class") or "").split():
            yield "hidden-notice", "A notice in the finished page has other words than the approved ones."
    headings = early
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
    for part in nodes:
        if part.parent is not None and part.tag not in _PLAIN and part.tag != "details":
            yield "hidden-notice", f"The element <{part.tag}> around the notice, or in it, is not allowed."
        if part.attributes.get("aria-hidden") == "true":
            yield "hidden-notice", "The notice is hidden from people who hear pages read aloud (aria-hidden)."
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
    found = _target(href, name[: name.rfind("/") + 1], root)
    return found and Link(href, name if found[0] is None else found[0], found[1])


@functools.lru_cache(maxsize=8_192)  # pages share most links
def _target(href: str, folder: str, root: str) -> tuple[str | None, str] | None:
    """The file and the part of it that a link of a page in ``folder`` leads to; no file: the page itself."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return href, ""
    if parts.scheme or parts.netloc:
        return None
    path, part = unquote(parts.path), unquote(parts.fragment)
    if not path:
        return None, part
    if not path.startswith("/"):
        target = unquote(urljoin(f"http://x/{folder}", parts.path)).removeprefix("http://x/")
    elif root and not path.startswith(f"{root}/"):
        return "", ""
    else:
        target = path.removeprefix(root).lstrip("/")
    return f"{target}index.html" if target == "" or target.endswith("/") else target, part


def _broken(page: Written, pages: Mapping[str, Written], files: Container[str], root: str) -> Iterator[str]:
    """Internal links and anchors that lead nowhere."""
    for link in page.links:
        if not link.target:
            yield f"The link {link.href} leaves the site's folder {root}/."
        elif link.target not in files:
            yield f"The link {link.href} leads to {link.target}, which is not there."
        elif link.part and link.target in pages and link.part not in pages[link.target].ids:
            yield f"The link {link.href} leads to a part of {link.target} that is not there."
