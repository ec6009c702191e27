"""The editor's report: one model of an article, a history or many articles, and reporters ``Report -> str``."""

from articlewatch.report.build import make_page
from articlewatch.report.model import Item, Page, Report, Source
from articlewatch.report.past import Past

__all__ = ["Item", "Page", "Past", "Report", "Source", "make_page"]
