"""An entry of ``content/changes.toml`` says that a page changed. What the page says has its source there."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from plainhealth.changes import read_changes

TODAY = dt.date(2026, 11, 22)


def _read(what: str, tmp_path: Path, day: dt.date = TODAY) -> list[str]:
    """What is wrong with one entry."""
    path = tmp_path / "changes.toml"
    path.write_text(f'[[change]]\ndate = {day}\nwhat = "{what}"\n', "utf-8")
    changes, mistakes = read_changes(path, TODAY)
    assert len(changes) == (not mistakes)
    return [mistake.message for mistake in mistakes]


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("First version.", "nothing is stated"),
        ("The site has 32 pages now.", "pages are only counted"),
        ("A dead link was mended.", "what is dead here is a link"),
        ("The steps to take in an overdose are clearer.", "which part changed"),
        ("New: what to ask a doctor about medicine for withdrawal.", "which part is new"),
        ("We corrected a number on the page about the liver.", "a correction is owned up to, and the number is there"),
        ("The phone numbers for Ireland were checked again.", "a check"),
        ("Pictures show what helps.", "what pictures are about"),
    ],
)
def test_what_changed_may_be_said(what: str, why: str, tmp_path: Path) -> None:
    assert _read(what, tmp_path) == [], why


@pytest.mark.parametrize(
    ("what", "fact", "why"),
    [
        ("Kratom causes seizures.", "causes", "an effect"),
        ("Kratom can hurt the liver.", "hurt", "a risk"),
        ("New: 1 in 4 people became dependent.", "1 in 4", "a share"),
        ("New: half of all people stay.", "half", "a share in words"),
        ("New: 50% of all people stay.", "50%", "a share in percent"),
        ("Methadone cuts the risk of death.", "risk", "a benefit"),
        ("It is safe to stop now.", "safe", "a promise"),
        ("New: naloxone prevents death.", "prevents", "a benefit"),
        ("The risk is 2.5 times as high.", "risk", "a multiple"),
    ],
)
def test_a_fact_needs_its_page(what: str, fact: str, why: str, tmp_path: Path) -> None:
    (message,) = _read(what, tmp_path)
    assert "states a fact" in message, why
    assert fact.lower() in message.lower(), why


def test_a_change_of_tomorrow_is_none(tmp_path: Path) -> None:
    (message,) = _read("First version.", tmp_path, dt.date(2026, 11, 23))
    assert "has not come yet" in message
