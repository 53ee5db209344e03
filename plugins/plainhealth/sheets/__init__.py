"""Page sheets: each page scored by three instruments, item by item, with the words that earn each point."""

from plainhealth.sheets.instruments import SCALES, Item, Scale
from plainhealth.sheets.sheet import MARK, Answer, Score, Sheet, read_sheets

__all__ = ["MARK", "SCALES", "Answer", "Item", "Scale", "Score", "Sheet", "read_sheets"]
