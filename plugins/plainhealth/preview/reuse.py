"""What Pelican made of a page, for the next build of a preview: reading it again costs as much as all else of it."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any


class Reuse:
    """Stands in for the cache of one of Pelican's generators: same names, but in memory and by the page's text.

    ``known`` outlives one build: by path the text of a page and a copy of Pelican's page, as it was read. ``sources``
    are the texts of now; with ``errors`` nothing is kept, since a page that is not read again says no error again.
    """

    def __init__(
        self, known: dict[str, tuple[str, Any]], sources: Mapping[str, str], generator: Any, errors: Sequence[object]
    ) -> None:
        self._known = known
        self._sources = sources
        self._generator = generator
        self._errors = errors

    def get_cached_data(self, path: str, default: Any = None) -> Any:
        """A copy of the page as it was read, in the context of this build; ``default`` if its text is another."""
        source, page = self._known.get(path, ("", None))
        if page is None or source != self._sources.get(path):
            return default
        page = _copy(page)
        page.settings, page._context = self._generator.settings, self._generator.context  # noqa: SLF001 - no setter
        return page

    def cache_data(self, path: str, page: Any) -> None:
        """Keep a page that was just read."""
        self._known.pop(path, None)
        if path in self._sources and not self._errors:
            self._known[path] = self._sources[path], _copy(page)


def _copy(page: Any) -> Any:
    """Another object: Pelican keeps by page what it works out, and plugins write into pages."""
    found = copy.copy(page)
    found.metadata = dict(page.metadata)
    return found
