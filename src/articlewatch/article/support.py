"""Which paragraphs of an article name a source, and where in them the last one stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from articlewatch.article.article import Article, Section
from articlewatch.article.prose import Paragraph

#: With fewer marks than this, a plain-text snapshot may simply have lost them.
_ENOUGH_MARKS = 5


@dataclass(frozen=True, slots=True)
class Support:
    """How a paragraph of running text is supported.

    ``cited_to`` is the offset of the last citation in it, in code points of the section, or -1. ``asked_to`` is the
    offset of the last tag by which an editor asks for a source or for better wording, or -1. ``leads_in`` says that a
    list, a quotation or a table follows directly, which may carry the source.
    """

    section: Section
    paragraph: Paragraph
    cited_to: int
    asked_to: int
    leads_in: bool

    @property
    def backed_to(self) -> int:
        """Up to where the paragraph is cited, or known to lack a source."""
        return max(self.cited_to, self.asked_to)


def supports(article: Article) -> Iterator[Support]:
    """Yield every paragraph of running text that should name its sources.

    Left out are the lead (it sums up what is cited below), plots (the work itself is the source), lists of links and of
    literature, and in plain text what stands before the first mark or after the last; a page or plain text without
    citations yields nothing, since that is a fault of its own.
    """
    page = article.page
    if page.kind in ("redirect", "disambiguation") or "characters" in page.title:
        return  # characters of fiction are told from the work itself
    if not any(section.citations for section in article.sections):
        return
    for section in article.sections:
        if page.format == "plain":
            yield from _plain(section)
        elif section.role == "body":
            yield from section_supports(section)


def section_supports(section: Section) -> Iterator[Support]:
    """Yield the paragraphs of running text of one section, whatever its role."""
    cited, asked = _marks(section)
    paragraphs = section.paragraphs
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind != "text":
            continue
        span = paragraph.span
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        until = following.span.start if following else len(section.text)
        yield Support(
            section,
            paragraph,
            _last_within(cited, span.start, span.end),
            _last_within(asked, span.start, span.end),
            _leads_in(section, paragraph, following, until),
        )


def _plain(section: Section) -> Iterator[Support]:
    marks = [c.start for c in section.citations if c.kind == "marker"]
    if len(marks) < _ENOUGH_MARKS:
        return
    for support in section_supports(section):
        if support.paragraph.span.end > marks[0]:
            yield support


def _marks(section: Section) -> tuple[list[int], list[int]]:
    cited = [c.start for c in section.citations if c.kind not in ("list-defined", "update")]
    asked = [t.start for t in section.templates_with_role("inline-maintenance")]
    if section.page.format != "plain":
        cited += [link.end - 1 for link in section.external_links]
        cited += [t.start for t in section.templates_with_role("citation")]
        if section.profile.id == "generic":
            cited += [t.start for t in section.templates]  # any may be a citation there
        cited.sort()
    return cited, asked


def _last_within(offsets: list[int], start: int, end: int) -> int:
    index = bisect_right(offsets, end) - 1
    return offsets[index] if index >= bisect_left(offsets, start) else -1


def _leads_in(section: Section, paragraph: Paragraph, following: Paragraph | None, until: int) -> bool:
    if paragraph.text.rstrip().endswith(":"):
        return True
    end = paragraph.span.end
    if following is not None and following.kind in ("list", "pre") and following.span.start - end <= 2:
        return True
    between = section.text[end:until]
    return "{|" in between or "<blockquote" in between.lower() or "{{" in between


def uncited_sections(article: Article, *, least: int = 3, min_words: int = 30) -> Iterator[Section]:
    """Yield the sections of at least *least* paragraphs of *min_words* words that name no source in any paragraph."""
    found: dict[int, list[Support]] = {}
    for support in supports(article):
        found.setdefault(support.section.index, []).append(support)
    for paragraphs in found.values():
        section = paragraphs[0].section
        if len(paragraphs) < least or section.page.format == "plain" or section.citations:
            continue
        if any(support.backed_to >= 0 for support in paragraphs) or section.templates_with_role("box-maintenance"):
            continue
        long = [s for s in paragraphs if len(s.paragraph.text) > 4 * min_words and s.paragraph.words >= min_words]
        if len(long) >= least:
            yield section
