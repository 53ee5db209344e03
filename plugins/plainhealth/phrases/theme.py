"""The words that a theme itself says on its pages, so that the rules on phrases read them too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from plainhealth.phrases.printed import Text

#: Jinja's own, and tags, are no words; attributes that are read aloud or shown are.
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_SAID = re.compile(r"\b(?:aria-label|alt|title|content|placeholder)=\"([^\"]*)\"")
_QUOTED = re.compile(r"[\"']([^\"'\n]*[a-z] [^\"'\n]*)[\"']")


def theme_texts(theme: Path, name: str = "theme") -> Iterator[Text]:
    """The words of ``templates/*.html`` and ``components/*/*.html``, with file and line; ``name`` leads to ``theme``.

    Raises:
        OSError: a file cannot be read.
    """
    for path in sorted((*theme.glob("templates/*.html"), *theme.glob("components/*/*.html"))):
        source = path.read_text(encoding="utf-8")
        shown = f"{name}/{path.relative_to(theme).as_posix()}"
        said = [(m.start(1), m[1]) for m in _SAID.finditer(source)]
        for mark in _JINJA.finditer(source):
            said += [
                (mark.start() + m.start(1), m[1]) for m in _QUOTED.finditer(mark[0]) if not mark[0].startswith("{#")
            ]
        # What is taken out leaves its length, so that lines stay where they are.
        bare = _TAG.sub(_blank, _JINJA.sub(_blank, source))
        said += [(m.start(), m[0]) for m in re.finditer(r"\S(?:[^\n]*\S)?", bare)]
        for at, words in sorted(said):
            if re.search(r"[^\W\d_]", words):
                yield Text(shown, source.count("\n", 0, at) + 1, " ".join(words.split()))


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
