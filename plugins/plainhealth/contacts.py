"""Numbers to call and addresses to write to: which of them somebody has put on file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from plainhealth.facts import Facts

_NUMBER = re.compile(r"\+?\d[\d ()-]*\d")
_MAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")


class OnFile:
    """The numbers and addresses of helplines, notices and the host (``contact``), read once for all links."""

    def __init__(self, facts: Facts, contact: str) -> None:
        texts = [contact, *(notice.text for notice in facts.notices.values())]
        texts += [f"{line.phone} | {line.tel} | {line.sms} | {line.for_}" for line in facts.helplines]
        self._mails = {mail.casefold() for text in texts for mail in _MAIL.findall(text)}
        self._numbers = {_digits(number) for text in texts for number in _NUMBER.findall(text)}

    def __contains__(self, target: str) -> bool:
        """Whether ``tel:``, ``sms:`` or ``mailto:`` leads to one of them.

        ``target`` is the address of a link. One that names nobody, or several of whom one is unknown, is not on file.
        """
        scheme, _, rest = target.partition(":")
        asked = unquote(rest.partition("?")[0]).strip()
        if scheme.lower() == "mailto":
            return all(one.strip().casefold() in self._mails for one in asked.split(","))
        return all(_digits(one) in self._numbers for one in re.split("[,;]", asked))


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
