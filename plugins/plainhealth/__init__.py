"""Plain health pages that cannot go online without their sources and a "see a professional" notice.

The flow of one page is told in ``plugins/README.md``. Only ``pelican_plugin`` knows Pelican.
"""

__version__ = "1.0.0"
