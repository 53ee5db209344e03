"""Where links inside a preview lead."""

from __future__ import annotations

from markupsafe import Markup

#: The page that lists everything, the folder of the pages that explain the rules, and what the script asks for:
#: the name of the last build. No page is ever written into this folder.
ALL, RULES, BUILD = "preview/problems.html", "preview/rules", "preview/build.txt"


def rule_link(rule: str) -> Markup:
    """A link to the page that explains a rule."""
    return Markup('<a href="/{}/{}.html">About {}</a>').format(RULES, rule, rule)


def pin_id(number: int) -> str:
    """The id of a pin. No heading makes such an id: its colon would be left out."""
    return f"preview:pin-{number}"


def item_id(number: int) -> str:
    """The id of a finding in the list on top."""
    return f"preview:item-{number}"
