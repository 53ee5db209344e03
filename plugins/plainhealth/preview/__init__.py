"""The editors' preview: every page as it is now, what is wrong pinned to its place; never to be published."""
