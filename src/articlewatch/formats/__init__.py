"""Findings as text: one module per format, each with ``render(report) -> str``.

A format is imported when it is asked for, so that a terminal run pays for no XML and no JSON.
"""

from __future__ import annotations

import importlib

from articlewatch.errors import ConfigurationError
from articlewatch.lint.finding import LintReport

#: name -> the options of its ``render`` beside the report
_FORMATS: dict[str, tuple[str, ...]] = {
    "full": ("width", "color"),
    "concise": ("color",),
    "grouped": ("width", "color"),
    "statistics": ("color",),
    "json": (),
    "jsonl": (),
    "sarif": (),
    "github": (),
    "gitlab": (),
    "junit": (),
    "rdjson": (),
    "csv": (),
    "tsv": (),
    "markdown": (),
}

NAMES: tuple[str, ...] = tuple(_FORMATS)


def render(name: str, report: LintReport, *, width: int = 80, color: bool = False) -> str:
    """Return *report* in the format called *name*: equal reports give equal text, whenever and wherever.

    *width* (in columns) and *color* matter to the formats for people and are ignored by the others.
    The text ends with a line feed unless it is empty. Raises ConfigurationError for an unknown name.
    """
    if name not in _FORMATS:
        from articlewatch.lint.suggest import did_you_mean

        known = did_you_mean(name, NAMES) or f"; known are {', '.join(NAMES)}"
        raise ConfigurationError(f"no such format {name!r}{known}")
    module = importlib.import_module(f"{__name__}.{name}")
    given = {"width": width, "color": color}
    text: str = module.render(report, **{option: given[option] for option in _FORMATS[name]})
    return text
