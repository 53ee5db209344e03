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


def test_the_pages_are_there() -> None:
    assert set(PAGES) >= {
        "alcohol-and-benzodiazepines",
        "concentrates-and-7-oh",
        "cost-privacy-and-rights",
        "detox-and-lost-tolerance",
        "does-kratom-help",
        "for-family-and-friends",
        "get-help-now",
        "how-we-work",
        "is-it-true",
        "is-it-true-aches",
        "is-it-true-products",
        "is-it-true-risks",
        "is-it-true-withdrawal",
        "is-withdrawal-dangerous",
        "judge-health-claims",
        "kratom-and-medicines",
        "kratom-and-the-law",
        "kratom-dependence",
        "muscle-aches",
        "opioid-withdrawal",
        "overdose-and-naloxone",
        "pregnancy-and-newborns",
        "privacy",
        "risks-of-kratom",
        "start-here",
        "starting-buprenorphine",
        "talk-to-a-doctor",
        "teens-and-older-adults",
        "treatments-that-work",
        "what-is-kratom",
        "what-we-know",
        "whats-in-kratom-products",
        "words-that-help",
    }


#: Every claim of the promotional article that the site answers: its verdict, and our question about it.
CLAIMS = {
    "valuable-tool": ("dangerous", "Is kratom a useful tool for withdrawal?"),
    "smoother-recovery": ("dangerous", "Does it make recovery easier and longer lasting?"),
    "essential-approach": ("false", "Do you need kratom to get through withdrawal?"),
    "agonising-relief": ("unsupported", "Does kratom ease all that hurts in withdrawal?"),
    "influences-withdrawal": ("partly-true", "Does kratom change withdrawal at all?"),
    "temporary-relief": ("unsupported", "Does kratom ease sore muscles for a while?"),
    "kratom-recognised": ("unsupported", "Is kratom known and accepted for sore muscles?"),
    "kratom-explored": ("misleading", "Has kratom been studied for sore muscles?"),
    "science-active": ("misleading", "Are scientists finding out how kratom eases aches?"),
    "effectiveness-assumed": ("unsupported", "Must kratom work because of its chemicals?"),
    "users-report": ("misleading", "Do people who take kratom prove that it works?"),
    "mood": ("misleading", "Does it lift your mood when you need it?"),
    "kratom-asian-tree": ("true", "Does kratom come from a tree in Asia?"),
    "kratom-traditional": ("true", "Has it been used there for a long time?"),
    "kratom-natural": ("misleading", "Is it a natural remedy?"),
    "alkaloids-opioid-receptors": ("true", "Do kratom's main chemicals act on opioid receptors?"),
    "alkaloids-may-ease-pain": ("partly-true", "Can kratom chemicals ease pain?"),
    "dopamine-norepinephrine": ("unsupported", "Does kratom calm withdrawal through other brain chemicals?"),
    "omits-7oh": ("dangerous", "Is 7-OH just a harmless part of the leaf?"),
    "maeng-da-bali": ("unsupported", "Are strains (named types) good for pain?"),
    "vendor-quality": ("dangerous", "Does a good seller make it safe?"),
    "dose-individual": ("misleading", "Is there a right dose that suits you?"),
    "start-low-increase": ("dangerous", "Is it wise to test the amount on yourself?"),
    "safe-use-guide": ("dangerous", "Are there rules for taking it safely?"),
    "no-dependence": ("dangerous", "Is kratom free of dependence and withdrawal?"),
    "dependence-possible": ("true", "Should you keep dependence in mind?"),
    "monitoring-prevents": ("unsupported", "Do check-ups stop dependence from starting?"),
    "side-effects": ("partly-true", "Are there side effects?"),
    "interactions": ("true", "Should you think about what else you take?"),
    "omits-pregnancy": ("dangerous", "Is it fine to say nothing about pregnancy?"),
    "not-standalone": ("true", "Must kratom never replace medical care?"),
    "add-on-to-care": ("misleading", "Should you add it to your care?"),
    "ask-professional": ("partly-true", "Should you ask a professional before you take it?"),
    "legal-varies": ("partly-true", "Does the law differ from place to place?"),
    "stay-informed": ("true", "Should you follow new research?"),
    "withdrawal-hurts": ("true", "Does withdrawal bring strong symptoms?"),
    "withdrawal-when": ("partly-true", "Does it come when you stop or cut down?"),
    "withdrawal-list": ("true", "Are aches, cramps and poor sleep part of it?"),
    "withdrawal-mild-to-severe": ("true", "Can it be mild or severe?"),
    "aches-common": ("true", "Are sore muscles a common part of withdrawal?"),
    "aches-most-distressing": ("partly-true", "Is easing the aches the main goal?"),
    "aches-frame": ("misleading", "Is withdrawal handled once the aches are eased?"),
    "supervision-plan": ("partly-true", "Are check-ups and a plan the best care?"),
    "omits-danger": ("dangerous", "Is it fine to say nothing about overdose?"),
    "omits-emergency": ("dangerous", "Is it fine to say nothing about emergencies?"),
    "omits-medicines": ("misleading", "Is it fine for an advert to name no proven medicine?"),
}


def answers() -> dict[str, str]:
    """What follows each question of the pages "Is it true?"."""
    pages = "".join(text for name, text in PAGES.items() if name.startswith("is-it-true"))
    return {part.partition("\n")[0]: part for part in re.split(r"^### ", pages, flags=re.MULTILINE)[1:]}


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_is_answered_with_its_verdict(claim: str) -> None:
    verdict, question = CLAIMS[claim]
    answer = re.split(r"^## ", answers()[question], flags=re.MULTILINE)[0]
    assert f"\n\n[VERDICT: {verdict}]\n\n" in answer
    assert re.search(r"\[@[a-z0-9-]+#", answer), "an answer rests on something"


def test_each_answer_belongs_to_one_claim() -> None:
    assert sorted(answers()) == sorted(question for _, question in CLAIMS.values())
    assert {claim for claim, (verdict, _) in CLAIMS.items() if verdict == "dangerous"} == set(DANGEROUS)


@pytest.mark.parametrize("claim", DANGEROUS)
def test_a_dangerous_claim_is_answered_with_what_saves_lives(claim: str) -> None:
    answer = answers()[CLAIMS[claim][1]]
    assert [finding for finding in DANGEROUS[claim] if not re.search(rf"#{re.escape(finding)}\b", answer)] == []


#: What no visitor reads as a word: fields, citations, marks, the addresses of links, the numbers of steps.
_NO_WORDS = re.compile(
    r"\A.*?\n\n|\[@[^\]]*\]|\{:[^}]*\}|^\[[A-Z-]+[^\n]*\]$|(?<=\])\([^)]*\)|^\d+\. ", re.DOTALL | re.MULTILINE
)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_in_one_sitting(name: str) -> None:
    """Its headings, text, lists, tables and links; what pictures and evidence say stands in other files."""
    words = re.findall(r"[\w'’-]+", _NO_WORDS.sub("", PAGES[name]))
    assert 300 <= len(words) <= 900


@pytest.mark.parametrize("name", PAGES)
def test_a_summary_has_five_points_at_most(name: str) -> None:
    found = re.search(r"^\[SUMMARY\]\n((?:- .*\n)+)", PAGES[name], re.MULTILINE)
    assert found is None or found[1].count("\n") <= 5


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
