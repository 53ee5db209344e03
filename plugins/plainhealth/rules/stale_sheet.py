"""A sheet that scores a page which is no longer as it was when it was scored."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page, as_date
from plainhealth.sheets.parts import PARTS
from plainhealth.sheets.standing import fallen, name_of
from plainhealth.site import Site

FIX = "Read the page again with the sheet beside it, mend the answers that changed, and set 'read' to that day."


def check(page: Page, site: Site) -> Iterator[Problem]:
    sheet = site.facts.sheets.get(name_of(page.path, site.content))
    if sheet is None:
        return
    path = f"{site.content}/sheets/{sheet.name}.toml"
    for answer, words in fallen(page, sheet):
        what = f"has no {words} now" if words in PARTS else f"no longer says “{words}”"
        message = f"The sheet's '{answer.item.key}' rests on {page.path}, which {what}."
        yield Problem(answer.line, message, 1, words, path)
    checked = as_date(page.fields["checked"].value) if "checked" in page.fields else None
    if checked and checked > sheet.read:
        message = f"The page was checked on {checked}, and last scored before that, on {sheet.read}."
        yield Problem(sheet.line("read"), message, 1, str(sheet.read), path)


def check_site(site: Site) -> Iterator[Problem]:
    known = {name_of(page.path, site.content) for page in site.pages}
    known |= {name_of(p.path, "") for p in site.account.unreadable}
    for name in sorted(site.facts.sheets.keys() - known):
        message = f"There is no page {site.content}/pages/{name}.md. Rename this sheet as its page, or delete it."
        yield Problem(1, message, 1, name, f"{site.content}/sheets/{name}.toml")
