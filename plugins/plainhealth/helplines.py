"""Phone, text and web help from ``content/helplines.toml``: dated facts, kept once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from plainhealth import toml

#: ISO 3166-1 alpha-2 codes of the countries that have lines here.
COUNTRIES = {
    "US": "United States",
    "GB": "United Kingdom",
    "IE": "Ireland",
    "CA": "Canada",
    "AU": "Australia",
    "NZ": "New Zealand",
}
#: A number as people write it, among other words.
_NUMBER = re.compile(r"\d[\d -]*\d")
#: ISO 639-1 codes.
LANGUAGES = {"en": "English", "es": "Spanish", "fr": "French"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpline:
    """One line. ``phone`` is as people write it, ``tel`` for a dial link; "" means there is none.

    ``line`` is its place in the file, from 1.
    """

    country: str
    name: str
    for_: str
    checked: dt.date
    expires: dt.date
    line: int
    phone: str = ""
    tel: str = ""
    sms: str = ""
    web: str = ""
    hours: str = ""
    languages: tuple[str, ...] = ()
    source: str = ""
    emergency: bool = False

    @property
    def numbers(self) -> set[str]:
        """Its phone and text numbers as people write them."""
        return set(_NUMBER.findall(f"{self.phone} | {self.sms}"))

    @property
    def to_call(self) -> list[str]:
        """The ways to write the number one dials, the dial link's first."""
        return list(dict.fromkeys([*filter(None, [self.tel]), *sorted(_NUMBER.findall(self.phone))]))


def to_dial(lines: Iterable[Helpline]) -> dict[str, str]:
    """What to dial, by each number as it is printed; none that is dialled otherwise in another country."""
    found: dict[str, set[str]] = {}
    for line in lines:
        for number in _NUMBER.findall(line.phone):
            digits = re.sub(r"\D", "", number)
            found.setdefault(number, set()).add(line.tel if _same(number, line.tel) else digits)
    return {number: tels.pop() for number, tels in found.items() if len(tels) == 1}


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one country."""

    code: str
    name: str
    lines: tuple[Helpline, ...]


def _same(phone: str, tel: str) -> bool:
    """Whether the dial link calls a number that is printed; a country code takes the place of a leading 0."""
    digits = [re.sub(r"\D", "", part) for part in phone.split(" or ")]
    dialled = tel.removeprefix("+")
    return any(dialled == d or (len(d) > 5 and dialled.endswith(d.removeprefix("0"))) for d in digits)


def _languages(value: object) -> str:
    ok = isinstance(value, list) and all(isinstance(v, str) and v in LANGUAGES for v in value)
    return "" if ok else f"must be a list of: {', '.join(LANGUAGES)}"


_SCHEMA: dict[str, toml.Check] = {
    "country": toml.one_of(COUNTRIES),
    "name": toml.text,
    "phone": toml.text,
    "tel": toml.matching(r"\+?\d{2,15}", 'must be digits only, with + before a country code, like "+18006624357"'),
    "sms": toml.text,
    "web": toml.matching(r"https://\S+", "must be the official address, beginning with https://"),
    "hours": toml.text,
    "languages": _languages,
    "for": toml.text,
    "source": toml.text,
    "emergency": toml.flag,
    "checked": toml.date,
    "expires": toml.date,
}


def read_helplines(path: Path) -> tuple[list[Helpline], list[toml.Mistake]]:
    """Read the file; a line that does not fit is a mistake and is left out."""
    entries, mistakes = toml.entries(path, "helpline")
    lines: list[Helpline] = []
    for start, entry in entries:
        problems = [p for _, p in toml.judge(entry, _SCHEMA, ("country", "name", "for", "checked", "expires"))]
        if ("phone" in entry) != ("tel" in entry):
            problems.append("'phone' and 'tel' go together: give both or none.")
        if not problems and "phone" in entry and not _same(entry["phone"], entry["tel"]):
            problems.append(f"'tel' ({entry['tel']}) dials another number than 'phone' ({entry['phone']}) shows.")
        if not any(key in entry for key in ("phone", "sms", "web")):
            problems.append("gives no way to reach it. Add 'phone' with 'tel', 'sms' or 'web'.")
        if problems:
            mistakes += [toml.Mistake(start, p) for p in problems]
            continue
        values = {k: v for k, v in entry.items() if k not in ("for", "languages")}
        lines.append(Helpline(for_=entry["for"], languages=tuple(entry.get("languages", ())), line=start, **values))
    return lines, mistakes


def groups(lines: Iterable[Helpline], first: str) -> list[Group]:
    """Lines by country, the country ``first`` on top, the others by name, emergency numbers first."""
    known = list(lines)
    codes = sorted({line.country for line in known}, key=lambda c: (c != first, COUNTRIES[c]))
    return [
        Group(
            code,
            COUNTRIES[code],
            tuple(sorted((x for x in known if x.country == code), key=lambda x: not x.emergency)),
        )
        for code in codes
    ]
