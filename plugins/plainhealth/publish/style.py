"""The theme's style sheet: small files, each beside what it is for, joined into one that is inlined."""

from __future__ import annotations

from pathlib import Path

import rcssmin


def style_sheet(theme: Path) -> str:
    """Join ``style/[1-8]*.css``, the components' files by name, then ``style/9*.css``; minified."""
    first = sorted((theme / "style").glob("[1-8]*.css"))
    last = sorted((theme / "style").glob("9*.css"))
    parts = [*first, *sorted((theme / "components").glob("*/*.css")), *last]
    text = "\n".join(part.read_text(encoding="utf-8") for part in parts)
    return str(rcssmin.cssmin(text))
