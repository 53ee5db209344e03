"""Every file under ``content/`` is published, listed as skipped, or an error."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from plainhealth.gate import Problem

#: What Pelican's Markdown reader reads.
PAGE_SUFFIXES = (".md", ".markdown", ".mkd", ".mdown")
#: Pictures a page may show. No .svg: it can carry script.
IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif")
#: Files that are data for the build, and are not published themselves.
_DATA = re.compile(
    r"(?:sources|pictures|pictures/figures)/[^/]+\.toml|sheets/(?:[^/]+/)*[^/]+\.toml|notices/[^/]+/[^/]+\.md"
)
_DATA_FILES = (
    "README.md", "sheets/README.md", "helplines.toml", "changes.toml", "glossary.toml", "words/names.toml",
    "words/search.toml",
)  # fmt: skip
#: Characters that no reader sees: control characters, zero-width spaces and joiners, soft hyphens, and
#: marks that turn the direction of text (Unicode TR 36, *Bidirectional Text Spoofing*).
STRANGE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)

#: No reader reads on so long, and Python-Markdown's patterns take time that grows with the square.
LONGEST_PARAGRAPH = 5_000
#: Pages without a fault, by path: the bytes of their files, and the texts in these.
Texts = dict[str, tuple[bytes, str]]
_EMPTY_LINES = re.compile(r"\n(?:[ \t\r]*\n)+")


@dataclass(slots=True)
class Account:
    """Paths relative to ``content``, and what cannot be read or placed."""

    pages: dict[str, str] = field(default_factory=dict)
    images: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)
    misplaced: list[Problem] = field(default_factory=list)
    largest: int = 200_000

    @property
    def not_for_pelican(self) -> set[str]:
        """File and folder names that Pelican must not even try to read."""
        return {Path(name).name for name in (*self.skipped, *(p.path for p in self.unreadable))}


def digest(folder: Path, *, but: Path | None = None) -> str:
    """One value for all files below a folder, their names and what is in them. ``but`` is a folder to leave out."""
    value = hashlib.sha256()
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if Path(where, name) != but)
        for path in (os.path.join(where, name) for name in sorted(names)):  # noqa: PTH118 - hundreds of times a save
            if os.path.isfile(path):  # noqa: PTH113 - as above
                value.update(f"\0{path}\0".encode("utf-8", "surrogateescape"))
                # The account of all files says which one cannot be read.
                with contextlib.suppress(OSError), open(path, "rb") as file:  # noqa: PTH123 - as above
                    value.update(file.read())
    return value.hexdigest()


def below(folder: Path) -> list[str]:
    """The files below a folder, links to folders among them, by their paths from there.

    Raises:
        OSError: the folder, or one in it, cannot be opened.
    """

    def failed(error: OSError) -> NoReturn:
        raise error

    found = []
    for where, folders, names in os.walk(folder, onerror=failed):
        start = "" if where == str(folder) else f"{os.path.relpath(where, folder)}/"
        links = [name for name in folders if os.path.islink(os.path.join(where, name))]  # noqa: PTH114, PTH118 - as above
        found += [f"{start}{name}" for name in (*names, *links)]
    return found


def account(content: Path, *, largest_page: int, known: Texts | None = None) -> Account:
    """Read every file below ``content`` once. ``largest_page`` is in bytes; ``known`` outlives one account."""
    result = Account(largest=largest_page)
    known = {} if known is None else known
    if not content.is_dir():
        result.unreadable.append(
            Problem(1, "is not a folder that can be opened. Put it back, or set PATH in pelicanconf.py.", path="")
        )
        return result

    def failed(error: OSError) -> None:
        name = os.path.relpath(error.filename, content) if error.filename else "."
        result.unreadable.append(
            Problem(1, f"cannot be opened ({error.strerror}). Give yourself the right to read it.", path=name)
        )

    for folder, folders, files in os.walk(content, onerror=failed):
        folders.sort()
        start = "" if folder == str(content) else f"{Path(folder).relative_to(content).as_posix()}/"
        for name in list(folders):
            if os.path.islink(os.path.join(folder, name)):  # noqa: PTH114, PTH118 - hundreds of files a save, as below
                folders.remove(name)
                result.unreadable.append(
                    Problem(
                        1,
                        "is a link to a folder. Links can lead round in circles: copy the files here instead.",
                        path=f"{start}{name}",
                    )
                )
        for name in sorted(files):
            _one(result, f"{start}{name}", os.path.join(folder, name), known)  # noqa: PTH118
    for path in known.keys() - result.pages.keys():
        del known[path]
    return result


def _one(result: Account, relative: str, path: str, known: Texts) -> None:
    top, name = relative.partition("/")[0], relative.rpartition("/")[2]
    stem, ending = os.path.splitext(name)  # noqa: PTH122
    ending = ending if ending != "." else ""
    suffix = ending.lower()
    if name.startswith(".") or name.endswith(("~", ".swp", ".orig", ".bak")) or name == "Thumbs.db":
        result.skipped.append(relative)
    elif os.path.islink(path):  # noqa: PTH114 - never raises
        result.unreadable.append(
            Problem(1, "is a link to another file. Put a copy of that file here instead.", path=relative)
        )
    elif os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113 - these two never raise
        result.unreadable.append(Problem(1, "is a device or a pipe, not a file. Delete it.", path=relative))
    elif not name.isprintable() or not re.search(r"[^\W_]", stem):
        result.unreadable.append(
            Problem(1, "has a name that cannot be an address. Rename it: letters, digits and '-'.", path=relative)
        )
    elif relative in _DATA_FILES or _DATA.fullmatch(relative):
        return
    elif top == "pages" and ending in PAGE_SUFFIXES:
        text = _read(result, relative, path, known)
        if text is not None:
            result.pages[relative] = text
    elif top == "images" and suffix in IMAGE_SUFFIXES:
        result.images.append(relative)
    elif top == "pages":
        result.misplaced.append(
            Problem(
                1,
                f"is not a page: {ending or 'no ending'} files are not published. Write it as Markdown, with the "
                "ending .md, or delete it.",
                path=relative,
            )
        )
    else:
        result.misplaced.append(
            Problem(
                1,
                "would not be published and nothing reads it. Pages go into content/pages/ as .md, pictures into "
                f"content/images/ ({', '.join(IMAGE_SUFFIXES)}), sources into content/sources/ as .toml. "
                "Move or delete this file.",
                path=relative,
            )
        )


def _read(result: Account, relative: str, path: str, known: Texts) -> str | None:
    """The text of a page, or None with the reasons noted."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            raw = file.read()
    except OSError as error:
        result.unreadable.append(
            Problem(
                1, f"cannot be read ({error.strerror}). Check that the file is there and may be opened.", path=relative
            )
        )
        return None
    before, text = known.get(relative, (None, ""))
    if raw == before and len(raw) <= result.largest:
        return text
    problems = (
        list(_text_problems(raw))
        if len(raw) <= result.largest
        else [
            Problem(
                1,
                f"is {len(raw):,} bytes long; the most is {result.largest:,}. Nobody reads a page that long: split it.",
            )
        ]
    )
    result.unreadable += [p._replace(path=relative) for p in problems]
    if problems:
        return None
    text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    known[relative] = raw, text
    return text


def _text_problems(raw: bytes) -> Iterator[Problem]:
    if not raw.strip(b"\xef\xbb\xbf \t\r\n"):
        yield Problem(1, "is empty. Write the page, or delete the file.")
        return
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or raw.count(0) * 3 > len(raw):
        yield Problem(1, "is saved as UTF-16. Save it again with the encoding UTF-8.")
        return
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        col = error.start - (before.rfind(b"\n") + 1) + 1
        yield Problem(line, "has a letter that is not UTF-8 here. Save the file again with the encoding UTF-8.", col)
        return
    gaps = [found.span() for found in _EMPTY_LINES.finditer(text)]
    for (_, start), (end, _) in itertools.pairwise([(0, 0), *gaps, (len(text), 0)]):
        if end - start > LONGEST_PARAGRAPH:
            line = text.count("\n", 0, start) + 1
            message = f"has a paragraph of more than {LONGEST_PARAGRAPH:,} letters here. Put empty lines in it."
            yield Problem(line, message)
            break
    if not STRANGE.search(text):
        return
    for number, line_text in enumerate(text.split("\n"), 1):
        for col, letter in enumerate(line_text, 1):
            if STRANGE.match(letter):
                yield Problem(
                    number,
                    f"has an invisible character (U+{ord(letter):04X}) here. Delete it: type the words anew.",
                    col,
                )
                break
