"""A compact statistical model of local fluency: where in a sentence a word has probably been lost."""

from __future__ import annotations

from articlewatch.article.fluency.edits import broken_by_edit
from articlewatch.article.fluency.evidence import broken
from articlewatch.article.fluency.model import Doubt, doubts
from articlewatch.article.fluency.passages import broken_places, glued_sentences, has_broken_places, running_text
from articlewatch.article.fluency.suspects import Reading, reading_of

__all__ = [
    "Doubt",
    "Reading",
    "broken",
    "broken_by_edit",
    "broken_places",
    "doubts",
    "glued_sentences",
    "has_broken_places",
    "reading_of",
    "running_text",
]
