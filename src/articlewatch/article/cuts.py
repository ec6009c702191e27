"""Where a page may be cut into sections, found again quickly when only part of the page changed.

A new revision needs a scan only from the last heading before its first change to the first heading after its last
one, though something unpaired stands on the page, as long as no end in a later part meets an opener left over from an
earlier one. Why that is so:

A heading where a page may be cut lies in no extension tag, comment or tag, and no pair spans it. So all that the
scanner takes over such a place is its stack of open braces, links and tables. That stack changes what the scanner
finds after the place only if an end there reaches below what was opened after the place: it would then pair across
it. (A bracket of an external link pairs within its line; how deep the stack is and whether a brace is open otherwise
bears on the masked text alone, not on headings.) Where nothing pairs across, the part after the place has the headings
and pairs it has when scanned by itself, and so each section of a known page does.

Let a page consist of a part before, a part that is scanned anew and a part after, both borders at headings of the
known page, with the line feed before them unchanged and no ``<`` before them that lacks its ``>``, so that no mark
stands across a border. The part before leaves open what its sections leave open, each scanned by itself, or less. If
none of it is of a kind that an end in the other parts reaches for, and the same holds of what the middle leaves open
and the part after, nothing pairs across a border. Comments and extension tags are not on the stack: the first end
after one that is open closes it, whatever it stands in, so that is looked for as it is. In the known page the part
after has no such end for the part before, so only the middle need be searched for that.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from articlewatch.article.affix import common_prefix, common_suffix
from articlewatch.article.gathered import Gathered
from articlewatch.article.passage import Passage
from articlewatch.article.scan import end_tag, scan
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
    middle = scan(text[begin:end])
    before, after = known.passages[: first + 1], known.passages[last + 1 :]
    if _pairs_across(before, middle, after) or _runs_across(text, begin, end, before, middle):
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


def _pairs_across(before: Sequence[Passage], middle: Scan, after: Sequence[Passage]) -> bool:
    """Say whether an end in one of three parts may reach an opener in an earlier one; see the module."""
    ahead = frozenset[str]().union(*(passage.extracted(_left_open) for passage in before))
    behind = frozenset[str]().union(*(passage.extracted(_reaching) for passage in after))
    return bool(ahead & middle.reaching or (ahead | middle.left_open) & behind)


def _runs_across(text: str, begin: int, end: int, before: Sequence[Passage], middle: Scan) -> bool:
    """Say whether a comment or an extension tag runs over *begin* or *end*, between which *middle* was found."""
    open_tags = frozenset[str]().union(*(passage.extracted(_open_tags) for passage in before))
    if _has_end(text, open_tags, begin, end):
        return True
    if end == len(text):
        return False
    # A comment that is not closed may run to the end of an extension tag instead.
    open_comment = bool(middle.comments) and middle.comments[-1][1:] == (end - begin, False)
    return open_comment or _has_end(text, _unclosed(middle), end, len(text))


def _left_open(passage: Passage) -> frozenset[str]:
    return passage.scan.left_open


def _reaching(passage: Passage) -> frozenset[str]:
    return passage.scan.reaching


def _open_tags(passage: Passage) -> frozenset[str]:
    return _unclosed(passage.scan)


def _unclosed(found: Scan) -> frozenset[str]:
    """The names of the extension tags without an end, but for those in another one, whose end they cannot cross."""
    return frozenset(
        tag.name
        for tag in found.tags
        if not (tag.frame or tag.closing or tag.self_closing) and tag.close_start < 0 and tag.name in EXTENSION_TAGS
    )


def _has_end(text: str, names: frozenset[str], start: int, end: int) -> bool:
    return any(end_tag(name).search(text, start, end) for name in names)


def _moved(heading: Heading, by: int) -> Heading:
    return Heading(heading.level, heading.span.shift(by), heading.title.shift(by))
