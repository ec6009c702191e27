"""Who wrote each word of a text: the revision that every word of it came with.

The semantics are WikiWho's (see ``wording``). A paragraph that stood in the revision before, or in any before that, is
the same paragraph with the same words; in those that are left the same goes for sentences; the words left then are
paired with the words left of the revision before, and what has no pair is new. So words keep their origin through moves
and when they come back. A revision whose text was there before is that revision again, word for word. One that looks
like vandalism (most of a page gone, or the same few words over and over) is passed over, since its undoing would
otherwise be told as writing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar

from articlewatch.article import Revision, Span
from articlewatch.diff.runs import common_runs
from articlewatch.history.pages import StoredPage
from articlewatch.history.revisions import history, text_of
from articlewatch.history.schema import StoreError
from articlewatch.history.store import Store
from articlewatch.history.wording import paragraphs, sentences

#: A page longer than this that shrinks below it by more than the share has been blanked. Code points.
_BLANKED_BELOW, _BLANKED_SHARE = 1000, 0.4
#: How often, on average, each of the words that an edit brought may stand in it; above that it is no writing.
_MOST_REPEATED = 20
#: Marks that any table repeats, and that say nothing about the rest.
_NOT_COUNTED = frozenset(("<", ">", "tr", "td", "[", "]", '"', "*", "==", "{", "}", "|", "-"))


@dataclass(frozen=True, slots=True)
class Written:
    """A run of words that came with one revision; offsets in code points of the text asked about.

    ``out`` are the revisions that took them out and ``back`` those that put them back, in order, where that was traced.
    """

    span: Span
    words: int
    revision: Revision
    out: tuple[Revision, ...] = ()
    back: tuple[Revision, ...] = ()


@dataclass(slots=True)
class _Sentence:
    key: str
    words: list[int]


@dataclass(slots=True)
class _Paragraph:
    key: str
    sentences: list[_Sentence]

    @property
    def words(self) -> Iterator[int]:
        return (word for sentence in self.sentences for word in sentence.words)


_Part = TypeVar("_Part", _Paragraph, _Sentence)


class Authorship:
    """Takes in the revisions of a page, oldest first, and knows where the words of the last one come from.

    A word is a number; ``origin`` tells the revision it came with. Memory grows with the number of distinct paragraphs
    that the page ever had. With *trace*, it is noted too which revisions took a word out and put it back.
    """

    def __init__(self, *, trace: bool = False) -> None:
        self._trace = trace
        self._out: dict[int, tuple[Revision, ...]] = {}
        self._back: dict[int, tuple[Revision, ...]] = {}
        self._origins: list[Revision] = []
        self._values: list[str] = []
        self._state: list[_Paragraph] = []
        self._length = 0
        self._paragraphs: dict[str, list[_Paragraph]] = defaultdict(list)
        self._sentences: dict[str, list[_Sentence]] = defaultdict(list)
        self._texts: dict[Hashable, tuple[list[_Paragraph], int]] = {}
        self._spam: set[Hashable] = set()

    def add(self, revision: Revision, text: str, *, key: Hashable = None, last: bool = False) -> bool:
        """Take in the next revision, and say whether it was; False is what passed for vandalism.

        *key* stands for the text, which is its own key by default; equal texts have equal keys. The *last* revision is
        never passed over.
        """
        key = text if key is None else key
        before, known = self._state, len(self._values)
        if key in self._texts:
            self._state, self._length = self._texts[key]
            self._note(revision, before, known)
            return True
        if not last and (key in self._spam or self._is_blanking(revision, text)):
            self._spam.add(key)
            return False
        edit = _Edit(self._state, self._paragraphs, self._sentences)
        edit.match(text)
        if not last and _repeats_itself([value for _, values in edit.unmatched for value in values]):
            self._spam.add(key)
            return False
        self._write(edit, revision)
        self._state, self._length = edit.paragraphs, len(text)
        self._texts[key] = self._state, self._length
        self._note(revision, before, known)
        return True

    def written(self, text: str) -> list[Written]:
        """Return where the words of *text*, the last one taken in, come from, in its order."""
        runs: list[Written] = []
        spans = [
            Span(start + word.start, start + word.end)
            for start, paragraph in paragraphs(text)
            for sentence in sentences(paragraph)
            for word in sentence
        ]
        numbers = [number for paragraph in self._state for number in paragraph.words]
        for span, number in zip(spans, numbers, strict=True):
            revision = self._origins[number]
            out, back = self._out.get(number, ()), self._back.get(number, ())
            last = runs[-1] if runs else None
            if last is not None and last.revision is revision and (last.out, last.back) == (out, back):
                runs[-1] = Written(Span(last.span.start, span.end), last.words + 1, revision, out, back)
            else:
                runs.append(Written(span, 1, revision, out, back))
        return runs

    def _note(self, revision: Revision, before: list[_Paragraph], known: int) -> None:
        """Note which words *revision* took out and which it put back; those from number *known* on are new."""
        if not self._trace:
            return
        old, new = set(map(id, before)), set(map(id, self._state))
        gone = {word for paragraph in before if id(paragraph) not in new for word in paragraph.words}
        come = {word for paragraph in self._state if id(paragraph) not in old for word in paragraph.words}
        for word in gone - come:
            self._out[word] = (*self._out.get(word, ()), revision)
        for word in come - gone:
            if word < known:
                self._back[word] = (*self._back.get(word, ()), revision)

    def _is_blanking(self, revision: Revision, text: str) -> bool:
        if revision.comment and revision.minor:
            return False
        before = self._length
        return before > _BLANKED_BELOW > len(text) and before - len(text) >= _BLANKED_SHARE * before

    def _write(self, edit: _Edit, revision: Revision) -> None:
        """Give the words that no sentence accounts for their numbers: an old one where they have a pair."""
        left = edit.left_over()
        values = [value for _, found in edit.unmatched for value in found]
        numbers: list[int | None] = [None] * len(values)
        for i, j, length in common_runs([self._values[word] for word in left], values):
            numbers[j : j + length] = left[i : i + length]
        at = 0
        for sentence, found in edit.unmatched:
            for value, number in zip(found, numbers[at : at + len(found)], strict=True):
                sentence.words.append(self._new(value, revision) if number is None else number)
            at += len(found)
            self._sentences[sentence.key].append(sentence)
        for paragraph in edit.fresh:
            self._paragraphs[paragraph.key].append(paragraph)

    def _new(self, value: str, revision: Revision) -> int:
        self._origins.append(revision)
        self._values.append(value)
        return len(self._values) - 1


class _Edit:
    """One revision beside the one before: which paragraphs and sentences it has from the past, and what is left."""

    def __init__(
        self,
        before: list[_Paragraph],
        known_paragraphs: dict[str, list[_Paragraph]],
        known_sentences: dict[str, list[_Sentence]],
    ) -> None:
        self._before, self._rest = before, before
        self._known_paragraphs, self._known_sentences = known_paragraphs, known_sentences
        self._taken: set[int] = set()
        #: The paragraphs of the new text; those of ``fresh`` were never there before.
        self.paragraphs: list[_Paragraph] = []
        self.fresh: list[_Paragraph] = []
        #: Sentences that were never there, with the values of their words; they get their numbers later.
        self.unmatched: list[tuple[_Sentence, list[str]]] = []

    def match(self, text: str) -> None:
        """Find what of *text* was there before, first as paragraphs, then as sentences."""
        choice = _Choice(self._before, self._known_paragraphs, self._taken)
        parts: list[str] = []
        for _, part in paragraphs(text):
            key = _key(part)
            found = choice.take(key)
            if found is None:
                found = _Paragraph(key, [])
                self.fresh.append(found)
                parts.append(part)
            self.paragraphs.append(found)
        kept = set(map(id, self.paragraphs))
        self._rest = [paragraph for paragraph in self._before if id(paragraph) not in kept]
        left = [sentence for paragraph in self._rest for sentence in paragraph.sentences]
        choice_of_sentences = _Choice(left, self._known_sentences, self._taken)
        for paragraph, part in zip(self.fresh, parts, strict=True):
            for words in sentences(part):
                self._match_sentence(paragraph, [word.value for word in words], choice_of_sentences)

    def left_over(self) -> list[int]:
        """Return the words of the revision before that stand in nothing found so far."""
        return [word for paragraph in self._rest for word in paragraph.words if word not in self._taken]

    def _match_sentence(self, paragraph: _Paragraph, values: list[str], choice: _Choice[_Sentence]) -> None:
        key = " ".join(values)
        found = choice.take(key)
        if found is None:
            found = _Sentence(key, [])
            self.unmatched.append((found, values))
        paragraph.sentences.append(found)


class _Choice(Generic[_Part]):
    """What a part of the new text may be: one of the revision before, or else one of the past.

    A part can be taken when none of its words stands elsewhere in the new text. What is taken stays so, so each
    candidate is looked at once however many parts are alike.
    """

    def __init__(self, before: Iterable[_Part], known: dict[str, list[_Part]], taken: set[int]) -> None:
        self._before: dict[str, list[_Part]] = defaultdict(list)
        for part in before:
            self._before[part.key].append(part)
        self._known: dict[str, list[_Part]] = known
        self._taken = taken
        self._waiting: dict[str, Iterator[_Part]] = {}

    def take(self, key: str) -> _Part | None:
        """Return the first part of these words that is free, and take its words; None when there is none."""
        if key not in self._waiting:
            self._waiting[key] = chain(self._before.get(key, ()), self._known.get(key, ()))
        for candidate in self._waiting[key]:
            words = list(candidate.words)
            if self._taken.isdisjoint(words):
                self._taken.update(words)
                return candidate
        return None


def _key(part: str) -> str:
    """Return what equal paragraphs have in common; a letter whose lower case is longer is compared as it is."""
    lower = part.lower()
    return lower if len(lower) == len(part) else part


def who_wrote(store: Store, page: StoredPage, *, trace: bool = False) -> tuple[str, list[Written]]:
    """Return the newest stored text of *page*, and where its words come from; with *trace*, how they fared since.

    Revisions whose text is hidden or not stored are passed over; their words count for the next one that has them.
    Raises StoreError when no text is stored, or one is damaged.
    """
    authorship = Authorship(trace=trace)
    revisions = list(history(store, page, with_text=True))
    if not revisions:
        raise StoreError(f"{page.title!r}: no text in the store")
    text = ""
    for stored in revisions:
        last = stored is revisions[-1]
        text = text_of(store, stored)
        authorship.add(stored.revision, text, key=stored.text, last=last)
    return text, authorship.written(text)


def _repeats_itself(values: list[str]) -> bool:
    counted = [value for value in values if value not in _NOT_COUNTED]
    return bool(counted) and len(counted) > _MOST_REPEATED * len(set(counted))
