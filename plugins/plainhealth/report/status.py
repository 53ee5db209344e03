"""How a site stands, as a text table and as one HTML page that needs nothing but itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from plainhealth.publish.script import digest
from plainhealth.report.pages import printable, shortened, sound
from plainhealth.sheets import SCALES, Scale, Sheet
from plainhealth.status import AGES, GOAL, LATER, LIMIT, NO_YEAR, SOON, Due, PageRow, Status

NOTHING = "–"
#: The longest words that a text table quotes, in characters.
_WIDE = 60
#: The right end of a bar that shows a reading grade.
_HIGHEST = 12

Cell = str | int | float | dt.date | None


def text(status: Status) -> str:
    """The whole status as plain text, widths fitted to what is in it."""
    parts = [
        f"Status on {status.today}: {_counts(status)}.",
        _section("Falls due", _due_line(status), _text_table(_DUE, _due_rows(status))),
        _section("Pages", "", _text_table(_PAGES, _page_rows(status))),
        _section("How pages score", _scored(status), _text_table(_SCORES, _score_rows(status))),
        _section(
            "Sources by kind, and by years since they were published", _BEHIND, _text_table(_TIERS, _tier_rows(status))
        ),
        _section("Sources that no page cites", "", _text_table(_NEVER, _never_rows(status))),
        _section("Marked as no claim", "", _text_table(_EXEMPT, _exempt_rows(status))),
    ]
    return str(sound("\n\n".join(parts))) + "\n"


def page(status: Status) -> str:
    """The same as one HTML file: no script, no request, light or dark as its reader likes."""
    spans = [
        ("Overdue", status.between(None, -1)),
        (f"In the next {SOON} days", status.between(0, SOON)),
        (f"In {SOON + 1} to {LATER} days", status.between(SOON + 1, LATER)),
        ("Later", status.between(LATER + 1, None)),
    ]
    sections = [
        _part("due", "What falls due", _spans(spans), _html_table("Day by day", _DUE, _due_rows(status))),
        _part("pages", "Pages", _html_table("Claims and citations", _PAGES, _page_rows(status), _page_bars(status))),
        _part("scores", "How pages score", _html_table(_scored(status), _SCORES, _score_rows(status))),
        _part("reading", "How the pages read", _reading(status)),
        _part(
            "sources",
            "Sources",
            _html_table(
                f"By kind, and by years since they were published. {_BEHIND} A bar shows the cited, then these, then "
                "those never cited",
                _TIERS,
                _tier_rows(status),
                _tier_bars(status),
            ),
            _html_table("Sources that no page cites", _NEVER, _never_rows(status)),
        ),
        _part("exempt", "Marked as no claim", _html_table("Each with its reason", _EXEMPT, _exempt_rows(status))),
    ]
    links = Markup("").join(
        Markup('<li><a href="#{}">{}</a></li>').format(name, title)
        for name, title in (
            ("due", "What falls due"),
            ("pages", "Pages"),
            ("scores", "How pages score"),
            ("reading", "How the pages read"),
            ("sources", "Sources"),
            ("exempt", "Marked as no claim"),
        )
    )
    html = _HTML.format(
        hash=digest(_STYLE),
        style=Markup(_STYLE),  # noqa: S704 - our own, below
        today=_time(status.today),
        counts=_counts(status),
        links=links,
        sections=Markup("\n").join(sections),
    )
    return str(sound(str(html)))


# -- the same rows for both ---------------------------------------------------------------------

_DUE = ("Day", "In days", "What", "Which", "Where")
_PAGES = ("Page", "Claims", "Cited", "No claim", "Citations", "Sources", "Grade", "Next check")
_SCORES = ("Page", "CDC", "PEMAT understood", "PEMAT acted on", "DISCERN", "Scored on", "By")
_READING = ("Page", "Grade", "Words", "Sentences", "Syllables")
_TIERS = (
    "Kind",
    "Sources",
    "Cited",
    "Behind",
    "Never cited",
    *map(str.capitalize, AGES),
    "No year",
    "Oldest check",
)
_BEHIND = "Behind: only behind a helpline, or beside a finding that is cited."
_NEVER = ("Source", "Name", "Kind", "Published", "Checked")
_EXEMPT = ("Where", "Reason", "Words")


def _counts(status: Status) -> str:
    totals = status.totals
    cited = sum(source.use == "cited" for source in status.sources)
    parts = [
        _count(len(status.pages), "page"),
        _count(totals.claims, "claim"),
        f"{totals.cited:,} cited",
        f"{len(status.exempt):,} marked as no claim",
        f"{cited:,} of {_count(len(status.sources), 'source')} cited",
        _count(status.problems, "problem"),
    ]
    return ", ".join(parts)


def _due_line(status: Status) -> str:
    later = status.between(LATER + 1, None)
    return (
        f"Overdue: {len(status.between(None, -1)):,}. In the next {SOON} days: {len(status.between(0, SOON)):,}. "
        f"In {SOON + 1} to {LATER} days: {len(status.between(SOON + 1, LATER)):,}. Later: {len(later):,}"
        + (f", first on {later[0].day}." if later else ".")
    )


def _due_rows(status: Status) -> list[Sequence[Cell]]:
    return [(d.day, status.days(d), d.kind, d.what, _place(d)) for d in status.between(None, LATER)]


def _place(due: Due) -> str:
    return f"{due.path}:{due.line}" if due.line else due.path


def _page_rows(status: Status) -> list[Sequence[Cell]]:
    return [
        (_name(p), p.claims, p.cited, p.no_claim, p.citations, p.sources, _grade(p), p.next_check) for p in status.pages
    ]


def _scored(status: Status) -> str:
    """How many pages have a sheet, and how many of these reach all goals."""
    sheets = [p.sheet for p in status.pages if p.sheet]
    good = sum(all(scale.passes(*sheet.score(scale)) for scale in SCALES.values()) for sheet in sheets)
    return f"{len(sheets):,} of {_count(len(status.pages), 'page')} scored; {good:,} of these reach all goals."


def _score_rows(status: Status) -> list[Sequence[Cell]]:
    """A goal that is not reached is said in words."""
    return [
        (
            _name(p),
            *(_score(p.sheet, scale) for scale in SCALES.values()),
            p.sheet.read if p.sheet else None,
            _by(p.sheet),
        )
        for p in status.pages
    ]


def _by(sheet: Sheet | None) -> str:
    return sheet.by if sheet else "not scored yet"


def _score(sheet: Sheet | None, scale: Scale) -> Cell:
    if sheet is None:
        return None
    score = sheet.score(scale)
    said = f"{score.points} of {score.possible}" if scale.graded else str(score.percent)
    return said if scale.passes(*score) else f"{said}, low"


def _reading_rows(status: Status) -> list[Sequence[Cell]]:
    return [
        (_name(p), _graded(p), p.reading.words, p.reading.sentences, p.reading.syllables)
        if p.reading
        else (_name(p), None, None, None, None)
        for p in status.pages
    ]


def _tier_rows(status: Status) -> list[Sequence[Cell]]:
    return [
        (
            tier.name,
            tier.number,
            tier.uses["cited"],
            tier.uses["behind"],
            tier.uses["never"],
            *(tier.ages[age] for age in (*AGES, NO_YEAR)),
            tier.oldest_check,
        )
        for tier in status.tiers()
    ]


def _never_rows(status: Status) -> list[Sequence[Cell]]:
    names = {tier.tier: tier.name for tier in status.tiers()}
    return [
        (s.id, s.short, names[s.tier], NOTHING if s.year is None else str(s.year), s.checked)
        for s in status.never_cited
    ]


def _exempt_rows(status: Status) -> list[Sequence[Cell]]:
    return [(f"{e.path}:{e.line}", e.why or "no reason given", e.text) for e in status.exempt]


def _name(row: PageRow) -> str:
    return row.path if row.status == "published" else f"{row.path} ({row.status})"


def _grade(row: PageRow) -> float | None:
    return round(row.reading.grade, 1) if row.reading else None


def _graded(row: PageRow) -> Cell:
    """The grade, and in words whether it is too high: no colour says anything alone."""
    grade = _grade(row)
    return grade if grade is None or grade <= LIMIT else f"{grade}, above {LIMIT}"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return NOTHING
        case float():
            return f"{cell:.1f}"
        case int():
            return f"{cell:,}"
        case _:
            return printable(str(cell))


# -- as text ------------------------------------------------------------------------------------


def _section(title: str, line: str, table: str) -> str:
    return "\n".join(part for part in (title, "-" * len(title), line, table) if part)


def _text_table(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Columns side by side; numbers to the right. The last column is as long as it is."""
    if not rows:
        return "Nothing."
    cells = [[shortened(_written(cell), _WIDE) for cell in row] for row in rows]
    widths = [max(len(column) for column in columns) for columns in zip(heads, *cells, strict=True)]
    right = [all(isinstance(row[n], int | float | None) for row in rows) for n in range(len(heads))]

    def line(row: Iterable[str]) -> str:
        columns = zip(row, widths, right, strict=True)
        return "  ".join(c.rjust(w) if r else c.ljust(w) for c, w, r in columns).rstrip()

    return "\n".join(line(row) for row in [heads, *cells])


# -- as HTML ------------------------------------------------------------------------------------


def _part(name: str, title: str, *parts: Markup) -> Markup:
    return Markup('<section aria-labelledby="{0}">\n<h2 id="{0}">{1}</h2>\n{2}\n</section>').format(
        name, title, Markup("\n").join(parts)
    )


def _html_table(
    caption: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    bars: Sequence[dict[int, Markup]] = (),
) -> Markup:
    """A table whose first column names each row. ``bars`` are pictures for cells, by their column."""
    if not rows:
        return Markup("<p>{}: nothing.</p>").format(caption)
    numbers = [all(isinstance(row[n], int | float | None) for row in rows) for n in range(len(heads))]
    head = Markup("").join(
        Markup('<th scope="col"{}>{}</th>').format(_NUMBER if number else "", title)
        for title, number in zip(heads, numbers, strict=True)
    )
    body = Markup("\n").join(
        Markup("<tr>{}</tr>").format(Markup("").join(_cells(row, numbers, bars[n] if bars else {})))
        for n, row in enumerate(rows)
    )
    return Markup(
        '<div class="wide" role="region" tabindex="0" aria-label="{0}">\n<table>\n<caption>{0}</caption>\n'
        "<thead><tr>{1}</tr></thead>\n<tbody>\n{2}\n</tbody>\n</table>\n</div>"
    ).format(caption, head, body)


_NUMBER = Markup(' class="number"')


def _cells(row: Sequence[Cell], numbers: Sequence[bool], bars: dict[int, Markup]) -> Iterable[Markup]:
    for n, cell in enumerate(row):
        shown = _time(cell) if isinstance(cell, dt.date) else _written(cell)
        form = '<th scope="row"{}>{}{}</th>' if n == 0 else "<td{}>{}{}</td>"
        yield Markup(form).format(_NUMBER if numbers[n] else "", shown, bars.get(n, ""))  # noqa: S704 - one of two above


def _time(day: dt.date) -> Markup:
    return Markup('<time datetime="{0}">{0}</time>').format(day.isoformat())


def _bar(label: str, *parts: float, mark: float | None = None) -> Markup:
    """Parts of a whole, side by side, each from 0 to 1; ``mark`` is a line across. ``label`` says it in words."""
    rects = Markup("")
    x = 0.0
    for name, part in zip(("first", "second"), parts, strict=False):
        width = max(0.0, min(part, 1.0)) * 100
        rects += Markup('<rect class="{}" x="{:.1f}" width="{:.1f}" height="8"/>').format(name, x, width)
        x += width
    if mark is not None:
        rects += Markup('<rect class="mark" x="{:.1f}" width="1" height="8"/>').format(mark * 100)
    return Markup(
        '<svg role="img" aria-label="{}" viewBox="0 0 100 8" preserveAspectRatio="none" focusable="false">'
        '<rect class="whole" width="100" height="8"/>{}</svg>'
    ).format(label, rects)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _spans(spans: Sequence[tuple[str, list[Due]]]) -> Markup:
    kinds = sorted({due.kind for _, group in spans for due in group})
    whole = sum(len(group) for _, group in spans)
    rows: list[Sequence[Cell]] = [
        (name, len(group), *(sum(d.kind == kind for d in group) for kind in kinds)) for name, group in spans
    ]
    bars = [{1: _bar(f"{len(group):,} of {whole:,} that fall due", _share(len(group), whole))} for _, group in spans]
    return _html_table("How much, and when", ("When", "All", *map(str.capitalize, kinds)), rows, bars)


def _page_bars(status: Status) -> list[dict[int, Markup]]:
    most = max((p.citations for p in status.pages), default=0)
    return [
        {
            2: _bar(f"{p.cited:,} of {_count(p.claims, 'claim')} cited", _share(p.cited, p.claims)),
            4: _bar(f"{_count(p.citations, 'citation')}; the most on a page is {most:,}", _share(p.citations, most)),
        }
        for p in status.pages
    ]


def _tier_bars(status: Status) -> list[dict[int, Markup]]:
    return [
        {
            1: _bar(
                f"{t.uses['cited']:,} cited, {t.uses['behind']:,} behind, {t.uses['never']:,} never cited",
                _share(t.uses["cited"], t.number),
                _share(t.uses["behind"], t.number),
            )
        }
        for t in status.tiers()
    ]


def _reading(status: Status) -> Markup:
    bars = [
        {1: _bar(f"Grade {_grade(p)} on a scale to {_HIGHEST}", p.reading.grade / _HIGHEST, mark=LIMIT / _HIGHEST)}
        if p.reading
        else {}
        for p in status.pages
    ]
    caption = f"US school grade. The goal is {GOAL} or below; the line in each bar is the limit, {LIMIT}"
    table = _html_table(caption, _READING, _reading_rows(status), bars)
    if any(p.reading is None for p in status.pages):
        table += Markup("\n<p>{} stands where nothing was measured.</p>").format(NOTHING)
    return table


_STYLE = """
:root { color-scheme: light dark; --text: #1b1b1b; --ground: #fff; --line: #767676; --link: #0b4a8f;
  --whole: #d9dde2; --first: #1d5fa8; --second: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --text: #ededed; --ground: #14171a; --line: #8c959f; --link: #9ecbff;
  --whole: #3a4149; --first: #7db4f0; --second: #e0a64a; } }
body { margin: 0 auto; padding: 1rem; max-width: 75rem; color: var(--text); background: var(--ground);
  font: 1rem/1.5 system-ui, sans-serif; }
h1, h2 { line-height: 1.2; }
a { color: var(--link); }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.5rem; padding: 0; list-style: none; }
nav a { display: inline-block; padding: .6rem 0; }
.wide { overflow-x: auto; margin: 0 0 1.5rem; }
table { border-collapse: collapse; min-width: 100%; }
caption { max-width: calc(100vw - 2rem); text-align: start; font-weight: bold; padding: .5rem 0; }
th, td { text-align: start; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
tbody th { font-weight: normal; overflow-wrap: anywhere; min-width: 10rem; }
.number { text-align: end; font-variant-numeric: tabular-nums; }
time { white-space: nowrap; }
svg { display: block; width: 100%; min-width: 5rem; height: .6rem; margin: .2rem 0; forced-color-adjust: none; }
.whole { fill: var(--whole); }
.first { fill: var(--first); }
.second { fill: var(--second); }
.mark { fill: var(--text); stroke: var(--ground); stroke-width: .5; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
@media print { .wide { overflow: visible; } }
"""

_HTML = Markup("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{hash}'; base-uri 'none'; \
form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>How this site stands</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>How this site stands</h1>
<p>On {today}: {counts}.</p>
</header>
<nav aria-label="On this page">
<ul>{links}</ul>
</nav>
<main>
{sections}
</main>
</body>
</html>
""")
