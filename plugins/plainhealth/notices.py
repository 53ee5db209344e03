"""The approved "see a professional" wording, once per language and variant, in ``content/notices/``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from markdown import Markdown
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from plainhealth import toml

GENERAL = "general"
LABEL = "See a professional"


_SENDS_ON = re.compile(
    r"\b(?:talk|speak|see|call|ask|contact)\b[^.?!]*\b(?:doctor|nurse|pharmacist|midwife|clinician|clinic|professional)\b",
    re.IGNORECASE,
)


def flat(text: str) -> str:
    """Words with one space between, as a reader's eye takes them."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Notice:
    """One wording: ``body`` is block HTML, ``text`` its visible words."""

    language: str
    variant: str
    body: Markup
    text: str

    @property
    def label(self) -> str:
        """Its name for people who do not see it; two on one page must differ."""
        return LABEL if self.variant == GENERAL else f"{LABEL}: {self.variant.replace('-', ' ')}"


def read_notices(folder: Path) -> tuple[dict[tuple[str, str], Notice], dict[Path, list[toml.Mistake]]]:
    """Read ``<language>/<variant>.md``; returns notices by (language, variant), and what is wrong."""
    notices: dict[tuple[str, str], Notice] = {}
    wrong: dict[Path, list[toml.Mistake]] = {}
    for path in sorted(folder.glob("*/*.md")):
        if not re.fullmatch(r"[a-z0-9-]+", path.stem):
            wrong[path] = [toml.Mistake(1, "has a name that a page cannot call. Use small letters and '-'.")]
            continue
        try:
            source = path.read_bytes().decode("utf-8-sig")
        except (UnicodeDecodeError, OSError) as error:
            wrong[path] = [
                toml.Mistake(1, f"cannot be read as UTF-8 text ({error.__class__.__name__}). Save it again.")
            ]
            continue
        if re.search(r"<[a-zA-Z!/]", source):
            wrong[path] = [toml.Mistake(1, "holds HTML. A notice is plain Markdown: delete the tags.")]
            continue
        body = Markdown(output_format="html").convert(source)
        text = flat(LexborHTMLParser(f"<div>{body}</div>").text(separator=" "))
        if len(text.split()) < 8:
            wrong[path] = [toml.Mistake(1, "is too short to be a notice. Say who to see, and when.")]
            continue
        language, variant = path.parent.name, path.stem
        if language == "en" and (not _SENDS_ON.search(text) or re.search(r"\d", text)):
            wrong[path] = [
                toml.Mistake(
                    1, "must tell readers to talk with or call a doctor, nurse, pharmacist or clinic, without numbers."
                )
            ]
            continue
        notices[language, variant] = Notice(language, variant, Markup(body), text)  # noqa: S704 - our own file
    return notices, wrong
