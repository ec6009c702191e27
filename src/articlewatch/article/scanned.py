"""What the first pass over wikitext finds, and what of it belongs to a part of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from articlewatch.article.spans import Span


class RawTag(NamedTuple):
    """One ``<...>`` as written. ``frame`` numbers the extension tag it lies in (0: none)."""

    name: str
    start: int
    end: int
    closing: bool
    self_closing: bool
    frame: int
    #: Start of the end tag and its end, for an extension tag that has one; otherwise -1.
    close_start: int = -1
    close_end: int = -1


class Heading(NamedTuple):
    """A heading line: ``span`` without its line feed, ``title`` the span of what stands between the equals signs."""

    level: int
    span: Span
    title: Span


class Scan(NamedTuple):
    """What the pass found; all offsets are code points of the scanned text.

    ``lonely`` are braces and brackets without a partner. ``headings`` are those outside templates, links, tables
    and extension tags, so the text may be cut there. ``masked`` has the length of the text.

    ``left_open`` holds the kinds of what is open where the text ends, ``reaching`` those of the ends that would have
    closed something before the text: ``{`` for braces, ``[`` for links, ``|`` for tables. ``left_open`` may hold ``x``
    besides, for an external link, which nothing on a later line closes. What an extension tag holds does not count:
    nothing in it pairs with anything outside.
    """

    masked: str
    comments: list[tuple[int, int, bool]]
    tags: list[RawTag]
    tables: list[Span]
    unclosed_tables: list[int]
    lonely: list[Span]
    headings: list[Heading]
    left_open: frozenset[str] = frozenset()
    reaching: frozenset[str] = frozenset()


def cut(page: Scan, start: int, end: int) -> Scan | None:
    """Return what ``scan.scan`` finds in ``text[start:end]`` alone, taken from the scan of the whole *page*.

    The range runs from one of ``page.headings`` (or the beginning) to another (or the end). None when the page holds
    something unpaired, or a tag runs over *end*: the section may then read otherwise alone.
    """
    if page.lonely or page.unclosed_tables or page.left_open or page.reaching:
        return None
    tags = _between(page.tags, start, end, _tag_start)
    if any(tag.end > end for tag in tags):
        return None  # a template among the attributes of an HTML tag with a heading before it
    return Scan(
        page.masked[start:end],
        [(b - start, e - start, closed) for b, e, closed in _between(page.comments, start, end)],
        [_moved_tag(tag, start) for tag in tags],
        [Span(b - start, e - start) for b, e in _between(page.tables, start, end)],
        [],
        [],
        [
            Heading(level, span.shift(-start), title.shift(-start))
            for level, span, title in _between(page.headings, start, end, _heading_start)
        ],
    )


_tag_start: Callable[[Any], int] = attrgetter("start")


def _heading_start(heading: Heading) -> int:
    return heading.span.start


def _between(items: list[Any], start: int, end: int, key: Callable[[Any], int] = itemgetter(0)) -> list[Any]:
    return items[bisect_left(items, start, key=key) : bisect_left(items, end, key=key)] if items else items


def _moved_tag(tag: RawTag, by: int) -> RawTag:
    name, start, end, closing, self_closing, frame, close_start, close_end = tag
    if close_start >= 0:
        return RawTag(name, start - by, end - by, closing, self_closing, frame, close_start - by, close_end - by)
    return RawTag(name, start - by, end - by, closing, self_closing, frame)
