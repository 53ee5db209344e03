"""Two pages would have the same address, so that one overwrites the other."""

from collections import defaultdict
from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.site import Site

FIX = "Rename one of the files: the file's name is the page's address."


def check_site(site: Site) -> Iterator[Problem]:
    taken: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(site.theme_files):
        taken[name.casefold()].append("a page of the theme")
    for page in sorted(site.pages, key=lambda p: p.path):
        others = taken[page.save_as.casefold()]
        if others:
            yield Problem(1, f"The address {page.url} is taken by {others[0]}.", path=page.path)
        others.append(page.path)
