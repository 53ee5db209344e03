"""A picture draws or labels what its own words do not say."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.numbers import numbers, values
from plainhealth.phrases.printed import told
from plainhealth.pictures.timeline import Row
from plainhealth.site import Site

FIX = "Write it into “says” of the row, with the finding that says it, or draw what the words say."


def check_site(site: Site) -> Iterator[Problem]:
    names = site.settings.names
    for picture in site.facts.pictures.values():
        path = f"{site.content}/pictures/{picture.id}.toml"
        everything = values(told(" ".join((picture.note, *(row.says for row in picture.rows)))), names)
        for number in numbers(picture.title, names):
            if number.value not in everything:
                message = f"The number “{number.words}” of the title is not in the picture's words."
                yield Problem(1, message, words=number.words, path=path)
        for row in picture.rows:
            says = values(told(row.says), names)
            for number in numbers("; ".join((row.label, *(span.label for span in row.spans))), names):
                if number.value not in says:
                    message = f"The number “{number.words}” of a label is not in the words of “{row.label}”."
                    yield Problem(1, message, words=number.words, path=path)
            for day in sorted(_drawn(row)):
                if says.isdisjoint((f"{day:g}", f"{day * 24:g}")):
                    message = f"“{row.label}” is drawn to change at day {day:g}, and its words do not say so."
                    yield Problem(1, message, words=f"{day:g}", path=path)


def _drawn(row: Row) -> set[float]:
    """The days at which a range begins or ends for certain. An open end is drawn as an arrow."""
    starts, ends = {s.start for s in row.spans}, {s.end for s in row.spans if not s.open_end}
    return starts - {0} | ends
