"""The broken places of a section, gathered once for all rules that ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from articlewatch.article.article import Section
from articlewatch.article.fluency.evidence import broken
from articlewatch.article.patterns_en.hit import Hit
from articlewatch.article.prose import Paragraph, Sentence

_GLUE = re.compile(r"[a-z]{3,}[.!?][A-Z][a-z]")

#: Kinds of paragraphs that are running text; items of lists often are no sentences.
_RUNNING = ("text", "related")
# These say that something is missing where a list of dates and names has nothing to miss.
_RUNNING_ONLY = frozenset(
    ("bare-month", "date-without-preposition", "month-without-day", "year-missing", "garbled-sentence", "dangling-end")
)


def broken_places(section: Section, kind: str) -> Iterator[tuple[Sentence, Hit]]:
    """Yield the hits of one kind with their sentences, in the order of the text.

    Quotations, italics, tables and code are left out; of list items only what is a fault in any text.
    """
    yield from _gathered(section).get(kind, ())


def running_text(section: Section) -> Iterator[Paragraph]:
    """Yield the paragraphs of a section that are running text."""
    for paragraph in section.paragraphs:
        if paragraph.kind in _RUNNING:
            yield paragraph


def glued_sentences(section: Section) -> Iterator[tuple[Sentence, Sentence]]:
    """Yield neighbouring sentences with not even a space between the full stop and the capital."""
    for paragraph in section.paragraphs:
        for one, next_one in pairwise(paragraph.sentences):
            if one.begin + len(one.text) == next_one.begin and _GLUE.search(one.masked[-5:] + next_one.masked[:2]):
                yield one, next_one


@lru_cache(maxsize=4)
def _gathered(section: Section) -> dict[str, list[tuple[Sentence, Hit]]]:
    found: dict[str, list[tuple[Sentence, Hit]]] = {}
    for paragraph in section.paragraphs:
        running = paragraph.kind in _RUNNING
        for sentence in paragraph.sentences:
            for hit in broken(sentence.masked):
                if running or hit.kind not in _RUNNING_ONLY:
                    found.setdefault(hit.kind, []).append((sentence, hit))
    return found
