"""A second opinion on a page, slow and simple: it knows nothing of the gate, and asks only for what must be so.

It reads HTML with the standard library alone. Whatever it objects to, the gate has to stop: what the gate
passes, this passes. The other way round it need not be: the gate knows of many more things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

_ALONE = set("area base br col embed hr img input link meta source track wbr".split())
_HOLDS = ("li", "tr", "dd", "dt", "p", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "blockquote", "pre")
_NEVER = ("script", "form", "iframe", "object", "embed", "input", "button", "template", "noscript", "base")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_DIGITS = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?")
_WORDS = {
    word: str(n)
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split()
    )
}


@dataclass
class Part:
    """A piece of text that a reader sees as one, and what it rests on."""

    tag: str
    text: str = ""
    cites: set[str] = field(default_factory=set)
    links: int = 0
    no_claim: bool = False
    ours: bool = False
    intro: Part | None = None


class _Reader(HTMLParser):
    """Cuts the main text into its parts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, Mapping[str, str], Part | None]] = []
        self.parts: list[Part] = []
        self.wrong: list[str] = []
        self.notices: list[str] = []
        self.in_main = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.in_main |= tag == "main"
        if tag in _NEVER and given.get("type") != "application/ld+json":
            self.wrong.append(f"<{tag}>")
        self.wrong += [f"{name}=…" for name in given if name in ("style", "hidden", "inert") or name.startswith("on")]
        part = None
        if self.in_main and tag in _HOLDS and not self._inside("li", "tr", "dd", "dt", tag=tag):
            part = Part(tag, ours=self._is_ours(given), intro=self._intro() if tag == "li" else None)
            self.parts.append(part)
        here = part or self._part()
        if here is not None:
            here.no_claim |= "no-claim" in given.get("class", "").split()
            if tag == "a" and ("data-cite" in given or given.get("href", "").startswith("#ref-")):
                here.cites.update(given.get("data-cite", "?").split())
                here.links += 1
        if tag == "aside" and "notice" in given.get("class", "").split() and self.in_main:
            self.notices.append("")
        if tag not in _ALONE:
            self.open.append((tag, given, part))

    def handle_endtag(self, tag: str) -> None:
        for n in range(len(self.open) - 1, -1, -1):
            if self.open[n][0] == tag:
                del self.open[n:]
                return

    def handle_data(self, data: str) -> None:
        if _UNSEEN.search(data):
            self.wrong.append("an invisible character")
        tags = [tag for tag, _, _ in self.open]
        if any("notice" in given.get("class", "").split() for _, given, _ in self.open) and self.notices:
            self.notices[-1] += data
        elif self.in_main and not {"script", "style", "head", "title", "sup", "svg"} & set(tags):
            part = self._part()
            if part is not None:
                part.text += data + (" " if tags[-1] in ("td", "th") else "")

    def _inside(self, *holders: str, tag: str) -> bool:
        """Whether a holder around this one keeps it: a paragraph of an item is the item."""
        return tag in ("p", "blockquote") and any(name in holders for name, _, _ in self.open)

    def _is_ours(self, given: Mapping[str, str]) -> bool:
        around = [given, *(given for _, given, _ in self.open)]
        classes = {word for each in around for word in each.get("class", "").split()}
        return bool(
            classes
            & {
                "notice",
                "helplines",
                "verdict",
                "summary-title",
                "evidence",
                "references",
                "contents",
                "dates",
                "checked",
            }
        )

    def _part(self) -> Part | None:
        return next((part for _, _, part in reversed(self.open) if part is not None), None)

    def _intro(self) -> Part | None:
        """The part before the list, if it ends with a colon."""
        lists = [n for n, (tag, _, _) in enumerate(self.open) if tag in ("ul", "ol")]
        inside = [part for _, _, part in self.open[: lists[-1]] if part is not None] if lists else []
        if inside:
            return inside[-1] if inside[-1].text.rstrip().endswith(":") else None
        before = [part for part in self.parts if part.tag != "li" and not part.ours]
        items = [part for part in self.parts if part.tag == "li" and part.intro is (before[-1] if before else None)]
        last = before[-1] if before else None
        straight = last is not None and (self.parts[-1] is last or self.parts[-1] in items)
        return last if last is not None and straight and last.text.rstrip().endswith(":") else None


def objections(
    html: str, *, approved: Iterable[str], says: Mapping[str, str] | None = None, names: Iterable[str] = ()
) -> list[str]:
    """What must not be online, in a page with a ``<main>``.

    ``approved`` are the wordings of the notice; ``says`` maps ``source#finding`` to what it found, and is left
    out for a finished page, where citations name no finding; ``names`` are words with a digit that are no numbers.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    wrong = list(reader.wrong)
    if not {_flat(text) for text in approved} & {_flat(text) for text in reader.notices}:
        wrong.append("no approved notice in the main text")
    everything = {cite for part in reader.parts for cite in part.cites}
    for part in reader.parts:
        text = part.text
        for name in (*names, "24/7"):
            text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
        numbers = [number.rstrip(",").replace(",", "") for number in _DIGITS.findall(text)]
        if not numbers or part.ours:
            continue
        cites = part.cites | (part.intro.cites if part.intro else set())
        heading = part.tag.startswith("h")
        if part.no_claim:
            wrong.append(f"a number in what is marked as no claim: {text.strip()[:60]}")
        elif not cites and not heading:
            wrong.append(f"a number without a source: {text.strip()[:60]}")
        if says is not None and "?" not in cites:
            known = _known(says.get(cite, "") for cite in (everything if heading else cites))
            wrong += [f"{n} is in no finding cited: {text.strip()[:60]}" for n in numbers if n not in known]
    return wrong


def _known(findings: Iterable[str]) -> set[str]:
    """All numbers of some findings, in digits."""
    known: set[str] = set()
    for finding in findings:
        known |= {number.rstrip(",").replace(",", "") for number in re.findall(r"\d[\d,]*(?:\.\d+)?", finding)}
        known |= {_WORDS[word] for word in re.findall(r"[a-z]+", finding.lower()) if word in _WORDS}
        if "%" in finding or "percent" in finding or "per cent" in finding:
            known.add("100")
        if "half" in finding.lower():
            known |= {"1", "2"}
    return known


def _flat(text: str) -> str:
    return " ".join(text.split())
