"""Our own pages: complete, within what the evidence allows, and every written file as promised."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from building import REPOSITORY

CONTENT = REPOSITORY / "content"
PAGES = {path.stem: path.read_text("utf-8") for path in sorted((CONTENT / "pages").glob("*.md"))}
SOURCES = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted((CONTENT / "sources").glob("*.toml"))}

#: The ten claims of the advert on which somebody could act and be hurt, each with the findings that answer it.
DANGEROUS = {
    "no-dependence": ("kratom-dependence-real", "us-2061-quarter"),
    "valuable-tool": ("no-controlled-trial", "sordo-deaths"),
    "smoother-recovery": ("mattick", "mayo-leads-to"),
    "safe-use-guide": ("nccih-not-shown", "fda-warns-why"),
    "start-low-increase": ("no-standard-dose", "more-often-more-risk", "7oh-breathing"),
    "vendor-quality": ("ndi-adulterated", "salmonella-no-brand"),
    "omits-danger": ("tolerance-lost", "naloxone-speed", "od-respond"),
    "omits-pregnancy": ("kratom-newborn", "preg-medicine", "preg-dont-stop-alone"),
    "omits-emergency": ("withdrawal-can-kill", "withdrawal-emergency-signs", "medetomidine-withdrawal"),
    "omits-7oh": ("leaf-vs-concentrate", "7oh-la-deaths", "7oh-naloxone"),
}


def test_the_eight_pages_are_there() -> None:
    assert set(PAGES) >= {
        "start-here",
        "get-help-now",
        "opioid-withdrawal",
        "what-is-kratom",
        "does-kratom-help",
        "risks-of-kratom",
        "treatments-that-work",
        "is-it-true",
    }


@pytest.mark.parametrize("claim", DANGEROUS)
def test_a_dangerous_claim_is_answered_as_dangerous(claim: str) -> None:
    answers = re.split(r"^### ", PAGES["is-it-true"], flags=re.MULTILINE)[1:]
    wanted = DANGEROUS[claim]
    fitting = [a for a in answers if all(re.search(rf"#{re.escape(f)}\b", a) for f in wanted)]
    assert len(fitting) == 1, f"one answer cites {wanted}"
    assert "[VERDICT: dangerous]" in fitting[0]


@pytest.mark.parametrize("name", PAGES)
def test_nobody_is_said_to_have_reviewed_a_page(name: str) -> None:
    """No clinician has: should one, this row changes with the page, in one commit that says who."""
    assert "\nClinician: none yet\n" in PAGES[name]


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_finding_in_use_is_cited_where_it_stands(name: str) -> None:
    """A finding has one home; the same name in two files would be two truths."""
    others = [other for other in SOURCES if other != name]
    mine = set(SOURCES[name].get("findings", {}))
    assert not mine & {finding for other in others for finding in SOURCES[other].get("findings", {})}


def test_every_helpline_says_until_when() -> None:
    lines = tomllib.loads((CONTENT / "helplines.toml").read_text("utf-8"))["helpline"]
    assert {line["country"] for line in lines} >= {"US", "GB", "IE", "CA", "AU", "NZ"}
    assert all((line["expires"] - line["checked"]).days <= 90 for line in lines)


def test_pictures_say_what_they_cite() -> None:
    for path in sorted((CONTENT / "pictures").glob("*.toml")):
        picture = tomllib.loads(path.read_text("utf-8"))
        assert all("[@" in row["says"] for row in picture["row"]), path.name


def test_no_source_is_an_advert() -> None:
    assert not [Path(name) for name, source in SOURCES.items() if source["tier"] in ("news", "community", "seller")]
