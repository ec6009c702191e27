"""The broken places of a section, gathered once for all rules that ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from articlewatch.article.fluency.evidence import broken
from articlewatch.article.fluency.suspects import reading_of
from articlewatch.article.passage import Passage
from articlewatch.article.patterns_en.hit import Hit
from articlewatch.article.prose import Paragraph, Sentence
from articlewatch.article.running import running_of
from articlewatch.article.section import Section

_GLUE = re.compile(r"[a-z]{3,}[.!?][A-Z][a-z]")

#: Kinds of paragraphs that are running text; items of lists often are no sentences.
_RUNNING = ("text", "related")
# These say that something is missing where a list of dates and names has nothing to miss.
_RUNNING_ONLY = frozenset(
    ("bare-month", "date-without-preposition", "month-without-day", "year-missing", "garbled-sentence", "dangling-end")
)


_MAY_BE_FILLED = frozenset(("garbled-sentence", "word-clash", "dangling-end", "doubled-word", "year-missing"))


def broken_places(section: Section, kind: str) -> Sequence[tuple[Sentence, Hit]]:
    """Return the hits of one kind with their sentences, in the order of the text.

    Quotations, italics, tables and code are left out; of list items only what is a fault in any text.
    """
    return section.passage.extracted(_gathered).get(kind, ())


def has_broken_places(section: Section) -> bool:
    """Say whether :func:`broken_places` yields anything for any kind."""
    return bool(section.passage.extracted(_gathered))


def running_text(section: Section) -> Iterator[Paragraph]:
    """Yield the paragraphs of a section that are running text."""
    for paragraph in section.paragraphs:
        if paragraph.kind in _RUNNING:
            yield paragraph


def _hides_template(passage: Passage, sentence: Sentence, hit: Hit) -> bool:
    """Say whether a template that shows nothing here stands in or right behind the place: it may be what is missing."""
    if hit.kind not in _MAY_BE_FILLED:
        return False
    span = sentence.span_of(hit.start, hit.end)
    return "{{" in passage.text[span.start : span.end + 4]


def glued_sentences(section: Section) -> Iterator[tuple[Sentence, Sentence]]:
    """Yield neighbouring sentences with not even a space between the full stop and the capital."""
    for paragraph in running_text(section):
        for one, next_one in pairwise(paragraph.sentences):
            if one.begin + len(one.text) == next_one.begin and _GLUE.search(one.masked[-5:] + next_one.masked[:2]):
                word = one.masked.rpartition(" ")[2]
                if word.isascii() and word[:-1].isalpha() and word != "www.":
                    yield one, next_one


def _gathered(passage: Passage) -> dict[str, list[tuple[Sentence, Hit]]]:
    found: dict[str, list[tuple[Sentence, Hit]]] = {}
    running = running_of(passage)
    for index in reading_of(running).suspects if running.text else ():
        sentence = running.sentences[index]
        for hit in broken(sentence.masked):
            fits = sentence.kind in _RUNNING or hit.kind not in _RUNNING_ONLY
            if fits and not _hides_template(passage, sentence, hit):
                found.setdefault(hit.kind, []).append((sentence, hit))
    return found
