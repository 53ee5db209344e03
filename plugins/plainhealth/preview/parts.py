"""What a preview adds to a page: the bar, the list of findings, the style, the script, and the policy for both."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import rcssmin
from markupsafe import Markup

from plainhealth.gate import Finding, Totals
from plainhealth.preview.links import ALL, item_id, pin_id, rule_link
from plainhealth.publish.script import KNOWN, digest
from plainhealth.publish.written import Held, policy
from plainhealth.report.pages import printable

_HERE = Path(__file__).resolve().parent
_POLICY = re.compile(r"<meta\b[^>]*\bhttp-equiv=[\"']?content-security-policy\b[^>]*>", re.IGNORECASE)
#: The start of the body, with a link that skips to the text: that stays the first one.
_BODY = re.compile(r"<body\b[^>]*>\s*(?:<a\b[^>]*\bhref=\"#[^>]*>[^<]*</a>)?", re.IGNORECASE)
_TITLE = "<title>"


@functools.cache
def style() -> str:
    """The preview's own style sheet, minified."""
    return str(rcssmin.cssmin((_HERE / "preview.css").read_text("utf-8")))


@functools.cache
def script() -> str:
    """The script that reloads the page."""
    return (_HERE / "reload.js").read_text("utf-8")


@functools.lru_cache(maxsize=1)  # all pages of one build have the same
def preview_policy(theme_style: str) -> str:
    """The policy of the theme's pages, and besides it the preview's own style and its script."""
    both = policy(theme_style).replace("style-src ", f"style-src '{digest(style())}' ", 1)
    scripts = " ".join(f"'{one}'" for one in (digest(script()), *KNOWN.values()))
    return f"{both}; script-src {scripts}"


def count(number: int, what: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def bar(build: str, found: int, totals: Totals | None, failing: Mapping[str, str]) -> Markup:
    """The bar on top of every page: ``found`` problems; without ``totals`` nothing could be built.

    ``failing`` are the titles of failing pages by their addresses.
    """
    words = "The site could not be built."
    if totals is not None:
        words = f"{count(totals.pages, 'page')}, {count(totals.claims, 'claim')}, {count(found, 'problem')}."
    if not found:
        inside = Markup("<p><strong>Preview.</strong> {} Not for visitors.</p>").format(words)
    else:
        pages = Markup("").join(Markup('<li><a href="/{}">{}</a></li>').format(at, t) for at, t in failing.items())
        inside = Markup(
            '<details id="preview:bar"><summary><strong>Preview.</strong> {} Not for visitors.</summary>'
            '<ul>{}<li><a href="/{}">All problems of all files</a></li></ul></details>'
        ).format(words, pages, ALL)
    return Markup('<aside class="preview-bar{}" aria-label="Preview" data-preview-build="{}">{}</aside>\n').format(
        " preview-fails" if found else "", build, inside
    )


def listed(
    own: Sequence[Finding], others: Sequence[Finding], pinned: Collection[int] = (), said: Sequence[str] = ()
) -> Markup:
    """The list on top of a page: why nothing could be built, its own findings, and those of files that are no page."""
    if not own and not others and not said:
        return Markup("")
    parts = [Markup("<p><strong>{}</strong></p>").format(printable(sentence)) for sentence in said]
    if own:
        parts += [Markup("<h2>{} on this page</h2><ol>").format(count(len(own), "problem")), *_items(own, pinned)]
        parts.append(Markup("</ol>"))
    if others:
        parts += [Markup("<h2>{} in other files</h2><ul>").format(count(len(others), "problem")), *_items(others)]
        parts.append(Markup("</ul>"))
    body = Markup("").join(parts)
    return Markup('<section class="preview-list" aria-label="What stops this page">{}</section>\n').format(body)


def _items(findings: Iterable[Finding], pinned: Collection[int] | None = None) -> Iterable[Markup]:
    for number, finding in enumerate(findings, 1):
        go = (
            Markup('<a href="#{}">Go to number {} on this page</a> ').format(pin_id(number), number)
            if pinned is not None and number in pinned
            else ""
        )
        yield Markup("<li{}><p>{}</p><p><strong>{}</strong></p><p>{}</p><p>{}{}</p></li>").format(
            Markup(' id="{}"').format(item_id(number)) if pinned is not None else "",
            printable(f"{finding.path}:{finding.line}:{finding.col}"),
            printable(finding.message),
            finding.fix,
            go,
            rule_link(finding.rule),
        )


class Cut(NamedTuple):
    """A page that the theme wrote, with the preview's style, script and policy, in three.

    ``head`` ends before the words of its title ("" if it has none), ``body`` where the bar stands.
    """

    head: bytes
    body: bytes
    rest: bytes


def cut(html: str, theme_style: str) -> Cut:
    """Cut a page, so that another bar costs little. ``theme_style`` is what the theme inlines ("" if unreadable)."""
    head = Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(preview_policy(theme_style))
    if _POLICY.search(html):
        html = _POLICY.sub(lambda _: str(head), html, count=1)
    own = f"<style>{style()}</style>"
    html = html.replace("</head>", f"{own}</head>", 1) if "</head>" in html else own + html
    end = f"<script>{script()}</script>"
    at = html.rfind("</body>")
    html = f"{html[:at]}{end}\n{html[at:]}" if at >= 0 else html + end
    title = html.find(_TITLE) + len(_TITLE) if _TITLE in html else 0
    found = _BODY.search(html)
    start = max(found.end() if found else 0, title)
    parts = html[:title], f"{html[title:start]}\n", html[start:].lstrip()
    return Cut(*(part.encode("utf-8", "backslashreplace") for part in parts))


@dataclass(frozen=True, slots=True)
class Themed:
    """What the theme has made: the style that it inlines ("" if that cannot be read), and pages not in the folder yet.

    ``cuts`` is kept from one build to the next: pages, the style of then, and these as they were cut. ``spare`` is a
    folder that nobody shows any more: its files are written over and moved, each to the place of the same name.
    """

    style: str = ""
    held: Mapping[str, Held] = field(default_factory=dict)
    cuts: dict[str, tuple[bytes, str, Cut]] = field(default_factory=dict)
    spare: Path | None = None

    def page(self, name: str, folder: Path) -> Cut:
        """One page, cut."""
        file = self.held[name].file if name in self.held else (folder / name).read_bytes()
        of, styled, page = self.cuts.get(name, (b"", "", None))
        if page is None or (of, styled) != (file, self.style):
            page = cut(file.decode("utf-8", "replace"), self.style)
            self.cuts[name] = file, self.style, page
        return page


@dataclass(frozen=True, slots=True)
class Frame:
    """What one build puts around every page; ``theme_style`` is what the theme inlines ("" if it cannot be read)."""

    theme_style: str
    bar: Markup
    found: int

    def dress(self, page: Cut, listing: str = "") -> bytes:
        """A page that the theme wrote, with bar and list; its policy allows these and no more."""
        count_in_title = f"({count(self.found, 'problem')}) " if self.found and page.head else ""
        top = f"{self.bar}{listing}"
        return b"".join(
            (page.head, count_in_title.encode(), page.body, top.encode("utf-8", "backslashreplace"), page.rest)
        )

    def page(self, title: str, body: Markup, listing: str = "", language: str = "en") -> bytes:
        """A page of our own, for what the theme cannot show."""
        plain = Markup(
            '<!doctype html>\n<html lang="{}">\n<head>\n<meta charset="utf-8">\n'
            '<meta http-equiv="Content-Security-Policy" content="">\n<meta name="referrer" content="no-referrer">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{}</title>\n'
            '<meta name="color-scheme" content="light dark">\n<link rel="icon" href="data:,">\n'
            "<style>{}</style></head>\n<body>\n"
            '<main id="main">\n<h1>{}</h1>\n{}\n</main>\n</body>\n</html>\n'
        ).format(language, title, Markup(self.theme_style), title, body)  # noqa: S704 - the theme's own
        return self.dress(cut(str(plain), self.theme_style), listing)
