"""The real site, built as GitHub builds it for the web, and served as GitHub Pages serves it."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from building import REPOSITORY, Place

#: A project page lives under the name of its repository.
OWNER, ROOT = "example-organisation", "/repo/"

CONTENT_PAGES = sorted(f"{path.stem}.html" for path in (REPOSITORY / "content" / "pages").glob("*.md"))
THEME_PAGES = sorted(
    {path.name for path in (REPOSITORY / "theme" / "templates").glob("*.html")}
    - {"base.html", "page.html", "one-file.html"}
)
#: All that is written, but for the copy of them all (test_copies.py); test_paths.py proves it.
PAGES = [*CONTENT_PAGES, *THEME_PAGES]
COPY = "one-file.html"
#: The longest pages come first.
LONGEST = sorted(
    CONTENT_PAGES, key=lambda name: -(REPOSITORY / "content/pages" / name).with_suffix(".md").stat().st_size
)
#: Where a check is slow, these stand for all: help, a picture, the longest, and lists.
SAMPLE = sorted(
    {*LONGEST[:2], "get-help-now.html", "opioid-withdrawal.html", "index.html", "pages.html", "sources.html"}
)


def build(root: Path) -> Path:
    """Build a copy of the real site in ``root``, and give the folder that goes online."""
    place = Place(root)
    for name in ("content", "theme"):
        shutil.copytree(REPOSITORY / name, root / name)
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(REPOSITORY / name, root)
    (root / "plugins").symlink_to(REPOSITORY / "plugins", target_is_directory=True)
    repository = f"{OWNER}/{ROOT.strip('/')}"
    run = place.plainhealth("build", "-s", "publishconf.py", GITHUB_REPOSITORY=repository, ORGANISATION="", CONTACT="")
    assert run.status == 0, run.said
    return place.output


@dataclass(frozen=True)
class Asked:
    """One request: the path, and where the browser said that it came from."""

    path: str
    referrer: str | None


@dataclass(frozen=True)
class Online:
    """A folder that is being served. ``asked`` grows with every request."""

    folder: Path
    host: str
    asked: list[Asked] = field(default_factory=list)

    def url(self, path: str) -> str:
        """The address of a path of the site, ``page.html`` or ``a/b#part``."""
        return f"http://{self.host}{ROOT}{path}"


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files of one folder under ``ROOT``, compressed; 404.html for all else, at any depth."""

    def __init__(self, *given: object, asked: list[Asked], keep: str, **more: object) -> None:
        self.asked, self.keep = asked, keep
        super().__init__(*given, **more)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.asked.append(Asked(self.path, self.headers["Referer"]))
        path = urlsplit(self.path).path
        file = Path(self.translate_path(path.removeprefix(ROOT.rstrip("/"))))
        if file.is_dir():
            file /= "index.html"
        there = path.startswith(ROOT) and file.exists()
        body = (file if there else Path(self.directory) / "404.html").read_bytes()
        zipped = "gzip" in self.headers.get("Accept-Encoding", "")
        self.send_response(HTTPStatus.OK if there else HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", f"{self.guess_type(file) if there else 'text/html'}; charset=utf-8")
        if zipped:
            self.send_header("Content-Encoding", "gzip")
            body = gzip.compress(body, mtime=0)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", self.keep)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def serve(folder: Path, keep: str = "no-store") -> Iterator[Online]:
    """Serve a folder on a free port of this machine alone.

    ``keep`` says how long a browser may keep a page. By default it may not: every look is a request.
    """
    asked: list[Asked] = []
    handler = functools.partial(_Handler, directory=str(folder), asked=asked, keep=keep)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Online(folder, f"127.0.0.1:{server.server_port}", asked)
        finally:
            server.shutdown()
            thread.join()
