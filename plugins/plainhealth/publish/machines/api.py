"""``api/*.json``: what pages show of findings, sources and phone lines, for programs; each with its schema."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from pathlib import Path

from plainhealth.publish.machines.told import Row, Told

#: The lists, each a file of its own.
LISTS = ("findings", "sources", "helplines")
SCHEMAS = tuple(f"api/{name}.schema.json" for name in LISTS)
NAMES = (*(f"api/{name}.json" for name in LISTS), *SCHEMAS)
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_CONDITIONS = (
    "You may copy and share this if you name this site and say what you changed (CC BY 4.0). "
    "Show it with the notice. Do not show it after its last day."
)


def files(told: Told) -> dict[str, bytes]:
    """The lists and their schemas, by file name."""
    lists = {f"api/{name}.json": _list(told, name, getattr(told, name)) for name in LISTS}
    return {**lists, **{name: schema(name) for name in SCHEMAS}}


@functools.cache
def schema(name: str) -> bytes:
    """One schema, as it stands beside this file."""
    return Path(__file__).with_name(name.removeprefix("api/")).read_bytes()


def is_row(name: str, row: object) -> bool:
    """Whether an entry has the parts that the schema of its list names: texts, and lists of texts."""
    shape = _parts(name)
    return (
        isinstance(row, dict)
        and row.keys() == shape.keys()
        and all(
            isinstance(value, str)
            if shape[key] is str
            else isinstance(value, list) and all(isinstance(each, str) for each in value)
            for key, value in row.items()
        )
    )


@functools.cache
def _parts(name: str) -> dict[str, type]:
    parts = json.loads(schema(f"api/{name}.schema.json"))["$defs"][name.removesuffix("s")]["properties"]
    return {key: list if part.get("type") == "array" else str for key, part in parts.items()}


def _list(told: Told, name: str, rows: Sequence[Row]) -> bytes:
    """One list; an entry a line, so that two versions are easily compared."""
    head = {
        "$schema": f"{name}.schema.json",
        "site": told.name,
        "address": told.address,
        "organisation": told.organisation,
        "licence": LICENCE,
        "conditions": _CONDITIONS,
        "notice": told.notice,
        "judged": told.judged,
        "expires": told.good_until,
    }
    lines = "".join(f"{json.dumps(row, ensure_ascii=False)},\n" for row in rows).removesuffix(",\n")
    opened = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    return f'{opened},\n "{name}": [\n{lines}\n]}}\n'.encode()
