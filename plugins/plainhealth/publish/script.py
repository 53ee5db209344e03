"""The only scripts that may run on a visitor's device: small files of the theme, inlined, and known by their hash.

Which ones stands here, and not in the theme or in a finished folder: whoever changes a script there has to change
it here too, where tests and reviewers see it. No page needs a script: each does the same a little better.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import rjsmin

#: Each script by the name of its file in ``theme/script``: the SHA-256 of its minified text, as a
#: Content-Security-Policy wants it (CSP 3, §2.3.1).
KNOWN = {
    "leave": "sha256-5x529Oz7a3w7g80/Ba1g66jr25Y/0sgAj1wt0AcI+K0=",
    "search": "sha256-qwkd6Rd8/PyAlbK4Q9qGNfcXzrt2daGeCRXizX+XgEc=",
}


def script(theme: Path, name: str) -> str:
    """The minified text of ``script/<name>.js``.

    Raises:
        OSError: the file cannot be opened.
    """
    return str(rjsmin.jsmin((theme / "script" / f"{name}.js").read_text(encoding="utf-8")))


def digest(text: str) -> str:
    """The hash of an inlined style or script as a Content-Security-Policy wants it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def known(text: str) -> str:
    """The name of the script that this is to the letter, or ""."""
    hashed = digest(text)
    return next((name for name, wanted in KNOWN.items() if wanted == hashed), "")
