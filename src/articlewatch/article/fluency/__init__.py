"""A compact statistical model of local fluency: where in a sentence a word has probably been lost."""

from __future__ import annotations

from articlewatch.article.fluency.evidence import broken
from articlewatch.article.fluency.model import Doubt, doubts

__all__ = ["Doubt", "broken", "doubts"]
