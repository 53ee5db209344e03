"""The theme's style sheet: small files, each beside what it is for, joined into one that is inlined."""

from __future__ import annotations

from pathlib import Path

import rcssmin


def style_sheet(theme: Path) -> str:
    """Join ``style/[1-8]*.css``, the components' files by name, then ``style/9*.css``; minified.

    Raises:
        OSError: a folder or file cannot be opened: a page without its style would look finished.
    """
    # Not glob: it takes a folder that cannot be opened for an empty one.
    style = sorted(path for path in (theme / "style").iterdir() if path.suffix == ".css")
    first = [path for path in style if path.name[0] in "12345678"]
    last = [path for path in style if path.name[0] == "9"]
    folders = sorted(path for path in (theme / "components").iterdir() if path.is_dir())
    components = [part for folder in folders for part in sorted(folder.iterdir()) if part.suffix == ".css"]
    parts = [*first, *components, *last]
    text = "\n".join(part.read_text(encoding="utf-8") for part in parts)
    return str(rcssmin.cssmin(text))
