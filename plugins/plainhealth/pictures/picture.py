"""What every kind of picture has: a title, a note, and rows whose words are printed as a table too."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from plainhealth import toml
from plainhealth.notices import flat
from plainhealth.pictures.drawing import Drawing

_MARK = re.compile(r"\s*\[@[^\]]*\]")


def told(text: str) -> str:
    """The words of a picture, without its citation marks."""
    return flat(_MARK.sub("", text))


class MisfitError(ValueError):
    """Data of the right types that cannot be drawn; the message says what it must be."""


class Told(NamedTuple):
    """What a row says: its words without citation marks, its numbers, and how sure the findings are that it cites."""

    words: str
    values: frozenset[str]
    certainties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name, the same in words with citation marks, and its line (from 1) in the file."""

    label: str
    says: str
    line: int

    @property
    def cells(self) -> tuple[str, ...]:
        """Its row of the table; the first cell is its head."""
        return (self.label, self.says)

    @property
    def labels(self) -> tuple[str, ...]:
        """The words that the drawing prints for it."""
        return (self.label,)

    def untold(self, told: Told) -> Iterator[tuple[str, str]]:  # noqa: ARG002 - for kinds that draw more than words
        """What it draws and its words do not say: those words or numbers, and a clause on what is wrong."""
        yield from ()


@dataclass(frozen=True, slots=True)
class Picture(ABC):
    """``title`` and ``note`` stand over and under the drawing; ``note`` and what rows say may hold citation marks."""

    id: str
    title: str
    note: str
    rows: Sequence[Row]

    #: The head of the table.
    COLUMNS: ClassVar[tuple[str, ...]]

    @property
    def legend(self) -> str:
        """What the drawing prints besides its rows."""
        return ""

    @property
    def texts(self) -> Iterator[str]:
        """All that readers read of it, the table's rows as they are printed there."""
        yield from (self.title, self.note, *(" ".join(row.cells) for row in self.rows))
        yield from (label for row in self.rows for label in row.labels)
        if self.legend:
            yield self.legend

    @abstractmethod
    def draw(self) -> Drawing: ...

    def svg(self) -> str:
        """The drawing, with its name for those who cannot see it."""
        return self.draw().svg(f"pic-{self.id}", self.title)


class Kind(NamedTuple):
    """How a kind is read: the fields besides ``draw``, ``title``, ``note`` and ``row``, those of a row, and two makers.

    Both makers raise ``MisfitError``. ``row`` is given the file's table, the row and its line; ``picture`` the name of
    the file, its table and its rows.
    """

    fields: Mapping[str, toml.Check]
    row_fields: Mapping[str, toml.Check]
    may_lack: frozenset[str]
    row: Callable[[Mapping[str, Any], Mapping[str, Any], int], Row]
    picture: Callable[[str, Mapping[str, Any], Sequence[Any]], Picture]
