"""A page that reads above the eighth school grade."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site
from plainhealth.words.reading import PageReading, reading

FIX = (
    "Mend the sentences named first: fewer words in each, and shorter words. A name that the count should leave out "
    "goes into content/words/names.toml."
)
#: The highest grade that passes.
MOST = 8.0
#: The formula was made on samples of a hundred words and more; of less it says little.
SAMPLE = 100


def check(page: Page, site: Site) -> Iterator[Problem]:
    read = reading(page, site)
    if read.total.words >= SAMPLE and round(read.total.grade, 1) > MOST:
        worst = read.hardest(1)[0] if read.hardest(1) else read.sentences[0]
        yield Problem(worst.block.line, _message(read), worst.block.col, worst.text)


def _message(page: PageReading) -> str:
    total = page.total
    hardest = "; ".join(f"line {s.block.line} “{_start(s.text)}” ({s.reading.grade:.1f})" for s in page.hardest(3))
    return (
        f"This page reads at US school grade {total.grade:.1f}; the most is {MOST:.0f}. Counted: {total.words:,} words "
        f"in {total.sentences:,} sentences, {total.syllables:,} syllables; {total.left_out:,} names and figures left "
        f"out. Hardest: {hardest}."
    )


def _start(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"
