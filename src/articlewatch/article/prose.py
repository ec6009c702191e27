"""Readable prose with a way back to the source: paragraphs and sentences of an article.

References, templates and markup are taken out of the text, but their places stay known: a template in a sentence
leaves :data:`OBJECT`, since it may stand for a number, a date or a name. Sentences are split by sentencex (the
Wikimedia Language team's splitter).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Literal

from articlewatch.article.once import cached_property
from articlewatch.article.sentences import split_sentences
from articlewatch.article.spans import Span

#: Stands in prose for something that is not text: a template, a formula, a footnote mark.
OBJECT = "\ufffc"

ParagraphKind = Literal["text", "list", "pre", "object", "table", "related"]

_QUOTED = re.compile(r'"[^"\n]{1,1500}"|“[^“”\n]{1,1500}”|«[^«»\n]{1,1500}»|„[^„“”\n]{1,1500}[“”]')
_LETTERS = re.compile(r"[^\W\d_]{2}")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


#: Bytes of UTF-8 that part no words: letters and figures of ASCII, and all but the first byte of any other character.
_PARTS_OF_WORDS = bytes(b for b in range(0xC0) if b >= 0x80 or chr(b).isalnum())

#: A range of source that prose does not show as written, and what it shows in its place: (start, end, shown).
Hole = tuple[int, int, str]


class Prose:
    """A stretch of source without its markup. ``text`` is what a reader sees."""

    __slots__ = ("_ends", "_out", "_source", "citation_points", "italics", "source", "text")

    def __init__(self, source: str, holes: Iterable[Hole], italics: list[tuple[int, int]]) -> None:
        self.source = source
        parts: list[str] = []
        out_at = 0
        self._out: list[int] = []  # offsets in the prose where a run of unchanged source begins
        self._source: list[int] = []  # the same places in the source
        self._ends: dict[int, int] = {}  # prose offset of a shown hole -> where it ends in the source
        at = 0
        out, src = self._out, self._source
        for start, end, shown in holes:
            if start < at:
                continue
            if start > at:
                out.append(out_at)
                src.append(at)
                parts.append(source[at:start])
                out_at += start - at
            if shown:
                out.append(out_at)
                src.append(start)
                self._ends[out_at] = end
                parts.append(shown)
                out_at += len(shown)
            at = end
        if at < len(source):
            out.append(out_at)
            src.append(at)
            parts.append(source[at:])
        self.text = "".join(parts)
        # Italic ranges of the prose: titles of works and foreign words.
        self.italics = [(b, e) for b, e in ((self.locate(s), self.locate(t)) for s, t in italics) if e > b]

    def to_source(self, start: int, end: int) -> Span:
        """Return the source span of the prose range ``[start, end)``."""
        begin = self._one(start)
        if end <= start:
            return Span(begin, begin)
        last = self._ends.get(end - 1)
        return Span(begin, last if last is not None else self._one(end - 1) + 1)

    def _one(self, offset: int) -> int:
        if not self._out:
            return 0
        index = bisect_right(self._out, offset) - 1
        base = self._out[index]
        if base in self._ends:
            return self._source[index]
        return self._source[index] + offset - base

    def locate(self, offset: int) -> int:
        """Return the prose offset of the source *offset*; one inside a hole gives the hole's place."""
        index = bisect_right(self._source, offset) - 1
        if index < 0:
            return 0
        base = self._out[index]
        if base in self._ends:
            return base if offset < self._ends[base] else self._next(index)
        return min(base + offset - self._source[index], self._next(index))

    def _next(self, index: int) -> int:
        return self._out[index + 1] if index + 1 < len(self._out) else len(self.text)


class Sentence:
    """One sentence. ``text`` is prose; spans given back are code points of the section or article asked.

    ``masked`` is the text with quotations and italic passages overwritten by :data:`OBJECT`, length unchanged: what
    stands there is somebody else's wording or a title. ``kind`` is that of the paragraph, which a sentence does not
    hold, as paragraphs hold their sentences: only the cyclic garbage collector could free them.
    """

    __slots__ = ("_base", "_prose", "_words", "begin", "kind", "masked", "text")

    def __init__(self, paragraph: Paragraph, begin: int, text: str, masked: str) -> None:
        self._prose = paragraph.prose
        self._base = paragraph.base
        self.kind = paragraph.kind
        self.begin = begin  # offset in the prose
        self.text = text
        self.masked = masked
        self._words: list[str] | None = None

    @property
    def span(self) -> Span:
        """Where the sentence stands in the source."""
        return self.span_of(0, len(self.text))

    def span_of(self, start: int, end: int) -> Span:
        """Return the source span of ``text[start:end]``."""
        return self._prose.to_source(self.begin + start, self.begin + end).shift(self._base)

    @property
    def words(self) -> list[str]:
        """The words of the sentence."""
        if self._words is None:
            self._words = _WORD.findall(self.text)
        return self._words

    def __repr__(self) -> str:
        return f"Sentence({self.text!r})"


class Paragraph:
    """One paragraph or list item.

    ``kind`` is ``text``, ``list``, ``pre`` (indented by a blank), ``object`` (templates only), and in plain-text
    snapshots ``table`` (infobox lines) or ``related`` (summaries of other articles after the end).
    ``span`` runs over the whole of its lines, references included.
    """

    def __init__(
        self,
        prose: Prose,
        begin: int,
        end: int,
        span: Span,
        kind: ParagraphKind,
        number: int,
        language: str,
    ) -> None:
        self.prose = prose
        self.begin = begin
        self.end = end
        self.kind = kind
        self.number = number
        self.language = language
        self.base = 0
        self._span = span
        self._origin: Paragraph | None = None

    def moved(self, by: int) -> Paragraph:
        """Return the same paragraph with spans *by* code points further on."""
        copy = Paragraph(self.prose, self.begin, self.end, self._span, self.kind, self.number, self.language)
        copy.base = self.base + by
        copy._origin = self
        return copy

    @property
    def span(self) -> Span:
        """Where the paragraph stands in the source."""
        return self._span.shift(self.base)

    @property
    def text(self) -> str:
        """What a reader sees."""
        return self.prose.text[self.begin : self.end]

    def span_of(self, start: int, end: int) -> Span:
        """Return the source span of ``text[start:end]``."""
        return self.prose.to_source(self.begin + start, self.begin + end).shift(self.base)

    @cached_property
    def quotations(self) -> list[tuple[int, int]]:
        """Ranges of :attr:`text` in quotation marks, the marks included."""
        text = self.text
        if '"' not in text and "“" not in text and "«" not in text and "„" not in text:
            return []
        return [m.span() for m in _QUOTED.finditer(text)]

    @cached_property
    def masked(self) -> str:
        """:attr:`text` with quotations and italics overwritten by :data:`OBJECT`, length unchanged."""
        text = self.text
        ranges = list(self.quotations)
        italics = self.prose.italics
        if italics:
            index = bisect_left(italics, (self.begin, 0))
            while index < len(italics) and italics[index][0] < self.end:
                first, last = italics[index]
                ranges.append((first - self.begin, min(last, self.end) - self.begin))
                index += 1
        if not ranges:
            return text
        parts: list[str] = []
        at = 0
        for first, last in sorted(ranges):
            if last <= at:
                continue
            first = max(first, at)
            parts.append(text[at:first])
            parts.append(OBJECT * (last - first))
            at = last
        parts.append(text[at:])
        return "".join(parts)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences, without the white space around them. Empty for what is not prose."""
        if self.kind in ("object", "table", "pre"):
            return []
        if self._origin is not None:
            return [Sentence(self, s.begin, s.text, s.masked) for s in self._origin.sentences]
        text, masked = self.text, self.masked
        found = split_sentences(text, self.language)
        if masked == text:
            return [Sentence(self, self.begin + at, shown, shown) for at, shown in found]
        return [Sentence(self, self.begin + at, shown, masked[at : at + len(shown)]) for at, shown in found]

    @property
    def most_words(self) -> int:
        """A number that :attr:`words` never exceeds and comes near, told without reading word by word."""
        return len(self.text.encode("utf-8", "replace").translate(None, _PARTS_OF_WORDS)) + 1

    @cached_property
    def words(self) -> int:
        """The number of words a reader sees."""
        return len(_WORD.findall(self.text))

    def __repr__(self) -> str:
        return f"Paragraph({self.kind}, {self.text[:60]!r})"


def has_letters(text: str) -> bool:
    """Say whether *text* has at least two letters in a row, so that it can be prose at all."""
    return _LETTERS.search(text) is not None
