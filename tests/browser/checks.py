"""What must hold for a page that is being shown. Each check raises AssertionError and names what is wrong.

test_checks.py spoils a page in ways that each of them must notice.
"""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    # All that passed would be a long list; one of each is enough to see which rules ran.
    "resultTypes": ["violations", "incomplete"],
}
#: Every result of these must be a verdict: "could not tell" is not enough.
_COLOURS = {"color-contrast", "color-contrast-enhanced"}
_AXE = Axe()

#: The contrast of a colour with the ground that an element stands on (WCAG 2.2, "contrast ratio").
CONTRAST = """
const light = colour => {
    const part = x => x / 255 <= .04045 ? x / 255 / 12.92 : ((x / 255 + .055) / 1.055) ** 2.4;
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number);
    return .2126 * part(r) + .7152 * part(g) + .0722 * part(b) + .05;
};
const ground = el => {
    const colour = getComputedStyle(el).backgroundColor;
    const solid = !/,\\s*0\\)$/.test(colour);
    return solid ? colour : el.parentElement ? ground(el.parentElement) : getComputedStyle(document.body).backgroundColor;
};
const contrast = (colour, el) => {
    const [a, b] = [light(colour), light(ground(el))];
    return Math.max(a, b) / Math.min(a, b);
};
"""
#: The block that an element stands in, as the browser lays it out.
_BLOCK = """
const block = el => {
    while (el.parentElement && getComputedStyle(el).display.startsWith('inline')) el = el.parentElement;
    return el;
};
"""


def assert_accessible(tab: Page) -> None:
    """No violation of WCAG 2.2 A and AA, nor of 7:1 contrast, nor of axe's good practice."""
    result: dict[str, Any] = _AXE.run(tab, options=_OPTIONS).response
    ran = {rule["id"] for kind in ("passes", "violations", "incomplete") for rule in result[kind]}
    assert {*_COLOURS, "target-size", "bypass", "landmark-one-main"} <= ran, f"axe did not run all its rules: {ran}"
    _assert_no_violation(tab, result)


def assert_contrast(tab: Page, *selectors: str) -> None:
    """The text in these elements has a contrast of 7:1, in any medium: axe knows only the screen's own colours."""
    found = tab.evaluate(
        """selectors => { %s
            const texts = [];
            for (const el of document.querySelectorAll(selectors.map(s => `${s}, ${s} *`).join())) {
                const own = [...el.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
                if (own) texts.push([el.textContent, contrast(getComputedStyle(el).color, el)]);
            }
            return texts;
        }"""
        % CONTRAST,
        selectors,
    )
    assert found, f"There is no text in {selectors}"
    assert [text for text, contrast in found if contrast < 7] == [], "The contrast is below 7:1"


def _assert_no_violation(tab: Page, result: dict[str, Any]) -> None:
    wrong = [
        f"{rule['id']}: {rule['help']}: {node['html'][:160]}" for rule in result["violations"] for node in rule["nodes"]
    ]
    # axe cannot read the colours behind a drawing, nor beyond the edge of a box that scrolls. The first have a
    # test of their own (test_axe.py); the second are read at the width where nothing scrolls.
    wrong += [
        f"{rule['id']}: axe cannot tell: {node['html'][:160]}"
        for rule in result["incomplete"]
        if rule["id"] in _COLOURS
        for node in rule["nodes"]
        if tab.locator(node["target"][0]).locator("xpath=ancestor::*[@class='table']").count() == 0
    ]
    assert not wrong, "\n".join(wrong)


def assert_no_sideways_scrolling(tab: Page) -> None:
    """Nothing is wider than the screen but what scrolls in a box of its own, and no text is cut off."""
    wrong = tab.evaluate(
        """() => [...document.querySelectorAll('body, body *')].filter(el => {
            if (el.closest('.table') && !el.matches('.table') || el.closest('.vh') || !el.checkVisibility()) return false;
            const cut = getComputedStyle(el).overflow !== 'visible' && !el.matches('.table, svg');
            return el.getBoundingClientRect().right > innerWidth + 1
                || cut && (el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 1);
        }).map(el => el.outerHTML.slice(0, 120))"""
    )
    assert wrong == [], "Wider than the screen, or cut off:\n" + "\n".join(wrong[:5])
    wide, screen = tab.evaluate("() => [document.scrollingElement.scrollWidth, innerWidth]")
    assert wide <= screen, f"The page is {wide} px wide on a screen of {screen} px"


def assert_easy_to_hit(tab: Page) -> None:
    """Every target is at least 44 px high and wide, but for links inside text.

    WCAG 2.5.5 and 2.5.8 except targets in a sentence or block of text ("inline"): here those are links that
    flow with words around them, in sentences and in reference lists. What is laid out as a button is not one.
    """
    wrong = tab.evaluate(
        """() => { %s
            const inText = el => {
                if (getComputedStyle(el).display !== 'inline') return false;
                const around = block(el);
                const links = [...around.querySelectorAll('a')].map(a => a.textContent.length);
                return around.textContent.trim().length - links.reduce((a, b) => a + b, 0) > 3;
            };
            // A box that scrolls can have the focus, but there is nothing to hit. The skip link is off the
            // screen until it has the focus: test_keyboard.py.
            return [...document.querySelectorAll('a[href], summary, [tabindex]:not(.table), button, input')]
                .filter(el => el.checkVisibility() && !el.matches('.skip') && !inText(el))
                .map(el => [el.getBoundingClientRect(), el.outerHTML.slice(0, 120)])
                .filter(([box]) => box.width < 43.9 || box.height < 43.9)
                .map(([box, html]) => `${box.width.toFixed(1)} x ${box.height.toFixed(1)}: ${html}`);
        }"""
        % _BLOCK
    )
    assert wrong == [], "Targets smaller than 44 px:\n" + "\n".join(wrong)


def assert_short_lines(tab: Page) -> None:
    """No line of text has more than 80 characters."""
    lines = tab.evaluate(
        """() => { %s
            const lines = [];
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            let last = null, left = 0, line = '';
            while (walker.nextNode()) {
                const text = walker.currentNode, el = text.parentElement;
                if (!el.checkVisibility() || el.closest('svg, .vh')) continue;
                for (const word of text.data.matchAll(/\\S+\\s*/g)) {
                    const range = document.createRange();
                    range.setStart(text, word.index);
                    range.setEnd(text, word.index + word[0].trimEnd().length);
                    const at = range.getBoundingClientRect().left;
                    if (block(el) !== last || at <= left) { lines.push(line.trim()); line = ''; }
                    line += word[0].replace(/\\s+/g, ' ');
                    [last, left] = [block(el), at];
                }
            }
            return [...lines, line.trim()];
        }"""
        % _BLOCK
    )
    assert len(lines) > 20, "There is no text"
    long = [f"{len(line)}: {line}" for line in lines if len(line) > 80]
    assert long == [], "Lines of more than 80 characters:\n" + "\n".join(long)


def assert_seen(tab: Page, selector: str) -> None:
    """There is such an element, and every piece of text in each of them can be seen: nothing lies on it."""
    found = tab.evaluate(
        """selector => [...document.querySelectorAll(selector)].map(el => {
            const seen = { checkOpacity: true, checkVisibilityCSS: true, contentVisibilityAuto: true };
            const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
            // On a screen, what is folded away with its summary in sight is not hidden. Paper cannot be opened.
            const folded = matchMedia('print').matches ? null : 'details:not([open]) > :not(summary)';
            const pieces = [], lost = [];
            while (walker.nextNode()) {
                const text = walker.currentNode, parent = text.parentElement;
                if (!text.data.trim() || parent.closest('.vh') || folded && parent.closest(folded)) continue;
                const range = document.createRange();
                range.selectNodeContents(text);
                parent.scrollIntoView({ block: 'center', inline: 'center' });
                const boxes = [...range.getClientRects()].filter(box => box.width > 1 && box.height > 1);
                const hit = boxes.map(box => document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
                const small = parseFloat(getComputedStyle(parent).fontSize) < 9;
                const faint = (function thin(e) { return e && (getComputedStyle(e).opacity < 1 || thin(e.parentElement)) })(parent);
                pieces.push(text.data);
                if (!parent.checkVisibility(seen) || small || faint || !hit.some(e => e && el.contains(e))) lost.push(text.data.trim());
            }
            return { text: pieces.join(' ').trim(), lost };
        })""",
        selector,
    )
    assert found, f"There is no {selector}"
    for element in found:
        assert element["text"], f"{selector} is empty"
        assert element["lost"] == [], f"{selector}: cannot be seen: {element['lost']}"


def assert_not_seen(tab: Page, selector: str) -> None:
    """There are such elements, and none takes any room."""
    elements = tab.locator(selector)
    assert elements.count(), f"There is no {selector}"
    seen = [element.text_content() for element in elements.all() if element.is_visible()]
    assert seen == [], f"{selector} can be seen: {seen}"
