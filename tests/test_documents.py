"""What the documents show is what happens: their examples are run."""

from __future__ import annotations

import datetime as dt
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import test_rules
import test_rules_words
from building import REPOSITORY, TODAY
from mutants import of_pages
from plainhealth.components import plain_date
from plainhealth.page import Block, Link, Page
from plainhealth.rules import RULES
from plainhealth.site import Site

COMPONENTS = REPOSITORY / "theme" / "components"

#: What the README's editor did, as (old words, new words) of content/pages/risks-of-kratom.md.
README_SLIPS = (
    ("[SEE-A-PROFESSIONAL]", "[SEE-A-PROFESIONAL]"),
    ("About 1 in 4, so many", "About 1 in 3, so many"),
    ("## Can it hurt my liver?", "Kratom can also make your heart beat fast.\n\n## Can it hurt my liver?"),
)

#: What the page tells to run must run these for the new rule, by name.
ASKED_OF_A_RULE = (
    "test_each_rule_has_its_page_and_each_page_its_rule[exclamation-mark]",
    "test_page_has_its_parts[exclamation-mark]",
    "test_rule_says_the_next_step[exclamation-mark]",
    "test_bad_example_gives_exactly_what_it_says[exclamation-mark-",
    "test_good_example_gives_nothing[exclamation-mark-",
    "test_each_rule_has_its_rows[exclamation-mark]",
    "test_stops_the_build[exclamation-mark-",
    "test_passes[exclamation-mark-",
    "test_a_rule_knows_no_framework_and_touches_no_file[rules/exclamation-mark.py]",
    "test_a_rule_is_small[rules/exclamation-mark.py]",
    "test_a_rule_is_small[rules/exclamation-mark.md]",
    "test_editors_find_every_rule[exclamation-mark]",
    "test_every_rule_must_kill_something_alone[exclamation-mark]",
    "test_every_mutant_is_killed[exclamation-mark: exclamation mark]",
)


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


def table_of_rules() -> list[tuple[str, str]]:
    """The rows of the table for editors: rule and file."""
    table = (REPOSITORY / "content" / "README.md").read_text("utf-8")
    return re.findall(r"^\| \[([a-z-]+)\]\(\.\./plugins/plainhealth/rules/([a-z_]+)\.md\) \|", table, re.MULTILINE)


@pytest.mark.parametrize("rule", RULES)
def test_editors_find_every_rule(rule: str) -> None:
    files = [file for name, file in table_of_rules() if name == rule]
    assert files == [rule.replace("-", "_")], f"content/README.md needs one row for {rule}, with a link to its page."
    names = [name for name, _ in table_of_rules()]
    at = names.index(rule)
    near = names[max(at - 1, 0) : at + 2]
    assert near == sorted(near), f"In content/README.md, put the row of {rule} in the order of the alphabet."


def test_the_table_of_rules_has_no_other_row() -> None:
    assert [name for name, _ in table_of_rules() if name not in RULES] == []


def test_a_rule_is_added_as_the_page_says(tmp_path: Path) -> None:
    """Everything under "Add a rule", done in a copy; then what it tells to run while one writes."""
    ignored = shutil.ignore_patterns("node_modules", "__pycache__", "output", ".*")
    shutil.copytree(REPOSITORY, tmp_path, ignore=ignored, dirs_exist_ok=True)
    section = how_to_add_a_rule()
    rule, page, row, mutant, bad, good, run_it = (
        re.findall(pattern, section, re.DOTALL | re.MULTILINE)
        for pattern in (
            r"^```python\n(.*?)^```$",
            r"^````markdown\n(.*?)^````$",
            r"^```text\n(\|.*?)^```$",
            r"^```python mutant\n(.*?)^```$",
            r"^```python bad\n(.*?)^```$",
            r"^```python good\n(.*?)^```$",
            r'^make test ARGS="([^"\n]*)"',
        )
    )
    assert [len(found) for found in (rule, page, row, mutant, bad, good, run_it)] == [1, 1, 1, 1, 1, 1, 2]
    rules = tmp_path / "plugins/plainhealth/rules"
    (rules / "exclamation_mark.py").write_text(rule[0], "utf-8")
    (rules / "exclamation_mark.md").write_text(page[0], "utf-8")
    for name, before, new in (
        ("content/README.md", "| [expired-finding]", row[0]),
        ("tests/mutants/of_pages.py", '    Operator(\n        "long sentence"', f"    {mutant[0].rstrip()},\n"),
        ("tests/test_rules_words.py", "}  # fmt: skip\nGOOD = {", bad[0]),
        ("tests/test_rules_words.py", "}  # fmt: skip\n\n\n@pytest.fixture", good[0]),
    ):
        text = (tmp_path / name).read_text("utf-8")
        assert text.count(before) == 1, f"{name} has no {before!r}"
        (tmp_path / name).write_text(text.replace(before, new + before), "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "-n0", *shlex.split(run_it[0])],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "plugins")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-3_000:] + run.stderr
    passed = re.findall(r"::(.*) PASSED", run.stdout)
    missing = [name for name in ASKED_OF_A_RULE if not any(test.startswith(name) for test in passed)]
    assert not missing, f"What the page tells to run leaves out {missing}; it ran {passed}"


def how_to_add_a_rule() -> str:
    """What the page for maintainers says about a new rule."""
    page = (REPOSITORY / "plugins/README.md").read_text("utf-8")
    return page.split("\n## Add a rule", 1)[1].split("\n## The live")[0]


def test_what_the_page_names_for_a_new_rule_is_there() -> None:
    section = how_to_add_a_rule()
    owners: dict[str, type] = {"page": Page, "link": Link, "block": Block, "site": Site}
    named = re.findall(r"`(page|link|block|site)\.(\w+)", section)
    assert {"page", "link", "block"} <= {owner for owner, _ in named}
    assert [f"{owner}.{name}" for owner, name in named if not hasattr(owners[owner], name)] == []
    paths = re.findall(r"`(tests/[\w./]+)`", section)
    assert paths
    assert [path for path in paths if not (REPOSITORY / path).exists()] == []
    assert '"-k example_gives"' in section
    assert {name for name in vars(test_rules) if "example_gives" in name} == {
        "test_bad_example_gives_exactly_what_it_says",
        "test_good_example_gives_nothing",
    }
    lists = re.findall(r"`([A-Z]{4,})`", section)
    assert "WORDS" in lists
    assert [name for name in lists if not hasattr(of_pages, name) and not hasattr(test_rules_words, name)] == []


def test_the_page_of_mutants_says_what_each_list_is_for() -> None:
    told = (REPOSITORY / "tests/mutants/README.md").read_text("utf-8")
    every = [name for name, value in vars(of_pages).items() if isinstance(value, list) and name != "TABLES"]
    assert sorted(operator for name in every for operator in map(str, getattr(of_pages, name))) == sorted(
        map(str, of_pages.TABLES)
    )
    assert [name for name in every if f"`{name}`" not in told] == [], "Say in tests/mutants/README.md what it is for."


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
