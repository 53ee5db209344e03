"""What Pelican made of a page, for the next build of a preview: reading it again costs as much as all else of it."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Template, meta


@dataclass(slots=True)
class Kept:
    """The text of a page, and a copy of Pelican's page as it was read.

    ``addresses`` are where it is written and how it is linked to, by the names of Pelican's settings; ``linked`` are
    the files that it takes along: Pelican works all these out again and again.
    """

    source: str
    page: Any
    addresses: dict[str, str] = field(default_factory=dict)
    linked: frozenset[str] | None = None


class Reuse:
    """Stands in for the cache of one of Pelican's generators: same names, but in memory and by the page's text.

    ``known`` outlives one build, by path. ``sources`` are the texts of now; with ``errors`` nothing is kept, since a
    page that is not read again says no error again.
    """

    def __init__(
        self, known: dict[str, Kept], sources: Mapping[str, str], generator: Any, errors: Sequence[object]
    ) -> None:
        self._known = known
        self._sources = sources
        self._generator = generator
        self._errors = errors

    def get_cached_data(self, path: str, default: Any = None) -> Any:
        """A copy of the page as it was read, in the context of this build; ``default`` if its text is another."""
        kept = self._known.get(path)
        if kept is None or kept.source != self._sources.get(path):
            return default
        page = _copy(kept.page)
        page.settings, page._context = self._generator.settings, self._generator.context  # noqa: SLF001 - no setter
        _remember(page, kept)
        return page

    def cache_data(self, path: str, page: Any) -> None:
        """Keep a page that was just read."""
        self._known.pop(path, None)
        if path in self._sources and not self._errors:
            self._known[path] = Kept(self._sources[path], _copy(page))


def _copy(page: Any) -> Any:
    """Another object: Pelican keeps by page what it works out, and plugins write into pages."""
    found = copy.copy(page)
    found.metadata = dict(page.metadata)
    return found


def _remember(page: Any, kept: Kept) -> None:
    """Answer Pelican from what is known, for as long as that rests on what it rested on before."""
    work_out_address, work_out_links = page.get_url_setting, page.get_static_links

    def address(key: str) -> str:
        if hasattr(page, f"override_{key}") or page.metadata != kept.page.metadata:
            return str(work_out_address(key))
        if key not in kept.addresses:
            kept.addresses[key] = work_out_address(key)
        return kept.addresses[key]

    def linked() -> set[str]:
        if page._content != kept.page._content:  # noqa: SLF001 - .content would resolve links
            return set(work_out_links())
        if kept.linked is None:
            kept.linked = frozenset(work_out_links())
        return set(kept.linked)

    page.get_url_setting, page.get_static_links = address, linked


def asked_for(template: Template) -> frozenset[str] | None:
    """The names that a template, and all that it takes in, ask for; None if what it takes in cannot be told."""
    environment, loader = template.environment, template.environment.loader
    asked: set[str] = set()
    seen: set[str] = set()
    waiting: set[str | None] = {template.name}
    while waiting:
        name = waiting.pop()
        if name is None or loader is None:
            return None
        seen.add(name)
        tree = environment.parse(loader.get_source(environment, name)[0])
        asked |= meta.find_undeclared_variables(tree)
        waiting |= set(meta.find_referenced_templates(tree)) - seen
    return frozenset(asked)
