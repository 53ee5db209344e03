"""One page's sheet, ``content/sheets/<name>.toml``: how it was scored, by whom and when. Read strictly."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from plainhealth import toml
from plainhealth.forks import in_forks
from plainhealth.sheets.instruments import CDC, DISCERN, SCALES, Item, Scale
from plainhealth.sheets.parts import PARTS, WHOLE

#: What stands for the table of all scores until all pages are read: it tells of pages that come after its own.
MARK = '<div class="sheets"></div>'
#: Fewer words than that stand on any page.
FEWEST = 3
NOT_APPLICABLE = "n/a"
_YES_NO = {"yes": 1, "no": 0}
_HEAD = re.compile(r"\s*\[\s*([\w-]+)\s*(?:\.\s*([\w-]+)\s*)?\]")
_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=")
#: CDC: no point for these without that.
_RESTS_ON = {
    "message-on-top": ("one-main-message",),
    "message-stands-out": ("one-main-message",),
    "message-in-a-picture": ("one-main-message",),
    "active-voice": ("one-main-message", "call-to-action"),
}


class Score(NamedTuple):
    """Points, and those that were possible without the items that do not apply."""

    points: int
    possible: int

    @property
    def percent(self) -> int:
        """The share of 100, rounded down: 89.9 is not 90."""
        return self.points * 100 // self.possible


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one item: its points (None: it does not apply), and what on the page earns them.

    ``words`` are copied from the page, ``parts`` names of ``PARTS``; ``why`` is the scorer's own reason.
    """

    item: Item
    points: int | None
    words: tuple[str, ...]
    parts: tuple[str, ...]
    why: str
    line: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page scored. ``name`` is the page's path below ``pages/``, without its ending; ``lines`` are its fields'."""

    name: str
    by: str
    read: dt.date
    audience: str
    aim: str
    answers: Mapping[str, tuple[Answer, ...]]
    lines: Mapping[str, int]

    def score(self, scale: Scale) -> Score:
        """What the page was given on one scale."""
        given = [answer.points for answer in self.answers[scale.key] if answer.points is not None]
        return Score(sum(given), scale.most * len(given))

    def line(self, field: str) -> int:
        """The line (from 1) of a field or a table; 1 where it is written in another way than in a printed sheet."""
        return self.lines.get(field, 1)

    def lost(self, scale: Scale) -> list[Answer]:
        """The answers that did not give all points."""
        return [a for a in self.answers[scale.key] if a.points is not None and a.points < scale.most]


def read_sheets(folder: Path, today: dt.date) -> tuple[dict[str, Sheet], dict[Path, list[toml.Mistake]]]:
    """Read all sheets below ``folder``, by name; one that does not fit is left out, with its mistakes."""
    paths = sorted(folder.rglob("*.toml"))
    names = [path.relative_to(folder).as_posix().removesuffix(".toml") for path in paths]
    # On all cores: sixty answers a page take longer to read than the page's own file.
    found = in_forks(lambda place: _read(paths[place], names[place], today), range(len(paths)))
    sheets = {sheet.name: sheet for sheet, _ in found if sheet}
    return sheets, {path: mistakes for path, (_, mistakes) in zip(paths, found, strict=True) if mistakes}


def _read(path: Path, name: str, today: dt.date) -> tuple[Sheet | None, list[toml.Mistake]]:
    """One sheet, or what is wrong with it."""
    table, mistakes = toml.load(path)
    if mistakes:
        return None, mistakes
    reading = _Reading(table, _lines(path.read_text("utf-8")), today)
    mistakes = sorted(set(reading.mistakes()))
    if mistakes:
        return None, mistakes
    return Sheet(name, **{key: table[key] for key in _FIELDS}, answers=reading.answers, lines=reading.top), []


_FIELDS: dict[str, toml.Check] = {"by": toml.text, "read": toml.date, "audience": toml.text, "aim": toml.text}


def _quoted(value: object) -> str:
    one = [value] if isinstance(value, str) else value
    if toml.texts(one):
        return 'must be words copied from the page, like "Call a doctor today.", or a list of such'
    short = isinstance(one, list) and next((text for text in one if len(text.split()) < FEWEST), "")
    return f"has only {short!r}: copy at least {FEWEST} words, so that they can be found again" if short else ""


def _named(value: object) -> str:
    parts = [value] if isinstance(value, str) else value
    unknown = [p for p in parts if not isinstance(p, str) or p not in PARTS] if isinstance(parts, list) else [value]
    if isinstance(parts, list) and parts and not unknown:
        return ""
    near = difflib.get_close_matches(str(unknown[0]) if unknown else "", PARTS, 1)
    return f"must be one of: {', '.join(PARTS)}" + (f" (did you mean {near[0]!r}?)" if near else "")


_ANSWER: dict[str, toml.Check] = {"score": lambda _: "", "words": _quoted, "part": _named, "why": toml.text}


def _lines(text: str) -> dict[tuple[str, str], int]:
    """The line of each table and of each key in it: ("", "by"), ("cdc", ""), ("cdc", "no-sums")."""
    found: dict[tuple[str, str], int] = {}
    table, item = "", ""
    for number, line in enumerate(text.split("\n"), 1):
        if head := _HEAD.match(line):
            table, item = head[1], head[2] or ""
            found.setdefault((table, item), number)
        elif (key := _KEY.match(line)) and not item:
            found.setdefault((table, key[1]), number)
    return found


class _Reading:
    """One file as it is read: what is wrong with it, and then its answers."""

    def __init__(self, table: Mapping[str, Any], lines: Mapping[tuple[str, str], int], today: dt.date) -> None:
        self.table = table
        self.lines = lines
        self.today = today
        self.top = {key or table: line for (table, key), line in lines.items() if not (table and key)}
        self.answers: dict[str, tuple[Answer, ...]] = {}

    def mistakes(self) -> Iterator[toml.Mistake]:
        schema = {**_FIELDS, **dict.fromkeys(SCALES, _is_table)}
        for key, problem in toml.judge(self.table, schema, (*_FIELDS, *SCALES)):
            hint = f"'[{key}]' is missing. Add the table with all its items: plainhealth sheet prints them."
            yield toml.Mistake(self.top.get(key, 1), hint if key in SCALES and key not in self.table else problem)
        read = self.table.get("read")
        if isinstance(read, dt.date) and not toml.date(read) and read > self.today:
            message = f"'read' is {read}, which has not come yet. Write the day on which the page was read."
            yield toml.Mistake(self.top.get("read", 1), message)
        for scale in SCALES.values():
            given = self.table.get(scale.key)
            if isinstance(given, dict):
                yield from self._scale(scale, given)

    def _scale(self, scale: Scale, given: Mapping[str, Any]) -> Iterator[toml.Mistake]:
        items = {item.key: item for item in scale.items}
        for key, problem in toml.judge(given, dict.fromkeys(items, _is_table), items):
            missing = f"'{key}' is missing in [{scale.key}]. {items[key].asks} Answer it." if key in items else problem
            yield toml.Mistake(self._line(scale, key), problem if key in given else missing)
        answers: dict[str, Answer] = {}
        for key, item in items.items():
            entry = given.get(key)
            if isinstance(entry, dict):
                problems = list(_problems(scale, item, entry))
                yield from (toml.Mistake(self._line(scale, key), f"'{key}': {problem}") for problem in problems)
                if not problems:
                    answers[key] = _answer(scale, item, entry, self._line(scale, key))
        for key, problem in _at_odds(scale, answers):
            yield toml.Mistake(self._line(scale, key), f"'{key}': {problem}")
        self.answers[scale.key] = tuple(answers.values())

    def _line(self, scale: Scale, key: str) -> int:
        return self.lines.get((scale.key, key), self.top.get(scale.key, 1))


def _is_table(value: object) -> str:
    return "" if isinstance(value, dict) else 'must be given like { score = …, words = "…" }'


def _problems(scale: Scale, item: Item, entry: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with one answer by itself."""
    problems = [problem for _, problem in toml.judge(entry, _ANSWER, ("score",))]
    yield from problems
    if problems:
        return
    score, earned = entry["score"], "words" in entry or "part" in entry
    if score == NOT_APPLICABLE:
        if not item.unless:
            yield f"applies to every page. {item.asks} Answer {_scores(scale)}."
        if "why" not in entry or earned:
            yield f"an item that does not apply ({item.unless or 'never'}) has a 'why', and no 'words' or 'part'."
        return
    points = _points(scale, score)
    if points is None:
        yield f"'score' must be {_scores(scale)}" + (f' or "{NOT_APPLICABLE}".' if item.unless else ".")
        return
    if points > scale.least and not earned:
        yield "needs the 'words' of the page that earn this score, or a 'part' of it."
    if points < scale.most and "why" not in entry:
        yield "has not the full score. Say in 'why' what is missing, so that somebody can mend it."
    if points == scale.least and earned:
        yield "earns nothing, so it has no 'words' and no 'part'. Say in 'why' what is missing."
    if WHOLE in _list(entry.get("part", ())) and "why" not in entry:
        yield f"rests on the {WHOLE}. Say in 'why' how that was looked at."


def _scores(scale: Scale) -> str:
    return f"a number from {scale.least} to {scale.most}" if scale.graded else '"yes" or "no"'


def _points(scale: Scale, score: object) -> int | None:
    if not scale.graded:
        return _YES_NO.get(score) if isinstance(score, str) else None
    ok = isinstance(score, int) and not isinstance(score, bool) and scale.least <= score <= scale.most
    return score if ok and isinstance(score, int) else None


def _list(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _answer(scale: Scale, item: Item, entry: Mapping[str, Any], line: int) -> Answer:
    words, parts = _list(entry.get("words", ())), _list(entry.get("part", ()))
    return Answer(item, _points(scale, entry["score"]), words, parts, entry.get("why", ""), line)


def _at_odds(scale: Scale, answers: Mapping[str, Answer]) -> Iterator[tuple[str, str]]:
    """Answers that the instrument's own rules do not allow beside each other."""
    out = {key for key, answer in answers.items() if answer.points is None}
    for group in scale.together:
        if not out.isdisjoint(group) and not out.issuperset(group):
            left = next(key for key in group if key in out)
            yield left, f"the items {', '.join(group)} apply all or none. Answer all, or none."
    if scale is CDC:
        yield from _cdc_at_odds(answers, out)
    if scale is DISCERN and "aims-achieved" in out and _given(answers, "clear-aims") != 1:
        yield "aims-achieved", "it may be left out only where 'clear-aims' is 1. Answer it."


def _cdc_at_odds(answers: Mapping[str, Answer], out: set[str]) -> Iterator[tuple[str, str]]:
    for key, needed in _RESTS_ON.items():
        for other in needed:
            if _given(answers, key) and _given(answers, other) == 0:
                yield key, f"it cannot be yes where '{other}' is no. Write no."
    if "nature-of-risk" in out and not out.issuperset(("risks-and-benefits", "probability-in-words")):
        yield (
            "nature-of-risk",
            "where it does not apply, 'risks-and-benefits' and 'probability-in-words' do not either.",
        )
    if "risks-and-benefits" in out and out.isdisjoint(("recommendation", "nature-of-risk")):
        yield "risks-and-benefits", "the page gives advice and tells of a risk, so it applies. Answer yes or no."


def _given(answers: Mapping[str, Answer], key: str) -> int | None:
    return answers[key].points if key in answers else None
