"""Where problems stand on the page they were found on, and what becomes of that when the page is edited elsewhere."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from articlewatch.article import Article, Section, Span
from articlewatch.article.passage import Passage
from articlewatch.lint.finding import Edit, Finding, Fix, Problem, Related
from articlewatch.lint.fingerprint import Fingerprints, basis, digest, excerpt_of


class Facts:
    """What a finding says of its place, none of it in offsets: an edit in another section leaves it as it is."""

    __slots__ = ("_basis", "_fingerprint", "_ordinal", "excerpt", "paragraph", "path")

    def __init__(self, rule: str, section: Section, span: Span, text: str) -> None:
        """Take down the place *span* of *section*, which reads *text*."""
        self.path = section.path
        #: See :attr:`Finding.paragraph`.
        self.paragraph = _paragraph(section.passage, span.start)
        self.excerpt = excerpt_of(text)
        self._basis = basis(rule, section.path, text)
        self._ordinal = -1
        self._fingerprint = ""

    def fingerprint(self, prints: Fingerprints) -> str:
        """Return the fingerprint of the finding, the next one that *prints* is asked for."""
        ordinal = prints.ordinal(self._basis)
        if ordinal != self._ordinal:
            self._ordinal, self._fingerprint = ordinal, digest(self._basis, ordinal)
        return self._fingerprint


class Placed:
    """A problem on a page: the number of its rule, its span there, and what is known of the place.

    ``by`` is where the section begins in which the problem was found; what a rule for articles finds is at home at 0.
    """

    __slots__ = ("by", "facts", "finding", "number", "problem", "sort_key", "span")

    def __init__(self, number: int, problem: Problem, by: int = 0, facts: Facts | None = None) -> None:
        self.number = number
        self.problem = problem
        self.by = by
        self.span = problem.span.shift(by)
        self.sort_key = (self.span, number)
        self.facts = facts
        #: What was made of it the last time.
        self.finding: Finding | None = None

    def fix(self) -> Fix | None:
        """Return the problem's repair in offsets of the page."""
        fix, by = self.problem.fix, self.by
        if fix is None or not by:
            return fix
        edits = tuple(Edit(e.start + by, e.end + by, e.replacement) for e in fix.edits)
        return Fix(edits, fix.safety, fix.cosmetic)

    def related(self) -> tuple[Related, ...]:
        """Return the other places of the problem in offsets of the page."""
        related, by = self.problem.related, self.by
        return tuple(Related(r.span.shift(by), r.message) for r in related) if related and by else related


sort_key = attrgetter("sort_key")


class Kept:
    """What was found in a section, kept for the next revision that has it."""

    __slots__ = ("_offset", "_placed")

    def __init__(self, found: Sequence[tuple[int, Problem]]) -> None:
        """Keep *found*: numbers of rules with problems whose spans count from where the section begins."""
        self._placed = [Placed(number, problem) for number, problem in found]
        self._offset = 0

    def at(self, offset: int) -> list[Placed]:
        """Return what was found as it stands on a page on which the section begins at *offset*."""
        if offset != self._offset:
            self._placed = [Placed(p.number, p.problem, offset, p.facts) for p in self._placed]
            self._offset = offset
        return self._placed


def facts_of(article: Article, item: Placed, rule: str) -> Facts:
    """Return what is to be said of the place of *item*, found by the rule called *rule*."""
    facts = item.facts
    if facts is not None:
        return facts
    section = article.section_at(item.span.start)
    span = item.span.shift(-section.offset)
    source = item.span.of(article.text)
    if article.page.format == "html" or not 0 <= span.start < span.end <= len(section.text):
        return Facts(rule, section, span, source)
    known = section.passage.extracted(_known_facts)
    key = (rule, section.path, span)
    facts = known.get(key)
    if facts is None:
        facts = known[key] = Facts(rule, section, span, source)
    if section.offset == item.by:
        item.facts = facts
    return facts


def _known_facts(passage: Passage) -> dict[tuple[str, tuple[str, ...], Span], Facts]:
    return {}


def _paragraph(passage: Passage, offset: int) -> int:
    """The number of the paragraph in which an offset of the passage lies, or 0."""
    begins = passage.extracted(_paragraph_starts)
    index = bisect_right(begins, offset) - 1
    if index < 0 or offset > passage.paragraphs[index].span.end:
        return 0
    return passage.paragraphs[index].number


def _paragraph_starts(passage: Passage) -> list[int]:
    return [paragraph.span.start for paragraph in passage.paragraphs]
