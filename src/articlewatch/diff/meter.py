"""How much work a comparison may do, and where it had to stop short."""

from __future__ import annotations

from articlewatch.article.spans import Span

#: Cells of the comparison matrix a call may fill by default. rapidfuzz fills 64 at a time, so the worst input
#: takes a few seconds.
DEFAULT_BUDGET = 4_000_000_000


class Meter:
    """Counts cells of comparison matrices, a measure of work that is the same on every machine."""

    __slots__ = ("coarse", "left")

    def __init__(self, budget: int) -> None:
        self.left = budget
        self.coarse: list[Span] = []

    def spend(self, cells: int) -> bool:
        """Take *cells* from the budget and say whether there was enough; if not, nothing is taken."""
        if cells > self.left:
            return False
        self.left -= cells
        return True
