"""A heading, the title or the summary states an effect or a risk that nothing cited under it speaks of."""

from collections.abc import Iterator, Sequence

from plainhealth.gate import Problem
from plainhealth.page import Block, Page
from plainhealth.phrases.effects import effect
from plainhealth.phrases.says import asks
from plainhealth.site import Site
from plainhealth.words.sentences import sentences

FIX = "Write it as a question, or name the subject only; or cite, under it, the finding that says this."


def check(page: Page, site: Site) -> Iterator[Problem]:
    for at, block in enumerate(page.blocks):
        if block.kind == "heading" and _is_bare(block.text, _under(page, at), site):
            message = f"Nothing cited under this heading says this: “{block.text}”."
            yield Problem(block.line, message, block.col, block.text)
    for name in ("title", "summary"):
        for sentence in sentences(page.fields[name].value if name in page.fields else ""):
            if _is_bare(sentence, page.blocks, site):
                message = f"Nothing that the page cites says this in its {name}: “{sentence}”."
                yield Problem(page.field_line(name), message, 1, sentence)


def _under(page: Page, at: int) -> list[Block]:
    """The blocks under a heading, with those under its smaller headings."""
    rest = page.blocks[at + 1 :]
    ends = (n for n, block in enumerate(rest) if block.kind == "heading" and block.level <= page.blocks[at].level)
    return rest[: next(ends, len(rest))]


def _is_bare(sentence: str, under: Sequence[Block], site: Site) -> bool:
    """Whether it states an effect or a risk, and no claim or finding cited there speaks of that kind."""
    kind = None if asks(sentence) else effect(sentence)
    return kind is not None and not any(kind.search(text) for text in _cited(under, site))


def _cited(blocks: Sequence[Block], site: Site) -> Iterator[str]:
    """What cited claims say, and the findings that they cite."""
    for block in blocks:
        cited = block.citations + (block.introduced_by.citations if block.introduced_by else ())
        if block.states and cited:
            yield block.text
            yield from (found.says for c in cited if (found := site.facts.finding(*c)))
