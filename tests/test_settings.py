"""The host's settings: what is taken, what stops the build, and what is said then."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pelican.settings import read_settings

from building import environment
from demo import ROOT
from plainhealth import settings
from plainhealth.gate import Exit, SettingError

GIVEN: dict[str, Any] = {
    "organisation": "Demo",
    "contact": "demo@example.org",
    "funding": "Nobody pays for it.",
    "country": "GB",
    "leave_to": "https://example.org/",
    "overdose_help": "help.html#overdose",
    "neutral_title": "Notes",
    "language": "en",
    "topics": {"kratom": "Kratom"},
    "names": ["7-OH"],
    "largest_page": 1_000,
}
PELICAN: dict[str, Any] = {
    "LOAD_CONTENT_CACHE": False,
    "CACHE_CONTENT": False,
    "OUTPUT_SOURCES": False,
    "TYPOGRIFY": False,
    "FORMATTED_FIELDS": [],
    "JINJA_ENVIRONMENT": {"autoescape": True},
    "SITENAME": "Demo",
    "SITEURL": "",
}


def wrong(pelican: Mapping[str, Any]) -> tuple[str, ...]:
    """All that is said of these settings; () if they are fine."""
    try:
        settings.read(pelican)
    except SettingError as error:
        return error.sentences
    return ()


def test_everything_is_taken() -> None:
    found = settings.read({**PELICAN, "PLAINHEALTH": GIVEN})
    assert {key: getattr(found, key) for key in GIVEN} == {**GIVEN, "names": ("7-OH",)}
    assert found.contact_url == "mailto:demo@example.org"


def test_nothing_need_be_given() -> None:
    found = settings.read({**PELICAN, "PLAINHEALTH": {}})
    assert (found.country, found.language, found.contact_url) == ("US", "en", "")


def test_the_settings_of_this_site_are_fine() -> None:
    assert wrong(read_settings(str(ROOT / "pelicanconf.py"))) == ()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        pytest.param("contact", "https://example.org/issues?new=1", id="a-page"),
        pytest.param("contact", "", id="nobody"),
        pytest.param("contact", "a.b+c@mail.example.org", id="plus-and-dots"),
        pytest.param("leave_to", "", id="no-link"),
        pytest.param("leave_to", "https://www.example.org", id="no-slash"),
        pytest.param("overdose_help", "help/now.html", id="a-page-in-a-folder"),
        pytest.param("language", "pt-BR", id="a-variant"),
        pytest.param("names", ("B12",), id="a-tuple"),
        pytest.param("sheets", True, id="sheets-asked-for"),
    ],
)
def test_value_is_taken(key: str, value: object) -> None:
    assert wrong({**PELICAN, "PLAINHEALTH": {**GIVEN, key: value}}) == ()


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        pytest.param("organization", "Demo", "Did you mean 'organisation'?", id="other-spelling"),
        pytest.param("zzz", 1, "Known are: organisation,", id="unknown"),
        pytest.param(7, 1, "is not a setting", id="no-text-as-key"),
        pytest.param("organisation", None, "must be a text in quotes", id="none"),
        pytest.param("funding", ["us"], "must be a text in quotes", id="a-list"),
        pytest.param("contact", "demo.example.org", "must be an e-mail address", id="no-at"),
        pytest.param("contact", "http://example.org", "must be an e-mail address", id="not-secure"),
        pytest.param("contact", "https://", "must be an e-mail address", id="no-host"),
        pytest.param("contact", "javascript:alert(1)", "must be an e-mail address", id="script"),
        pytest.param("contact", "a@b.org?bcc=c@d.org", "must be an e-mail address", id="a-hidden-copy"),
        pytest.param("contact", "a@b.org, c@d.org", "must be an e-mail address", id="two"),
        pytest.param("leave_to", "http://example.org", "must be an https:// address", id="leave-not-secure"),
        pytest.param("leave_to", "https://", "must be an https:// address", id="leave-nowhere"),
        pytest.param("leave_to", None, "must be an https:// address", id="leave-none"),
        pytest.param("overdose_help", "", "must be a page of the site", id="no-help"),
        pytest.param("overdose_help", "get-help-now.md", "must be a page of the site", id="its-file-in-content"),
        pytest.param("overdose_help", "https://example.org/a.html", "must be a page of the site", id="other-site"),
        pytest.param("overdose_help", "/get-help-now.html", "must be a page of the site", id="from-the-root"),
        pytest.param("overdose_help", "a.html#", "must be a page of the site", id="no-part"),
        pytest.param("neutral_title", None, "must be one line of text", id="title-none"),
        pytest.param("neutral_title", " ", "must be one line of text", id="title-nobody-sees"),
        pytest.param("neutral_title", "a\nb", "must be one line of text", id="title-of-two-lines"),
        pytest.param("country", "us", "two capital letters", id="small-letters"),
        pytest.param("country", "USA", "two capital letters", id="three-letters"),
        pytest.param("country", "US\n", "two capital letters", id="a-line-end"),
        pytest.param("language", "English", "must be a language code", id="language-in-words"),
        pytest.param("topics", ["kratom"], "must give each topic its heading", id="topics-as-list"),
        pytest.param("topics", {"kratom": ""}, "must give each topic its heading", id="no-heading"),
        pytest.param("names", "7-OH", "must be a list of words", id="names-as-text"),
        pytest.param("names", [7], "must be a list of words", id="names-as-numbers"),
        pytest.param("names", [""], "must be a list of words", id="an-empty-name"),
        pytest.param("largest_page", "1000", "must be a whole number", id="size-as-text"),
        pytest.param("largest_page", True, "must be a whole number", id="size-as-flag"),
        pytest.param("largest_page", 0, "must be a whole number", id="size-zero"),
        pytest.param("sheets", "yes", "must be True or False", id="sheets-as-text"),
        pytest.param("sheets", 1, "must be True or False", id="sheets-as-number"),
    ],
)
def test_value_stops_the_build(key: str, value: object, words: str) -> None:
    said = wrong({**PELICAN, "PLAINHEALTH": {**GIVEN, key: value}})
    assert len(said) == 1
    assert said[0].startswith(f"PLAINHEALTH[{key!r}] ")
    assert words in said[0]
    assert said[0].endswith((".", "?"))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        pytest.param("LOAD_CONTENT_CACHE", True, id="pages-from-a-cache"),
        pytest.param("CACHE_CONTENT", True, id="pages-into-a-cache"),
        pytest.param("OUTPUT_SOURCES", True, id="markdown-published"),
        pytest.param("TYPOGRIFY", True, id="words-changed-later"),
        pytest.param("FORMATTED_FIELDS", ["summary"], id="markdown-in-a-summary"),
        pytest.param("JINJA_ENVIRONMENT", {}, id="no-escaping"),
        pytest.param("JINJA_ENVIRONMENT", {"autoescape": False}, id="escaping-off"),
        pytest.param("SITENAME", "", id="no-name"),
        pytest.param("SITENAME", "A Pelican Blog", id="the-name-that-pelican-gives"),
        pytest.param("SITEURL", "http://example.org", id="not-secure"),
        pytest.param("SITEURL", "https://example.org/", id="slash-at-the-end"),
        pytest.param("SITEURL", "example.org", id="no-scheme"),
        pytest.param("SITEURL", "https://", id="no-host"),
        pytest.param("SITEURL", "https://example.org/a b", id="space"),
        pytest.param("SITEURL", "https://example.org?x=1", id="query"),
        pytest.param("SITEURL", 'https://example.org/">\n<script>', id="a-line-end"),
    ],
)
def test_pelicans_own_setting_stops_the_build(key: str, value: object) -> None:
    said = wrong({**PELICAN, "PLAINHEALTH": GIVEN, key: value})
    assert len(said) == 1
    assert said[0].startswith(key)


@pytest.mark.parametrize("missing", settings.REQUIRED)
def test_what_the_gate_depends_on_must_be_set(missing: str) -> None:
    given = {key: value for key, value in PELICAN.items() if key != missing}
    assert [s.split()[0] for s in wrong({**given, "PLAINHEALTH": GIVEN})] == [missing]


@pytest.mark.parametrize("value", [None, "x", [], 7])
def test_the_dictionary_must_be_there(value: object) -> None:
    assert ["PLAINHEALTH is missing" in s for s in wrong({**PELICAN, "PLAINHEALTH": value})] == [True]


def test_all_that_is_wrong_is_said_at_once() -> None:
    said = wrong({**PELICAN, "TYPOGRIFY": True, "SITEURL": "x", "PLAINHEALTH": {"country": "us", "zzz": 1}})
    assert [s.split()[0] for s in said] == ["TYPOGRIFY", "PLAINHEALTH['country']", "PLAINHEALTH['zzz']", "SITEURL"]


def test_settings_cannot_be_changed_later() -> None:
    found = settings.read({**PELICAN, "PLAINHEALTH": GIVEN})
    with pytest.raises(AttributeError):
        found.country = "US"  # type: ignore[misc]


def test_today_is_the_day_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "STARTED_WITH", {"PLAINHEALTH_TODAY": "2026-11-22"})
    assert settings.today() == dt.date(2026, 11, 22)


def test_today_is_not_the_day_of_the_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "STARTED_WITH", {"SOURCE_DATE_EPOCH": "0"})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert settings.today() > dt.date(2020, 1, 1)


@pytest.mark.parametrize("given", ["tomorrow", "22.11.2026", "2026-02-30", " "])
def test_today_is_no_day(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "STARTED_WITH", {"PLAINHEALTH_TODAY": given})
    with pytest.raises(SettingError, match="is not a date"):
        settings.today()


SETS = 'import os; os.environ["PLAINHEALTH_TODAY"] = "2020-01-01"\n'


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="only Linux tells how a process was started")
@pytest.mark.parametrize("when", [SETS, f"{SETS}from plainhealth import settings\n"], ids=["first", "then-imported"])
def test_a_settings_file_cannot_set_the_day(when: str) -> None:
    """What follows in the same process still sees the day that the command was given, as with plain Pelican."""
    code = f"{when}from plainhealth import settings; print(settings.today())"
    for given, expected in (("2027-03-01", "2027-03-01"), (None, dt.datetime.now(dt.UTC).date().isoformat())):
        run = subprocess.run(
            [sys.executable, "-c", code],
            env=environment(PLAINHEALTH_TODAY=given),
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == expected


@pytest.mark.parametrize(
    ("environ", "address"),
    [
        pytest.param({"SITEURL": "https://example.org/help"}, "https://example.org/help", id="as-given"),
        pytest.param({"SITEURL": " https://example.org/ "}, "https://example.org", id="spaces-and-slash"),
        pytest.param({"GITHUB_REPOSITORY": "Org/help"}, "https://org.github.io/help", id="a-project-page"),
        pytest.param({"GITHUB_REPOSITORY": "Org/org.github.io"}, "https://org.github.io", id="an-owner's-page"),
        pytest.param(
            {"GITHUB_REPOSITORY": "Org/help", "SITEURL": "https://example.org"}, "https://example.org", id="own-address"
        ),
    ],
)
def test_address_online(environ: dict[str, str], address: str) -> None:
    assert settings.online({}, environ)[0] == address
    assert settings.read({**PELICAN, "SITEURL": address, "PLAINHEALTH": GIVEN})


def test_what_the_repository_tells_comes_last() -> None:
    environ = {"GITHUB_REPOSITORY": "org/help"}
    _, found = settings.online({"country": "GB"}, environ)
    assert found == {"country": "GB", "organisation": "org", "contact": "https://github.com/org/help/issues"}
    _, found = settings.online({"organisation": "Demo", "contact": "a@b.org"}, {**environ, "CONTACT": "c@d.org"})
    assert found == {"organisation": "Demo", "contact": "c@d.org"}


def test_no_address_online(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        settings.online({}, {"SITEURL": " "})
    assert stopped.value.code == Exit.SETTING_WRONG
    assert "SITEURL is missing" in capsys.readouterr().err
