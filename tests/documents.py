r"""Reads the runnable examples out of Markdown pages, so that what a page explains is what is run.

An example is one or more fenced blocks with nothing between them. The word after a fence says what it is:

=====================================  ===============================================================
``markdown``                           the text of a page. It is put into a page that is right in all
                                       other ways, unless it begins with ``Title:`` and so is whole;
                                       where it has the notice, no other is added
``markdown content/pages/other.md``    any file of a site, by its path, as it is
``toml content/sources/demo.toml``     likewise
``… escaped`` after a path             ``\xE9`` stands for a byte, ``\u200B`` for a letter
``toml …/demo.toml changed``            only the lines of the site's own file that are others: each takes the
                                       place of the line in the same table that begins with its key
``host``                               what the host sets besides, in TOML
``log``                                what Pelican reports as it runs, ``ERROR words`` a line
``text``                               what the gate says, ``LINE: rule-name`` a line and no more; it
                                       ends a bad example. In other files: ``PATH:LINE: rule-name``
=====================================  ===============================================================

A fence without a word, and words outside fences, are for the reader only. The sources that examples cite
are in ``tests/examples/content/``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt


@dataclass(slots=True)
class Example:
    """One example: the text of its page, other files by path, reported lines, and the findings it should give.

    ``line`` is its place in the document, ``heading`` the second-level heading that it stands under.
    """

    document: Path
    heading: str
    line: int
    body: str | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    host: dict[str, Any] = field(default_factory=dict)
    findings: list[str] | None = None

    @property
    def id(self) -> str:
        """A name for a test: where to look when it fails."""
        return f"{self.document.name}:{self.line}"

    def take(self, info: str, content: str) -> None:
        """Add one fence.

        Raises:
            ValueError: the word after the fence is not understood, or the example says a thing twice.
        """
        kind, _, rest = info.partition(" ")
        escaped, in_part = rest.endswith(" escaped"), rest.endswith(" changed")
        path = rest.removesuffix(" escaped").removesuffix(" changed")
        if path and path not in self.files:
            given = changed(path, content) if in_part else content.encode("utf-8")
            self.files[path] = _unescaped(content) if escaped else given
        elif info == "host" and not self.host:
            self.host = tomllib.loads(content)
        elif info == "text" and self.findings is None:
            self.findings = content.splitlines()
        elif info == "markdown" and self.body is None:
            self.body = content
        elif info == "log":
            self.log += content.splitlines()
        else:
            raise ValueError(f"{self.document}:{self.line}: {kind!r} needs the path of a file, or stands here twice")


def _unescaped(text: str) -> bytes:
    def one(found: re.Match[bytes]) -> bytes:
        return bytes([int(found[1], 16)]) if found[1] else chr(int(found[2], 16)).encode("utf-8")

    return re.sub(rb"\\(?:x([0-9A-F]{2})|u([0-9A-F]{4}))", one, text.encode("utf-8"))


def changed(path: str, lines: str) -> bytes:
    """The file of the examples' site with some of its lines put anew.

    Raises:
        ValueError: it has no such line.
    """

    def keyed(text: str) -> list[tuple[str, str]]:
        table, found = "", []
        for line in text.splitlines():
            table = line if line.startswith("[") else table
            found.append((f"{table} {line.partition('=')[0].strip()}", line))
        return found

    new = dict(keyed(lines))
    old = keyed((Path(__file__).parent / "examples" / path).read_text("utf-8"))
    missing = new.keys() - dict(old).keys()
    if missing:
        raise ValueError(f"{path} of the examples has no line to change for: {missing}")
    return "".join(f"{new.get(key, line)}\n" for key, line in old).encode()


def headings(document: Path) -> list[str]:
    """The headings of a document with their marks: ``# one``, ``## two``."""
    tokens = MarkdownIt().parse(document.read_text("utf-8"))
    return [f"{t.markup} {tokens[n + 1].content}" for n, t in enumerate(tokens) if t.type == "heading_open"]


def examples(document: Path) -> Iterator[Example]:
    """All examples of a document, in order."""
    heading = ""
    current: Example | None = None
    tokens = [t for t in MarkdownIt().parse(document.read_text("utf-8")) if t.level == 0 or t.type == "inline"]
    for n, token in enumerate(tokens):
        if token.type == "heading_open" and token.markup == "##":
            heading = tokens[n + 1].content
        if token.type != "fence" or not token.info:
            continue
        if current is None:
            current = Example(document, heading, (token.map or [0])[0] + 1)
        current.take(token.info.strip(), token.content)
        if current.findings is not None or n + 1 == len(tokens) or tokens[n + 1].type != "fence":
            yield current
            current = None
