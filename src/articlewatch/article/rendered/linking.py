"""The links and citations of a rendered page, and its marks that ask for a source."""

from __future__ import annotations

import re
from bisect import bisect_right

from articlewatch.article.rendered.contents import Contents
from articlewatch.article.rendered.elements import BLOCKS, Document, Element
from articlewatch.article.rendered.facts import PageFacts
from articlewatch.article.rendered.furniture import is_reference_item, part_of
from articlewatch.article.rendered.nodes import (
    RenderedCitation,
    RenderedExternalLink,
    RenderedLink,
    RenderedTag,
    page_of,
)
from articlewatch.article.rendered.outline import Outline
from articlewatch.article.spans import Span

_MARK = re.compile(r"\[\s*(?:(?P<group>\D*?)\s*)??(?P<label>\d{1,5}|[^\W\d_]{1,4})\s*\]")
_ITALIC = frozenset(("i", "em", "cite", "q", "dfn"))
_SCHEMES = ("http://", "https://", "//", "ftp://")


class Linking:
    """Puts what is linked, cited, set in italics or in tables into the contents of the sections."""

    def __init__(
        self, document: Document, outline: Outline, facts: PageFacts, contents: Contents, language: str
    ) -> None:
        self._document = document
        self._outline = outline
        self._facts = facts
        self._contents = contents
        self._language = language

    def read(self) -> None:
        """Read the whole page, once."""
        gone = [(e.start, max(e.end, e.open_end)) for e, part in self._outline.parts if part == "gone"]
        starts = [start for start, _ in gone]
        notes: dict[str, tuple[str, str]] = {}
        items: list[Element] = []
        stop = table_end = italic_end = item_end = 0  # of nested ones only the outermost counts
        for element in self._document.elements:
            if not self._outline.begin <= element.start < self._outline.end or element.start < stop:
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
                    for content, span in self._contents.cover(element.start, element.end):
                        content.tables.append(span)
            elif name in _ITALIC or (element.get("lang") and self._is_foreign(element)):
                if element.start >= italic_end:
                    italic_end = element.end
                    for content, span in self._contents.cover(element.open_end, element.close_start):
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
        content, by = self._contents.at(element.start)
        page = "" if "external" in classes or "extiw" in classes else page_of(href, self._facts.host)
        if page:
            content.links.append(RenderedLink(self._contents.text_of(by), element, page, by))
        elif href.startswith(_SCHEMES) and _leads_out(element, classes):
            content.external_links.append(RenderedExternalLink(self._contents.text_of(by), element, href, by))

    def _mark(self, element: Element, notes: dict[str, tuple[str, str]]) -> None:
        content, by = self._contents.at(element.start)
        span = Span(element.start - by, element.end - by)
        content.notes.append(span)
        shown = self._outline.shown(Span(element.open_end, element.close_start))
        anchors = (e for e in self._document.within(element) if e.name == "a")
        target = next(filter(None, (_note_of(e.get("href")) for e in anchors)), "")
        if not target:
            if "Inline-Template" in element.classes or "Template-Fact" in element.classes:
                content.maintenance.append(RenderedTag(self._contents.text_of(by), *span, shown.strip("[] ")))
            return
        match = _MARK.fullmatch(shown)
        label, group = (match.group("label"), match.group("group") or "") if match else (target, "")
        if match and not group and not label.isdigit():
            group = "lower-alpha"
        notes.setdefault(target, (label, group))
        content.citations.append(
            RenderedCitation(self._contents.text_of(by), span.start, span.end, "marker", name=label, group=group)
        )

    def _item(self, element: Element, notes: dict[str, tuple[str, str]], number: int) -> None:
        content, by = self._contents.at(element.start)
        covered = self._contents.cover(element.start, element.end)
        for part_content, part_span in covered:
            part_content.notes.append(part_span)
        if len(covered) != 1:
            return
        inner = Span(element.open_end, element.close_start)
        for child in self._document.within(element):
            if "reference-text" in child.classes or "mw-reference-text" in child.classes:
                inner = Span(child.open_end, child.close_start)
                break
        label, group = notes.get(element.id, (str(number), ""))
        content.citations.append(
            RenderedCitation(
                self._contents.text_of(by), element.start - by, element.end - by, "list-defined",
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
