"""``python -m plainhealth``."""

import sys

from plainhealth.cli import main

sys.exit(main())
