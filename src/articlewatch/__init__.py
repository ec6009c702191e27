"""A linter and revision tracker for Wikipedia-style articles."""

from __future__ import annotations

__version__ = "0.1.0"
