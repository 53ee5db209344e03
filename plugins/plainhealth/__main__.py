"""``python -m plainhealth``."""

import sys

from plainhealth.cli import run

sys.exit(run())
