"""The Markdown extension: citation marks, shortcodes, and nothing that an editor did not mean."""

from plainhealth.citations.extension import PlainHealthExtension

__all__ = ["PlainHealthExtension"]
