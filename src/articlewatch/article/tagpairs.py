"""Start and end tags brought together, the way an HTML5 parser would see them."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from articlewatch.article.nodes import Tag
from articlewatch.article.scanned import RawTag

#: Elements of one name nested deeper than this stay unpaired. No article has them, and the contents of pairs that
#: enclose each other add up to the square of their number.
MAX_NESTING = 100


def pair_tags(text: str, raw: Iterable[RawTag]) -> list[Tag]:
    """Return the tags of *text* in the order of their starts, each paired with its end tag if it has one.

    A tag never pairs across the border of an extension tag. Overlapping pairs (``<b><i></b></i>``) become
    ``misnested``. Time is linear in the number of tags.
    """
    result: list[Tag] = []
    frames: dict[int, list[RawTag]] = {}
    for item in raw:
        if item.close_start >= 0:
            result.append(Tag(text, item.name, "pair", item.start, item.end, item.close_start, item.close_end))
        elif item.self_closing and not item.closing:
            void = text[item.end - 2] != "/"
            result.append(Tag(text, item.name, "void" if void else "self", item.start, item.end, item.end, item.end))
        else:
            frames.setdefault(item.frame, []).append(item)
    for items in frames.values():
        _pair_frame(text, items, result)
    result.sort(key=attrgetter("start"))
    return result


def _pair_frame(text: str, items: list[RawTag], result: list[Tag]) -> None:
    stack: list[RawTag] = []
    open_count: dict[str, int] = {}
    # Tags closed by force when an outer one ended; their own end tag may still come.
    forced: dict[str, list[RawTag]] = {}
    for item in items:
        name = item.name
        if not item.closing and open_count.get(name, 0) >= MAX_NESTING:
            result.append(Tag(text, name, "unclosed", item.start, item.end, item.end, item.end))
        elif not item.closing:
            stack.append(item)
            open_count[name] = open_count.get(name, 0) + 1
        elif open_count.get(name):
            while stack[-1].name != name:
                left = stack.pop()
                open_count[left.name] -= 1
                forced.setdefault(left.name, []).append(left)
            opener = stack.pop()
            open_count[name] -= 1
            result.append(Tag(text, name, "pair", opener.start, opener.end, item.start, item.end))
        elif forced.get(name):
            opener = forced[name].pop()
            result.append(Tag(text, name, "misnested", opener.start, opener.end, item.start, item.end))
        else:
            result.append(Tag(text, name, "stray", item.start, item.start, item.start, item.end))
    for left in (*stack, *(tag for tags in forced.values() for tag in tags)):
        result.append(Tag(text, left.name, "unclosed", left.start, left.end, left.end, left.end))
