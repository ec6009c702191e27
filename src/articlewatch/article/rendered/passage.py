"""A section of a rendered page as rules ask for it; the indexes of wikitext are empty."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from articlewatch.article.citations import Citation
from articlewatch.article.images import Image
from articlewatch.article.nesting import CutPair
from articlewatch.article.nodes import ExternalLink, Wikilink
from articlewatch.article.once import cached_property
from articlewatch.article.passage import Passage
from articlewatch.article.profile import Profile
from articlewatch.article.prose import Hole, Paragraph, ParagraphKind, Prose, has_letters
from articlewatch.article.quotes import OpenQuote
from articlewatch.article.ranges import Ranges
from articlewatch.article.rendered.nodes import RenderedCitation, RenderedExternalLink, RenderedLink, RenderedTag
from articlewatch.article.scanned import Heading, Scan
from articlewatch.article.spans import Span
from articlewatch.article.tables import Table
from articlewatch.article.templates import Template
from articlewatch.article.wikitext import Tokens


@dataclass(slots=True)
class Content:
    """What the reader found in one section; all offsets are code points of the section's text.

    ``hidden`` are the ranges that no reader of the article sees, ``notes`` the marks and entries of references,
    ``lines`` the stretches of prose: (whole span, where the text begins, where it ends, kind).
    """

    holes: list[Hole] = field(default_factory=list)
    italics: list[tuple[int, int]] = field(default_factory=list)
    hidden: list[Span] = field(default_factory=list)
    notes: list[Span] = field(default_factory=list)
    tables: list[Span] = field(default_factory=list)
    comments: list[tuple[int, int, bool]] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    lines: list[tuple[Span, int, int, ParagraphKind]] = field(default_factory=list)
    links: list[RenderedLink] = field(default_factory=list)
    external_links: list[RenderedExternalLink] = field(default_factory=list)
    citations: list[RenderedCitation] = field(default_factory=list)
    maintenance: list[RenderedTag] = field(default_factory=list)
    #: (place, whether it is markup) of every tag, comment and text, without gaps
    pieces: list[tuple[Span, bool]] = field(default_factory=list)


class RenderedPassage(Passage):
    """One section of a rendered page, heading included."""

    def __init__(self, text: str, profile: Profile, language: str, content: Content) -> None:
        self.text = text
        self.profile = profile
        self.language = language
        self.content = content
        self.scan = Scan(text, content.comments, [], content.tables, [], [], content.headings)
        self._tokens = Tokens([], [], [], [])

    @cached_property
    def links(self) -> list[Wikilink]:
        """All links to pages of the wiki."""
        return [*self.content.links]

    @cached_property
    def external_links(self) -> list[ExternalLink]:
        """Links out of the wiki, those of the references too."""
        return [*self.content.external_links]

    @cached_property
    def citations(self) -> list[Citation]:
        """The marks in the text and the entries of the list of references."""
        return [*self.content.citations]

    def templates_with_role(self, *roles: str) -> list[Template]:
        """Return the tags in the line by which editors ask for something; no other template can be told any more."""
        return [*self.content.maintenance] if "inline-maintenance" in roles else []

    @cached_property
    def prose(self) -> Prose:
        """The section without its markup."""
        return Prose(self.text, self.content.holes, self.content.italics)

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """Paragraphs and list items in the order of the text."""
        prose = self.prose
        shown = prose.text
        found: list[Paragraph] = []
        for span, start, end, kind in self.content.lines:
            begin, stop = prose.locate(start), prose.locate(end)
            text = shown[begin:stop]
            bare = text.strip()
            if not bare:
                continue
            begin += len(text) - len(text.lstrip())
            known: ParagraphKind = kind if kind != "text" or has_letters(bare) else "object"
            found.append(Paragraph(prose, begin, begin + len(bare), span, known, len(found) + 1, self.language))
        return found

    @cached_property
    def images(self) -> list[Image]:
        return []

    @cached_property
    def open_quotes(self) -> list[OpenQuote]:
        return []

    @cached_property
    def cut_pairs(self) -> list[CutPair]:
        return []

    @cached_property
    def grids(self) -> list[Table]:
        return []

    @cached_property
    def shape(self) -> str:
        return ""

    def is_opaque(self, offset: int) -> bool:
        """Say whether *offset* lies within a tag or in what is no part of the article."""
        if offset in self._hidden:
            return True
        index = bisect_right(self._piece_starts, offset) - 1
        if index < 0:
            return False
        span, is_markup = self.content.pieces[index]
        return is_markup and offset > span.start

    def in_ref(self, offset: int) -> bool:
        """Say whether *offset* lies in the mark of a reference or in its entry in the list."""
        return offset in self._notes

    def leaves(self) -> Iterator[Span]:
        """Yield the tags, comments and texts of the section: together they are the section."""
        yield from (span for span, _ in self.content.pieces)

    @cached_property
    def _hidden(self) -> Ranges:
        return Ranges(self.content.hidden)

    @cached_property
    def _notes(self) -> Ranges:
        return Ranges(self.content.notes)

    @cached_property
    def _piece_starts(self) -> list[int]:
        return [span.start for span, _ in self.content.pieces]
