"""What on a rendered page is the article: where it begins and ends, its headings, and what is not its prose."""

from __future__ import annotations

from articlewatch.article.rendered.elements import Document, Element
from articlewatch.article.rendered.facts import PageFacts
from articlewatch.article.rendered.furniture import Part, part_of, root_of
from articlewatch.article.rendered.nodes import shown_text
from articlewatch.article.spans import Span

#: Element -> level of the heading.
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


class Outline:
    """The outermost elements that are not prose (``parts``), and the headings among the rest with their words.

    The article lies in [``begin``, ``end``) of the file, in code points.
    """

    def __init__(self, document: Document, facts: PageFacts) -> None:
        self._document = document
        self._facts = facts
        root = root_of(document)
        begin, end = (root.open_end, root.close_start) if root else (0, len(document.text))
        self.begin, self.end = begin, max(begin, end)
        self.parts: list[tuple[Element, Part]] = []
        self.headings: list[tuple[Element, Span]] = []
        #: Says that the page only leads on to other pages.
        self.is_disambiguation = False
        self._classify()

    def shown(self, span: Span) -> str:
        """Return what a reader sees of *span*."""
        return shown_text(span.of(self._document.text))

    def _classify(self) -> None:
        skip = 0
        first_h1 = True
        for element in self._document.elements:
            if element.id == "disambigbox" or "dmbox-disambig" in element.classes:
                self.is_disambiguation = True
            if element.start < self.begin or element.start >= self.end or element.start < skip:
                continue
            part = part_of(element)
            if part:
                self.parts.append((element, part))
                skip = max(element.end, element.open_end)
            elif element.name in HEADINGS:
                inner = self._headline(element)
                title = element.name == "h1" and first_h1 and self.shown(inner) == self._facts.title
                first_h1 = first_h1 and element.name != "h1"
                if title:
                    self.parts.append((element, "gone"))
                else:
                    self.headings.append((element, inner))
                skip = element.end

    def _headline(self, heading: Element) -> Span:
        """Where the words of a heading stand: before the link for editing, within the skin's own element."""
        start, end = heading.open_end, heading.close_start
        for element in self._document.within(heading):
            if "mw-headline" in element.classes:
                return Span(element.open_end, element.close_start)
            if "mw-editsection" in element.classes:
                end = min(end, element.start)
        return Span(start, max(start, end))
