"""A link tells somebody who follows it, or hides where it leads: tracking, a short link, a hidden copy."""

import functools
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from plainhealth.gate import Problem
from plainhealth.site import Site

FIX = (
    "Open the link, then copy the address of the page it leads to, without what follows the ? if the page opens so too."
)

_TRACKS = re.compile(
    r"utm_\w+|(?:fb|g|d|y|tw|tt)clid|msclkid|[gw]braid|igsh(?:id)?|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|vero_id|s_cid|"
    r"oly_(?:anon|enc)_id|wt\.mc_id|li_fat_id|_openstat|ref_src|aff(?:iliate)?(?:_?(?:id|code))?|ref(?:_?(?:id|code|erral"
    r"|errer))?|referr(?:al|er)(?:_?code)?|coupon(?:_?code)?|promo(?:_?code)?|discount(?:_?code)?|click_?id|sub_?id|irclickid"
    r"|cjevent|awc|sscid|rfsn|a_?aid"
)
#: Hosts that only send the visitor on.
_SHORT = re.compile(
    r"bit\.ly|bitly\.com|j\.mp|t\.co|goo\.gl|tinyurl\.com|ow\.ly|is\.gd|v\.gd|buff\.ly|lnkd\.in|fb\.me|rebrand\.ly|"
    r"cutt\.ly|shorturl\.at|rb\.gy|t\.ly|tiny\.(?:cc|one)|bl\.ink|shorte\.st|adf\.ly|s\.id|dub\.(?:sh|co)|short\.io|"
    r"soo\.gd|clck\.ru|qr\.ae|trib\.al|dlvr\.it|amzn\.to|ift\.tt"
)
_ON = re.compile(
    r"(?:www\.)?google\.[a-z.]+/url|lm?\.(?:facebook|instagram)\.com/|\w+\.safelinks\.protection\.outlook\.com/"
)
#: A host that is written as a number, or in letters that may only look right; one that only begins like an office.
_ODD = re.compile(r"(?:0x)?[\da-f.:]*\d|.*(?:^|\.)xn--.*|.*[^\x00-\x7f].*|.*\.(?:gov|edu|int|nhs\.uk)\.(?![a-z]{2}$).*")
#: A cheap look first: most links have none of this.
_MAYBE = re.compile(
    r"(?!\{|#).*?(?:[?&]|#\w+=)|(?:https?:)?//(?:[^/]{4,18}(?:[/#]|$)|[^/?#]*(?:@|xn--|[^\x00-\x7f]|\.(?:gov|edu|int|uk)\.)"
    r"|[\d.]+(?:[:/]|$)|0x|\[)",
    re.IGNORECASE,
)


@functools.lru_cache(maxsize=8_192)  # many pages cite the same source
def tracker(target: str) -> str:
    """What is wrong with the address of a link, or ""."""
    if not _MAYBE.match(target):
        return ""
    try:
        parts = urlsplit(target)
    except ValueError:
        return ""
    names = [name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    host = (parts.hostname or "").removeprefix("www.")
    if parts.scheme.lower() == "mailto":
        copies = [name for name in names if name in ("cc", "bcc", "to")]
        return f"This e-mail would also go to somebody else ({copies[0]})." if copies else ""
    if parts.username is not None:
        return f"What stands before the @ hides where this link leads, which is {host or 'nowhere'}."
    if _ODD.fullmatch(host):
        return f"The name of this site can be mistaken for another, or is a number: {host}."
    if _SHORT.fullmatch(host):
        return f"This is a short link of {host}: it hides where it leads, and {host} notes who follows it."
    if _ON.match(f"{parts.hostname}{parts.path}"):
        return f"This link goes through {host}, which notes who follows it."
    names += [name.lower() for name, _ in parse_qsl(parts.fragment)]
    found = next((name for name in names if _TRACKS.fullmatch(name)), "")
    return f"This link carries “{found}”, which tells where the visitor came from." if found else ""


def check_site(site: Site) -> Iterator[Problem]:
    for page in site.pages:
        for link in page.links:
            if message := tracker(link.target):
                line, col = link.at
                yield Problem(line, message, col, link.target, page.path)
    for source in site.facts.sources.values():
        if message := tracker(url := str(source.csl.get("URL", ""))):
            yield Problem(1, message, 1, url, f"{site.content}/sources/{source.path}")
    for helpline in site.facts.helplines:
        if message := tracker(helpline.web):
            yield Problem(helpline.line, message, 1, helpline.web, f"{site.content}/helplines.toml")
