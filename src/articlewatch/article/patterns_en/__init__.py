"""English patterns of sentences broken by editing, as pure functions over one sentence's text."""

from __future__ import annotations

from articlewatch.article.patterns_en.find import hits
from articlewatch.article.patterns_en.hit import Hit

__all__ = ["Hit", "hits"]
