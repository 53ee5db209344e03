"""Shortcodes that stand right before a list, and hold it: ``[STEPS]`` above ``1. …``."""

#: The list that each one takes. Its component has the same name, in small letters.
HOLDERS = {"STEPS": "ol", "CHECKLIST": "ul", "SUMMARY": "ul"}
#: How an editor writes such a list.
WRITTEN = {"ol": "1.", "ul": "-"}
