"""Read a rendered page into the sections of an article."""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape
from typing import NamedTuple

from articlewatch.article.profile import Profile
from articlewatch.article.prose import OBJECT
from articlewatch.article.rendered.elements import BLOCKS, Document, Element
from articlewatch.article.rendered.facts import PageFacts, read_facts
from articlewatch.article.rendered.furniture import Part, is_reference_item, part_of, root_of
from articlewatch.article.rendered.lines import Lines
from articlewatch.article.rendered.nodes import (
    RenderedCitation,
    RenderedExternalLink,
    RenderedLink,
    RenderedTag,
    page_of,
    shown_text,
)
from articlewatch.article.rendered.passage import Content, RenderedPassage
from articlewatch.article.scan import Heading
from articlewatch.article.spans import Span

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_BLANKS = re.compile(r"[\t\n\f\r]|[ \t\n\f\r]{2,}")
_MARK = re.compile(r"\[\s*(?:(?P<group>\D*?)\s*)??(?P<label>\d{1,5}|[^\W\d_]{1,4})\s*\]")
_ITALIC = frozenset(("i", "em", "cite", "q", "dfn"))
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_SCHEMES = ("http://", "https://", "//", "ftp://")


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
        self._root = root_of(document)
        self._parts: list[tuple[Element, Part]] = []
        self._headings: list[tuple[Element, Span]] = []
        self._is_disambiguation = False
        self._section_texts: dict[int, str] = {}

    def read(self) -> RenderedPage:
        self._classify()
        self._starts = [0, *(element.start for element, _ in self._headings)]
        self._contents = [Content() for _ in self._starts]
        self._pieces()
        self._tags_and_texts()
        self._set_headings()
        self._elements()
        sections = []
        for index, start in enumerate(self._starts):
            content = self._contents[index]
            content.holes.sort()
            passage = RenderedPassage(self._text_of(start), self._profile, self._language, content)
            level, title = 0, ""
            if index:
                element, inner = self._headings[index - 1]
                level, title = _HEADINGS[element.name], self._shown(inner)
            sections.append(RenderedSection(start, level, title, passage))
        return RenderedPage(self._facts, sections, self._is_disambiguation)

    # -- what is what --------------------------------------------------------------------------

    def _classify(self) -> None:
        """Find the outermost elements that are not prose, and the headings among the rest."""
        root = self._root
        begin, end = (root.open_end, root.close_start) if root else (0, len(self._text))
        self._begin, self._end = begin, max(begin, end)
        skip = 0
        first_h1 = True
        self._plain: list[Element] = []
        for element in self._document.elements:
            if element.id == "disambigbox" or "dmbox-disambig" in element.classes:
                self._is_disambiguation = True
            if element.start < self._begin or element.start >= self._end or element.start < skip:
                continue
            part = part_of(element)
            if part:
                self._parts.append((element, part))
                skip = max(element.end, element.open_end)
                continue
            if element.name in _HEADINGS:
                inner = self._headline(element)
                title = element.name == "h1" and first_h1 and self._shown(inner) == self._facts.title
                first_h1 = first_h1 and element.name != "h1"
                if title:
                    self._parts.append((element, "gone"))
                else:
                    self._headings.append((element, inner))
                skip = element.end
                continue
            self._plain.append(element)

    def _headline(self, heading: Element) -> Span:
        """Where the words of a heading stand: before the link for editing, within the skin's own element."""
        start, end = heading.open_end, heading.close_start
        for element in self._within(heading):
            if "mw-headline" in element.classes:
                return Span(element.open_end, element.close_start)
            if "mw-editsection" in element.classes:
                end = min(end, element.start)
        return Span(start, max(start, end))

    def _within(self, outer: Element) -> list[Element]:
        elements = self._document.elements
        index = bisect_right(elements, outer.start, key=lambda e: e.start)
        found = []
        while index < len(elements) and elements[index].start < outer.end:
            found.append(elements[index])
            index += 1
        return found

    def _shown(self, span: Span) -> str:
        return shown_text(span.of(self._text))

    # -- sorting into sections -----------------------------------------------------------------

    def _at(self, offset: int) -> tuple[Content, int]:
        """The content of the section in which *offset* lies, and where that section begins."""
        index = bisect_right(self._starts, offset) - 1
        return self._contents[index], self._starts[index]

    def _cover(self, start: int, end: int) -> list[tuple[Content, Span]]:
        """[start, end) cut at the borders of sections, relative to each."""
        found = []
        index = bisect_right(self._starts, start) - 1
        while start < end:
            stop = self._starts[index + 1] if index + 1 < len(self._starts) else len(self._text)
            stop = min(stop, end)
            if stop > start:
                by = self._starts[index]
                found.append((self._contents[index], Span(start - by, stop - by)))
            start = stop
            index += 1
        return found

    def _pieces(self) -> None:
        for token in self._document.tokens:
            content, by = self._at(token.start)
            content.pieces.append((Span(token.start - by, token.end - by), token.kind not in ("text", "raw")))
            if token.kind == "comment":
                closed = self._text.startswith("<!--", token.start) and self._text.endswith("-->", 0, token.end)
                if self._text.startswith("<!--", token.start):
                    content.comments.append((token.start - by, token.end - by, closed))

    def _tags_and_texts(self) -> None:
        """Make the holes of the prose, and its lines."""
        self._hide(0, self._begin)
        self._hide(self._end, len(self._text))
        parts = iter([*self._parts, None])
        heading_spans = iter([*(element for element, _ in self._headings), None])
        part = next(parts)
        heading = next(heading_spans)
        lines = Lines(self._at)
        skip = self._begin
        for token in self._document.tokens:
            if token.start >= self._end:
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
                content, by = self._at(token.start)
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
        lines.end(self._end)

    def _hide(self, start: int, end: int) -> None:
        for content, span in self._cover(start, end):
            content.holes.append((span.start, span.end, ""))
            content.hidden.append(span)

    def _leave_out(self, element: Element, part: Part, lines: Lines, end: int) -> None:
        block = element.name in BLOCKS
        if block:
            lines.end(element.start)
        shown = OBJECT if part == "object" else "\n" if block else ""
        for content, span in self._cover(element.start, end):
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
        content, by = self._at(start)
        content.holes.append((start - by, end - by, shown))

    def _text_holes(self, start: int, end: int) -> None:
        text = self._text
        content, by = self._at(start)
        if text.find("&", start, end) >= 0:
            for match in _REFERENCE.finditer(text, start, end):
                shown = unescape(match.group())
                if shown != match.group():
                    content.holes.append((match.start() - by, match.end() - by, shown))
        for match in _BLANKS.finditer(text, start, end):
            content.holes.append((match.start() - by, match.end() - by, " "))

    def _set_headings(self) -> None:
        for index, (element, inner) in enumerate(self._headings, 1):
            by = self._starts[index]
            span = Span(0, max(element.end, element.open_end) - by)
            self._contents[index].headings.append(Heading(_HEADINGS[element.name], span, inner.shift(-by)))

    # -- links and citations -------------------------------------------------------------------

    def _elements(self) -> None:
        gone = [(e.start, max(e.end, e.open_end)) for e, part in self._parts if part == "gone"]
        starts = [start for start, _ in gone]
        notes: dict[str, tuple[str, str]] = {}
        items: list[Element] = []
        stop = table_end = italic_end = item_end = 0  # of nested ones only the outermost counts
        for element in self._document.elements:
            if not self._begin <= element.start < self._end or element.start < stop:
                continue
            index = bisect_right(starts, element.start) - 1
            if index >= 0 and element.start < gone[index][1]:
                stop = gone[index][1]
                continue
            name = element.name
            if name == "a":
                self._link(element)
            elif name == "sup":
                if part_of(element) == "mark":
                    self._mark(element, notes)
                    stop = element.end
            elif is_reference_item(element):
                if element.start >= item_end:
                    items.append(element)
                    item_end = element.end
            elif name == "table":
                if element.start >= table_end:
                    table_end = element.end
                    for content, span in self._cover(element.start, element.end):
                        content.tables.append(span)
            elif name in _ITALIC or (element.get("lang") and self._is_foreign(element)):
                if element.start >= italic_end:
                    italic_end = element.end
                    for content, span in self._cover(element.open_end, element.close_start):
                        content.italics.append((span.start, span.end))
            elif name == "span" and part_of(element) == "mark":
                self._mark(element, notes)
                stop = element.end
        for number, item in enumerate(items, 1):
            self._item(item, notes, number)
        for content in self._contents:
            content.citations.sort(key=lambda citation: citation.start)

    def _is_foreign(self, element: Element) -> bool:
        """Say whether an element in the line is in another language than the page."""
        return element.name not in BLOCKS and _primary(element.get("lang")) != _primary(self._language)

    def _link(self, element: Element) -> None:
        href = element.get("href").strip()
        classes = element.classes
        if not href or href.startswith("#") or element.end == element.open_end:
            return
        content, by = self._at(element.start)
        page = "" if "external" in classes or "extiw" in classes else page_of(href, self._facts.host)
        if page:
            content.links.append(RenderedLink(self._text_of(by), element, page, by))
        elif href.startswith(_SCHEMES) and _leads_out(element, classes):
            content.external_links.append(RenderedExternalLink(self._text_of(by), element, href, by))

    def _text_of(self, by: int) -> str:
        """The text of the section that begins at *by*, cut once."""
        found = self._section_texts.get(by)
        if found is None:
            index = bisect_right(self._starts, by)
            end = self._starts[index] if index < len(self._starts) else len(self._text)
            found = self._section_texts[by] = self._text[by:end]
        return found

    def _mark(self, element: Element, notes: dict[str, tuple[str, str]]) -> None:
        content, by = self._at(element.start)
        span = Span(element.start - by, element.end - by)
        content.notes.append(span)
        shown = self._shown(Span(element.open_end, element.close_start))
        target = next(
            (fragment for e in self._within(element) if e.name == "a" if (fragment := _note_of(e.get("href")))), ""
        )
        if not target:
            if "Inline-Template" in element.classes or "Template-Fact" in element.classes:
                content.maintenance.append(RenderedTag(self._text_of(by), *span, shown.strip("[] ")))
            return
        match = _MARK.fullmatch(shown)
        label, group = (match.group("label"), match.group("group") or "") if match else (target, "")
        if match and not group and not label.isdigit():
            group = "lower-alpha"
        notes.setdefault(target, (label, group))
        content.citations.append(
            RenderedCitation(self._text_of(by), span.start, span.end, "marker", name=label, group=group)
        )

    def _item(self, element: Element, notes: dict[str, tuple[str, str]], number: int) -> None:
        content, by = self._at(element.start)
        covered = self._cover(element.start, element.end)
        for part_content, part_span in covered:
            part_content.notes.append(part_span)
        if len(covered) != 1:
            return
        inner = Span(element.open_end, element.close_start)
        for child in self._within(element):
            if "reference-text" in child.classes or "mw-reference-text" in child.classes:
                inner = Span(child.open_end, child.close_start)
                break
        label, group = notes.get(element.id, (str(number), ""))
        content.citations.append(
            RenderedCitation(
                self._text_of(by), element.start - by, element.end - by, "list-defined",
                name=label, group=group, content_span=inner.shift(-by),
            )
        )  # fmt: skip


def _leads_out(element: Element, classes: list[str]) -> bool:
    """Say whether a link with a whole address leaves the wikis; one to a sister project shows the page's title."""
    if "external" in classes or "mw:ExtLink" in element.get("rel"):
        return True
    return "extiw" not in classes and not element.get("title") and "mw:" not in element.get("rel")


def _note_of(href: str) -> str:
    _, mark, fragment = href.partition("#cite_note")
    return f"cite_note{fragment}" if mark else ""


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
