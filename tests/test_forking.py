"""A command that is run in a fork does what the same command does in a new process."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

import forking
from building import BAD_PAGE, Place, a_built_site, a_site, environment, page, tree  # noqa: F401 - fixtures

PROBE = """
import os, sys
print(os.getcwd(), sys.argv, sys.path, sys.modules["__main__"].__name__, sys.flags, sys.stdin.read())
print(sorted(os.environ.items()), os.isatty(1), __file__, sys.warnoptions, sys.excepthook is sys.__excepthook__)
"""


def line(text: str) -> Callable[[Place], object]:
    """One more line in the settings."""
    return lambda place: place.add("pelicanconf.py", f"\n{text}\n")


CASES: dict[str, tuple[Callable[[Place], object], str, list[str]]] = {
    "a good site": (lambda place: place.write("content/pages/more.md", page(title="More")), "pelican", []),
    "a bad page": (lambda place: place.write("content/pages/bad.md", BAD_PAGE), "pelican", []),
    "a bad page, by our own command": (
        lambda place: place.write("content/pages/bad.md", BAD_PAGE),
        "plainhealth",
        ["build"],
    ),
    "a setting that is wrong": (line("TYPOGRIFY = True"), "pelican", ["-e", "TYPOGRIFY=true"]),
    "an option that is none": (line(""), "plainhealth", ["build", "--nothing"]),
    "a plugin that ends the program": (
        lambda place: place.plugin("def register():\n    raise SystemExit(7)"),
        "pelican",
        [],
    ),
    "what a program can ask": (line(PROBE), "pelican", ["-q"]),
    "a line of text as the status": (line("import sys; sys.exit('no more')"), "pelican", []),
    "an end without words": (line("import os; os._exit(5)"), "pelican", []),
    "killed": (line("import os; os.kill(os.getpid(), 9)"), "pelican", []),
    "something at the end": (line("import atexit; atexit.register(print, 'the end')"), "pelican", []),
    "a finished folder": (lambda place: place.add("output/index.html", " "), "plainhealth", ["verify"]),
}


@pytest.mark.parametrize("name", CASES)
def test_both_ways_end_and_say_the_same(name: str, site: Place) -> None:
    breaks, module, arguments = CASES[name]
    breaks(site)
    forked = getattr(site, module)(*arguments)
    after = tree(site.output)
    assert forked == site.python("-m", module, *arguments)
    assert after == tree(site.output)


@pytest.mark.parametrize(
    "given",
    [{"SITEURL": "https://example.org/repo"}, {"GITHUB_REPOSITORY": "me/mine", "GITHUB_ACTIONS": "true"}],
    ids=str,
)
def test_both_ways_see_the_same_environment(given: dict[str, str], site: Place) -> None:
    arguments = ("build", "-s", "publishconf.py")
    site.add("publishconf.py", PROBE)
    forked = site.plainhealth(*arguments, **given)
    after = tree(site.output)
    assert forked == site.python("-m", "plainhealth", *arguments, **given)
    assert after == tree(site.output)


def test_an_error_that_nobody_catches_is_shown(site: Place) -> None:
    """The lines of a traceback that stand for Python's own start are others."""
    site.write("pelicanconf.py", "raise KeyError('nobody')")
    forked, new = site.pelican("--debug"), site.python("-m", "pelican", "--debug")
    for run in (forked, new):
        assert run.status == forked.status != 0
        assert "Traceback" in run.said
        assert run.said.split()[-2:] == ["KeyError:", "'nobody'"]


def test_one_fork_leaves_nothing_to_the_next(site: Place) -> None:
    text = (site.root / "pelicanconf.py").read_text("utf-8")
    site.add("pelicanconf.py", "\nimport os; pelican_plugin.left = os.environ['LEFT'] = 'left'; os.umask(0)\n")
    assert site.pelican().status == 0
    probe = "\nimport os; print(hasattr(pelican_plugin, 'left'), 'LEFT' in os.environ, os.umask(0o22) == 0)\n"
    site.write("pelicanconf.py", text + probe)
    assert site.pelican().out.startswith("False False False\n")


def test_a_command_that_hangs_is_killed_and_the_next_one_runs(site: Place) -> None:
    text = (site.root / "pelicanconf.py").read_text("utf-8")
    site.add("pelicanconf.py", "\nimport time; time.sleep(1000)\n")
    parent = forking.parent(tuple(environment().items()))
    with pytest.raises(subprocess.TimeoutExpired):
        parent.run(site.root, "pelican", [], environment(), patience=0.5)
    site.write("pelicanconf.py", text)
    assert site.pelican().status == 0


def test_another_environment_or_code_of_its_own_is_a_new_process(site: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forking, "parent", lambda _: pytest.fail("it was forked"))
    assert site.pelican(COLUMNS="40").status == 0
    plugins = (site.root / "plugins").resolve()
    (site.root / "plugins").unlink()
    (site.root / "plugins").mkdir()
    (site.root / "plugins" / "plainhealth").symlink_to(plugins / "plainhealth")
    assert site.pelican().status == 0
