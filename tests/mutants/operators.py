"""What an operator is, and a real page cut into the pieces that operators break."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from plainhealth.gate import Finding

ALL = os.environ.get("PLAINHEALTH_MUTANTS") == "all"
#: How many mutants an operator makes of one page, and of one kind of data; ``PLAINHEALTH_MUTANTS=all`` makes all.
OF_A_PAGE = 1_000_000 if ALL else 1
MOST = 1_000_000 if ALL else 3

MARK = re.compile(r" ?\[@[^\]]*\]")
NOTICE = "[SEE-A-PROFESSIONAL]"
#: Words with a digit in them that are no numbers: names, and the phone numbers that a page tells to call.
NAMES = re.compile(r"\b7-OH\b|\b7-hydroxymitragynine\b|24/7|\b(?:call|text)(?: or text)? [\d-]+\d\b", re.IGNORECASE)

#: One broken site: what is changed, by path below ``content``; None takes a file away.
Mutant = Mapping[str, bytes | None]


class Unit(NamedTuple):
    """A paragraph, list item or table row: its place in the page's text."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Original:
    """A real page, ``name`` being its path below ``content``."""

    name: str
    text: str

    @property
    def stem(self) -> str:
        return self.name.removeprefix("pages/").removesuffix(".md")

    @cached_property
    def body(self) -> int:
        """Where the fields end."""
        return self.text.index("\n\n") + 2

    @cached_property
    def units(self) -> list[Unit]:
        """What a citation belongs to, in order."""
        return list(_units(self.text, self.body))

    @cached_property
    def cited(self) -> list[Unit]:
        """Units that carry a citation themselves."""
        return [unit for unit in self.units if MARK.search(unit.text)]

    @cached_property
    def facts(self) -> list[Unit]:
        """Cited units that surely state a fact, and have no other source: no item of a list that is introduced."""
        return [unit for unit in self.cited if is_fact(MARK.sub("", unit.text)) and not self.introduced(unit)]

    def introduced(self, unit: Unit) -> bool:
        """Whether it is an item of a list that takes its source from the sentence before it."""
        before = re.sub(r"(?:(?:- |\d+\. )[^\n]*\n+)+$", "", self.text[: unit.start]).rstrip()
        return unit.kind == "item" and MARK.sub("", before).endswith(":")

    @cached_property
    def marks(self) -> list[re.Match[str]]:
        """Every citation mark."""
        return list(MARK.finditer(self.text))

    @cached_property
    def mark(self) -> str:
        """The first citation of the page."""
        return self.marks[0][0].strip()

    @cached_property
    def gaps(self) -> list[int]:
        """Where a block can be put: not before a list or a mark, nor after a list, whose source an item would take."""
        found = []
        for gap in re.finditer(r"\n\n(?!\{:|[-|]|\d)", self.text[self.body :]):
            at = self.body + gap.end()
            before = self.text[: at - 2]
            last = before[before.rfind("\n") + 1 :]
            if not MARK.sub("", before).endswith(":") and not re.match(r"- |\d+\. ", last):
                found.append(at)
        return found

    def put(self, block: str, at: int) -> str:
        """The page with one more block."""
        return f"{self.text[:at]}{block}\n\n{self.text[at:]}"

    def swap(self, unit: Unit, words: str) -> str:
        """The page with other words for one unit."""
        return self.text[: unit.start] + words + self.text[unit.end :]


def _units(text: str, start: int) -> Iterator[Unit]:
    for block in re.finditer(r"(?:[^\n]+\n?)+", text[start:]):
        at, words = start + block.start(), block[0].rstrip("\n")
        if re.match(r"#|\[[A-Z]|\{:", words):
            continue
        if words.startswith("|"):
            for row in list(re.finditer(r"[^\n]+", words))[2:]:
                yield Unit("row", at + row.start(), at + row.end(), row[0])
        elif re.match(r"- |\d+\. ", words):
            for item in re.finditer(r"(?m)^(?:- |\d+\. )[^\n]*", words):
                yield Unit("item", at + item.start(), at + item.end(), item[0])
        else:
            yield Unit("paragraph", at, at + len(words), words)


_SUBJECT = (
    r"(?:kratom|7-OH|naloxone|withdrawal|medicines?|methadone|buprenorphine|FDA|CDC|WHO|SAMHSA|survey|review|stud\w+|"
    r"trials?|people|babies|baby|deaths?|cases|clinicians|experts|opioids?)"
)
_VERB = (
    r"(?:kill|harm|relieve|lower|cause|raise|warn|found|report|treat|ease|work|threaten|reverse|bring|lead|approv|"
    r"affect|need)(?:s|es|ed|d|ing)?"
)
_TELLS = re.compile(rf"^(?:- )?(?:\w+ )?{_SUBJECT}\b (?:\w+ ){{0,3}}{_VERB}\b", re.IGNORECASE)


def is_fact(words: str) -> bool:
    """Whether everybody would call it a fact: for the choice of mutants only, and none of the gate's own words."""
    if re.search(r"\d", NAMES.sub("", re.sub(r"^\d+\. ", "", words))):
        return True
    return any(_TELLS.search(sentence) for sentence in re.split(r"(?<=[.!?]) ", words) if not sentence.endswith("?"))


Make = Callable[[Original], Iterable[str | Mutant]]


@dataclass(frozen=True)
class Operator:
    """One way to break a page. ``make`` gives the page's other texts, or whole mutants.

    ``beside`` are pages that the mutant needs around it, all others are left out to save time.
    A mutant is killed if one of ``rules`` finds something in one of the changed files that it did not find before.
    """

    name: str
    why: str
    rules: tuple[str, ...]
    make: Make
    most: int = OF_A_PAGE
    beside: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The name of its test, with its rules, so that ``-k my-rule`` picks it."""
        return f"{' '.join(self.rules)}: {self.name}"

    def mutants(self, original: Original) -> list[Mutant]:
        """Up to ``most`` different mutants, from all over the page: on each page from another place on.

        Raises:
            AssertionError: a mutant equals its original, so that the operator breaks nothing.
        """
        whole: dict[str, Mutant] = {}
        for made in self.make(original):
            mutant: Mutant = {original.name: made.encode()} if isinstance(made, str) else made
            assert mutant != {original.name: original.text.encode()}, f"{self.name} did not change {original.name}"
            whole[repr(sorted(mutant.items()))] = mutant
        made_here = list(whole.values())
        start = zlib.crc32(f"{self.name} {original.name}".encode()) % max(len(made_here), 1)
        return spread(made_here[start:] + made_here[:start], self.most)

    def kills(self, mutant: Mutant, findings: Iterable[Finding], before: Iterable[Finding] = ()) -> bool:
        """Whether the findings name what is wrong, where it is wrong."""
        places, known = {f"content/{name}" for name in mutant}, {(f.rule, f.message) for f in before}
        return any(f.rule in self.rules and f.path in places and (f.rule, f.message) not in known for f in findings)


_T = TypeVar("_T")


def spread(these: Sequence[_T], most: int) -> list[_T]:
    """At most so many of them, evenly from first to last."""
    if len(these) <= most:
        return list(these)
    return [these[round(n * (len(these) - 1) / max(most - 1, 1))] for n in range(most)]


def show(original: str, mutant: Mutant) -> str:
    """The lines of a mutant that its original does not have."""
    known = set(original.split("\n"))
    lines = [
        f"{name}: {line}"
        for name, data in mutant.items()
        for line in (data or b"(taken away)").decode("utf-8", "replace").split("\n")
        if line not in known
    ]
    return " | ".join(lines)[:400] or f"lines taken away or moved in {', '.join(mutant)}"
