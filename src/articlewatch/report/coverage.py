"""Which paragraphs cite a source and which ought to, and how many words a text has."""

from __future__ import annotations

from typing import NamedTuple

from articlewatch.article import Article, Section
from articlewatch.article.passage import Passage
from articlewatch.report.model import Cell, Cover, Measure
from articlewatch.report.seen import seen

#: Sections whose paragraphs need no source of their own.
_EXEMPT = frozenset(("lead", "references", "notes", "see-also", "external-links", "further-reading", "bibliography"))
_LEAST = 12  # words: below that a paragraph is an introduction to a list or a table


class _Fact(NamedTuple):
    number: int
    words: int
    prose: bool
    cites: bool
    opening: str


def _facts(passage: Passage) -> list[_Fact]:
    citations = [c.start for c in passage.citations if c.cites_in_text and c.kind != "update"]
    found = []
    for paragraph in passage.paragraphs:
        start, end = paragraph.span
        found.append(
            _Fact(
                paragraph.number,
                paragraph.words if paragraph.kind in ("text", "list") else 0,
                paragraph.kind == "text" and paragraph.words >= _LEAST,
                any(start <= at < end + 1 for at in citations),
                seen(" ".join(paragraph.text[:200].split())[:60]),
            )
        )
    return found


def measure(article: Article) -> Measure:
    """Return how many words *article* has and how many of its paragraphs cite. Unchanged sections cost nothing."""
    words = paragraphs = cited = 0
    headings = len(article.sections) > 1
    for section, facts in article.each(_facts):
        needed = _needed(section, headings)
        for fact in facts:
            words += fact.words
            if fact.prose and needed:
                paragraphs += 1
                cited += fact.cites
    return Measure(words, paragraphs, cited)


def cells(article: Article) -> tuple[Cell, ...]:
    """Return the paragraphs of prose of *article* in the order of the text."""
    headings = len(article.sections) > 1
    found = []
    for section, facts in article.each(_facts):
        needed = _needed(section, headings)
        for fact in facts:
            if fact.prose:
                cover: Cover = "exempt" if not needed else "cited" if fact.cites else "uncited"
                found.append(Cell(section.path, fact.number, fact.words, cover, fact.opening))
    return tuple(found)


def words_of(article: Article) -> dict[int, int]:
    """Return the number of words of each section, by its index."""
    return {section.index: sum(fact.words for fact in facts) for section, facts in article.each(_facts)}


def _needed(section: Section, headings: bool) -> bool:
    return section.role not in _EXEMPT or (section.role == "lead" and not headings)
