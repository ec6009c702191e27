"""What a pattern reports, and the view of a sentence that all patterns share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

# A run of masked text counts as one token.
TOKEN = re.compile(r"\w++(?:['’]\w++)*+|\ufffc+|[^\w\s]")


class Hit(NamedTuple):
    """A broken place of a sentence, in code points of the sentence's text.

    ``kind`` is the id of the rule it belongs to, ``missing`` says in words what seems to be lost or wrong,
    ``weight`` is 1 for a place that may be reported alone, less for mere evidence, and ``repair`` is the
    text to put in the place of the span where that is certain.
    """

    start: int
    end: int
    kind: str
    missing: str
    weight: float = 1.0
    repair: str | None = None


class Words:
    """A sentence as tokens: words, and single characters that are neither word nor space.

    ``all`` holds the tokens as written, ``low`` the same in lower case, ``known`` the set of ``low``, and
    ``pairs`` the set of its neighbours: most patterns ask the two sets first.
    """

    __slots__ = ("_spans", "all", "known", "low", "pairs", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.all: list[str] = TOKEN.findall(text)
        # No token holds a line feed; one call is faster than one for each token.
        self.low: list[str] = "\n".join(self.all).lower().split("\n") if self.all else []
        self.known = set(self.low)
        self.pairs = set(pairwise(self.low))
        self._spans: list[tuple[int, int]] | None = None

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return start and end of the tokens *first* to *last*, both included."""
        if self._spans is None:
            self._spans = [m.span() for m in TOKEN.finditer(self.text)]
        return self._spans[first][0], self._spans[last][1]

    def places(self, word: str) -> Iterator[int]:
        """Yield the places of a lower-case word."""
        at = -1
        try:
            while True:
                at = self.low.index(word, at + 1)
                yield at
        except ValueError:
            return

    def hit(
        self,
        first: int,
        last: int,
        kind: str,
        missing: str,
        weight: float = 1.0,
        repair: str | None = None,
    ) -> Hit:
        """Return a hit over the tokens *first* to *last*, both included."""
        return Hit(*self.span(first, last), kind, missing, weight, repair)

    def touching(self, index: int) -> bool:
        """Say whether nothing, not even a space, stands between the token at *index* and the one before."""
        return index > 0 and self.span(index - 1, index - 1)[1] == self.span(index, index)[0]
