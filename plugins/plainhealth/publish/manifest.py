"""The manifest: what a finished folder holds, and until when it may be relied on."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import plainhealth
from plainhealth.gate import Finding
from plainhealth.publish.written import look

NAME = "manifest.json"
FIX = "Build again with make html (or make publish); do not change a finished folder by hand."


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(folder: Path, facts: dict[str, Any], origins: dict[str, str]) -> None:
    """Write the manifest of ``folder``. ``origins`` says of each file what it was made from."""
    files = {
        p.relative_to(folder).as_posix(): {
            "sha256": digest(p),
            "from": origins.get(p.relative_to(folder).as_posix(), "the build"),
        }
        for p in sorted(folder.rglob("*"))
        if p.is_file() and p.name != NAME
    }
    body = {"generator": f"plainhealth {plainhealth.__version__}", **facts, "files": files}
    (folder / NAME).write_text(json.dumps(body, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def verify(folder: Path, today: dt.date) -> tuple[list[Finding], dict[str, Any]]:
    """Judge a finished folder by itself.

    Returns the findings and the manifest ({} if there is none that can be read).
    """
    path = folder / NAME
    try:
        manifest = json.loads(path.read_bytes())
        files, notices = manifest["files"], manifest["notices"]
        good_until, root = dt.date.fromisoformat(manifest["good_until"]), manifest["root"]
        expected = {str(name): str(entry["sha256"]) for name, entry in files.items()}
        sources = {n: str(e["from"]) for n, e in files.items() if str(e["from"]).startswith("content/")}
        citations = {str(n): int(c) for n, c in manifest["citations"].items()}
        if not notices or not all(isinstance(n, str) and n.strip() for n in notices) or not isinstance(root, str):
            raise ValueError("no notices")
    except FileNotFoundError:
        return [_bad(NAME, "This folder has no manifest: it was not built by the gate.")], {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return [_bad(NAME, "The manifest cannot be read, or is not one of ours.")], {}
    findings = []
    if manifest.get("preview"):
        findings.append(_bad(NAME, "This folder is a preview. A preview is never published."))
    if today > good_until:
        findings.append(_bad(NAME, f"This copy was good until {good_until}. Check its sources and build again."))
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir()} - {NAME}
    for name in sorted(expected.keys() - found):
        findings.append(_bad(name, "This file is missing."))
    for name in sorted(found - expected.keys()):
        findings.append(_bad(name, "This file was put here after the build."))
    for name in sorted(found & expected.keys()):
        if digest(folder / name) != expected[name]:
            findings.append(_bad(name, "This file was changed after the build."))
    seen, pages = look(folder, notices=notices, root=root, sources=sources, citations=citations)
    if not pages:
        findings.append(_bad(NAME, "This folder holds no page at all."))
    return findings + seen, manifest


def _bad(name: str, message: str) -> Finding:
    return Finding(f"output/{name}", 1, 1, "changed-output", message, FIX)
