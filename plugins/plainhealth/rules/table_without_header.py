"""A table whose columns or rows do not say what they hold."""

from collections.abc import Iterator

from plainhealth.gate import Problem
from plainhealth.page import Page
from plainhealth.site import Site

FIX = "Write what the column or row holds in its first cell: people who listen to a table hear it with each cell."


def check(page: Page, site: Site) -> Iterator[Problem]:
    for n, block in enumerate(page.blocks):
        if block.kind == "header":
            # The first cell may be empty where the first column holds the names of rows.
            empty = [number for number, cell in enumerate(block.cells, 1) if number > 1 and not _says(cell)]
            if not any(_says(cell) for cell in block.cells):
                # It has no words to find it by; the line of dashes stands between it and the row below.
                rows = [row for row in page.blocks[n + 1 : n + 2] if row.kind == "row"]
                line = rows[0].line - 2 if rows else block.line
                yield Problem(line, "This table has no header: all cells of its first row are empty.")
            elif empty:
                numbers = " and ".join(map(str, empty))
                yield Problem(block.line, f"Column {numbers} of this table has no header.", block.col, block.text)
        elif block.kind == "row" and block.cells and not _says(block.cells[0]) and any(map(_says, block.cells)):
            yield Problem(
                block.line, f"This row of a table does not say what it is about: {block.text}", block.col, block.text
            )


def _says(cell: str) -> bool:
    return any(letter.isalnum() for letter in cell)
