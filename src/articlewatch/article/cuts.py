"""Where a page may be cut into sections, found again quickly when only part of the page changed.

Between two headings outside every bracket the scanner's state is empty, so what stands before such a place has no
bearing on
what stands after it, unless a bracket, comment or table was left open. A new revision therefore needs a scan only
from the last heading before its first change to the first heading after its last one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from articlewatch.article.affix import common_prefix, common_suffix
from articlewatch.article.gathered import Gathered
from articlewatch.article.passage import Passage
from articlewatch.article.scan import scan
from articlewatch.article.scanned import Heading, Scan
from articlewatch.article.tags import EXTENSION_TAGS


class Page(NamedTuple):
    """A page that was cut: its text, its headings, its passages (one more than headings) and what they were asked."""

    text: str
    headings: list[Heading]
    passages: Sequence[Passage]
    gathered: Gathered


class Cuts(NamedTuple):
    """Where a text is cut, and what was found out on the way.

    ``scanned`` is the scan of the text from ``begin`` on, as far as it goes. The first ``head`` and the last ``tail``
    passages are those of the revision it was compared with.
    """

    headings: list[Heading]
    scanned: Scan
    begin: int = 0
    head: int = 0
    tail: int = 0


def find_cuts(text: str, known: Page | None = None) -> Cuts:
    """Return where *text* is cut: with *known*, another revision, only what differs from it is scanned."""
    cuts = _from_known(text, known) if known is not None and known.headings else None
    if cuts is not None:
        return cuts
    whole = scan(text)
    return Cuts(whole.headings, whole)


def _from_known(text: str, known: Page) -> Cuts | None:
    """The cuts of *text* after a scan of what differs from *known*; None when that does not settle them."""
    old = known.text
    head = common_prefix(old, text)
    tail = common_suffix(old, text, min(len(old), len(text)) - head)
    starts = [heading.span.start for heading in known.headings]
    by = len(text) - len(old)
    # The line feed before a heading must not have changed either.
    first = bisect_right(starts, head) - 1
    last = bisect_right(starts, len(old) - tail)
    while first >= 0 and _in_tag(old, starts[first]):
        first -= 1
    while last < len(starts) and _in_tag(text, starts[last] + by):
        last += 1
    begin = starts[first] if first >= 0 else 0
    end = starts[last] + by if last < len(starts) else len(text)
    if first < 0 and last >= len(starts):
        return None
    between = text[begin:end]
    middle = scan(between)
    before = known.passages[: first + 1]
    if not is_closed(between, middle) or not all(passage.extracted(_is_closed) for passage in before):
        return None
    headings = [
        *known.headings[: max(first, 0)],
        *(_moved(heading, begin) for heading in middle.headings),
        *(_moved(heading, by) for heading in known.headings[last:]),
    ]
    # Where the heading at the beginning is none any more, the passage before it goes on.
    ends = first < 0 or bool(middle.headings and middle.headings[0].span.start == 0)
    head = len(before) if ends else len(before) - 1
    return Cuts(headings, middle, begin, head, len(starts) - min(last, len(starts)))


def _in_tag(text: str, offset: int) -> bool:
    """Say whether the last ``<`` before *offset* has no ``>`` yet: what comes next may make a tag of it."""
    return text.rfind("<", 0, offset) > text.rfind(">", 0, offset)


def _is_closed(passage: Passage) -> bool:
    return is_closed(passage.text, passage.scan)


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
