"""The whole site as the rules see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

from plainhealth.facts import Facts
from plainhealth.files import Account
from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.settings import Settings


@dataclass(slots=True)
class Site:
    """All pages with what they draw on.

    ``content`` is the path of the content folder, relative to the site's folder; ``theme_files`` are
    the addresses that theme pages take; ``errors`` are what Pelican logged as errors; ``theme_words`` is what
    the theme says by itself (``phrases.theme``); ``printed`` is
    filled in once with all that readers read (``phrases.printed``).
    """

    pages: list[Page]
    facts: Facts
    settings: Settings
    today: dt.date
    content: str = "content"
    account: Account = field(default_factory=Account)
    theme_files: frozenset[str] = frozenset()
    errors: list[Problem] = field(default_factory=list)
    theme_words: list[Any] = field(default_factory=list, repr=False)
    printed: list[Any] = field(default_factory=list, repr=False)

    def alone(self) -> Site:
        """The same site for rules that look at one page at a time: they see no other."""
        return replace(self, pages=_Unseen(), printed=[])

    def by_path(self) -> Mapping[str, Page]:
        """Pages by their path below ``content``."""
        start = f"{self.content}/"
        return {page.path.removeprefix(start): page for page in self.pages}


class _Unseen(list[Page]):
    """Pages that are read somewhere else at the same moment."""

    def _refuse(self, *_: object) -> NoReturn:
        raise LookupError("check(page, site) sees its page alone. A rule about several pages has check_site(site).")

    __iter__ = __len__ = __getitem__ = __contains__ = __reversed__ = __bool__ = _refuse
