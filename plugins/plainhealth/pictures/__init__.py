"""Pictures drawn at build time from ``content/pictures/*.toml``, each with the same as a table."""

from plainhealth.pictures.timeline import Picture, read_pictures

__all__ = ["Picture", "read_pictures"]
