"""What an edit means: citations, links, templates, facts, words, and what kind of edit it was."""

from __future__ import annotations

from articlewatch.diff.meaning.change import WHATS, Change, ChangeKind, Meaning, What
from articlewatch.diff.meaning.explain import explain

__all__ = ["WHATS", "Change", "ChangeKind", "Meaning", "What", "explain"]
