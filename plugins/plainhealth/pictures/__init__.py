"""Pictures drawn at build time from ``content/pictures/*.toml``, each with the same as a table."""

from plainhealth.pictures.picture import Picture, Row, Told, told
from plainhealth.pictures.read import read_pictures

__all__ = ["Picture", "Row", "Told", "read_pictures", "told"]
