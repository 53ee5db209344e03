"""Numbers to call and addresses to write to: which of them somebody has put on file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from plainhealth.facts import Facts

_NUMBER = re.compile(r"\+?\d[\d ()-]*\d")
_MAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")


def on_file(target: str, facts: Facts, contact: str) -> bool:
    """Whether ``tel:``, ``sms:`` or ``mailto:`` leads to a number or address of a helpline, a notice or the host.

    ``target`` is the address of a link. One that names nobody, or several of whom one is unknown, is not on file.
    """
    scheme, _, rest = target.partition(":")
    asked = unquote(rest.partition("?")[0]).strip()
    texts = [contact, *(notice.text for notice in facts.notices.values())]
    texts += [f"{line.phone} | {line.tel} | {line.sms} | {line.for_}" for line in facts.helplines]
    if scheme.lower() == "mailto":
        known = {mail.casefold() for text in texts for mail in _MAIL.findall(text)}
        return all(one.strip().casefold() in known for one in asked.split(","))
    known = {_digits(number) for text in texts for number in _NUMBER.findall(text)}
    return all(_digits(one) in known for one in re.split("[,;]", asked))


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
