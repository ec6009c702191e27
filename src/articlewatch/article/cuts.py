"""Where a page may be cut into sections, found again quickly when only part of the page changed.

Between two headings outside every bracket the scanner's state is empty, so what stands before such a place has no
bearing on
what stands after it, unless a bracket, comment or table was left open. A new revision therefore needs a scan only
from the last heading before its first change to the first heading after its last one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from articlewatch.article.scan import Heading, Scan, scan
from articlewatch.article.tags import EXTENSION_TAGS

#: Below this length slices are compared character by character.
_SHORT = 64


class Scanned(Protocol):
    """Something that was scanned: a passage."""

    text: str

    @property
    def scan(self) -> Scan:
        """What the scan found."""


class Page(NamedTuple):
    """A page that was cut: its text, its headings, and its passages (one more than headings)."""

    text: str
    headings: list[Heading]
    passages: Sequence[Scanned]


def find_headings(text: str, known: Page | None = None) -> list[Heading]:
    """Return the headings at which *text* is cut, in order; the same with *known*, another revision, as without."""
    return find_cuts(text, known)[0]


def find_cuts(text: str, known: Page | None = None) -> tuple[list[Heading], Scan | None]:
    """Return :func:`find_headings` and, where the whole of *text* had to be scanned for them, that scan."""
    headings = _from_known(text, known) if known is not None and known.headings else None
    if headings is not None:
        return headings, None
    whole = scan(text)
    return whole.headings, whole


def _from_known(text: str, known: Page) -> list[Heading] | None:
    """The headings of *text* after a scan of what differs from *known*; None when that does not settle them."""
    old = known.text
    head = _common_prefix(old, text)
    tail = _common_suffix(old, text, min(len(old), len(text)) - head)
    starts = [heading.span.start for heading in known.headings]
    # One heading further out on either side than the change: the nearest may itself be cut in two by it.
    first = bisect_right(starts, head) - 2
    last = bisect_left(starts, len(old) - tail) + 1
    if first < 0 and last >= len(starts):
        return None
    begin = starts[first] if first >= 0 else 0
    by = len(text) - len(old)
    end = starts[last] + by if last < len(starts) else len(text)
    between = text[begin:end]
    middle = scan(between)
    if not is_closed(between, middle) or not all(
        is_closed(p.text, p.scan) for p in known.passages[: max(first, 0) + 1]
    ):
        return None
    return [
        *known.headings[: max(first, 0)],
        *(_moved(heading, begin) for heading in middle.headings),
        *(_moved(heading, by) for heading in known.headings[last:]),
    ]


def is_closed(text: str, found: Scan) -> bool:
    """Say whether *text* leaves nothing open: no brace, link, table, comment or extension tag without its end.

    An end without a beginning leaves nothing open, nor does a single bracket, which ends with its line.
    """
    return not (
        any(text.startswith(("{", "[["), span.start) for span in found.lonely)
        or found.unclosed_tables
        or any(not closed for _, _, closed in found.comments)
        or any(
            tag.name in EXTENSION_TAGS and tag.close_start < 0 and not tag.closing and not tag.self_closing
            for tag in found.tags
        )
    )


def _moved(heading: Heading, by: int) -> Heading:
    return Heading(heading.level, heading.span.shift(by), heading.title.shift(by))


def _common_prefix(a: str, b: str) -> int:
    low, high = 0, min(len(a), len(b))
    while high - low > _SHORT:
        middle = (low + high) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle
    while low < high and a[low] == b[low]:
        low += 1
    return low


def _common_suffix(a: str, b: str, most: int) -> int:
    low, high = 0, most
    while high - low > _SHORT:
        middle = (low + high) // 2
        if a[len(a) - middle : len(a) - low] == b[len(b) - middle : len(b) - low]:
            low = middle
        else:
            high = middle
    while low < high and a[len(a) - low - 1] == b[len(b) - low - 1]:
        low += 1
    return low
