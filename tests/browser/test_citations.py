"""A reader gets from a claim to its source and back."""

from __future__ import annotations

import pytest

from browser.looks import WIDTH, Look, Show
from browser.online import CONTENT_PAGES

FOLDED, OPENED = Look("as it is loaded", WIDTH), Look("all open", WIDTH, opened=True)
LINKS = [
    (".cite a", OPENED, "from a claim to its source"),
    (".evidence a", OPENED, "from what a source found to the source"),
    (".references-backs a", FOLDED, "back to the claim, also into what is folded"),
    (".contents a", OPENED, "from the list of parts to each part"),
]


@pytest.mark.parametrize(("selector", "look", "why"), LINKS, ids=[why for *_, why in LINKS])
@pytest.mark.parametrize("name", CONTENT_PAGES)
def test_each_link_leads_there(show: Show, name: str, selector: str, look: Look, why: str) -> None:
    number, wrong = show(name, look).evaluate("selector => shown.follow(selector)", selector)
    assert number, f"There is no {selector}"
    assert wrong == []


@pytest.mark.parametrize("name", CONTENT_PAGES)
def test_there_and_back_with_a_finger(show: Show, name: str) -> None:
    """The number in the text, the number in the list and the way back agree."""
    tab = show(name, FOLDED)
    mark = tab.locator("main > p .cite a").first
    number, identity = mark.text_content(), mark.get_attribute("id")
    mark.click()
    tab.wait_for_url(f"**/*#ref-{number}")
    source = tab.locator(":target")
    assert source.evaluate("el => el.value || [...el.parentElement.children].indexOf(el) + 1") == int(number or 0)
    source.locator(f".references-backs a[href='#{identity}']").click()
    tab.wait_for_url(f"**/*#{identity}")
    assert tab.locator(":target").text_content() == number


@pytest.mark.parametrize("name", CONTENT_PAGES)
def test_no_claim_and_no_source_is_left_out(show: Show, name: str) -> None:
    """Each mark has its way back, and each source in the list is cited."""
    tab = show(name, OPENED)
    marks = tab.locator(".cite a").evaluate_all("all => all.map(a => '#' + a.id)")
    backs = tab.locator(".references-backs a").evaluate_all("all => all.map(a => a.hash)")
    assert sorted(marks) == sorted(backs)
    cited = tab.locator(".cite a").evaluate_all("all => all.map(a => a.hash)")
    listed = tab.locator(".references li").evaluate_all("all => all.map(li => '#' + li.id)")
    assert set(cited) == set(listed)
    assert len(listed) == len(set(listed))
