"""A page that reads above the eighth school grade."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.site import Site
from plainhealth.words.reading import PageReading, readings

FIX = (
    "Mend the sentences named first: fewer words in each, and shorter words. A name that the count should leave out "
    "goes into content/words/names.toml."
)
#: The highest grade that passes.
MOST = 8.0
#: The formula was made on samples of a hundred words and more; of less it says little.
SAMPLE = 100


def check_site(site: Site) -> Iterator[Problem]:
    for path, page in readings(site).items():
        if page.total.words >= SAMPLE and round(page.total.grade, 1) > MOST:
            worst = page.hardest(1)[0] if page.hardest(1) else page.sentences[0]
            yield Problem(worst.block.line, _message(page), worst.block.col, worst.text, path)


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
