"""What of one side of a comparison was touched: its changed sections and the nodes in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from articlewatch.article.article import Article
from articlewatch.article.nodes import Node
from articlewatch.article.once import cached_property
from articlewatch.article.section import Section
from articlewatch.article.spans import Span
from articlewatch.diff.meaning.spanindex import SpanIndex
from articlewatch.diff.meaning.touched import Side, Touched

NodeT = TypeVar("NodeT", bound=Node)


class Table(NamedTuple):
    """A table with its place and source."""

    span: Span
    source: str


class SideView:
    """The touched nodes of one side, those inside citations and templates left to what holds them."""

    def __init__(self, side: Side, article: Article, touched: Touched) -> None:
        self.side, self.article, self.touched = side, article, touched
        self.sections = touched.sections(side, article)
        #: The edits in each of them.
        self._edits = [touched.within(side, section.span) for section in self.sections]

    def nodes(self, choose: Callable[[Section], Iterable[NodeT]], *, inside: bool = False) -> list[NodeT]:
        """Return the touched nodes that *choose* takes from each changed section, moved to the article's offsets."""
        found = []
        for section, node in self._near(choose):
            span = node.span.shift(section.offset)
            if self.touched.touches(self.side, span) and (inside or not self._is_held(span)):
                found.append(node.moved(self.article.text, section.offset))
        return found

    def _near(self, choose: Callable[[Section], Iterable[NodeT]]) -> Iterator[tuple[Section, NodeT]]:
        """The nodes that reach into the range from the first to the last edit of their section, with the section."""
        for section, edits in zip(self.sections, self._edits, strict=True):
            if edits:
                first, last = edits[0].start - section.offset, edits[-1].end - section.offset
                yield from ((section, node) for node in choose(section) if node.end > first and node.start < last)

    @cached_property
    def citation_spans(self) -> list[Span]:
        """Where the citations of the changed sections stand."""
        return [c.span.shift(s.offset) for s in self.sections for c in s.citations]

    @cached_property
    def _citations(self) -> SpanIndex[Span]:
        return SpanIndex((span, span) for span in self.citation_spans)

    @cached_property
    def _holders(self) -> SpanIndex[None]:
        near = [(s, c.span) for s, c in self._near(lambda s: s.citations)]
        near += [(s, t.span) for s, t in self._near(lambda s: s.templates) if t.depth == 0]
        return SpanIndex((span.shift(section.offset), None) for section, span in near)

    def tables(self) -> list[Table]:
        """Return the touched tables."""
        spans = [table.shift(section.offset) for section in self.sections for table in section.tables]
        return [Table(span, span.of(self.article.text)) for span in spans if self.touched.touches(self.side, span)]

    def path(self, span: Span) -> tuple[str, ...]:
        """Return the headings above a place."""
        return self.article.section_at(span.start).path

    def citations_at(self, span: Span) -> list[Span]:
        """Return the citations of the changed sections that reach into *span*."""
        return self._citations.overlapping(span)

    def _is_held(self, span: Span) -> bool:
        return self._holders.any_covers(span)
