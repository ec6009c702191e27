"""Which paragraphs of an article name a source, and where in them the last one stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from articlewatch.article.article import Article
from articlewatch.article.passage import Passage
from articlewatch.article.plain import PlainPassage
from articlewatch.article.prose import Paragraph
from articlewatch.article.rendered.passage import RenderedPassage
from articlewatch.article.section import Section

#: With fewer marks than this, a plain-text snapshot may simply have lost them.
_ENOUGH_MARKS = 5
#: Paragraphs, and words in each, that a section must have to be called uncited as a whole.
_LEAST, _MIN_WORDS = 3, 30
#: What may carry the source of the paragraph before it, on a rendered page.
_CARRIER = re.compile(r"<(?:blockquote|table|ul|ol|dl|pre|math)[\s>]|mwe-math-element", re.IGNORECASE)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Support:
    """How a paragraph of running text is supported.

    ``cited_to`` is the offset of the last citation in it, in code points of the passage, or -1. ``asked_to`` is the
    offset of the last tag by which an editor asks for a source or for better wording, or -1. ``leads_in`` says that a
    list, a quotation or a table follows directly, which may carry the source.
    """

    paragraph: Paragraph
    cited_to: int
    asked_to: int
    leads_in: bool

    @property
    def backed_to(self) -> int:
        """Up to where the paragraph is cited, or known to lack a source."""
        return max(self.cited_to, self.asked_to)


def supports(article: Article) -> Iterator[Support]:
    """Yield every paragraph of running text that should name its sources; see :func:`each_supported`."""
    for _, found in each_supported(article, passage_supports):
        yield from found


def each_supported(article: Article, extract: Callable[[Passage], T]) -> Iterator[tuple[Section, T]]:
    """Yield the sections that should name their sources with what *extract* takes of each; see ``Article.each``.

    Left out are the lead (it sums up what is cited below), plots (the work itself is the source), lists of links and of
    literature; a page without citations yields nothing, since that is a fault of its own.
    """
    page = article.page
    if page.kind in ("redirect", "disambiguation") or "characters" in page.title:
        return  # characters of fiction are told from the work itself
    if not any(section.citations for section in article.sections):
        return
    for section in article.sections:
        if page.format == "plain" or section.role == "body":
            yield section, section.passage.extracted(extract)


def passage_supports(passage: Passage) -> list[Support]:
    """Return the paragraphs of running text of one passage, whatever the role of its section.

    In plain text those before the first mark and, where marks are few, all are left out.
    """
    return passage.extracted(_supports)


def _supports(passage: Passage) -> list[Support]:
    since = 0
    if isinstance(passage, PlainPassage):
        marks = [c.start for c in passage.citations if c.kind == "marker"]
        if len(marks) < _ENOUGH_MARKS:
            return []
        since = marks[0] + 1
    cited, asked = _marks(passage)
    paragraphs = passage.paragraphs
    found = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind != "text":
            continue
        span = paragraph.span
        if span.end < since:
            continue
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        until = following.span.start if following else len(passage.text)
        found.append(
            Support(
                paragraph,
                _last_within(cited, span.start, span.end),
                _last_within(asked, span.start, span.end),
                _leads_in(passage, paragraph, following, until),
            )
        )
    return found


def _marks(passage: Passage) -> tuple[list[int], list[int]]:
    cited = [c.start for c in passage.citations if c.kind not in ("list-defined", "update")]
    asked = [t.start for t in passage.templates_with_role("inline-maintenance")]
    if not isinstance(passage, PlainPassage):
        cited += [link.end - 1 for link in passage.external_links]
        cited += [t.start for t in passage.templates_with_role("citation")]
        if passage.profile.id == "generic":
            cited += [t.start for t in passage.templates]  # any may be a citation there
        cited.sort()
    return cited, asked


def _last_within(offsets: list[int], start: int, end: int) -> int:
    index = bisect_right(offsets, end) - 1
    return offsets[index] if index >= bisect_left(offsets, start) else -1


def _leads_in(passage: Passage, paragraph: Paragraph, following: Paragraph | None, until: int) -> bool:
    if paragraph.text.rstrip().endswith(":"):
        return True
    end = paragraph.span.end
    if following is not None and following.kind in ("list", "pre") and following.span.start - end <= 2:
        return True
    between = passage.text[end:until]
    if isinstance(passage, RenderedPassage):
        return _CARRIER.search(between) is not None
    return "{|" in between or "<blockquote" in between.lower() or "{{" in between


def uncited_sections(article: Article) -> Iterator[Section]:
    """Yield the sections of at least three paragraphs of 30 words that name no source in any paragraph."""
    if article.page.format != "plain":
        for section, uncited in each_supported(article, _is_uncited):
            if uncited:
                yield section


def _is_uncited(passage: Passage) -> bool:
    found = passage_supports(passage)
    if len(found) < _LEAST or passage.citations or any(support.backed_to >= 0 for support in found):
        return False
    if passage.templates_with_role("box-maintenance"):
        return False
    long = [s for s in found if len(s.paragraph.text) > 4 * _MIN_WORDS and s.paragraph.words >= _MIN_WORDS]
    return len(long) >= _LEAST
