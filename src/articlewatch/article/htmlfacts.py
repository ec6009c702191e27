"""Facts of HTML elements as MediaWiki treats them, from ``data/html.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

#: Elements whose effect runs on when they are not closed.
FORMATTING_TAGS = frozenset(["b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"])

#: Elements that stand in a line of text.
INLINE_TAGS = FORMATTING_TAGS | frozenset(
    [
        "abbr", "bdi", "bdo", "cite", "data", "del", "dfn", "ins", "kbd", "mark", "q", "rb", "rp", "rt", "rtc",
        "ruby", "samp", "span", "sub", "sup", "time", "var",
    ]
)  # fmt: skip


@cache
def _facts() -> dict[str, dict[str, Any]]:
    file = resources.files("articlewatch.article.data").joinpath("html.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def obsolete_tags() -> dict[str, str]:
    """Return element -> what takes its place, for the elements that HTML5 dropped."""
    return _facts()["obsolete"]


def obsolete_attribute(element: str, attribute: str) -> str:
    """Return what takes the place of *attribute* on *element*, or an empty string when it is not out of date."""
    entry: list[str] = _facts()["obsolete_attributes"].get(attribute, [])
    if entry and ("*" in entry[1:] or element in entry[1:]):
        return entry[0]
    return ""


def allows_attribute(element: str, attribute: str) -> bool:
    """Say whether MediaWiki lets *attribute* through on *element*; the obsolete ones are let through too."""
    if attribute.startswith(("data-", "aria-", "item", "xml:", "xmlns")):
        return True
    allowed = _facts()["allowed_attributes"]
    return attribute in allowed["*"] or attribute in allowed.get(element, ())
