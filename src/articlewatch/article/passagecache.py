"""Parsed passages, kept for the next revision or page that has them too."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

from articlewatch.article.cuts import Page
from articlewatch.article.passage import Passage
from articlewatch.article.profile import Profile
from articlewatch.article.scanned import Scan


class PassageCache:
    """Parsed passages by their text, so that a revision pays only for what it touched.

    Holds at most *size* passages, the least recently used leave first.
    """

    def __init__(self, size: int = 4096) -> None:
        self._size = size
        self._passages: OrderedDict[tuple[str, str, str], Passage] = OrderedDict()
        #: The page cut last: most often the revision before the next one asked for.
        self.page: Page | None = None

    def get(self, text: str, profile: Profile, language: str, scanned: Callable[[], Scan | None]) -> Passage:
        """Return the passage that reads *text*, parsing it if it is not known; *scanned* may spare it the scan."""
        key = (text, profile.id, language)
        passage = self._passages.get(key)
        if passage is None:
            passage = self._passages[key] = Passage(text, profile, language, scanned())
            if len(self._passages) > self._size:
                self._passages.popitem(last=False)
        else:
            self._passages.move_to_end(key)
        return passage

    def keep(self, passages: Sequence[Passage]) -> None:
        """Take note that *passages*, got from here before, are in use."""
        known = self._passages
        for passage in passages:
            key = (passage.text, passage.profile.id, passage.language)
            if key in known:
                known.move_to_end(key)
