"""Words that a text only names: in the name of a law, a body or a test, in quotation marks, or in an address."""

from __future__ import annotations

import re

#: Words with capitals, and small ones that join them.
_NAME = re.compile(r"[A-Z][\w'’&-]*(?:\s+(?:(?:of|on|and|for|the|in|to|&)\s+){0,2}[A-Z][\w'’&-]*)+")
#: One of these says what the name is the name of. Capitals alone do not make a name.
_KIND = re.compile(
    r"\b(?:Institutes?|Administration|Act|Bill|Law|Code|Tests?|Scale|Questionnaire|Index|Inventory|Screen(?:ing|er)?|Tool|"
    r"Journal|Cent(?:er|re)s?|Network|Program(?:me)?|Office|Council|Commission|Agency|Association|Society|Survey|"
    r"Services?|Department|Foundation|Board|Committee|Convention|Anonymous|Report|Review|Protocol)\b"
)
_ADDRESS = re.compile(r"\S+(?:@|://)\S+|\bwww\.\S+|\b[\w-]+\.(?:gov|org|com|net|edu|uk)\b\S*")
_QUOTE = re.compile(r"[“\"«][^“”\"«»]{1,200}[”\"»]")


def only_named(text: str, start: int, end: int) -> bool:
    """Whether the words from ``start`` to ``end`` stand in a name, a quotation or an address.

    >>> text = "The National Institute on Drug Abuse says not to write “addict”. Write to abuse@example.org."
    >>> places = [(text.index(word), text.index(word) + len(word)) for word in ("Abuse", "addict", "write", "abuse")]
    >>> [only_named(text, start, end) for start, end in places]
    [True, True, False, True]
    """
    spans = [found.span() for pattern in (_QUOTE, _ADDRESS) for found in pattern.finditer(text)]
    spans += [found.span() for found in _NAME.finditer(text) if _KIND.search(found[0])]
    return any(first <= start and end <= last for first, last in spans)
