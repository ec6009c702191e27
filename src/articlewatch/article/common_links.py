"""Pages that an English reader needs no link to, read once from the package's data file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def common_pages() -> frozenset[str]:
    """Return the titles, each with its first letter in capitals."""
    source = files("articlewatch.article").joinpath("data", "en", "common_links.toml").read_text("utf-8")
    return frozenset(title for titles in tomllib.loads(source).values() for title in titles)
