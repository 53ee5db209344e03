"""Settings of the site. Yours come first; below the line is what makes it work."""

import sys
from pathlib import Path

SITENAME = "Withdrawal and kratom: plain facts"
SITESUBTITLE = "Plain facts on opioid withdrawal and the risks of kratom, with a source for each."

PLAINHEALTH = {
    "organisation": "",  # who hosts this copy, as visitors know you
    "contact": "",  # how to report a mistake: an e-mail address, or an https:// address
    "funding": "",  # who pays for it, in one sentence
    "country": "US",  # whose emergency number and helplines come first: US GB IE CA AU NZ
    "leave_to": "https://www.wikipedia.org/",  # where "Leave this site" goes
    "overdose_help": "get-help-now.html#overdose",  # where the strip "Not waking up?" on every page leads: the steps
    "sheets": False,  # True: no page without its score sheet (content/sheets/README.md)
    "neutral_title": "",  # what the browser's tab and history say for every page; "" for each page's own title
    "topics": {  # how pages are grouped, in this order
        "help": "Help right now",
        "withdrawal": "Opioid withdrawal",
        "treatment": "Treatment",
        "kratom": "Kratom",
        "claims": "Kratom products and claims",
        "about": "Trust, words and privacy",
    },
}

# --- You need not change anything below -----------------------------------------------------------

sys.path.insert(0, str(Path(__file__).parent / "plugins"))

from plainhealth import pelican_plugin  # noqa: E402 - found only after the line above

#: Both are objects, not names: Pelican only logs a name that it cannot import, and goes on without it.
PELICAN_CLASS = pelican_plugin.GatedPelican
PLUGINS = [pelican_plugin]

SITEURL = ""
RELATIVE_URLS = True
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
THEME = "theme"
PATH = "content"
OUTPUT_PATH = "output"

PAGE_PATHS = ["pages"]
ARTICLE_PATHS: list[str] = []
STATIC_PATHS = ["images"]
READERS = {"html": None, "htm": None, "rst": None}
SLUGIFY_SOURCE = "basename"
PAGE_URL = PAGE_SAVE_AS = "{slug}.html"
PAGE_LANG_URL = PAGE_LANG_SAVE_AS = "{slug}-{lang}.html"
DRAFT_PAGE_URL = DRAFT_PAGE_SAVE_AS = "drafts/{slug}.html"
DIRECT_TEMPLATES = ["index", "pages", "sources", "sources-studies", "sources-advice", "changes", "glossary", "404"]
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DISPLAY_PAGES_ON_MENU = DISPLAY_CATEGORIES_ON_MENU = False
DEFAULT_PAGINATION = False

CACHE_CONTENT = LOAD_CONTENT_CACHE = False
FORMATTED_FIELDS: list[str] = []
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
MARKDOWN = {
    "extensions": [
        f"markdown.extensions.{name}"
        for name in ("attr_list", "def_list", "fenced_code", "meta", "sane_lists", "tables", "toc")
    ],
    "output_format": "html",
}
