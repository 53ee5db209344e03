"""Sources: what the site may rest on. One file a source, with what it found, in our own words."""

from plainhealth.sources.model import CERTAINTY, TIERS, Source, SourceFinding
from plainhealth.sources.read import read_sources

__all__ = ["CERTAINTY", "TIERS", "Source", "SourceFinding", "read_sources"]
