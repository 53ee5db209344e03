"""The rules. A rule is its file name: ``missing_citation.py`` is ``missing-citation``.

Each has ``FIX`` (the next step, one sentence); ``check(page, site)``, which sees one page, or
``check_site(site)``, which sees all and what they draw on, or both; or ``check_texts(texts)``, which is given
all that readers read, page by page, then what pages are given (``phrases.printed``): pure generators of
``Problem``; and a twin page of the same name, ``.md``, whose examples the tests run.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType

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
        TypeError: a rule module has no FIX, no way to check, or one that cannot be called; the message says what
            to write.
    """
    rules: dict[str, Rule] = {}
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda i: i.name):
        module = importlib.import_module(f"{__name__}.{info.name}")
        _look(module, f"rules/{info.name}.py")
        check, check_site = getattr(module, "check", None), getattr(module, "check_site", None)
        if check_texts := getattr(module, "check_texts", None):
            check, check_site = _of_texts(check_texts)
        name = info.name.replace("_", "-")
        rules[name] = Rule(name, module.FIX, check, check_site, reads=check_texts is not None)
    return rules


#: What each check is given.
_TAKES = {"check": ["page", "site"], "check_site": ["site"], "check_texts": ["texts"]}


def _look(module: ModuleType, file: str) -> None:
    """Whether a module is a rule that can be called: else it would fail, or be forgotten, long after."""
    if not getattr(module, "FIX", ""):
        raise TypeError(f'{file} has no FIX. Add FIX = "…", the next step for the editor.')
    checks = {name: getattr(module, name) for name in _TAKES if hasattr(module, name)}
    if not checks:
        raise TypeError(f"{file} checks nothing. Add check(page, site), as plugins/README.md shows.")
    for name, check in checks.items():
        takes = list(inspect.signature(check).parameters) if callable(check) else []
        if takes != _TAKES[name]:
            has, right = f"{name}({', '.join(takes)})", f"{name}({', '.join(_TAKES[name])})"
            raise TypeError(f"{file} has {has}. Write {right}, as plugins/README.md shows.")
    if "check_texts" in checks and len(checks) > 1:
        raise TypeError(f"{file} has check_texts(texts), so nobody would call its other check. Make two rules of it.")


RULES = load()
