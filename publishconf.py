"""What differs online: the site's own address. ``make publish SITEURL=https://example.org/help``."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403
from pelicanconf import PLAINHEALTH

from plainhealth.settings import online

SITEURL, PLAINHEALTH = online(PLAINHEALTH, os.environ)
