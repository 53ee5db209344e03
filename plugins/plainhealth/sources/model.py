"""A source, its findings, and the plain words for how strong they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Tier(NamedTuple):
    """A kind of evidence: its name for a reader, what that kind can show, and whether it is research itself."""

    name: str
    shows: str
    study: bool = False


#: Kinds of evidence, strongest first, said in words and not in stars (quality.md, *Claims*).
TIERS: dict[str, Tier] = {
    "guideline": Tier("Guideline", "Experts weighed many studies and wrote advice."),
    "systematic-review": Tier("Review of many studies", "It gathers all studies that could be found.", study=True),
    "rct": Tier("Trial", "People were put into groups by chance, so the groups can be compared.", study=True),
    "observational": Tier(
        "Study that watches", "It shows what goes together. It cannot show that one causes the other.", study=True
    ),
    "agency": Tier("Public agency", "An office for health or safety says what it has found or advises."),
    "law": Tier("Law", "The text of a law, or of an official notice. Laws change."),
    "reference": Tier("Reference text", "A summary of what is known, written for readers."),
    "case-report": Tier("Report on a few people", "It shows that something can happen, not how often.", study=True),
    "lab": Tier("Laboratory work", "Done in tubes, cells or animals. People may differ.", study=True),
    "news": Tier("News", "It tells what somebody said."),
    "community": Tier("Words of other people", "It tells what one person felt or thinks. Nobody checked it."),
    "seller": Tier("Seller", "It wants you to buy something."),
}
#: Kinds that carry no claim: they may be named, and nothing rests on them (quality.md, *Claims*).
WEAK = frozenset(("news", "community", "seller"))

#: How sure the science is (not how sure we are of the citation), in a reader's words.
CERTAINTY: dict[str, str] = {
    "high": "We can be fairly sure of this.",
    "moderate": "This is likely, but more research could change it.",
    "low": "This is uncertain. Little research stands behind it.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFinding:
    """What a source found, in our own words.

    ``where`` is the place in the source ("" when not on file); ``also`` are the ids of other
    sources that say the same; ``expires`` is the last day on which it may be printed; ``history``
    says that it is about the past, so that it cannot change; ``line`` is its place in the file.
    """

    id: str
    says: str
    certainty: str
    checked: dt.date
    where: str = ""
    also: tuple[str, ...] = ()
    expires: dt.date | None = None
    superseded_by: str = ""
    care: str = ""
    history: bool = False
    line: int = 1

    @property
    def strength(self) -> str:
        return CERTAINTY[self.certainty]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One work. ``csl`` holds its bibliographic fields under CSL's own names, as CSL-JSON."""

    id: str
    path: str
    tier: str
    checked: dt.date
    csl: Mapping[str, object]
    findings: Mapping[str, SourceFinding] = field(default_factory=dict)
    withdrawn: str = ""
    caution: str = ""

    @property
    def kind(self) -> Tier:
        return TIERS[self.tier]

    @property
    def short(self) -> str:
        """Who and when, for a label: "Olsen and others, 2019"."""
        authors = self.csl.get("author") or [{"literal": str(self.csl.get("publisher", self.id))}]
        assert isinstance(authors, list)
        first = authors[0].get("family") or authors[0].get("literal", self.id)
        name = f"{first} and others" if len(authors) > 1 else str(first)
        issued = self.csl.get("issued")
        year = issued["date-parts"][0][0] if isinstance(issued, dict) else "no date"
        return f"{name}, {year}"

    @property
    def links(self) -> list[tuple[str, str]]:
        """Where to open it: (label, address), the most lasting identifier first."""
        found: list[tuple[str, str]] = []
        doi, pmid, url = (str(self.csl.get(k, "")) for k in ("DOI", "PMID", "URL"))
        if doi:
            found.append((f"doi.org/{doi}", f"https://doi.org/{doi}"))
        if pmid:
            found.append((f"PubMed {pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"))
        if url and not any(url.rstrip("/") == known.rstrip("/") for _, known in found):
            found.append(("Official page", url))
        return found
