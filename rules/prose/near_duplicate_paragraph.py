from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from articlewatch.article import Article, Section, Sentence
from articlewatch.article.gathered import Tally
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
    default = sentence_words == _WORDS
    homes: list[_Home] = []
    texts: list[str] = []
    groups: list[tuple[int, Shingles]] = []
    for section in article.sections:
        if section.role in NOT_TOLD:
            continue
        told = section.passage.extracted(_told) if default else _Told(section.passage, sentence_words)
        if told.texts:
            groups.append((len(texts), told.shingles))
            texts += told.texts
            homes += [(section, told, number) for number in range(len(told.texts))]
    counted = article.tally(_counted) if default else Tally.of(chain.from_iterable(s.counted for _, s in groups))
    shared = shared_shingles(groups, counted.several)
    twice: set[int] = set()
    for repeat in find_repeats(texts, shared, likeness=likeness, least=words):
        if repeat.second not in twice:
            twice.add(repeat.second)
            yield _problem(homes, repeat)
    near = sorted({number for pair in shared for number in pair} - twice)
    yield from _sentences([homes[number] for number in near])


class _Told:
    """What is compared of one passage: its paragraphs that may hold a sentence of *least* words."""

    def __init__(self, passage: Passage, least: int) -> None:
        letters = 4 * least
        self.paragraphs = [
            p for p in passage.paragraphs if p.kind in ("text", "related") and p.end - p.begin >= letters
        ]
        self.texts = [paragraph.text for paragraph in self.paragraphs]
        self.shingles = shingles_of(self.texts)
        self._least = least
        self._sentences: dict[int, list[tuple[str, Sentence]]] = {}

    def sentences(self, number: int) -> list[tuple[str, Sentence]]:
        """Return the long sentences of a paragraph, each with its words alone. Kept, since most edits change none."""
        found = self._sentences.get(number)
        if found is None:
            long = [s for s in self.paragraphs[number].sentences if len(s.text) >= 4 * self._least]
            worded = [(words_of(sentence.text), sentence) for sentence in long]
            found = [(" ".join(words), sentence) for words, sentence in worded if len(words) >= self._least]
            self._sentences[number] = found
        return found


#: The section of a paragraph, and which of its paragraphs that may be compared it is.
_Home = tuple[Section, _Told, int]


def _told(passage: Passage) -> _Told:
    return _Told(passage, _WORDS)


def _counted(passage: Passage) -> list[str]:
    return passage.extracted(_told).shingles.counted


def _problem(homes: list[_Home], repeat: Repeat) -> Problem:
    first, second = (_place(*homes[n]) for n in (repeat.first, repeat.second))
    how = "word for word" if repeat.likeness == 1 else f"nearly ({repeat.likeness:.0%} alike)"
    return Problem(
        second,
        f"paragraph stands in the article twice, {how}",
        related=(Related(first, "first here"),),
        help="keep one of them",
    )


def _place(section: Section, told: _Told, number: int) -> Span:
    paragraph = told.paragraphs[number]
    return paragraph.span_of(0, len(paragraph.text)).shift(section.offset)


def _sentences(homes: list[_Home]) -> Iterator[Problem]:
    seen: dict[str, tuple[Section, Sentence]] = {}
    for section, told, number in homes:
        for words, sentence in told.sentences(number):
            if words not in seen:
                seen[words] = section, sentence
                continue
            before, first = seen[words]
            yield Problem(
                sentence.span.shift(section.offset),
                "sentence stands in the article twice, word for word",
                related=(Related(first.span.shift(before.offset), "first here"),),
                help="keep one of them",
            )
