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


RULE_FILES = [m for m in MODULES if m.startswith("rules/") and m != "rules/__init__.py"]
#: What reads a file, or HTML.
FORBIDDEN = ("html.parser", "io", "jinja2", "markdown", "os", "pathlib", "selectolax", "shutil", "subprocess")
OPENS = frozenset(("open", "read_bytes", "read_text", "write_bytes", "write_text"))


def as_named(file: str) -> str:
    """A file of a rule by the rule's name, so that ``-k my-rule`` picks its tests."""
    return file.replace("_", "-")


def opened(text: str) -> list[int]:
    """The lines in which a module opens a file."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    named = [(getattr(call.func, "attr", getattr(call.func, "id", "")), call.lineno) for call in calls]
    return [line for name, line in named if name in OPENS]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("a = 1\nopen(a)\n", [2], id="open"),
        pytest.param("open (a)\n", [1], id="a-space"),
        pytest.param("a.open()\n", [1], id="of-a-path"),
        pytest.param("a = b.read_text('utf-8')\n", [1], id="text"),
        pytest.param("builtins.open(a)\n", [1], id="by-its-module"),
        pytest.param('"""It does not open(a)."""\n# nor open(b)\n', [], id="words-about-it"),
        pytest.param("a = re.compile(r'open(?:ed)?(')\nreopen(a)\n", [], id="words-like-it"),
    ],
)
def test_what_opens_a_file(text: str, lines: list[int]) -> None:
    assert opened(text) == lines


@pytest.mark.parametrize("name", RULE_FILES, ids=as_named)
def test_a_rule_knows_no_framework_and_touches_no_file(name: str) -> None:
    known = sorted(module for module in imports(name) if f"{module}.".startswith(tuple(f"{f}." for f in FORBIDDEN)))
    assert not known, f"{name} imports {known}: a rule opens no file and reads no HTML. Use what page and site give it."
    lines = opened((PACKAGE / name).read_text("utf-8"))
    assert not lines, f"{name} opens a file in line {lines}: a rule opens none. Use what page and site give it."


#: Rules that are longer than the others, and why.
LONGER = {
    "rules/bad_field.py": "one rule for all fields: an editor sees one name for one kind of mistake",
    "rules/overdose_sign_as_withdrawal.py": "the signs, and when a sentence tells them as withdrawal",
    "rules/stigma_word.py": "the words, and the names of laws and offices in which they must pass",
}


@pytest.mark.parametrize(
    "name",
    RULE_FILES + [p.relative_to(PACKAGE).as_posix() for p in sorted((PACKAGE / "rules").glob("*.md"))],
    ids=as_named,
)
def test_a_rule_is_small(name: str) -> None:
    lines = len((PACKAGE / name).read_text("utf-8").splitlines())
    most = 160 if name in LONGER else 80
    assert lines <= most, (
        f"{name} has {lines} lines, and may have {most}. Move what is no rule by itself into a module outside rules/, "
        "or make two rules of it."
    )


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
