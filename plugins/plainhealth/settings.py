"""The host's settings, read once, strictly: an unknown key or a wrong type stops the build."""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from plainhealth.gate import Exit, SettingError


def _started_with() -> Mapping[str, str]:
    """The environment that this process was started with.

    A settings file is a program, and could set a day at which nothing has expired. Where the system does not tell,
    it is the environment of now: when this module is imported.
    """
    try:
        parts = Path("/proc/self/environ").read_bytes().decode("utf-8", "surrogateescape").split("\0")
    except OSError:
        return dict(os.environ)
    return dict(part.split("=", 1) for part in parts if "=" in part)


STARTED_WITH = _started_with()

#: Pelican settings the gate depends on, and why each must stand as it is.
REQUIRED: dict[str, tuple[object, str]] = {
    "LOAD_CONTENT_CACHE": (False, "a cached page would not be read again by the gate"),
    "CACHE_CONTENT": (False, "a cached page would not be read again by the gate"),
    "OUTPUT_SOURCES": (False, "the Markdown files would be published beside the checked pages"),
    "TYPOGRIFY": (False, "it changes the words after they were checked"),
    "FORMATTED_FIELDS": ([], "a summary is plain text; Markdown in it would not be checked"),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``PLAINHEALTH`` of ``pelicanconf.py``.

    ``country`` is an ISO 3166-1 alpha-2 code that has lines in ``content/helplines.toml``; ``overdose_help`` is where
    it is said what to do in an overdose: all pages lead there; ``neutral_title`` takes the place of every page's title
    in the browser; ``largest_page`` is in bytes; ``one_file``: the whole site is one file too; ``names``
    are words with a digit in them that are no numbers; with ``sheets``, every page must have its sheet and reach its
    goals.
    """

    organisation: str = ""
    contact: str = ""
    funding: str = ""
    country: str = "US"
    leave_to: str = ""
    overdose_help: str = "get-help-now.html"
    neutral_title: str = ""
    language: str = "en"
    topics: Mapping[str, str] = dataclasses.field(default_factory=dict)
    names: tuple[str, ...] = ("7-OH", "7-hydroxymitragynine")
    largest_page: int = 200_000
    one_file: bool = True
    sheets: bool = False
    #: ``SITENAME`` and ``SITESUBTITLE``, which stand on every page; no key of ``PLAINHEALTH``.
    printed: tuple[str, ...] = ()

    @property
    def contact_url(self) -> str:
        """Where "report a mistake" leads: the address itself, or a mailto link."""
        if not self.contact or self.contact.startswith("https://"):
            return self.contact
        return f"mailto:{self.contact}"


def read(pelican_settings: Mapping[str, Any]) -> Settings:
    """Read and judge the settings.

    Raises:
        SettingError: all that is wrong, one sentence each.
    """
    wrong: list[str] = []
    for key, (needed, why) in REQUIRED.items():
        if pelican_settings.get(key) != needed:
            wrong.append(
                f"{key} must be {needed!r}: {why}. Set {key} = {needed!r} in pelicanconf.py, and do not override it."
            )
    jinja = pelican_settings.get("JINJA_ENVIRONMENT")
    # True alone: a function, which Jinja also takes, could say no for any page.
    if not isinstance(jinja, Mapping) or jinja.get("autoescape") is not True:
        wrong.append(
            "JINJA_ENVIRONMENT must have 'autoescape': True: without it a title could carry mark-up. "
            "Put it back in pelicanconf.py."
        )
    given = pelican_settings.get("PLAINHEALTH")
    if not isinstance(given, Mapping):
        raise SettingError(
            *wrong,
            "PLAINHEALTH is missing from the settings. Add the dictionary PLAINHEALTH = {…} to "
            "pelicanconf.py, as README.md shows.",
        )
    fields = {f.name: f for f in dataclasses.fields(Settings) if f.name != "printed"}
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key not in fields:
            near = difflib.get_close_matches(str(key), fields, 1)
            hint = f" Did you mean {near[0]!r}?" if near else f" Known are: {', '.join(fields)}."
            wrong.append(f"PLAINHEALTH[{key!r}] is not a setting.{hint}")
            continue
        problem = _judge(key, value)
        if problem:
            wrong.append(f"PLAINHEALTH[{key!r}] {problem}")
        else:
            values[key] = tuple(value) if key == "names" else value
    name = pelican_settings.get("SITENAME")
    if not isinstance(name, str) or not name.strip() or name == "A Pelican Blog":
        wrong.append("SITENAME is empty. Give the site a name in pelicanconf.py, in quotes.")
    siteurl = pelican_settings.get("SITEURL", "")
    if siteurl and not _is_https(siteurl):
        wrong.append(
            f"SITEURL is {siteurl!r}, which is not the secure web address of a site. Write it like "
            "https://example.org/help: https:// in front, no / at the end."
        )
    if wrong:
        raise SettingError(*wrong)
    names = (pelican_settings.get("SITENAME"), pelican_settings.get("SITESUBTITLE"))
    return Settings(**values, printed=tuple(str(text) for text in names if text))


def _is_https(value: object) -> bool:
    if not isinstance(value, str) or value.endswith("/") or not value.isprintable() or " " in value:
        return False
    parts = urlsplit(value)
    return parts.scheme == "https" and bool(parts.netloc) and not parts.query and not parts.fragment


def _is_page(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"https://[^\s/?#]+\.[^\s/?#]+(?:[/?#]\S*)?", value))


def _are_topics(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(k, str) and isinstance(v, str) and k and v for k, v in value.items()
    )


def _are_names(value: object) -> bool:
    return isinstance(value, (list, tuple)) and all(
        isinstance(v, str) and re.fullmatch(r"\S*(?:[A-Za-z]-?\d|\d-?[A-Za-z])\S*", v) for v in value
    )


def _is_size(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_yes_or_no(value: object) -> bool:
    return isinstance(value, bool)


def _is_line(value: object) -> bool:
    return value == "" or (isinstance(value, str) and value.isprintable() and bool(value.strip()))


def _is_contact(value: object) -> bool:
    mail = isinstance(value, str) and bool(re.fullmatch(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+", value))
    return value == "" or _is_page(value) or mail


def _matches(pattern: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and bool(re.fullmatch(pattern, value))


#: What each value must be, and how that is said; all others are texts.
_VALUES: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "topics": (_are_topics, "must give each topic its heading, like {'kratom': 'Kratom'}."),
    "names": (_are_names, "must be a list of words that have a digit beside a letter, like ['7-OH']."),
    "largest_page": (_is_size, "must be a whole number of bytes above 0."),
    "sheets": (_is_yes_or_no, "must be True or False, without quotes."),
    "one_file": (_is_yes_or_no, "must be True or False, without quotes."),
    "country": (_matches(r"[A-Z]{2}"), "must be a country code of two capital letters, like 'US' or 'GB'."),
    "neutral_title": (_is_line, "must be one line of text, like 'Notes', or '' for the title of each page."),
    "language": (_matches(r"[a-z]{2,3}(-[A-Za-z0-9]+)*"), "must be a language code, like 'en'."),
    "leave_to": (
        lambda value: value == "" or _is_page(value),
        "must be an https:// address, or '' for no such link.",
    ),
    "overdose_help": (
        _matches(r"[\w-][\w./-]*\.html(?:#[\w-]+)?"),
        "must be a page of the site, or a part of one, like 'get-help-now.html#overdose'.",
    ),
    "contact": (_is_contact, "must be an e-mail address or an https:// address."),
}


def _judge(key: str, value: object) -> str:
    """Say what is wrong with one value, or nothing."""
    right, said = _VALUES.get(key, (lambda text: isinstance(text, str), "must be a text in quotes."))
    return "" if right(value) else said


def today() -> dt.date:
    """The day on which pages are judged: ``PLAINHEALTH_TODAY`` (YYYY-MM-DD) if set, else today in UTC.

    It must be set before the command starts: what a settings file puts into ``os.environ`` is not read.
    ``SOURCE_DATE_EPOCH`` is not used here on purpose: build tools often set it to the last commit's
    time, and then nothing would ever expire.

    Raises:
        SettingError: ``PLAINHEALTH_TODAY`` is not a date.
    """
    given = STARTED_WITH.get("PLAINHEALTH_TODAY", "")
    if not given:
        return dt.datetime.now(dt.UTC).date()
    try:
        return dt.date.fromisoformat(given)
    except ValueError:
        raise SettingError(
            f"PLAINHEALTH_TODAY is {given!r}, which is not a date. Write it like 2026-11-22, or unset it."
        ) from None


def online(given: Mapping[str, Any], environ: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    """The site's own address, and the host's settings, for ``publishconf.py``.

    ``SITEURL``, ``ORGANISATION`` and ``CONTACT`` of ``environ`` come first, then what
    ``pelicanconf.py`` says, then what GitHub tells of the repository (``GITHUB_REPOSITORY``).

    Raises:
        SystemExit: there is no address. Pelican would print a traceback for any other exception.
    """
    owner, _, repository = environ.get("GITHUB_REPOSITORY", "").partition("/")
    address = environ.get("SITEURL", "").strip().rstrip("/")
    if not address and repository:
        host = f"{owner.lower()}.github.io"
        address = f"https://{host}" if repository.lower() == host else f"https://{host}/{repository}"
    if not address:
        print(
            "plainhealth: SITEURL is missing: a published site needs its own address. "
            "Run make publish SITEURL=https://example.org/help.",
            file=sys.stderr,
        )
        raise SystemExit(Exit.SETTING_WRONG)
    issues = f"https://github.com/{owner}/{repository}/issues" if repository else ""
    return address, {
        **given,
        "organisation": environ.get("ORGANISATION") or given.get("organisation") or owner,
        "contact": environ.get("CONTACT") or given.get("contact") or issues,
    }
