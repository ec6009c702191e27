"""Read a rendered page into the sections of an article."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from articlewatch.article.profile import Profile
from articlewatch.article.prose import OBJECT
from articlewatch.article.rendered.contents import Contents
from articlewatch.article.rendered.elements import BLOCKS, Document, Element
from articlewatch.article.rendered.facts import PageFacts, read_facts
from articlewatch.article.rendered.furniture import Part
from articlewatch.article.rendered.lines import Lines
from articlewatch.article.rendered.linking import Linking
from articlewatch.article.rendered.outline import HEADINGS, Outline
from articlewatch.article.rendered.passage import RenderedPassage
from articlewatch.article.scanned import Heading
from articlewatch.article.spans import Span

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_BLANKS = re.compile(r"[\t\n\f\r]|[ \t\n\f\r]{2,}")


class RenderedSection(NamedTuple):
    """One section: where it begins in the file, its level and title (0 and "" for the lead), and its passage."""

    offset: int
    level: int
    title: str
    passage: RenderedPassage


class RenderedPage(NamedTuple):
    """A page as read. ``is_disambiguation`` says that it only leads on to other pages."""

    facts: PageFacts
    sections: list[RenderedSection]
    is_disambiguation: bool


def read_page(text: str, profile: Profile, language: str = "") -> RenderedPage:
    """Return the page in *text*, whatever it is; *language* goes before the one that the page states."""
    document = Document(text)
    facts = read_facts(document)
    return _Reader(document, facts, profile, language or facts.language or profile.language).read()


class _Reader:
    """Sorts the elements and texts of a document into sections."""

    def __init__(self, document: Document, facts: PageFacts, profile: Profile, language: str) -> None:
        self._document = document
        self._text = document.text
        self._facts = facts
        self._profile = profile
        self._language = language
        self._outline = Outline(document, facts)
        self._starts = [0, *(element.start for element, _ in self._outline.headings)]
        self._contents = Contents(self._text, self._starts)

    def read(self) -> RenderedPage:
        self._pieces()
        self._tags_and_texts()
        self._set_headings()
        Linking(self._document, self._outline, self._facts, self._contents, self._language).read()
        sections = []
        for index, start in enumerate(self._starts):
            content = self._contents[index]
            content.holes.sort()
            passage = RenderedPassage(self._contents.text_of(start), self._profile, self._language, content)
            level, title = 0, ""
            if index:
                element, inner = self._outline.headings[index - 1]
                level, title = HEADINGS[element.name], self._outline.shown(inner)
            sections.append(RenderedSection(start, level, title, passage))
        return RenderedPage(self._facts, sections, self._outline.is_disambiguation)

    def _pieces(self) -> None:
        for token in self._document.tokens:
            content, by = self._contents.at(token.start)
            content.pieces.append((Span(token.start - by, token.end - by), token.kind not in ("text", "raw")))
            if token.kind == "comment":
                closed = self._text.startswith("<!--", token.start) and self._text.endswith("-->", 0, token.end)
                if self._text.startswith("<!--", token.start):
                    content.comments.append((token.start - by, token.end - by, closed))

    def _tags_and_texts(self) -> None:
        """Make the holes of the prose, and its lines."""
        self._hide(0, self._outline.begin)
        self._hide(self._outline.end, len(self._text))
        parts = iter([*self._outline.parts, None])
        heading_spans = iter([*(element for element, _ in self._outline.headings), None])
        part = next(parts)
        heading = next(heading_spans)
        lines = Lines(self._contents.at)
        skip = self._outline.begin
        for token in self._document.tokens:
            if token.start >= self._outline.end:
                break
            if token.start < skip:
                continue
            if part is not None and part[0].start == token.start:
                skip = max(part[0].end, token.end)
                self._leave_out(part[0], part[1], lines, skip)
                part = next(parts)
            elif heading is not None and heading.start == token.start:
                skip = max(heading.end, token.end)
                lines.end(token.start)
                content, by = self._contents.at(token.start)
                content.holes.append((token.start - by, skip - by, "\n"))
                heading = next(heading_spans)
            elif token.kind == "text":
                self._text_holes(token.start, token.end)
            else:
                self._tag_hole(token.start, token.end, token.kind, token.name, lines)
            while part is not None and part[0].start < skip:
                part = next(parts)
            while heading is not None and heading.start < skip:
                heading = next(heading_spans)
        lines.end(self._outline.end)

    def _hide(self, start: int, end: int) -> None:
        for content, span in self._contents.cover(start, end):
            content.holes.append((span.start, span.end, ""))
            content.hidden.append(span)

    def _leave_out(self, element: Element, part: Part, lines: Lines, end: int) -> None:
        block = element.name in BLOCKS
        if block:
            lines.end(element.start)
        shown = OBJECT if part == "object" else "\n" if block else ""
        for content, span in self._contents.cover(element.start, end):
            content.holes.append((span.start, span.end, shown))
            if part == "gone":
                content.hidden.append(span)
        if block:
            lines.resume(end)

    def _tag_hole(self, start: int, end: int, kind: str, name: str, lines: Lines) -> None:
        shown = ""
        if name in BLOCKS:
            shown = "\n"
            if kind == "start":
                lines.begin(name, start, end)
            else:
                lines.close(name, start, end)
        elif name == "br":
            shown = " "
        content, by = self._contents.at(start)
        content.holes.append((start - by, end - by, shown))

    def _text_holes(self, start: int, end: int) -> None:
        text = self._text
        content, by = self._contents.at(start)
        if text.find("&", start, end) >= 0:
            for match in _REFERENCE.finditer(text, start, end):
                shown = unescape(match.group())
                if shown != match.group():
                    content.holes.append((match.start() - by, match.end() - by, shown))
        for match in _BLANKS.finditer(text, start, end):
            content.holes.append((match.start() - by, match.end() - by, " "))

    def _set_headings(self) -> None:
        for index, (element, inner) in enumerate(self._outline.headings, 1):
            by = self._starts[index]
            span = Span(0, max(element.end, element.open_end) - by)
            self._contents[index].headings.append(Heading(HEADINGS[element.name], span, inner.shift(-by)))
