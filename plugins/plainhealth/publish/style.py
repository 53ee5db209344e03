"""The theme's style sheet: small files, each beside what it is for, joined into one that is inlined."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

import rcssmin

_CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
_CLASSES = re.compile(r'\sclass="([^"]*)"')


class Style:
    """The style of all pages, in parts: a page without a component goes without its style.

    ``parts`` are (text, classes): a part without classes is for every page, another for pages with one of them.
    """

    def __init__(self, parts: Collection[tuple[str, frozenset[str]]]) -> None:
        self._parts = [(str(rcssmin.cssmin(text)), classes) for text, classes in parts]
        self._known: dict[tuple[bool, ...], str] = {}

    @classmethod
    def read(cls, theme: Path) -> Style:
        """``style/[1-8]*.css``, the components' files by name, then ``style/9*.css``.

        Raises:
            OSError: a folder or file cannot be opened: a page without its style would look finished.
        """
        # Not glob: it takes a folder that cannot be opened for an empty one.
        style = sorted(path for path in (theme / "style").iterdir() if path.suffix == ".css")
        folders = sorted(path for path in (theme / "components").iterdir() if path.is_dir())
        components = [part for folder in folders for part in sorted(folder.iterdir()) if part.suffix == ".css"]
        texts = [path.read_text("utf-8") for path in components]
        return cls(
            [
                *((path.read_text("utf-8"), frozenset()) for path in style if path.name[0] in "12345678"),
                *((text, frozenset(_CLASS.findall(text))) for text in texts),
                *((path.read_text("utf-8"), frozenset()) for path in style if path.name[0] == "9"),
            ]
        )

    @property
    def whole(self) -> str:
        """All of it."""
        return "".join(text for text, _ in self._parts)

    def of(self, html: str) -> str:
        """What a page with this HTML needs."""
        used = {name for names in set(_CLASSES.findall(html)) for name in names.split()}
        kept = tuple(not classes or not classes.isdisjoint(used) for _, classes in self._parts)
        if kept not in self._known:
            texts = (text for (text, _), keep in zip(self._parts, kept, strict=True) if keep)
            self._known[kept] = "".join(texts)
        return self._known[kept]
