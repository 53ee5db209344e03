"""A field at the top of the page is missing, misspelt, or not as it should be."""

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page, as_date, read_fields
from plainhealth.site import Site

FIX = "See the list of fields in content/README.md."
REQUIRED = ("title", "summary", "checked", "next-check", "clinician", "topics")
OPTIONAL = ("order", "status", "lang")
#: The longest time between two checks: a year.
LONGEST = dt.timedelta(days=366)
#: Search engines cut what is longer.
LONGEST_SUMMARY = 160
_CLINICIAN = re.compile(r"(?P<name>[^,]+), (?P<role>[^,].*), (?P<date>\d{4}-\d{2}-\d{2})")


def check(page: Page, site: Site) -> Iterator[Problem]:
    _, twice = read_fields(page.source)
    broken = _broken_line(page)
    if broken:
        yield broken[0]
    for line, name in twice:
        yield Problem(line, f"The field {_shown(name)} stands here a second time. Keep one.")
    for name, field in page.fields.items():
        if name not in REQUIRED + OPTIONAL:
            near = difflib.get_close_matches(name, REQUIRED + OPTIONAL, 1)
            hint = f" Did you mean {_shown(near[0])}?" if near else " Delete the line, or leave an empty line above it."
            yield Problem(field.line, f"There is no field {_shown(name)}.{hint}", 1, name)
    for name in REQUIRED:
        if name not in page.fields:
            if not broken or name not in broken[1]:
                yield Problem(1, f"The field {_shown(name)} is missing.")
        elif not page.fields[name].value:
            yield Problem(page.fields[name].line, f"The field {_shown(name)} is empty.")
        else:
            for message in _wrong(page, name, site):
                yield Problem(page.fields[name].line, message, 1, page.fields[name].value)
    for name in OPTIONAL:
        if name in page.fields:
            for message in _wrong(page, name, site):
                yield Problem(page.fields[name].line, message, 1, page.fields[name].value)


_LOOKS_LIKE = re.compile(r"\s*(?P<name>[A-Za-z][A-Za-z _-]{1,20}?)\s*:\s")


def _broken_line(page: Page) -> tuple[Problem, set[str]] | None:
    """The line that ends the fields too soon, and the fields that are thereby not read.

    Python-Markdown reads fields from line 1 on, until a line that is none.
    """
    lines = page.source.split("\n")
    start = max((field.line for field in page.fields.values()), default=0)
    rest = [(n, found) for n, line in enumerate(lines[start:], start + 1) if (found := _LOOKS_LIKE.match(line))]
    lost = {found["name"].lower().replace(" ", "-").replace("_", "-") for _, found in rest}
    if not rest or not lost & set(REQUIRED):
        return None
    number, found = rest[0]
    name = found["name"].lower().replace(" ", "-").replace("_", "-")
    if any(not line.strip() for line in lines[start : number - 1]):
        where = "The fields must begin on line 1" if start == 0 else "The fields must stand together"
        return Problem(number, f"{where}: delete the empty line above this one."), lost
    near = difflib.get_close_matches(name, REQUIRED + OPTIONAL, 1)
    hint = f" Did you mean {_shown(near[0])}?" if near else ""
    return Problem(number, f"“{found['name']}” is not the name of a field.{hint}", 1, found["name"]), lost | {name}


def _shown(name: str) -> str:
    return f"“{name.capitalize()}”"


def _wrong(page: Page, name: str, site: Site) -> Iterator[str]:
    yield from _JUDGES[name](page, name, site)


def _wrong_words(page: Page, name: str, site: Site) -> Iterator[str]:
    value = page.fields[name].value
    if re.search(r"[<>]|&#?\w+;|\[@", value):
        yield f"{name.capitalize()} is plain words: no HTML, no citation."
    if name == "summary" and len(value) > LONGEST_SUMMARY:
        yield f"Summary has {len(value)} letters; the most is {LONGEST_SUMMARY}, so that search engines show it whole."


def _wrong_clinician(page: Page, name: str, site: Site) -> Iterator[str]:
    value = page.fields[name].value
    found = _CLINICIAN.fullmatch(value)
    day = as_date(found["date"]) if found else None
    if value.lower() == "none yet":
        return
    if day is None:
        yield "Clinician is “none yet”, or name, role and date: “Ana Ruiz, pharmacist, 2026-11-22”."
    elif day > site.today:
        yield "The clinician's date has not come yet. Nobody can have reviewed the page on it."


def _wrong_topics(page: Page, name: str, site: Site) -> Iterator[str]:
    for topic in (t.strip() for t in page.fields[name].value.split(",")):
        if topic not in site.settings.topics:
            yield f"There is no topic “{topic}”; there are: {', '.join(site.settings.topics)}."


def _wrong_choice(page: Page, name: str, site: Site) -> Iterator[str]:
    value = page.fields[name].value
    if name == "order" and not re.fullmatch(r"\d{1,4}", value):
        yield "Order is a whole number: pages with small numbers come first."
    if name == "status" and value not in ("published", "hidden", "draft"):
        yield "Status is published, hidden or draft, in small letters."
    if name == "lang" and not any(language == value for language, _ in site.facts.notices):
        yield f"There is no notice in the language “{value}”. Add content/notices/{value}/general.md first."


def _wrong_date(page: Page, name: str, site: Site) -> Iterator[str]:
    day = as_date(page.fields[name].value)
    if day is None:
        yield f"{name.capitalize()} is not a date that exists. Write it like 2026-11-22."
        return
    checked = as_date(page.fields["checked"].value) if "checked" in page.fields else None
    if name == "checked" and day > site.today:
        yield f"Checked is {day}, which has not come yet. Write the day on which you read the sources again."
    if name == "next-check" and checked:
        if day <= checked:
            yield f"Next-check ({day}) is not after Checked ({checked})."
        elif day - checked > LONGEST:
            yield f"Next-check ({day}) is more than a year after Checked ({checked}). Facts age: choose a nearer day."


_JUDGES: dict[str, Callable[[Page, str, Site], Iterator[str]]] = {
    "title": _wrong_words,
    "summary": _wrong_words,
    "checked": _wrong_date,
    "next-check": _wrong_date,
    "clinician": _wrong_clinician,
    "topics": _wrong_topics,
    "order": _wrong_choice,
    "status": _wrong_choice,
    "lang": _wrong_choice,
}


def clinician(value: str) -> dict[str, str] | None:
    """Name, role and date of the clinician; None for "none yet"."""
    found = _CLINICIAN.fullmatch(value)
    return found.groupdict() if found else None
