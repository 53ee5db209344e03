"""The same findings for people and for machines."""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from plainhealth.gate import Finding, SettingError, Totals, Verdict
from plainhealth.page import as_date
from plainhealth.report import github, json, sarif, text
from plainhealth.report.pages import rule_page

__all__ = ["KINDS", "of_folder", "put", "ready", "rule_page", "tell", "write"]

KINDS = ("text", "json", "github", "sarif")


def write(verdict: Verdict, kind: str, stream: TextIO, *, base: str = "", last: str = "") -> None:
    """Write one report. ``base`` is the repository's web address; ``last`` is the last line in place of the totals.

    Raises:
        ValueError: there is no such kind.
    """
    match kind:
        case "json":
            stream.write(json.render(verdict))
        case "sarif":
            stream.write(sarif.render(verdict, base))
        case "github":
            stream.write(github.commands(verdict, base))
            stream.write(_line(last or text.totals(verdict)))
        case "text":
            stream.write(_line(text.exemptions(verdict.totals)))
            stream.write(_line(text.findings(verdict.findings)))
            stream.write(_line(last or text.totals(verdict)))
        case _:
            raise ValueError(f"There is no report of the kind {kind!r}.")
    stream.flush()


def tell(
    verdict: Verdict,
    kind: str = "text",
    file: Path | None = None,
    *,
    last: str = "",
    out: TextIO | None = None,
    env: Mapping[str, str] | None = None,
) -> None:
    """Say a verdict where it was asked for; ``out`` is standard output, should others write there too.

    With a ``file`` the report goes there, and the text to the terminal all the same. In GitHub Actions
    annotations follow the text, and the step's summary gets the full list.
    """
    env = os.environ if env is None else env
    out = out or sys.stdout
    base = github.base(env)
    if file is not None:
        with file.open("w", encoding="utf-8", newline="\n") as stream:
            write(verdict, kind, stream, base=base, last=last)
        kind = "text"
    if kind == "text":
        # What matters most stands last, where the reader's eye is.
        put(text.exemptions(verdict.totals), out)
        put(text.findings(verdict.findings), sys.stderr)
        if env.get("GITHUB_ACTIONS") == "true":
            put(github.commands(verdict, base).rstrip("\n"), out)
        put(last or text.totals(verdict), out)
    else:
        whole = io.StringIO()
        write(verdict, kind, whole, base=base, last=last)
        put(whole.getvalue().rstrip("\n"), out, encoding="utf-8")  # RFC 8259 knows no other
    if kind in ("text", "github") and env.get("GITHUB_STEP_SUMMARY"):
        _add(Path(env["GITHUB_STEP_SUMMARY"]), github.summary(verdict, base, last))


def ready(file: Path) -> None:
    """Make sure, before a long build, that a report can be put there.

    Raises:
        SettingError: it cannot.
    """
    if file.is_dir() or not file.parent.is_dir():
        raise SettingError(f"A report cannot be written to {file}. Name a file in a folder that is there.")


@dataclass(slots=True)
class FolderTotals(Totals):
    """What a finished folder says of itself: of the blocks marked as no claim it keeps only the number."""

    no_claim: int = 0


def of_folder(found: Iterable[Finding], manifest: Mapping[str, Any], today: dt.date) -> Verdict:
    """The verdict on a finished folder, from its findings and its manifest."""
    names = ("pages", "claims", "cited", "no_claim", "no_fact")
    numbers = {name: manifest[name] for name in names if type(manifest.get(name)) is int and manifest[name] >= 0}
    totals = FolderTotals(**numbers, html_files=sum(str(name).endswith(".html") for name in manifest.get("files", ())))
    good_until = as_date(str(manifest.get("good_until", "")))
    return Verdict.of(found, totals, today=str(today), good_until=str(good_until or ""))


def _line(words: str) -> str:
    return f"{words}\n" if words else ""


def say(*sentences: str) -> None:
    """What is no finding: a setting that is wrong, a disk that is full."""
    for sentence in sentences:
        put(f"plainhealth: {sentence}", sys.stderr)


def put(words: str, stream: TextIO, encoding: str | None = None) -> None:
    """Print at once, whatever letters the console knows, and also when nobody reads any more (``| head``)."""
    if not words:
        return
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding=encoding, errors="backslashreplace")
    try:
        stream.write(f"{words}\n")
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _add(file: Path, words: str) -> None:
    try:
        with file.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(words)
    except OSError as error:
        # The verdict is said already; a summary that cannot be kept does not change it.
        put(f"plainhealth: The step's summary was not written ({error.strerror or error}).", sys.stderr)
