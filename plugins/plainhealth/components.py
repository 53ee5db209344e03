"""The theme's components (``theme/components/<name>/``), called from Python as templates call them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup


def plain_date(day: dt.date) -> str:
    """A day as people write it: 22 November 2026. The same in every locale of the machine."""
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    return f"{day.day} {months[day.month - 1]} {day.year}"


class Components:
    """Renders the macro ``<name>`` of ``<folder>/<name>/<name>.html``; escaping is on."""

    def __init__(self, folder: Path) -> None:
        self._env = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # every build makes this anew
        )
        self._env.filters["date"] = plain_date
        self._modules: dict[str, Any] = {}

    def render(self, name: str, **arguments: Any) -> Markup:
        """The HTML of one component.

        Raises:
            jinja2.TemplateError: the component is missing, or its template is broken.
        """
        module = self._modules.get(name)
        if module is None:
            module = self._modules[name] = self._env.get_template(f"{name}/{name}.html").module
        return Markup(getattr(module, name)(**arguments).strip())  # noqa: S704 - rendered with escaping on

    def example(self, source: str, **given: Any) -> Markup:
        """The HTML of a template that calls components, as their README files do.

        Raises:
            jinja2.TemplateError: the template is broken, or needs what was not given.
        """
        return Markup(self._env.from_string(source).render(**given).strip())  # noqa: S704 - as above
