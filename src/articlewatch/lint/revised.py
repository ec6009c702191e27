"""An article together with the revision it came from: what rules about edits look at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from articlewatch.article import Article, PageContext, Paragraph, Section, Sentence, Span
from articlewatch.article.once import cached_property
from articlewatch.diff import Diff, compare
from articlewatch.diff.meaning import Meaning, explain


class Revised:
    """Two revisions of an article and the difference between them.

    Spans that a rule yields are code points of the *new* text.
    """

    def __init__(self, old: Article, new: Article, diff: Diff | None = None) -> None:
        self.old = old
        self.new = new
        self._diff = diff

    @cached_property
    def diff(self) -> Diff:
        """What has to be done to the old text to get the new one."""
        return self._diff if self._diff is not None else compare(self.old.text, self.new.text)

    @cached_property
    def meaning(self) -> Meaning:
        """What the edit did: citations, links, templates, facts, words."""
        return explain(self.diff, self.old, self.new)

    @property
    def text(self) -> str:
        """The new text."""
        return self.new.text

    @property
    def page(self) -> PageContext:
        """What is known of the page as it is now."""
        return self.new.page

    def changed(self, span: Span) -> bool:
        """Say whether something within *span* of the new text was inserted, replaced or taken out."""
        for op_span in self._touched[max(bisect_right(self._touched, (span.start, 0)) - 1, 0) :]:
            if op_span.start > span.end:
                return False
            if op_span.end >= span.start:
                return True
        return False

    @cached_property
    def _touched(self) -> list[Span]:
        """The places of the new text where something changed, as spans; empty ones where text was taken out."""
        return sorted(op.new for op in self.diff.ops if op.kind in ("insert", "delete", "replace"))

    def changed_before(self) -> list[Section]:
        """Return the sections of the old text that do not stand in the new one whole."""
        kept = sorted(op.old for op in self.diff.ops if op.kind in ("equal", "move"))
        starts = [span.start for span in kept]
        return [
            section
            for section in self.old.sections
            if not (index := bisect_right(starts, section.offset)) or kept[index - 1].end < section.span.end
        ]

    def changed_sentences(self) -> Iterator[tuple[Sentence, list[Sentence]]]:
        """Yield each sentence of the new text that an edit touched, with the sentences of the old text it was made of.

        The list is empty for a sentence that is new.
        """
        for section in self.new.sections:
            if not self.changed(section.span):
                continue
            for paragraph in section.paragraphs:
                if not self.changed(paragraph.span.shift(section.offset)):
                    continue
                for sentence in paragraph.moved(section.offset).sentences:
                    if self.changed(sentence.span):
                        yield sentence, self.sentences_before(sentence.span)

    def sentences_before(self, span: Span) -> list[Sentence]:
        """Return the sentences of the old text that *span* of the new text was made of, in order."""
        where = self.diff.map_back(span)
        if where is None or where.end <= where.start:
            return []
        section = self.old.section_at(where.start)
        found = []
        for paragraph in section.paragraphs:
            if paragraph.span.shift(section.offset).overlaps(where):
                found += [
                    sentence for sentence in paragraph.moved(section.offset).sentences if sentence.span.overlaps(where)
                ]
        return found

    def sentence_of(self, offset: int, *, old: bool = False) -> Sentence | None:
        """Return the sentence that a citation at *offset* (of the new text, or of the old one) stands in or right

        behind.
        """
        article = self.old if old else self.new
        section = article.section_at(offset)
        at = offset - section.offset
        for paragraph in section.paragraphs:
            if paragraph.span.start <= at <= paragraph.span.end:
                before = [s for s in paragraph.moved(section.offset).sentences if s.span.start <= offset]
                return before[-1] if before else None
        return None

    def paragraph_of(self, sentence: Sentence) -> Paragraph:
        """Return the paragraph of the new text in which *sentence* of the new text stands."""
        section = self.new.section_at(sentence.span.start)
        at = sentence.span.start - section.offset
        begun = [paragraph for paragraph in section.paragraphs if paragraph.span.start <= at]
        return begun[-1].moved(section.offset)

    def is_cited(self, sentence: Sentence) -> bool:
        """Say whether a citation stands in *sentence* of the new text or between it and the next one."""
        section = self.new.section_at(sentence.span.start)
        paragraph = self.paragraph_of(sentence)
        following = [s.span.start for s in paragraph.sentences if s.span.start > sentence.span.start]
        end = min(following, default=paragraph.span.end)
        return any(
            sentence.span.start <= citation.start + section.offset <= end
            for citation in section.citations
            if citation.cites_in_text and citation.kind != "update"
        )
