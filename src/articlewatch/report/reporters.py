"""The forms a report can take, by name; each is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module

from articlewatch.report.model import Report
from articlewatch.report.seen import sound

#: name -> (module, the ending of a file of that form)
FORMS = {
    "html": ("html", ".html"),
    "markdown": ("markdown", ".md"),
    "wikitext": ("wikitext", ".wikitext"),
    "json": ("json", ".json"),
    "atom": ("atom", ".atom"),
    "text": ("text", ".txt"),
    "csv": ("csv", ".csv"),
    "csv-sources": ("sourcescsv", ".csv"),
}


def render(name: str, report: Report) -> str:
    """Return *report* in the form called *name*."""
    text: str = import_module(f"articlewatch.report.{FORMS[name][0]}").render(report)
    return sound(text)
