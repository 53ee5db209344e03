"""What the documents show is what happens: their examples are run."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from building import REPOSITORY, TODAY
from plainhealth.components import plain_date
from plainhealth.rules import RULES

COMPONENTS = REPOSITORY / "theme" / "components"

#: What the README's editor did, as (old words, new words) of content/pages/risks-of-kratom.md.
README_SLIPS = (
    ("[SEE-A-PROFESSIONAL]", "[SEE-A-PROFESIONAL]"),
    ("About 1 in 4, so many", "About 1 in 3, so many"),
    ("## Can it hurt my liver?", "Kratom can also make your heart beat fast.\n\n## Can it hurt my liver?"),
)

#: Of the tests that the page tells to run, those that are about the new rule.
NEW_RULE = ("exclamation", "each_page_its_rule", "must_kill_something", "find_every_rule")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The real site in a folder of its own."""
    for name in ("pelicanconf.py", "plugins", "theme"):
        (tmp_path / name).symlink_to(REPOSITORY / name)
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    return tmp_path


def check(site: Path) -> tuple[int, str]:
    """Exit status and all that ``plainhealth check`` says of a site."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GITHUB")}
    environment |= {"PYTHONPATH": str(REPOSITORY / "plugins"), "PLAINHEALTH_TODAY": TODAY}
    run = subprocess.run(
        [sys.executable, "-m", "plainhealth", "check"],
        cwd=site,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return run.returncode, run.stdout


def stopped_build(site: Path) -> str:
    """What the build says after the slips that the README tells of."""
    page = site / "content" / "pages" / "risks-of-kratom.md"
    text = page.read_text("utf-8")
    for old, new in README_SLIPS:
        assert text.count(old) >= 1, f"the README's example breaks {old!r}, which is gone"
        text = text.replace(old, new, 1)
    page.write_text(text, "utf-8")
    status, said = check(site)
    assert status == 3
    return said.strip()


def test_the_readme_shows_a_stopped_build_as_it_is(site: Path) -> None:
    block = re.search(r"```console\n\$ make html\n(.*?)\n```", (REPOSITORY / "README.md").read_text("utf-8"), re.DOTALL)
    assert block
    shown = [re.escape(part) for part in block[1].split("\n  …\n")]  # lines that are left out
    assert re.fullmatch(r"\n(?:  .*\n)+".join(shown), stopped_build(site))


def fences(path: Path, *kinds: str) -> list[tuple[str, str]]:
    """The fenced blocks of a document that name a file: (name, text)."""
    found = re.findall(r"^```(\w+) (\S+)\n(.*?)^```$", path.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [(name, text) for kind, name, text in found if kind in kinds]


def test_the_editors_examples_pass(site: Path) -> None:
    examples = fences(REPOSITORY / "content" / "README.md", "markdown", "toml")
    assert len(examples) >= 2, "a page and a source"
    for name, text in examples:
        (site / name).write_text(text, "utf-8")
    status, said = check(site)
    assert (status, "error" in said) == (0, False), said


def test_editors_find_every_rule() -> None:
    table = (REPOSITORY / "content" / "README.md").read_text("utf-8")
    named = re.findall(r"^\| \[([a-z-]+)\]\(\.\./plugins/plainhealth/rules/([a-z_]+)\.md\) \|", table, re.MULTILINE)
    rows = {name for name, _ in named}
    assert not RULES.keys() - rows, f"Add a row to content/README.md for: {sorted(RULES.keys() - rows)}"
    assert not rows - RULES.keys(), f"content/README.md has a row for no rule: {sorted(rows - RULES.keys())}"
    assert len(rows) == len(named), "content/README.md has two rows for one rule"
    assert all(file == name.replace("-", "_") for name, file in named)


def test_a_rule_is_added_as_the_page_says(tmp_path: Path) -> None:
    """Everything under "Add a rule", done in a copy; then what it tells to run, for the new rule alone."""
    for name in ("plugins", "tests", "content", "theme"):
        ignored = shutil.ignore_patterns("node_modules", "__pycache__")
        shutil.copytree(REPOSITORY / name, tmp_path / name, ignore=ignored)
    for name in ("pyproject.toml", "pelicanconf.py", "publishconf.py", "README.md"):
        shutil.copy(REPOSITORY / name, tmp_path)
    section = (
        (tmp_path / "plugins/README.md").read_text("utf-8").split("\n## Add a rule", 1)[1].split("\n## The live")[0]
    )
    rule, page, row, mutant, run_it = (
        re.findall(pattern, section, re.DOTALL | re.MULTILINE)
        for pattern in (
            r"^```python\n(.*?)^```$",
            r"^````markdown\n(.*?)^````$",
            r"^```text\n(\|.*?)^```$",
            r"^```python mutant\n(.*?)^```$",
            r'^make test ARGS="(.*)"$',
        )
    )
    assert [len(found) for found in (rule, page, row, mutant, run_it)] == [1] * 5
    rules = tmp_path / "plugins/plainhealth/rules"
    (rules / "exclamation_mark.py").write_text(rule[0], "utf-8")
    (rules / "exclamation_mark.md").write_text(page[0], "utf-8")
    for name, before, new in (
        ("content/README.md", "| [expired-finding]", row[0]),
        ("tests/mutants/of_pages.py", '    Operator(\n        "long sentence"', f"    {mutant[0].rstrip()},\n"),
    ):
        text = (tmp_path / name).read_text("utf-8")
        assert text.count(before) == 1
        (tmp_path / name).write_text(text.replace(before, new + before), "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", *run_it[0].split(), "-k", " or ".join(NEW_RULE)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "plugins")},
        capture_output=True,
        text=True,
        check=False,
    )
    passed = re.search(r"^(\d+) passed", run.stdout, re.MULTILINE)
    assert run.returncode == 0, run.stdout[-3_000:] + run.stderr
    assert passed
    assert int(passed[1]) >= 10, "its parts, its next step, its examples, its size, its row, its mutant"


@pytest.mark.parametrize("folder", sorted(p.name for p in COMPONENTS.iterdir() if p.is_dir()))
def test_a_component_has_its_parts_and_its_example_runs(folder: str) -> None:
    path = COMPONENTS / folder
    readme = (path / "README.md").read_text("utf-8")
    assert (path / f"{folder}.html").is_file()
    assert "**When:**" in readme
    assert "**When not:**" in readme
    example = re.search(r"^```jinja\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    assert example
    environment = Environment(loader=FileSystemLoader(COMPONENTS), autoescape=True, undefined=StrictUndefined)
    environment.filters["date"] = plain_date
    html = environment.from_string(example[1]).render(day=dt.date(2026, 11, 22))
    assert "<" in html
    assert not re.search(r"<script|\son\w+=|\sstyle=", html), "no script, no handler, no style in the text"


@pytest.mark.parametrize("name", ["README.md", "content/README.md", "plugins/README.md", "theme/README.md"])
def test_links_in_documents_lead_somewhere(name: str) -> None:
    path = REPOSITORY / name
    text = re.sub(r"^(```+).*?^\1$", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    links = re.findall(r"(?<!!)\[[^\]]+\]\(([^)#\s]+)(?:#[^)]*)?\)", re.sub(r"`[^`]*`", "", text))
    missing = [link for link in links if "://" not in link and not (path.parent / link).exists()]
    assert missing == []
