"""The operators on the finished folder: what a theme, a plugin, a server or a hand could do to a written page.

Each edits the HTML of one file. The file's hash in the manifest is made to fit, so that the second look itself has
to find it; ``any_byte`` leaves the hash as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import escape

from plainhealth.publish.script import digest

Edit = Callable[[str], Iterable[str]]


@dataclass(frozen=True)
class Edited:
    """One way to edit a finished page, and the rules of which one must find it."""

    name: str
    why: str
    rules: tuple[str, ...]
    edit: Edit

    def __str__(self) -> str:
        return self.name


_STRIP = r'<aside class="emergency".*?</aside>'


def cut(pattern: str, new: str = "", *, count: int = 1) -> Edit:
    """What a pattern finds, replaced."""
    return lambda html: [re.sub(pattern, lambda m: m.expand(new), html, count=count, flags=re.DOTALL)]


def in_the_strip_alone(edit: Edit) -> Edit:
    """An edit of a page on which no text names the emergency number besides the strip."""

    def edited(html: str) -> Iterable[str]:
        before, strip, after = re.split(f"({_STRIP})", html, maxsplit=1, flags=re.DOTALL)
        return edit(f"{before.replace('911', '…')}{strip}{after.replace('911', '…')}")

    return edited


def into(tag: str, *pieces: str) -> Edit:
    """Each piece put in before the end of an element."""
    return lambda html: [html.replace(f"</{tag}>", f"{piece}</{tag}>", 1) for piece in pieces]


def attribute(element: str, *names: str) -> Edit:
    """Each attribute added to the first such element."""
    return lambda html: [html.replace(f"<{element}", f"<{element} {name}", 1) for name in names]


_ASIDE = r'<aside class="notice".*?</aside>'


def wrapped(before: str, after: str) -> Edit:
    """The notice inside of something."""
    return cut(f"({_ASIDE})", rf"{before}\1{after}", count=0)


def each_citation(new: str) -> Edit:
    """Each citation's link by itself."""

    def edit(html: str) -> Iterator[str]:
        links = list(re.finditer(r'<a aria-label="Source \d+" href="#ref-\d+"[^>]*>\d+</a>', html))
        for link in links[:: max(len(links) // 3, 1)][:3]:
            yield html[: link.start()] + new + html[link.end() :]

    return edit


def moved(html: str) -> Iterator[str]:
    """All notices of a page behind the main text, in the footer, before the main text."""
    asides = "".join(re.findall(_ASIDE, html, re.DOTALL))
    if not asides:
        return
    rest = re.sub(_ASIDE, "", html, flags=re.DOTALL)
    yield rest.replace("</main>", f"</main>{asides}")
    yield rest.replace("</footer>", f"{asides}</footer>")
    yield rest.replace("<main", f"{asides}<main", 1)


def reworded(html: str) -> Iterator[str]:
    """One word of the notice changed, taken away or added."""
    aside = re.search(_ASIDE, html, re.DOTALL)
    words = list(re.finditer(r"\b(?:doctor|nurse|pharmacist|before|stop|professional)\b", aside[0])) if aside else []
    words = [word for word in words if aside and word.start() > aside[0].index(">")]
    for word in words:
        assert aside is not None
        for new in ("", "friend", f"{word[0]} or not"):
            yield html.replace(aside[0], aside[0][: word.start()] + new + aside[0][word.end() :])


def styled(*rules: str) -> Edit:
    """Rules added to the style sheet, and the page's policy made for it."""

    def edit(html: str) -> Iterator[str]:
        for rule in rules:
            style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
            assert style is not None
            new = style[1] + rule
            fitting = html.replace(escape(digest(style[1])), escape(digest(new)))
            assert fitting != html
            yield fitting.replace(style[0], f"<style>{new}</style>")

    return edit


def in_article(pattern: str, new: str) -> Edit:
    """What a pattern finds in one page of the copy of the whole site, replaced; three pages of it, one at a time."""

    def edit(html: str) -> Iterator[str]:
        pages = list(re.finditer(r"<article id=.*?</article>", html, re.DOTALL))
        for page in pages[:: max(len(pages) // 3, 1)][:3]:
            edited = re.sub(pattern, lambda m: m.expand(new), page[0], count=1, flags=re.DOTALL)
            yield html[: page.start()] + edited + html[page.end() :]

    return edit


def swapped(html: str) -> list[str]:
    """The first two pages of the copy in each other's place."""
    one, two = list(re.finditer(r"<article id=.*?</article>", html, re.DOTALL))[:2]
    return [html[: one.start()] + two[0] + html[one.end() : two.start()] + one[0] + html[two.end() :]]


_CHANGED = ("changed-output",)
#: What could be done to the copy of the whole site alone. Nothing of it is wrong by itself: only the pages tell.
COPIED = [
    Edited("word of a page", "another claim under the same source", _CHANGED, in_article(r"</p>", " Never.</p>")),
    Edited(
        "denial of a page", "the opposite of what was found", _CHANGED, in_article(r" (can|is|are|was) ", r" \1 not ")
    ),
    Edited("notice of a page", "nobody is sent to a professional", _CHANGED, in_article(r"<aside.*?</aside>", "")),
    Edited("heading of a page", "the page is about something else", _CHANGED, in_article(r"(<h2>)", r"\1Why not: ")),
    Edited("evidence of a page", "nobody sees what was found", _CHANGED, in_article(r"<details.*?</details>", "")),
    Edited("date of a page", "it looks newer than it is", _CHANGED, in_article(r" 2026\b", " 2027")),
    Edited("page emptied", "it is lost", _CHANGED, in_article(r"(<article[^>]*>).*", r"\1</article>")),
    Edited("page twice", "one of them may be changed", _CHANGED, in_article(r"(.*)", r"\1\1")),
    Edited("page added", "nobody judged it", _CHANGED, into("main", '<article lang="en"><p>x</p></article>')),
    Edited("words between pages", "nobody judged them", _CHANGED, in_article(r"$", "<p>x</p>")),
    Edited("words after the last page", "nobody judged them", _CHANGED, into("main", "<p>x</p>")),
    Edited(
        "all pages folded away",
        "few open them",
        _CHANGED,
        cut(r"(<article.*</article>)", r"<details><summary>More</summary>\1</details>"),
    ),
    Edited(
        "style in a drawing", "it hides what it likes", _CHANGED, into("main", "<svg><style>p{color:red}</style></svg>")
    ),
    Edited("pages swapped", "the list says another order", _CHANGED, swapped),
]

EDITED = [
    Edited("notice cut out", "nobody is sent to a professional", ("missing-notice",), cut(_ASIDE, count=0)),
    Edited(
        "notice emptied", "it says nothing", ("missing-notice",), cut(_ASIDE, '<aside class="notice"></aside>', count=0)
    ),
    Edited(
        "notice reworded", "only the approved words count", ("missing-notice", "hidden-notice", "late-notice"), reworded
    ),
    Edited(
        "notice moved out of the main text", "readers jump to the main text", ("missing-notice", "late-notice"), moved
    ),
    Edited("notice in a comment", "nobody sees it", ("missing-notice",), wrapped("<!--", "-->")),
    Edited(
        "notice in a template", "nobody sees it", ("missing-notice", "raw-markup"), wrapped("<template>", "</template>")
    ),
    Edited("notice in noscript", "few see it", ("missing-notice", "raw-markup"), wrapped("<noscript>", "</noscript>")),
    Edited(
        "notice folded away",
        "few open it",
        ("hidden-notice",),
        wrapped("<details><summary>More</summary>", "</details>"),
    ),
    Edited("notice in a dialog", "nobody sees it", ("raw-markup",), wrapped("<dialog>", "</dialog>")),
    Edited("notice hidden", "nobody sees it", ("hidden-text",), wrapped("<div hidden>", "</div>")),
    Edited("notice inert", "some cannot reach it", ("hidden-text",), wrapped("<div inert>", "</div>")),
    Edited("notice in a style", "nobody sees it", ("hidden-text",), wrapped('<div style="display:none">', "</div>")),
    Edited(
        "notice in a paragraph",
        "it is not the notice then",
        ("missing-notice",),
        cut(r'<aside class="notice"(.*?)</aside>', r'<div class="notice"\1</div>', count=0),
    ),
    Edited(
        "notice in a text field",
        "it is not the notice then",
        ("missing-notice", "raw-markup"),
        wrapped("<textarea>", "</textarea>"),
    ),
    Edited("notice with a script", "a script could take it away", ("raw-markup",), wrapped("<script>x</script>", "")),
    Edited("notice after two headings", "few read so far", ("late-notice",), wrapped("<h2>One</h2><h3>Two</h3>", "")),
    Edited(
        "notice hidden by the style sheet",
        "nobody sees it",
        ("hidden-notice",),
        styled(
            ".notice{display:none}",
            "aside{visibility:hidden}",
            "main{opacity:0}",
            "*{font-size:0}",
            "main aside{height:0}",
            "@media print{.notice{display:none}}",
            "@media print{main{column-count:40}}",
            ".notice{columns:1px}",
            ".notice{position:absolute;left:-9999px}",
            "main{text-indent:-999em}",
            ".notice p{color:transparent}",
            "aside{transform:scale(0)}",
            "aside{clip-path:inset(50%)}",
            "body{display:none}",
        ),
    ),
    Edited(
        "style sheet that fetches",
        "another host learns who reads",
        ("other-host",),
        styled(
            "p{background:url(https://x.example/)}",
            "@import 'x';",
            "p{background:image-set('x')}",
            "p{content:\\75rl(x)}",
        ),
    ),
    Edited(
        "style sheet without its policy",
        "the policy is for another",
        ("raw-markup",),
        into("style", "p{color:red}", " "),
    ),
    Edited("second style sheet", "the policy is for another", ("raw-markup",), into("head", "<style>p{}</style>")),
    Edited(
        "script",
        "it runs on the visitor's device",
        ("raw-markup",),
        into(
            "body",
            "<script>1</script>",
            "<script src=x></script>",
            "<SCRIPT>1</SCRIPT>",
            '<script type="module">1</script>',
            "<svg><script>1</script></svg>",
        ),
    ),
    Edited(
        "one of our scripts, changed",
        "nobody has read what it does",
        ("raw-markup",),
        lambda html: [
            html.replace("location.replace(link.href)", 'location.replace("//x.example")'),
            html.replace("<script>", "<script> ", 1),
            re.sub(r"(<script>[^<]*)", r"\1;fetch('/x')", html, count=1),
            html.replace("<script>", '<script src="x">', 1),
            html.replace("<script>", "<script nonce=x>", 1),
        ],
    ),
    Edited(
        "one of our scripts, twice",
        "nobody has tried that",
        ("raw-markup",),
        lambda html: [re.sub(r"(<script>.*?</script>)", r"\1\1", html, count=1, flags=re.DOTALL)],
    ),
    Edited(
        "policy made for a script of somebody else's",
        "it would run",
        ("raw-markup",),
        lambda html: [
            re.sub(
                r"script-src 'sha256-[^;]*'(.*)</body>",
                lambda m: f"script-src '{digest('1')}'{m[1]}<script>1</script></body>",
                html,
                flags=re.DOTALL,
            )
        ],
    ),
    Edited(
        "policy that lets the page ask for more",
        "others could be told what is read",
        ("raw-markup",),
        lambda html: [html.replace("; base-uri", "; connect-src *; base-uri", 1)],
    ),
    Edited(
        "frame or plug-in",
        "it tells another host",
        ("raw-markup",),
        into(
            "main",
            "<iframe></iframe>",
            "<object></object>",
            "<embed>",
            '<frame src="x">x</frameset><iframe srcdoc="x"></iframe>',
        ),
    ),
    Edited(
        "form",
        "it asks for what is private",
        ("raw-markup",),
        into("main", "<form></form>", "<input>", "<button>x</button>", "<select></select>", "<textarea></textarea>"),
    ),
    Edited("sound or film", "it fetches", ("raw-markup",), into("main", "<audio></audio>", "<video></video>")),
    Edited(
        "picture from elsewhere",
        "that host learns who reads",
        ("other-host",),
        into(
            "main",
            '<img src="https://x.example/a.png" alt="x">',
            '<img src="//x.example/a.png" alt="x">',
            '<img srcset="https://x.example/a.png 2x" alt="x">',
            '<img src="\\\\x.example/a.png" alt="x">',
            '<img src=" h\nttps://x.example/a" alt="x">',
        ),
    ),
    Edited(
        "link element that fetches",
        "that host learns who reads",
        ("other-host", "raw-markup"),
        into(
            "head",
            '<link rel="stylesheet" href="x">',
            '<link rel="preload" href="https://x.example">',
            '<link rel="dns-prefetch" href="//x.example">',
            '<link rel="icon" href="https://x.example/i">',
        ),
    ),
    Edited(
        "event handler",
        "it runs on the visitor's device",
        ("raw-markup",),
        attribute("body", 'onload="1"', 'onpageshow="1"', 'ONCLICK="1"'),
    ),
    Edited(
        "text hidden",
        "readers see other words than the gate",
        ("hidden-text",),
        attribute("main", "hidden", "inert", 'style="display:none"', "popover", "contenteditable", 'accesskey="x"'),
    ),
    Edited(
        "refresh to elsewhere",
        "the visitor is taken away",
        ("raw-markup",),
        into(
            "head",
            '<meta http-equiv="refresh" content="0;url=https://x.example">',
            '<meta http-equiv="Set-Cookie" content="x=1">',
        ),
    ),
    Edited(
        "base of all links",
        "all links lead elsewhere",
        ("raw-markup",),
        into("head", '<base href="https://x.example/">'),
    ),
    Edited(
        "link that runs",
        "it runs on the visitor's device",
        ("raw-markup",),
        into(
            "main",
            '<a href="javascript:1">x</a>',
            '<a href=" java\tscript:1">x</a>',
            '<a href="data:text/html,x">x</a>',
            '<a href="vbscript:1">x</a>',
            '<a href="http://x.example">x</a>',
        ),
    ),
    Edited(
        "link in a new window",
        "the way back is lost",
        ("raw-markup",),
        into("main", '<a href="#main" target="_blank">x</a>'),
    ),
    Edited(
        "link that tells who follows",
        "somebody learns who reads",
        ("tracking-link",),
        into("main", '<a href="https://x.example/?utm_source=y">x</a>', '<a href="https://bit.ly/x">x</a>'),
    ),
    Edited(
        "link that pings",
        "somebody learns who reads",
        ("other-host",),
        into("main", '<a href="#main" ping="https://x.example/">x</a>'),
    ),
    Edited(
        "link to nothing",
        "a dead end",
        ("broken-link",),
        into(
            "main",
            '<a href="none.html">x</a>',
            '<a href="#none">x</a>',
            '<a href="start-here.html#none">x</a>',
            '<a href="../x.html">x</a>',
        ),
    ),
    Edited("one id twice", "links lead to the wrong part", ("broken-link",), into("main", '<p id="main">x</p>')),
    Edited(
        "policy cut out",
        "anything could be fetched",
        ("raw-markup",),
        cut(r'<meta http-equiv="Content-Security-Policy"[^>]*>'),
    ),
    Edited(
        "policy widened",
        "anything could be fetched",
        ("raw-markup",),
        cut("default-src 'none'", "default-src *"),
    ),
    Edited(
        "policy with scripts",
        "scripts could run",
        ("raw-markup",),
        cut("default-src 'none'", "default-src 'none'; script-src *"),
    ),
    Edited(
        "referrer told",
        "other sites learn what was read",
        ("raw-markup",),
        cut('content="no-referrer"', 'content="unsafe-url"'),
    ),
    Edited(
        "referrer policy cut out",
        "other sites learn what was read",
        ("raw-markup",),
        cut(r'<meta name="referrer"[^>]*>'),
    ),
    Edited(
        "policy in the body",
        "browsers pass it by there",
        ("raw-markup",),
        cut(r'(<meta http-equiv="Content-Security-Policy"[^>]*>)(.*)</body>', r"\2\1</body>"),
    ),
    Edited(
        "policy behind the style",
        "what stands before it is not bound",
        ("raw-markup",),
        cut(r'(<meta http-equiv="Content-Security-Policy"[^>]*>)(.*?</style>)', r"\2\1"),
    ),
    Edited(
        "hidden by attributes of old",
        "a policy and a style sheet have no say in them",
        ("hidden-text",),
        attribute("body", 'text="white" bgcolor="white"', 'leftmargin="9999"'),
    ),
    Edited(
        "notice in an element that draws on it",
        "struck through, mirrored, or in a box of no size",
        ("hidden-notice", "raw-markup"),
        lambda html: [
            again
            for before, after in (
                ("<del>", "</del>"),
                ('<font size="1" color="white">', "</font>"),
                ("<bdo dir=rtl>", "</bdo>"),
                ('<svg width="1" height="1"><foreignObject>', "</foreignObject></svg>"),
            )
            for again in wrapped(before, after)(html)
        ],
    ),
    Edited(
        "notice not read aloud",
        "who hears pages never hears it",
        ("hidden-notice",),
        attribute('aside class="notice"', 'aria-hidden="true"'),
    ),
    Edited(
        "link that changes by itself",
        "nobody has seen where it leads",
        ("raw-markup",),
        into(
            "main",
            '<svg><a><set attributeName="href" to="https://x.example"/></a></svg>',
            '<svg><a><animateTransform attributeName="href"/></a></svg>',
        ),
    ),
    Edited("language cut out", "a screen reader guesses", ("raw-markup",), cut(r"<html[^>]*>", "<html>")),
    Edited("citation cut out", "a claim lost its source", ("missing-citation",), each_citation("")),
    Edited("citation to text", "a claim lost its source", ("missing-citation",), each_citation("1")),
    Edited(
        "citation to another link",
        "a claim lost its source",
        ("missing-citation",),
        each_citation('<a href="#main" aria-label="x">1</a>'),
    ),
    Edited(
        "citation too many",
        "nobody judged it",
        ("missing-citation",),
        into("main", '<a href="#ref-1" aria-label="Source 1">1</a>'),
    ),
    Edited("references cut out", "citations lead nowhere", ("broken-link",), cut(r'id="ref-1"')),
    Edited("main text cut out", "all is lost", ("missing-notice",), cut(r"<main.*</main>", "<main></main>")),
    Edited("emptied", "all is lost", ("lost-page", "missing-notice"), lambda _: ["", " ", "<!doctype html>"]),
    Edited(
        "emergency number changed",
        "nobody comes",
        ("missing-emergency-help",),
        lambda html: [html.replace("911", "912")],
    ),
    Edited(
        "emergency number cut out",
        "nobody comes",
        ("missing-emergency-help",),
        in_the_strip_alone(cut(_STRIP)),
    ),
    Edited(
        "emergency number folded",
        "nobody finds it in time",
        ("missing-emergency-help",),
        in_the_strip_alone(cut(f"({_STRIP})", r"<details><summary>Help</summary>\1</details>")),
    ),
    Edited(
        "emergency number hidden by the style sheet",
        "nobody sees it",
        ("missing-emergency-help",),
        in_the_strip_alone(styled(".emergency{display:none}", ".call{visibility:hidden}", ".emergency *{font-size:0}")),
    ),
]
