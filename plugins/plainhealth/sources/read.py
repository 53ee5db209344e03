"""Read ``content/sources/*.toml``. A file that does not fit is a finding, and its source is not used."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from plainhealth import toml
from plainhealth.sources.model import CERTAINTY, TIERS, Source, SourceFinding

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_DOI = r"10\.\d{4,9}/\S+"
_CITED = re.compile(rf"{ID.pattern}#{ID.pattern}")
_FINDING_STARTS = re.compile(r"^[ \t]*\[findings\.([^\]\s]+)\]", re.MULTILINE)

#: CSL item types that sources here have (https://docs.citationstyles.org/en/stable/specification.html).
TYPES = (
    "article-journal", "article-newspaper", "article", "book", "chapter", "dataset", "legislation",
    "legal_case", "pamphlet", "report", "thesis", "webpage",
)  # fmt: skip


def _issued(value: object) -> str:
    if isinstance(value, str) and (m := _DATE.fullmatch(value)):
        try:
            dt.date(int(m[1]), int(m[2] or 1), int(m[3] or 1))
        except ValueError:
            return "is not a date that exists"
        return ""
    return 'must be a year, a month or a day in quotes, like "2019", "2019-04" or "2019-04-12"'


def _authors(value: object) -> str:
    ok = (
        isinstance(value, list)
        and value
        and all(
            isinstance(a, dict)
            and a
            and set(a) <= {"family", "given", "literal"}
            and ("family" in a) != ("literal" in a)
            and not any(toml.text(v) for v in a.values())
            for a in value
        )
    )
    return "" if ok else 'must be a list like [{ family = "Hill", given = "R." }] or [{ literal = "FDA" }]'


_url = toml.matching(r"https://[^\s/]+\.[^\s/]+(/\S*)?", "must be the official address, beginning with https://")
_doi = toml.matching(_DOI, 'must be a DOI alone, like "10.1136/bmj.j1550" (no https://)')
_pmid = toml.matching(r"[1-9]\d{0,8}", 'must be the PubMed number in quotes, like "28446428"')
_page = toml.matching(r"[\w.:]+(?: ?[-–,] ?[\w.:]+)*", 'must be page numbers in quotes, like "12-19" or "e45"')
#: Fields that go to CSL under the same name.
_CSL: dict[str, toml.Check] = {
    "type": toml.one_of(TYPES),
    "title": toml.text,
    "author": _authors,
    "container-title": toml.text,
    "publisher": toml.text,
    "issued": _issued,
    "accessed": _issued,
    "volume": toml.text,
    "issue": toml.text,
    "page": _page,
    "DOI": _doi,
    "PMID": _pmid,
    "URL": _url,
}
_OWN: dict[str, toml.Check] = {
    "tier": toml.one_of(TIERS),
    "checked": toml.date,
    "authors-complete": toml.flag,
    "caution": toml.text,
    "withdrawn": toml.text,
    "findings": lambda v: "" if isinstance(v, dict) else "must be tables like [findings.some-name]",
}
_FINDING: dict[str, toml.Check] = {
    "says": toml.text,
    "where": toml.text,
    "certainty": toml.one_of(CERTAINTY),
    "also": toml.texts,
    "checked": toml.date,
    "expires": toml.date,
    "superseded-by": lambda v: "" if isinstance(v, str) and _CITED.fullmatch(v) else 'must be like "source#finding"',
    "care": toml.text,
    "history": toml.flag,
}


def read_sources(folder: Path) -> tuple[dict[str, Source], dict[Path, list[toml.Mistake]]]:
    """Read every source file.

    Returns the sources by id, and what is wrong, by file. A source with a mistake is left out of
    the first, so that nothing can be cited that was not read whole.
    """
    sources: dict[str, Source] = {}
    wrong: dict[Path, list[toml.Mistake]] = {}
    for path in sorted(folder.glob("*.toml")):
        table, mistakes = toml.load(path)
        if not mistakes:
            mistakes = list(_mistakes(path, table))
        if mistakes:
            wrong[path] = mistakes
        else:
            sources[path.stem] = _source(path, table)
    broken = {path.stem for path in wrong}
    for source in sources.values():
        for finding in source.findings.values():
            for key, message in _astray(source, finding, sources, broken):
                path = folder / f"{source.id}.toml"
                line = toml.line_of(path, key, f"findings.{finding.id}")
                wrong.setdefault(path, []).append(toml.Mistake(line, message))
    return sources, wrong


def _astray(
    source: Source, finding: SourceFinding, sources: dict[str, Source], broken: set[str]
) -> Iterator[tuple[str, str]]:
    """What a finding names that is not there, as (key, message). Files that are broken say so themselves."""
    for other in finding.also:
        if other not in sources and other not in broken:
            yield "also", f"'also' names {other!r}, and there is no {other}.toml beside it."
    name, _, newer = finding.superseded_by.partition("#")
    if (name, newer) == (source.id, finding.id):
        yield "superseded-by", "'superseded-by' names the finding itself. Name the newer one."
    elif name and name not in broken and newer not in (sources[name].findings if name in sources else ()):
        yield "superseded-by", f"'superseded-by' names {finding.superseded_by!r}, which is not on file. Add it first."


def _mistakes(path: Path, table: dict[str, Any]) -> Iterator[toml.Mistake]:
    if not ID.fullmatch(path.stem):
        yield toml.Mistake(
            1, "has a name that cannot be cited. Rename it to small letters, digits and '-', like fda-2018.toml."
        )
    for key, problem in toml.judge(table, _CSL | _OWN, ("type", "title", "tier", "checked")):
        yield toml.Mistake(toml.line_of(path, key), problem)
    if not any(key in table for key in ("author", "publisher")):
        yield toml.Mistake(1, "names neither 'author' nor 'publisher'. Say whose work it is.")
    findings = table.get("findings")
    for name, finding in findings.items() if isinstance(findings, dict) else ():
        where = f"findings.{name}"
        if not ID.fullmatch(name):
            yield toml.Mistake(
                toml.line_of(path, "", where), f"[{where}]: use small letters, digits and '-' in the name."
            )
        if not isinstance(finding, dict):
            yield toml.Mistake(toml.line_of(path, name), f"{name!r} must be a table [{where}].")
            continue
        for key, problem in toml.judge(finding, _FINDING, ("says", "certainty")):
            yield toml.Mistake(toml.line_of(path, key, where), f"[{where}] {problem}")


def _source(path: Path, table: dict[str, Any]) -> Source:
    csl: dict[str, object] = {"id": path.stem}
    for key in _CSL:
        if key not in table:
            continue
        value = table[key]
        if key in ("issued", "accessed"):
            value = {"date-parts": [[int(part) for part in value.split("-")]]}
        elif key == "author":
            value = [dict(author) for author in value]
            if table.get("authors-complete") is False:
                value.append({"literal": "and others"})
        csl[key] = value
    text = path.read_text("utf-8")
    lines = {m[1]: text.count("\n", 0, m.start()) + 1 for m in _FINDING_STARTS.finditer(text)}
    findings = {
        name: SourceFinding(
            id=name,
            says=f["says"],
            where=f.get("where", ""),
            certainty=f["certainty"],
            also=tuple(f.get("also", ())),
            checked=f.get("checked", table["checked"]),
            expires=f.get("expires"),
            superseded_by=f.get("superseded-by", ""),
            care=f.get("care", ""),
            history=f.get("history", False),
            line=lines.get(name, 1),
        )
        for name, f in table.get("findings", {}).items()
    }
    return Source(
        id=path.stem,
        path=path.name,
        tier=table["tier"],
        checked=table["checked"],
        csl=csl,
        findings=findings,
        withdrawn=table.get("withdrawn", ""),
        caution=table.get("caution", ""),
    )
