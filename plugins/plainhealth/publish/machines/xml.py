"""XML as it is written here: no namespaces but the root's, nothing that a reader of it could stumble over."""

from __future__ import annotations

import html


class Xml(str):
    """Text that is XML already."""

    __slots__ = ()


def xml(tag: str, *parts: str, **attributes: str) -> Xml:
    """One element. Parts that are no ``Xml`` are text. Letters that XML has no place for are left out."""
    given = "".join(f' {name}="{_text(value)}"' for name, value in attributes.items())
    inside = "".join(part if isinstance(part, Xml) else _text(part) for part in parts)
    return Xml(f"<{tag}{given}>{inside}</{tag}>" if inside else f"<{tag}{given}/>")


def _text(text: str) -> str:
    return html.escape("".join(letter for letter in text if letter.isprintable() or letter in "\n\t"))
