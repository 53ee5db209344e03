"""A source that was withdrawn or retracted is cited."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.site import Site

FIX = "Delete what rests on it, or cite a source that still stands."


def check_site(site: Site) -> Iterator[Problem]:
    gone = {name: source.withdrawn for name, source in site.facts.sources.items() if source.withdrawn}
    for page in site.pages if gone else ():
        for block in page.blocks:
            for cited in dict.fromkeys(block.citations):
                if cited.source in gone:
                    mark = f"@{cited.source}#{cited.finding}" if cited.finding else f"@{cited.source}"
                    line, col = page.find_citation(mark, block.line)
                    yield Problem(line, _message(cited.source, gone), col, mark, page.path)
    for term in site.facts.glossary:
        if term.source in gone:
            yield Problem(term.line, _message(term.source, gone), 1, term.source, f"{site.content}/glossary.toml")
    # "2 more sources say the same" is printed beside the claim, so it must be true.
    for source in site.facts.sources.values() if gone else ():
        for finding in source.findings.values():
            for name in gone.keys() & set(finding.also):
                path = f"{site.content}/sources/{source.path}"
                yield Problem(finding.line, f"'also' counts on it: {_message(name, gone)}", 1, name, path)


def _message(name: str, gone: dict[str, str]) -> str:
    return f"The source {name} was withdrawn: {gone[name].rstrip('.')}."
