"""The manifest: what a finished folder holds, and until when it may be relied on."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import plainhealth
from plainhealth.gate import Finding
from plainhealth.publish.machines import NAMES, check
from plainhealth.publish.written import MANIFEST, Expected, look

NAME = MANIFEST
FIX = "Build again with make html (or make publish); do not change a finished folder by hand."


def files_of(folder: Path) -> list[str]:
    """The files that a finished folder's manifest lists; [] if it has none that can be read."""
    try:
        return [str(name) for name in json.loads((folder / NAME).read_bytes())["files"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []


def write(folder: Path, facts: dict[str, Any], origins: Mapping[str, str], digests: Mapping[str, str]) -> None:
    """Write the manifest of ``folder``.

    ``origins`` says of each file what it was made from; ``digests`` has the SHA-256 of each, in hexadecimal,
    as it was when it was looked at.
    """
    files = {
        name: {"sha256": digests[name], "from": origins.get(name, "the build")}
        for name in sorted(digests.keys() - {NAME}, key=lambda name: name.split("/"))
    }
    body = {"generator": f"plainhealth {plainhealth.__version__}", **facts, "files": files}
    (folder / NAME).write_text(json.dumps(body, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a manifest says, with every type made sure of."""

    digests: dict[str, str]
    sources: dict[str, str]
    citations: dict[str, int]
    notices: list[str]
    phones: list[str]
    root: str
    one_file: list[str]
    good_until: dt.date
    kept: check.Kept

    @classmethod
    def of(cls, manifest: dict[str, Any]) -> _Told:
        """Read it.

        Raises:
            ValueError, KeyError, TypeError, AttributeError: it is not a manifest of ours.
        """
        origins = {str(name): str(entry["from"]) for name, entry in manifest["files"].items()}
        notices = [str(n) for n in manifest["notices"]]
        if not notices or not all(n.strip() for n in notices):
            raise ValueError("no notices")
        phones = [str(n) for n in manifest["phones"]]
        if not phones or not all(n.strip() for n in phones):
            raise ValueError("no emergency number")
        return cls(
            digests={str(name): str(entry["sha256"]) for name, entry in manifest["files"].items()},
            sources={name: origin for name, origin in origins.items() if origin.startswith("content/")},
            citations={str(name): int(count) for name, count in manifest["citations"].items()},
            notices=notices,
            phones=phones,
            root=str(manifest["root"]),
            one_file=[str(name) for name in manifest["one_file"]],
            good_until=dt.date.fromisoformat(manifest["good_until"]),
            kept=check.Kept.of(manifest),
        )


def verify(folder: Path, today: dt.date) -> tuple[list[Finding], dict[str, Any]]:
    """Judge a finished folder by itself.

    Returns the findings and the manifest ({} if there is none that can be read).
    """
    path = folder / NAME
    try:
        manifest = json.loads(path.read_bytes())
        if manifest.get("preview"):
            return [_bad(NAME, "This folder is a preview. A preview is never published.")], manifest
        told = _Told.of(manifest)
    except FileNotFoundError:
        return [_bad(NAME, "This folder has no manifest: it was not built by the gate.")], {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return [_bad(NAME, "The manifest cannot be read, or is not one of ours.")], {}
    findings = []
    if today > told.good_until:
        findings.append(_bad(NAME, f"This copy was good until {told.good_until}. Check its sources and build again."))
    expected = Expected(
        told.notices,
        told.phones,
        told.root,
        told.sources,
        told.citations,
        reviewed=told.kept.reviewed,
        publisher=told.kept.publisher,
        address=told.kept.address,
        made=dict.fromkeys(NAMES & told.digests.keys(), ""),
        searched=True,
        copied=told.one_file,
    )
    looked = look(folder, expected)
    found = looked.digests.keys() - {NAME}
    kept = sorted(found & told.digests.keys())
    findings += [_bad(name, "This file is missing.") for name in sorted(told.digests.keys() - found)]
    findings += [_bad(name, "This file was put here after the build.") for name in sorted(found - told.digests.keys())]
    findings += [
        _bad(name, "This file was changed after the build.")
        for name in kept
        if looked.digests[name] != told.digests[name]
    ]
    findings += [_bad(name, message) for name, message in check.wrong(folder, told.kept, looked.digests)]
    if not looked.pages:
        findings.append(_bad(NAME, "This folder holds no page at all."))
    return findings + looked.findings, manifest


def _bad(name: str, message: str) -> Finding:
    return Finding(f"output/{name}", 1, 1, "changed-output", message, FIX)
