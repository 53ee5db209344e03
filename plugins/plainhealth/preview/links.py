"""Where links inside a preview lead."""

from __future__ import annotations

from markupsafe import Markup

#: The page that lists everything, and the folder of the pages that explain the rules.
ALL, RULES = "preview.html", "preview-rules"


def rule_link(rule: str) -> Markup:
    """A link to the page that explains a rule."""
    return Markup('<a href="/{}/{}.html">About {}</a>').format(RULES, rule, rule)


def pin_id(number: int) -> str:
    """The id of a pin. No heading makes such an id: its colon would be left out."""
    return f"preview:pin-{number}"


def item_id(number: int) -> str:
    """The id of a finding in the list on top."""
    return f"preview:item-{number}"
