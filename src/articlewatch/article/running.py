"""The running text of a section: all its prose in one string, so that a wording rule searches once a section."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import TypeVar

from articlewatch.article.article import Article
from articlewatch.article.nodes import Wikilink
from articlewatch.article.once import Extracted, cached_property
from articlewatch.article.passage import Passage
from articlewatch.article.prose import Paragraph, Sentence
from articlewatch.article.section import Section
from articlewatch.article.spans import Span

T = TypeVar("T")

#: Roles of sections that list things instead of telling them.
NOT_TOLD = frozenset(("references", "external-links", "see-also", "further-reading"))

_KINDS = frozenset(("text", "list", "related"))


class RunningText(Extracted):
    """The paragraphs and list items of a section joined by line feeds.

    ``text`` has quotations and italics overwritten (see :attr:`Sentence.masked`), ``shown`` has them as a reader
    sees them; both are equally long. Offsets are code points of ``text``; :meth:`span_of` leads to the section's
    source.
    """

    def __init__(self, paragraphs: list[Paragraph]) -> None:
        self.paragraphs = paragraphs
        self.text = "\n".join(p.masked for p in paragraphs)
        self._starts: list[int] = []
        self._sentences: dict[int, list[tuple[int, int]]] = {}
        self._stray: dict[int, bool] = {}
        at = 0
        for paragraph in paragraphs:
            self._starts.append(at)
            at += paragraph.end - paragraph.begin + 1

    @cached_property
    def shown(self) -> str:
        """The text with its quotations and italics."""
        return "\n".join(p.text for p in self.paragraphs)

    @cached_property
    def lower(self) -> str:
        """:attr:`text` in lower case, equally long."""
        lower = self.text.lower()
        return lower if len(lower) == len(self.text) else "".join(c.lower()[:1] for c in self.text)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of all paragraphs."""
        return [sentence for paragraph in self.paragraphs for sentence in paragraph.sentences]

    def span_of(self, start: int, end: int) -> Span:
        """Return the source span of ``text[start:end]``, which must lie in one paragraph."""
        index = bisect_right(self._starts, start) - 1
        begin = self._starts[index]
        return self.paragraphs[index].span_of(start - begin, end - begin)

    def paragraph_at(self, offset: int) -> Paragraph:
        """Return the paragraph in which *offset* lies."""
        return self.paragraphs[bisect_right(self._starts, offset) - 1]

    def kind_at(self, offset: int) -> str:
        """Return the kind of the paragraph in which *offset* lies."""
        return self.paragraph_at(offset).kind

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """Return the range of :attr:`text` of the sentence in which *offset* lies, or that of its paragraph."""
        index = bisect_right(self._starts, offset) - 1
        begin, paragraph = self._starts[index], self.paragraphs[index]
        ranges = self._sentences.get(index)
        if ranges is None:
            firsts = [(begin + s.begin - paragraph.begin, len(s.text)) for s in paragraph.sentences]
            ranges = self._sentences[index] = [(first, first + size) for first, size in firsts]
        at = bisect_right(ranges, (offset, len(self.text))) - 1
        if at >= 0 and offset < ranges[at][1]:
            return ranges[at]
        return begin, begin + paragraph.end - paragraph.begin

    def has_stray_quote(self, offset: int) -> bool:
        """Say whether the paragraph at *offset* holds a quotation mark without a partner.

        What is quoted there and what is not cannot be told.
        """
        index = bisect_right(self._starts, offset) - 1
        found = self._stray.get(index)
        if found is None:
            found = self._stray[index] = '"' in self.paragraphs[index].masked
        return found


_EMPTY = RunningText([])


def running_text(section: Section) -> RunningText:
    """Return the running text of *section*; that of a section of references, links or works is empty."""
    return _EMPTY if section.role in NOT_TOLD else running_of(section.passage)


def running_of(passage: Passage) -> RunningText:
    """Return the running text of a passage, whatever the role of its section."""
    return passage.extracted(_read)


def _read(passage: Passage) -> RunningText:
    return RunningText([p for p in passage.paragraphs if p.kind in _KINDS])


def link_at(section: Section, offset: int) -> Wikilink | None:
    """Return the link of *section* in which the source *offset* lies, or None."""
    starts = section.passage.extracted(_link_starts)
    index = bisect_right(starts, offset) - 1
    if index < 0:
        return None
    link = section.wikilinks[index]
    return link if offset < link.end else None


def _link_starts(passage: Passage) -> list[int]:
    return [link.start for link in passage.wikilinks]


def in_link_title(section: Section, offset: int) -> bool:
    """Say whether *offset* lies in a link without a label, where the text is the title of a page."""
    link = link_at(section, offset)
    return link is not None and "|" not in link.source


def running_texts(article: Article) -> Iterator[tuple[Section, RunningText]]:
    """Yield each section of *article* that has running text, with it. Spans need a shift by the section's offset."""
    for section in article.sections:
        running = running_text(section)
        if running.text:
            yield section, running


def each_told(article: Article, extract: Callable[[Passage], T]) -> Iterator[tuple[Section, T]]:
    """Yield the sections that tell something with what *extract* takes of each; see ``Article.each``."""
    for section in article.sections:
        if section.role not in NOT_TOLD:
            yield section, section.passage.extracted(extract)
