"""Places of an article in the words of a reader: the other places that belong to a finding."""

from __future__ import annotations

from bisect import bisect_right

from articlewatch.article import Article, Section
from articlewatch.article.prose import Paragraph
from articlewatch.lint import Finding
from articlewatch.report.seen import seen

_SHOWN = 3


class Places:
    """The places of one article; what is asked of a section is worked out once."""

    def __init__(self, article: Article, top: str) -> None:
        self._article, self._top = article, top
        self._begins: dict[int, list[int]] = {}

    def also(self, finding: Finding) -> str:
        """Return the other places of *finding*, each with the word on why; empty when there is none."""
        told: dict[str, list[str]] = {}
        for span, message in finding.related[:_SHOWN]:
            places = told.setdefault(seen(message), [])
            place = self._of(span.start, finding.section)
            if place not in places:
                places.append(place)
        more = len(finding.related) - _SHOWN
        parts = [f"{word}: {', '.join(places)}" for word, places in told.items()]
        return "; ".join(parts) + (f" and {more} more" if more > 0 else "")

    def _of(self, offset: int, own: tuple[str, ...]) -> str:
        section = self._article.section_at(offset)
        number = self._paragraph(section, offset)
        paragraph = f"¶{number}" if number else ""
        if section.path == own:
            return paragraph or "this section"
        name = seen(section.path[-1]) if section.path else self._top
        return f"{name} {paragraph}".strip()

    def _paragraph(self, section: Section, offset: int) -> int:
        if section.index not in self._begins:
            self._begins[section.index] = [paragraph.span.start for paragraph in section.paragraphs]
        at = bisect_right(self._begins[section.index], offset - section.offset) - 1
        paragraphs: list[Paragraph] = section.paragraphs
        if at < 0 or offset - section.offset > paragraphs[at].span.end:
            return 0
        return paragraphs[at].number
