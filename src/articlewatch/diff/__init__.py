"""What changed between two texts: operations that replay, moved and split paragraphs, and what they mean."""

from __future__ import annotations

from articlewatch.diff.compare import compare
from articlewatch.diff.model import Block, Diff, Op

__all__ = ["Block", "Diff", "Op", "compare"]
