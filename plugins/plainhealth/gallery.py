"""Every component of the theme with its examples, in light and in dark: for whoever changes the theme.

A gallery is no site. It has no manifest, so that ``verify`` refuses it, and no page of it is ever published.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError
from markdown import Markdown
from markupsafe import Markup

from plainhealth.components import Components
from plainhealth.gate import SettingError
from plainhealth.publish.style import style_sheet

#: The pages of a gallery: what each is called, and when the dark colours hold there.
LOOKS = {"index": "screen and (prefers-color-scheme:dark)", "light": "not all", "dark": "screen"}
_DARK = f"@media {LOOKS['index']}"
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_MARK = "<!-- a gallery of components: never published -->"

_PAGE = (
    """\
<!doctype html>
"""
    + _MARK
    + """
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="{{ 'light dark' if look == 'index' else look }}">
<title>Components ({{ look }})</title>
<link rel="icon" href="data:,">
<style>{{ style }} .example { margin: 0 -1rem 1rem; padding: 1rem; outline: 2px dashed var(--line); }</style>
</head>
<body>
<main>
<h1>Components</h1>
<p>For whoever changes the theme. This is no page of the site, and is never published.</p>
<p>{% for other in looks %}<a class="call" href="{{ other }}.html">{{ other }}</a> {% endfor %}</p>
<ul>
{% for one in parts %}
<li><a href="#c-{{ one.name }}">The component {{ one.name }}</a></li>
{% endfor %}
</ul>
{% for one in parts %}
<section id="c-{{ one.name }}">
{{ one.guidance }}
{% for source, html in one.examples %}
<div class="example">{{ html }}</div>
<details><summary>The template of this example</summary><pre class="table"><code>{{ source }}</code></pre></details>
{% endfor %}
</section>
{% endfor %}
</main>
</body>
</html>
"""
)


class Part(NamedTuple):
    """One component: its guidance as HTML, and its examples as (template, HTML)."""

    name: str
    guidance: Markup
    examples: list[tuple[str, Markup]]


def parts(theme: Path, day: dt.date) -> Iterator[Part]:
    """Every component of a theme, by name, with its examples run for ``day``.

    Raises:
        SettingError: a component has no README.md or no example, or an example does not run.
    """
    components = Components(theme / "components")
    for folder in sorted(path for path in (theme / "components").iterdir() if path.is_dir()):
        path = folder / "README.md"
        text = path.read_text("utf-8") if path.is_file() else ""
        examples: list[tuple[str, Markup]] = []
        for found in _FENCE.finditer(text):
            if found[1] != "jinja":
                continue
            try:
                examples.append((found[2], components.example(found[2], day=day)))
            except TemplateError as error:
                line = text.count("\n", 0, found.start()) + 1
                raise SettingError(
                    f"{path}:{line}: This example does not run: {error}. Mend it or the template."
                ) from error
        if not examples:
            raise SettingError(f"{path}:1: There is no example here. Write one between ```jinja and ```.")
        guidance = Markdown().convert(_FENCE.sub("", text).replace("\n# ", "\n## ").replace("Gives, in short:", ""))
        guidance = guidance.replace("<h1>", "<h2>").replace("</h1>", "</h2>")
        yield Part(folder.name, Markup(guidance), examples)  # noqa: S704 - the theme's own README


def write(theme: Path, folder: Path, day: dt.date) -> int:
    """Write a gallery into ``folder``, in place of the one that is there. Gives the number of components.

    Raises:
        SettingError: the folder holds something else, or a component is not complete.
    """
    pages = {folder / f"{look}.html": look for look in LOOKS}
    for path in folder.iterdir() if folder.is_dir() else ():
        if path not in pages or _MARK not in path.read_text("utf-8", "replace"):
            raise SettingError(f"{folder} holds {path.name}, which is no part of a gallery. Name an empty folder.")
    style = style_sheet(theme)
    if _DARK not in style:
        raise SettingError(f"{theme}/style has no {_DARK} any more. Change gallery.py with it.")
    shown = list(parts(theme, day))
    template = Environment(
        loader=DictLoader({"page": _PAGE}), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    ).get_template("page")
    folder.mkdir(parents=True, exist_ok=True)
    for path, look in pages.items():
        sheet = Markup(style.replace(_DARK, f"@media {LOOKS[look]}"))  # noqa: S704 - the theme's own
        path.write_text(
            template.render(look=look, looks=LOOKS, parts=shown, style=sheet), encoding="utf-8", newline="\n"
        )
    return len(shown)
