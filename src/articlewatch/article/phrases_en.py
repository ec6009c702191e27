"""Lists of English phrases that style rules look for, and finding them quickly in running text.

A list is a table of phrases.toml. A phrase is words with blanks between; a word may be several with strokes between
(``some/many people say``), ``~`` before a word makes it optional. Phrases match in lower case and at the start of a
sentence, never across quotations or templates.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import product
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from articlewatch.article.passage import Passage
from articlewatch.article.running import RunningText, running_text
from articlewatch.article.section import Section


class PhraseHit(NamedTuple):
    """A phrase found, in code points of the running text, and what the list says to write instead (may be empty)."""

    start: int
    end: int
    text: str
    instead: str


class PhraseLists:
    """Lists of phrases by name, each phrase with what to write instead; one pass over a text finds those of all."""

    def __init__(self, lists: Mapping[str, Mapping[str, str]]) -> None:
        self._wordings = [
            (wording, name, instead)
            for name, phrases in lists.items()
            for phrase, instead in phrases.items()
            for wording in _wordings(phrase)
        ]
        lowered = [wording.lower() for wording, _, _ in self._wordings]
        self._automaton = AhoCorasick(lowered, implementation=Implementation.DFA)

    def find(self, running: RunningText) -> dict[str, list[PhraseHit]]:
        """Return the phrases of *running* by list, in the order of the text.

        Where two phrases of a list overlap, the one that stands first in the list is taken.
        """
        text = running.text
        found: dict[str, list[PhraseHit]] = {}
        for number, start, end in sorted(self._places(running.lower)):
            wording, name, instead = self._wordings[number]
            if _is_word(text, start, end) and text[start + 1 : end].replace("\u00a0", " ") == wording[1:]:
                hits = found.setdefault(name, [])
                if _is_free(hits, start, end):
                    insort(hits, PhraseHit(start, end, text[start:end], instead))
        return found

    def _places(self, lower: str) -> list[tuple[int, int, int]]:
        """Return the numbers of the wordings that *lower* holds, and where they begin and end."""
        # Half a surrogate pair, which cannot be searched, is shown as a question mark.
        shown = lower.replace("\u00a0", " ").encode("utf-8", "replace").decode("utf-8")
        return self._automaton.find_matches_as_indexes(shown, overlapping=True)


def _wordings(phrase: str) -> Iterator[str]:
    """Yield everything that *phrase* can stand for."""
    choices = [word.removeprefix("~").split("/") + [""] * word.startswith("~") for word in phrase.split()]
    for words in product(*choices):
        yield " ".join(word for word in words if word)


def _is_free(taken: list[PhraseHit], start: int, end: int) -> bool:
    """Say whether no hit of *taken*, which are sorted and without overlaps, overlaps ``[start, end)``."""
    index = bisect_left(taken, (end,))
    return index == 0 or taken[index - 1].end <= start


def _is_word(text: str, start: int, end: int) -> bool:
    if text[start].isupper() and text[max(start - 2, 0) : start].strip() not in ("", ".", "!", "?"):
        return False  # a capital within a sentence: part of a name
    if start and (text[start - 1].isalnum() or text[start - 1] in "-'’"):
        return False
    return not (text[end : end + 1].isalnum() or text[end : end + 1] in "-'’")


@cache
def _all_lists() -> PhraseLists:
    text = files("articlewatch.article").joinpath("data", "en", "phrases.toml").read_text("utf-8")
    return PhraseLists(
        {
            name: dict.fromkeys(table.get("phrases", ()), "") | table.get("instead", {})
            for name, table in tomllib.loads(text).items()
        }
    )


def phrases_of(running: RunningText, name: str) -> Sequence[PhraseHit]:
    """Return the phrases of the list called *name* in *running*, in the order of the text, found once for all lists."""
    return running.extracted(_found).get(name, ())


def has_phrases(section: Section) -> bool:
    """Say whether the running text of *section* holds a phrase of any list."""
    return bool(running_text(section).extracted(_found))


def _found(running: RunningText) -> dict[str, list[PhraseHit]]:
    return _all_lists().find(running)


def is_cited(section: Section, running: RunningText, start: int) -> bool:
    """Say whether the sentence at *start* carries a citation, in it or right after it, or an editor's tag."""
    span = running.span_of(*running.sentence_at(start))
    marks = section.passage.extracted(_marks)
    index = bisect_left(marks, span.start)
    return index < len(marks) and marks[index] <= span.end + 2


def _marks(passage: Passage) -> list[int]:
    cited = [c.start for c in passage.citations if c.cites_in_text and c.kind != "update"]
    tagged = [t.start for t in passage.templates_with_role("inline-maintenance")]
    return sorted(cited + tagged)
