"""The cells a terminal draws. They live below the diff, which is printed too; here is where the formats get them."""

from __future__ import annotations

from articlewatch.article.cells import (
    LONGEST_CELL,
    LRM,
    Cell,
    cells,
    columns,
    has_right_to_left,
    isolate,
    visible,
)

__all__ = ["LONGEST_CELL", "LRM", "Cell", "cells", "columns", "has_right_to_left", "isolate", "visible"]
