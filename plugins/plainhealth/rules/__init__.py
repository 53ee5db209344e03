"""The rules. A rule is its file name: ``missing_citation.py`` is ``missing-citation``.

Each has ``FIX`` (the next step, one sentence); ``check(page, site)``, which sees one page, or
``check_site(site)``, which sees all and what they draw on, or both; or ``check_texts(texts)``, which is given
all that readers read, page by page, then what pages are given (``phrases.printed``): pure generators of
``Problem``; and a twin page of the same name, ``.md``, whose examples the tests run.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from plainhealth.gate import Finding, Problem
from plainhealth.page import Page
from plainhealth.phrases.printed import Text, given, texts
from plainhealth.site import Site


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, its next step, and how it looks at a page or at the site.

    ``reads``: it only reads, so of the site it sees nothing but what pages are given.
    """

    name: str
    fix: str
    check: Callable[[Page, Site], Iterable[Problem]] | None
    check_site: Callable[[Site], Iterable[Problem]] | None
    reads: bool = False

    def of_page(self, page: Page, site: Site) -> Iterator[Finding]:
        """What the rule says of one page, whatever the others say."""
        for problem in self.check(page, site) if self.check else ():
            yield self._finding(problem, problem.path or page.path)

    def of_site(self, site: Site) -> Iterator[Finding]:
        """What the rule says of a whole site, besides its pages one by one."""
        for problem in self.check_site(site) if self.check_site else ():
            yield self._finding(problem, problem.path)

    def _finding(self, problem: Problem, path: str) -> Finding:
        line, col = max(problem.line, 1), max(problem.col, 1)
        return Finding(path, line, col, self.name, problem.message, self.fix, problem.words)


def _of_texts(
    check_texts: Callable[[Iterable[Text]], Iterable[Problem]],
) -> tuple[Callable[[Page, Site], Iterable[Problem]], Callable[[Site], Iterable[Problem]]]:
    """The two checks of a rule that only reads."""
    return lambda page, site: check_texts(texts(page, site)), lambda site: check_texts(given(site))


def load() -> dict[str, Rule]:
    """All rules in this folder, by name.

    Raises:
        TypeError: a rule module has no FIX, or no way to check.
    """
    rules: dict[str, Rule] = {}
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda i: i.name):
        module = importlib.import_module(f"{__name__}.{info.name}")
        check, check_site = getattr(module, "check", None), getattr(module, "check_site", None)
        if check_texts := getattr(module, "check_texts", None):
            check, check_site = _of_texts(check_texts)
        fix = getattr(module, "FIX", "")
        if not fix or (check is None and check_site is None):
            raise TypeError(f"rules/{info.name}.py needs FIX, and check, check_site or check_texts")
        name = info.name.replace("_", "-")
        rules[name] = Rule(name, fix, check, check_site, reads=check_texts is not None)
    return rules


RULES = load()
