"""Make a preview of a folder that was just built: bars on all pages, and a page of our own where the theme has none.

Nothing here raises on what editors wrote, however broken. Full disks and the like are for the caller.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from markdown import Markdown
from markupsafe import Markup

from plainhealth.files import below
from plainhealth.gate import Finding, Totals
from plainhealth.page import Page
from plainhealth.preview.links import ALL, BUILD, RULES, item_id
from plainhealth.preview.parts import Frame, Themed, bar, count, listed
from plainhealth.preview.pins import pinned
from plainhealth.report.pages import about, printable

#: How many findings of other files a page lists; the page of all problems has the rest.
_MOST = 20


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page and its rendered body, links resolved; ``sources`` are titles by the ids that it cites."""

    page: Page
    html: str
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Its title, or its file's name."""
        given = self.page.fields["title"].value if "title" in self.page.fields else ""
        return printable(given) or PurePosixPath(self.page.path).name

    @property
    def address(self) -> str:
        """The file it is shown in. What its fields ask for may lead out of the folder: then, its name."""
        asked = PurePosixPath(self.page.save_as)
        safe = asked.suffix == ".html" and not asked.is_absolute() and ".." not in asked.parts
        return asked.as_posix() if safe else f"{PurePosixPath(self.page.path).stem}.html"


def show(
    folder: Path,
    findings: Sequence[Finding],
    rendered: Sequence[Rendered],
    *,
    themed: Themed | None = None,
    totals: Totals | None = None,
    said: Sequence[str] = (),
    before: Sequence[str] = (),
) -> str:
    """Turn ``folder``, which holds what the theme wrote, into a preview.

    ``rendered`` are the pages that may be missing there or have findings; ``said`` are sentences on why the site
    could not be built; ``before`` are the files of the last build: those that are missing now say so, at their
    address, since a browser that shows one of them is to find its way on.

    Returns the name of this build.

    Raises:
        OSError: the folder cannot be written to.
    """
    build, themed = secrets.token_hex(8), themed or Themed()
    ours = {r.page.path for r in rendered}
    others = [finding for finding in findings if finding.path not in ours]
    own: dict[str, list[Finding]] = {}
    titles: dict[str, str] = {}
    for r in rendered:
        mine = [finding for finding in findings if finding.path == r.page.path]
        own.setdefault(r.address, []).extend(mine)
        if mine:
            titles.setdefault(r.address, r.title)
    found = len(findings) + len(said)
    frame = Frame(themed.style, bar(build, found, totals, titles), found)
    written = {name for name in (*below(folder), *themed.held) if name.endswith(".html")}
    for name in sorted(written):
        dressed = frame.dress(themed.page(name, folder), listed(own.get(name, ()), others[:_MOST], said=said))
        _write(folder, name, dressed, themed.spare)
    for name in themed.cuts.keys() - written:
        del themed.cuts[name]
    for r in rendered:
        if r.address not in written:
            written.add(r.address)
            _write(folder, r.address, _page(frame, r, own[r.address], others, said))
    for rule in dict.fromkeys(finding.rule for finding in findings):
        _write(folder, f"{RULES}/{rule}.html", _rule(frame, rule))
    _write(folder, ALL, _all(frame, rendered, own, others, said))
    top = listed((), others[:_MOST], said=said)
    links = Markup("").join(Markup('<li><a href="/{}">{}</a></li>').format(r.address, r.title) for r in rendered)
    if "index.html" not in written:
        _write(folder, "index.html", frame.page("Preview", Markup("<ul>{}</ul>").format(links), top))
    for name in before:
        if name.endswith(".html") and not (folder / name).exists() and _below(name):
            text = "" if said else "No page is written to this address now."
            _write(folder, name, frame.page(name, Markup("<p>{}</p>").format(text), top))
    (folder / BUILD).write_text(f"{build}\n", "utf-8")
    return build


def _write(folder: Path, name: str, html: bytes, spare: Path | None = None) -> None:
    path = os.path.join(folder, name)  # noqa: PTH118 - hundreds of times a save
    old = os.path.join(spare, name) if spare and "/" not in name else ""  # noqa: PTH118 - as above
    if old and _overwritten(old, html):
        os.rename(old, path)  # noqa: PTH104 - as above
        return
    try:
        file = open(path, "wb")  # noqa: PTH123, SIM115 - as above
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - as above
        file = open(path, "wb")  # noqa: PTH123, SIM115 - as above
    with file:
        file.write(html)


def _overwritten(path: str, html: bytes) -> bool:
    """Write over a file, if it has no other name: on a disk that holds many files, making a new one is slow."""
    try:
        file = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False  # a new one is made, and it says what is wrong
    try:
        found = os.fstat(file)
        if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1:
            return False
        rest = memoryview(html)
        while rest:
            rest = rest[os.write(file, rest) :]
        os.ftruncate(file, len(html))
    finally:
        os.close(file)
    return True


def _below(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _page(frame: Frame, r: Rendered, own: Sequence[Finding], others: Sequence[Finding], said: Sequence[str]) -> bytes:
    """A page that the theme has not written: its text with pins, and its sources by number."""
    pins = pinned(r.html, r.page, own)
    entries = Markup("").join(
        Markup('<li id="ref-{}" value="{}">{}</li>').format(
            number, number, r.sources.get(source, f"{source}: not on file")
        )
        for source, number in sorted(r.page.numbers.items(), key=lambda item: item[1])
    )
    end = Markup("<h2>Sources</h2><ol>{}</ol>").format(entries) if entries else ""
    body = Markup("{}{}").format(Markup(pins.html), end)  # noqa: S704 - rendered with HTML not read
    return frame.page(r.title, body, listed(own, others[:_MOST], pins.numbers, said), r.page.language)


def _rule(frame: Frame, rule: str) -> bytes:
    """The page that explains a rule, as it stands beside the rule."""
    text = re.sub(r"\A# .*\n", "", about(rule).markdown)
    html = Markdown(extensions=["fenced_code"]).convert(text)
    return frame.page(rule, Markup('<div class="preview-rule">{}</div>').format(Markup(html)))  # noqa: S704 - our own page


def _all(
    frame: Frame,
    rendered: Sequence[Rendered],
    own: Mapping[str, Sequence[Finding]],
    others: Sequence[Finding],
    said: Sequence[str],
) -> bytes:
    """The page that lists everything: each failing page with what is wrong there, then all other files."""
    parts = []
    for r in rendered:
        if own[r.address]:
            rows = Markup("").join(
                Markup('<li><a href="/{}#{}">Line {}</a>: {}</li>').format(
                    r.address, item_id(n), finding.line, printable(finding.message)
                )
                for n, finding in enumerate(own[r.address], 1)
            )
            words = count(len(own[r.address]), "problem")
            parts.append(Markup("<h2>{} – {}</h2><ul>{}</ul>").format(r.title, words, rows))
    return frame.page("All problems", Markup("").join(parts) or Markup("<p>None.</p>"), listed((), others, said=said))
