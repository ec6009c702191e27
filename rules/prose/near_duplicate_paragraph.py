from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from articlewatch.article import Article, Paragraph, Section, Sentence
from articlewatch.article.passage import Passage
from articlewatch.article.repeats import Repeat, Shingles, find_repeats, shared_shingles, shingles_of, words_of
from articlewatch.article.running import NOT_TOLD
from articlewatch.article.spans import Span
from articlewatch.lint import Example, Problem, Related, rule

#: Sentences of fewer words may well stand in a text twice.
_WORDS = 14
_TOLD = "The old bridge over the river was built of stone by monks in the year 1342 and burned down in 1811. "
_AGAIN = "The old bridge over the river was built out of stone by monks in the year 1342 and it burned down in 1811. "
_MORE = "Its last keeper had sold the tolls to a merchant of the town, who never paid what he owed to the crown."


@rule(
    "near-duplicate-paragraph",
    code="P109",
    severity="warning",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    bad=[
        f"{_TOLD}{_MORE}\n\nThe town lies in a valley.\n\n⟦{_AGAIN}{_MORE}⟧",
        Example(f"{_TOLD}{_MORE}\nThe town lies in a valley.\n⟦{_AGAIN}{_MORE}⟧", format="plain"),
        f"The town lies in a valley. {_TOLD}{_MORE}\n\n⟦{_TOLD.strip()}⟧ Nobody knows where the stones went after the "
        "fire had eaten what the flood of the spring before had left of them.",
    ],
    good=[
        f"{_TOLD}{_MORE}\n\nThe new bridge was opened in 1932 by the king, who had to wait for rain to stop "
        f"before he spoke.",
        f"* {_TOLD}\n* {_TOLD}",
        "The bridge is old. It is red.\n\nThe bridge is old. It is red.",
        "In 1990 it had 300 people. There were 120 households out of which 30% had children under 18 living "
        "with them.\n\n"
        "In 2000 it had 900 people. There were 450 households out of which 12% had pets and 9% had cars in the yard.",
    ],
    precision="18 of 19 hits right (English corpus); the wrong one: two releases told by one formula",
    guideline="MOS:REPEAT",
)
def near_duplicate_paragraph(
    article: Article, *, likeness: float = 0.7, words: int = 25, sentence_words: int = _WORDS
) -> Iterator[Problem]:
    """A paragraph or sentence that the article holds twice.

    Text copied within a page, or a merge that kept both sides, makes readers doubt their eyes, and later only one
    of the two is corrected. Keep one. Paragraphs of at least *words* words are compared, and sentences of at
    least *sentence_words* that are equal word for word. Lists, tables and quotations are not
    looked at. Formulas that a bot wrote into many places ("the population was spread out, with 25% under 18") can
    mislead it when most of their numbers agree.
    """
    paragraphs: list[tuple[Section, Paragraph]] = []
    texts: list[str] = []
    groups = []
    for section in article.sections:
        if section.role in NOT_TOLD:
            continue
        passage = section.passage
        told = passage.extracted(_told) if sentence_words == _WORDS else _read(passage, 4 * sentence_words)
        groups.append((len(texts), told.shingles))
        paragraphs += [(section, paragraph) for paragraph in told.paragraphs]
        texts += told.texts
    shared = shared_shingles(groups)
    twice: set[int] = set()
    for repeat in find_repeats(texts, shared, likeness=likeness, least=words):
        if repeat.second not in twice:
            twice.add(repeat.second)
            yield _problem(paragraphs, repeat)
    near = sorted({number for pair in shared for number in pair} - twice)
    yield from _sentences([paragraphs[number] for number in near], sentence_words)


class _Told(NamedTuple):
    paragraphs: list[Paragraph]
    texts: list[str]
    shingles: Shingles


def _told(passage: Passage) -> _Told:
    return _read(passage, 4 * _WORDS)


def _read(passage: Passage, least: int) -> _Told:
    """The paragraphs of one passage of at least *least* letters."""
    paragraphs = [p for p in passage.paragraphs if p.kind in ("text", "related") and p.end - p.begin >= least]
    texts = [paragraph.text for paragraph in paragraphs]
    return _Told(paragraphs, texts, shingles_of(texts))


def _problem(paragraphs: list[tuple[Section, Paragraph]], repeat: Repeat) -> Problem:
    first, second = (_place(*paragraphs[n]) for n in (repeat.first, repeat.second))
    how = "word for word" if repeat.likeness == 1 else f"nearly ({repeat.likeness:.0%} alike)"
    return Problem(
        second,
        f"paragraph stands in the article twice, {how}",
        related=(Related(first, "first here"),),
        help="keep one of them",
    )


def _place(section: Section, paragraph: Paragraph) -> Span:
    return paragraph.span_of(0, len(paragraph.text)).shift(section.offset)


def _sentences(paragraphs: list[tuple[Section, Paragraph]], least: int) -> Iterator[Problem]:
    seen: dict[str, tuple[Section, Sentence]] = {}
    for section, paragraph in paragraphs:
        for sentence in paragraph.sentences:
            count, key = _wording(sentence.text) if len(sentence.text) >= 4 * least else (0, "")
            if count < least:
                continue
            if key not in seen:
                seen[key] = section, sentence
                continue
            before, first = seen[key]
            yield Problem(
                sentence.span.shift(section.offset),
                "sentence stands in the article twice, word for word",
                related=(Related(first.span.shift(before.offset), "first here"),),
                help="keep one of them",
            )


@lru_cache(maxsize=4096)
def _wording(text: str) -> tuple[int, str]:
    """How many words a sentence has, and these alone. Kept, since an edit leaves most sentences as they were."""
    words = words_of(text)
    return len(words), " ".join(words)
