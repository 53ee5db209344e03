"""One page of ours beside the same words made into a page by other generators and design systems, each as it comes.

Run it with ``make beside``. Pip and npm fetch the others into a folder that is thrown away, or into the one that
``PLAINHEALTH_BESIDE`` names.
Each page is opened once in Chromium, as wide as a phone. Counted are the bytes of ``gzip -9`` of every file
that it asks its own host for, of them scripts, the requests, and other hosts that it wants to ask; those are blocked.
It writes its table into ``bench/results.md``.
"""

from __future__ import annotations

import gzip
import html
import json
import mimetypes
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Route, sync_playwright
from selectolax.lexbor import LexborHTMLParser

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from bench import table

from browser.conftest import ARGUMENTS, CHROMIUM, NONE
from browser.online import build

PAGE = "opioid-withdrawal.html"
HOST = "site.example"
PINS = ("mkdocs==1.6.1", "mkdocs-material==9.8.1", "sphinx==9.0.4", "furo==2025.12.19")
DESIGN = {"nhsuk-frontend": "10.6.1", "govuk-frontend": "6.6.0", "nunjucks": "3.2.4"}
DOCUSAURUS = {
    "@docusaurus/core": "3.10.2",
    "@docusaurus/preset-classic": "3.10.2",
    "@mdx-js/react": "3.1.1",
    "react": "19.2.0",
    "react-dom": "19.2.0",
}


class Part(NamedTuple):
    """A heading (``level`` 1 to 3), a paragraph (0) or a list item (-1), in words alone."""

    level: int
    words: str


class Cost(NamedTuple):
    """What a first visit costs: bytes of all and of scripts, requests, other hosts, entries stored on the device."""

    bytes: int
    scripts: int
    requests: int
    hosts: list[str]
    stored: int


def parts(page: str) -> list[Part]:
    """The words of one of our pages, all that is folded and the list of sources included."""
    main = LexborHTMLParser(page).css_first("main")
    assert main
    levels = {"h1": 1, "h2": 2, "h3": 3, "li": -1, "tr": -1}
    found = []
    for node in main.css("h1, h2, h3, p, li:not(:has(p)), summary, tr"):
        words = re.sub(r"\s+", " ", node.text(separator=" ")).strip()
        if words:
            found.append(Part(levels.get(str(node.tag), 0), words))
    return found


def markdown(text: list[Part]) -> str:
    """The same in Markdown."""
    return "\n\n".join(
        ("#" * level + " " if level > 0 else "- " if level else "") + _plain(words) for level, words in text
    )


def restructured(text: list[Part]) -> str:
    """The same in reStructuredText."""
    lines = []
    for level, words in text:
        said = re.sub(r"([\\*`_|])", r"\\\1", words)
        lines.append(f"{said}\n{'=-~'[level - 1] * len(said)}" if level > 0 else f"- {said}" if level else said)
    return "\n\n".join(lines)


def marked_up(text: list[Part], names: dict[int, str]) -> str:
    """The same in HTML, with the classes of a design system for each kind of part."""
    said = []
    for level, words in text:
        tag = f"h{level}" if level > 0 else "li" if level else "p"
        item = f'<{tag} class="{names.get(level, "")}">{html.escape(words)}</{tag}>'
        said.append(f'<ul class="{names[9]}">{item}</ul>' if level < 0 else item)
    return "\n".join(said).replace(f'</ul>\n<ul class="{names[9]}">', "\n")


def _plain(words: str) -> str:
    """Words in which no sign means anything to Markdown or MDX."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", words)


def run(*command: str | Path, where: Path) -> None:
    """Run a command to its end.

    Raises:
        RuntimeError: it failed; with the end of what it said.
    """
    quiet = {"DOCUSAURUS_NO_TELEMETRY": "1", "NO_UPDATE_NOTIFIER": "1", "CI": "1", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [str(word) for word in command], cwd=where, env=os.environ | quiet, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {(done.stdout + done.stderr)[-2_000:]}")


def write(path: Path, text: str) -> None:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def packages(where: Path, pins: dict[str, str]) -> None:
    """Install from npm, without running anything."""
    write(where / "package.json", json.dumps({"private": True, "dependencies": pins}))
    if not (where / "node_modules").exists():
        run("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", where=where)


def python(where: Path) -> Path:
    """The programs of a Python environment with the two generators."""
    programs = where / "venv" / "bin"
    if not (programs / "furo-ready").exists():
        run(sys.executable, "-m", "venv", "venv", where=where)
        run(programs / "pip", "install", "--quiet", *PINS, where=where)
        (programs / "furo-ready").touch()
    return programs


def material(where: Path, text: list[Part]) -> Path:
    """MkDocs with the Material theme."""
    write(where / "material/docs/index.md", markdown(text))
    write(where / "material/mkdocs.yml", "site_name: Plain health pages\ntheme: {name: material}\n")
    run(python(where) / "mkdocs", "build", "--quiet", where=where / "material")
    return where / "material/site"


def furo(where: Path, text: list[Part]) -> Path:
    """Sphinx with the Furo theme."""
    write(where / "furo/index.rst", restructured(text))
    write(where / "furo/conf.py", "project = 'Plain health pages'\nhtml_theme = 'furo'\n")
    run(python(where) / "sphinx-build", "-q", "-b", "html", ".", "out", where=where / "furo")
    return where / "furo/out"


def docusaurus(where: Path, text: list[Part]) -> Path:
    """Docusaurus with its classic preset, documents only."""
    packages(where / "docusaurus", DOCUSAURUS)
    write(where / "docusaurus/docs/index.md", "---\nslug: /\n---\n" + markdown(text))
    settings = {
        "title": "Plain health pages",
        "url": f"https://{HOST}",
        "baseUrl": "/",
        "presets": [["classic", {"docs": {"routeBasePath": "/"}, "blog": False}]],
    }
    write(where / "docusaurus/docusaurus.config.js", f"module.exports = {json.dumps(settings)};")
    run("node", "node_modules/@docusaurus/core/bin/docusaurus.mjs", "build", where=where / "docusaurus")
    return where / "docusaurus/build"


def _nunjucks(where: Path, package: str, inside: str, template: str) -> Path:
    """A page from a design system's own template, with its own files beside it."""
    packages(where / "design", DESIGN)
    root = where / "design/node_modules" / package / "dist"
    out = where / package
    write(where / "design" / f"{package}.njk", template)
    script = (
        "const n = require('nunjucks'), fs = require('fs');"
        f"const e = n.configure([{json.dumps(str(root))}, '.'], {{ autoescape: true }});"
        f"fs.mkdirSync({json.dumps(str(out))}, {{ recursive: true }});"
        f"fs.writeFileSync({json.dumps(str(out / 'index.html'))}, e.render({json.dumps(package + '.njk')}));"
        f"fs.cpSync({json.dumps(str(root / inside))}, {json.dumps(str(out))}, {{ recursive: true }});"
    )
    run("node", "-e", script, where=where / "design")
    return out


def nhs(where: Path, text: list[Part]) -> Path:
    """The NHS design system: its page template, style and script."""
    words = marked_up(
        text, {1: "nhsuk-heading-l", 2: "nhsuk-heading-m", 3: "nhsuk-heading-s", 9: "nhsuk-list nhsuk-list--bullet"}
    )
    return _nunjucks(
        where,
        "nhsuk-frontend",
        "nhsuk",
        '{% extends "nhsuk/template.njk" %}'
        '{% block head %}<link rel="stylesheet" href="/nhsuk-frontend.min.css">'
        '<script src="/nhsuk-frontend.min.js" type="module"></script>{% endblock %}'
        "{% block content %}{% raw %}" + words + "{% endraw %}{% endblock %}",
    )


def gov(where: Path, text: list[Part]) -> Path:
    """The GOV.UK design system: its page template, style and script."""
    words = marked_up(
        text,
        {
            0: "govuk-body",
            1: "govuk-heading-l",
            2: "govuk-heading-m",
            3: "govuk-heading-s",
            9: "govuk-list govuk-list--bullet",
        },
    )
    return _nunjucks(
        where,
        "govuk-frontend",
        "govuk",
        '{% extends "govuk/template.njk" %}'
        '{% block head %}<link rel="stylesheet" href="/govuk-frontend.min.css">{% endblock %}'
        "{% block content %}{% raw %}" + words + "{% endraw %}{% endblock %}"
        '{% block bodyEnd %}<script type="module">import { initAll } from "/govuk-frontend.min.js"; initAll()</script>'
        "{% endblock %}",
    )


def visit(browser: Browser, folder: Path, name: str) -> Cost:
    """Open one page of a folder as a first visitor with a phone."""
    weights: list[int] = []
    scripts: list[int] = []
    hosts: set[str] = set()

    def answer(route: Route) -> None:
        url = urlsplit(route.request.url)
        file = folder / unquote(url.path).lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        if url.hostname != HOST:
            hosts.add(str(url.hostname))
            route.abort()
        elif not file.is_file():
            weights.append(0)
            route.fulfill(status=404, body="")
        else:
            body = file.read_bytes()
            weights.append(min(len(body), len(gzip.compress(body, 9, mtime=0))))
            if route.request.resource_type == "script":
                scripts.append(weights[-1])
            route.fulfill(body=body, content_type=mimetypes.guess_type(file.name)[0] or "application/octet-stream")

    with browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2) as context:
        context.route("**/*", answer)
        tab = context.new_page()
        tab.goto(f"https://{HOST}/{name}", wait_until="networkidle")
        stored = tab.evaluate("localStorage.length + sessionStorage.length") + len(context.cookies())
    return Cost(sum(weights), sum(scripts), len(weights), sorted(hosts), stored)


OTHERS: list[tuple[str, Callable[[Path, list[Part]], Path]]] = [
    ("nhsuk-frontend 10.6.1", nhs),
    ("govuk-frontend 6.6.0", gov),
    ("Sphinx 9.0.4, Furo 2025.12.19", furo),
    ("MkDocs 1.6.1, Material 9.8.1", material),
    ("Docusaurus 3.10.2, classic", docusaurus),
]


def row(name: str, cost: Cost) -> str:
    """One page as a row of the table."""
    hosts = ", ".join(cost.hosts) or "none"
    return f"| {name} | {cost.bytes:,} | {cost.scripts:,} | {cost.requests} | {hosts} | {cost.stored} |"


def main() -> None:
    """Build all, visit each, write the table."""
    if CHROMIUM is None:
        raise SystemExit(NONE)
    kept = os.environ.get("PLAINHEALTH_BESIDE")
    with tempfile.TemporaryDirectory() as thrown, sync_playwright() as playwright:
        where = Path(kept or thrown).resolve()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        with tempfile.TemporaryDirectory() as ours:
            output = build(Path(ours))
            text = parts((output / PAGE).read_text("utf-8"))
            rows = [row("**these pages**, with drawing and folded evidence", visit(browser, output, PAGE))]
        for name, make in OTHERS:
            rows.append(row(name, visit(browser, make(where, text), "")))
            print(rows[-1], flush=True)
        browser.close()
    table.write("The same page, made by others", rows)
    print(rows[0])


if __name__ == "__main__":
    main()
