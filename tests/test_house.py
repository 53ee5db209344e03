"""The walls of the house: who may know whom."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from building import REPOSITORY

PACKAGE = REPOSITORY / "plugins" / "plainhealth"
MODULES = sorted(p.relative_to(PACKAGE).as_posix() for p in PACKAGE.rglob("*.py"))


def imports(name: str) -> set[str]:
    """The modules that a file imports, wherever in it."""
    tree = ast.parse((PACKAGE / name).read_text("utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("name", [m for m in MODULES if m != "pelican_plugin.py"])
def test_one_file_knows_pelican(name: str) -> None:
    assert not any(module.split(".")[0] == "pelican" for module in imports(name))


@pytest.mark.parametrize("name", [m for m in MODULES if m.startswith("rules/") and m != "rules/__init__.py"])
def test_a_rule_knows_no_framework_and_touches_no_file(name: str) -> None:
    known = imports(name)
    assert not any(
        module.split(".")[0] in ("markdown", "jinja2", "selectolax", "pathlib", "os", "io") for module in known
    )
    assert "open(" not in (PACKAGE / name).read_text("utf-8")


#: Rules that are longer than the others, and why.
LONGER = {
    "rules/bad_field.py": "one rule for all fields: an editor sees one name for one kind of mistake",
    "rules/overdose_sign_as_withdrawal.py": "the signs, and when a sentence tells them as withdrawal",
    "rules/stigma_word.py": "the words, and the names of laws and offices in which they must pass",
}


@pytest.mark.parametrize(
    "name",
    [m for m in MODULES if m.startswith("rules/") and m != "rules/__init__.py"]
    + [p.relative_to(PACKAGE).as_posix() for p in sorted((PACKAGE / "rules").glob("*.md"))],
)
def test_a_rule_is_small(name: str) -> None:
    lines = len((PACKAGE / name).read_text("utf-8").splitlines())
    assert lines <= (160 if name in LONGER else 80)


def test_nothing_tells_of_one_machine() -> None:
    """No path of a home, no package registry, in anything that is committed."""
    listed = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=False).stdout
    files = [REPOSITORY / name for name in listed.split("\n") if name] or sorted(PACKAGE.rglob("*.py"))
    telling = re.compile(
        r"/(?:home/(?!editor/)|Users/|work/|root/)\w|files\.pythonhosted|pypi\.org/simple|registry\.npmjs"
    )
    found = [
        f"{path.relative_to(REPOSITORY)}: {hit[0]}"
        for path in files
        if path.is_file() and path != Path(__file__).resolve()
        for hit in [telling.search(path.read_text("utf-8", "replace"))]
        if hit
    ]
    assert found == []
