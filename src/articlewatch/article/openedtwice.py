"""Formatting opened twice where the second tag was most likely meant as the end: ``<small>note<small>``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from articlewatch.article.article import Article
from articlewatch.article.nodes import Tag

#: Elements whose effect adds up, or whose second start is mostly a mistyped end.
GROWING = frozenset(["small", "big", "sub", "sup", "b", "i", "u", "s", "strike", "code", "tt", "font", "em", "strong"])
_SIZES = ("small", "big")


class OpenedTwice(NamedTuple):
    """Two start tags of one element. ``closed`` says that an end tag in a later line happens to close the second."""

    first: Tag
    second: Tag
    closed: bool

    @property
    def in_line(self) -> bool:
        """Say whether both stand in one line."""
        return "\n" not in self.first.text[self.first.open_end : self.second.start]


def opened_twice(article: Article) -> Iterator[OpenedTwice]:
    """Yield the elements that are opened again while they are open, one kind of element after the other.

    Sizes add up all over the page, but never leave a table; of other elements only two in a line count.
    """
    unclosed = [t for t in article.loose_tags if t.kind == "unclosed" and t.name in GROWING]
    if not unclosed:
        return
    later = _closed_later(article)
    for name in dict.fromkeys(t.name for t in unclosed):
        waiting = [t for t in unclosed if t.name == name]
        taken = -1
        for at, first in enumerate(waiting):
            second = waiting[at + 1] if at + 1 < len(waiting) else None
            if second is not None and _again(article, first, second):
                # What was meant as an end begins nothing; but a size that is left open further up adds up again.
                if first.start != taken or name in _SIZES:
                    yield OpenedTwice(first, second, False)
                taken = second.start
                continue
            found = _next_in_line(article, first, later)
            if found is not None and first.start != taken:
                yield OpenedTwice(first, found, True)


def _next_in_line(article: Article, first: Tag, later: dict[int, Tag]) -> Tag | None:
    line_end = article.text.find("\n", first.open_end)
    again = article.text.find(f"<{first.name}", first.open_end, line_end if line_end >= 0 else None)
    found = later.get(again)
    if found is None or found.name != first.name or f"</{first.name}" in _between(article, first, found):
        return None
    return found


def _again(article: Article, first: Tag, second: Tag) -> bool:
    near = _between(article, first, second)
    adds_up = first.name in _SIZES and not _in_table(article, first) and not _in_table(article, second)
    return ("\n" not in near or adds_up) and f"<{first.name}/" not in near


def _closed_later(article: Article) -> dict[int, Tag]:
    """Elements that end in another block than they begin in, by their start."""
    found = {t.start: t for t in article.loose_tags if t.kind == "pair"}
    for section in article.sections:
        for cut in section.passage.cut_pairs:
            tag = cut.tag.moved(article.text, section.offset)
            found[tag.start] = tag
    return {start: tag for start, tag in found.items() if "\n" in article.text[tag.open_end : tag.close_start]}


def _between(article: Article, first: Tag, second: Tag) -> str:
    return article.text[first.open_end : second.start]


def _in_table(article: Article, tag: Tag) -> bool:
    section = article.section_at(tag.start)
    return section.in_table(tag.start - section.offset)
