"""Lists of English phrases that style rules look for, and finding them quickly in running text.

A list is a table of phrases.toml. A phrase is words with blanks between; a word may be several with strokes between
(``some/many people say``), ``~`` before a word makes it optional. Phrases match in lower case and at the start of a
sentence, never across quotations or templates.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, insort
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from articlewatch.article.article import Section
from articlewatch.article.passage import Passage
from articlewatch.article.running import RunningText

#: No phrase is longer than this; it is looked for only so near to its key word.
_WINDOW = 60

_COMMON = frozenset("the this that with and for all has have been was were are not from his her its their".split())  # noqa: SIM905

#: Of what one must stand right before a key word, and of what one right behind it; nothing where that is not known.
_Beside = tuple[tuple[str, ...], tuple[str, ...]]


class PhraseHit(NamedTuple):
    """A phrase found, in code points of the running text, and what the list says to write instead (may be empty)."""

    start: int
    end: int
    text: str
    instead: str


class PhraseList:
    """One list of phrases, each filed under the word that a text is asked for before any search."""

    def __init__(self, phrases: dict[str, str]) -> None:
        self._by_key: dict[str, list[tuple[str, str, _Beside]]] = {}
        for phrase, instead in phrases.items():
            source, keys = _compile(phrase)
            for key, beside in keys.items():
                self._by_key.setdefault(key, []).append((source, instead, beside))
        self._keys = frozenset(self._by_key)
        self._patterns: dict[str, list[tuple[re.Pattern[str], str, _Beside]]] = {}

    def find(self, running: RunningText) -> Iterator[PhraseHit]:
        """Yield the phrases of *running*, each place once."""
        keys = running.words & self._keys
        if not keys:
            return
        seen: list[tuple[int, int]] = []
        text, lower = running.text, running.lower
        for key in sorted(keys):
            patterns = self._compiled(key)
            at = lower.find(key)
            while at >= 0:
                stop = at + len(key)
                whole = not (lower[at - 1 : at].isalnum() or lower[stop : stop + 1].isalnum())
                for pattern, instead, (before, after) in patterns if whole else ():
                    if (after and not lower.startswith(after, stop)) or (before and not lower.endswith(before, 0, at)):
                        continue
                    start, end = _around(pattern, text, at)
                    if end and _is_word(text, start, end) and _is_free(seen, start, end):
                        insort(seen, (start, end))
                        yield PhraseHit(start, end, text[start:end], instead)
                at = lower.find(key, stop)

    def _compiled(self, key: str) -> list[tuple[re.Pattern[str], str, _Beside]]:
        found = self._patterns.get(key)
        if found is None:
            found = self._patterns[key] = [(re.compile(s), i, b) for s, i, b in self._by_key[key]]
        return found


def _is_free(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Say whether no range of *taken*, which is sorted and without overlaps, overlaps ``[start, end)``."""
    index = bisect_left(taken, (end, 0))
    return index == 0 or taken[index - 1][1] <= start


def _around(pattern: re.Pattern[str], text: str, at: int) -> tuple[int, int]:
    """Return the range of the match that covers *at*, or (0, 0)."""
    for match in pattern.finditer(text, max(at - _WINDOW, 0), at + _WINDOW):
        if match.start() <= at < match.end():
            return match.span()
    return 0, 0


def _is_word(text: str, start: int, end: int) -> bool:
    if text[start].isupper() and text[max(start - 2, 0) : start].strip() not in ("", ".", "!", "?"):
        return False  # a capital within a sentence: part of a name
    if start and (text[start - 1].isalnum() or text[start - 1] in "-'’"):
        return False
    return not (text[end : end + 1].isalnum() or text[end : end + 1] in "-'’")


def _compile(phrase: str) -> tuple[str, dict[str, _Beside]]:
    """Return the pattern of *phrase*, whose first letter may be a capital, and the words to ask a text for."""
    source = ""
    keys: list[str] = []
    place = 0
    words = phrase.split()
    for number, word in enumerate(words):
        optional = word.startswith("~")
        choices = word.removeprefix("~").split("/")
        parts = [_either_case(c) if number == 0 else re.escape(c) for c in choices]
        group = parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
        blank = "[ \\u00a0]" if number else ""
        source += f"(?:{blank}{group})?" if optional else blank + group
        # The words a text is asked for hold no hyphens.
        asked = [max(c.lower().strip(",").split("-"), key=len) for c in choices]
        if not optional and (not keys or _worth(asked) > _worth(keys)):
            keys, place = asked, number
    return source, {key: _beside(words, place, key) for key in keys}


def _beside(words: list[str], place: int, key: str) -> _Beside:
    """What must stand next to *key*, the word at *place* or a part of it, as far as that is easily told."""
    written = {choice.lower() for choice in words[place].split("/")}
    if key not in written or any("-" in choice for choice in written):
        return (), ()
    before = _choices(words[place - 1]) if place else []
    after = _choices(words[place + 1]) if place + 1 < len(words) else []
    return tuple(c + b for c in before for b in " \u00a0"), tuple(b + c for c in after for b in " \u00a0")


def _choices(word: str) -> list[str]:
    return [] if word.startswith("~") else word.lower().split("/")


def _worth(words: list[str]) -> int:
    """How well *words* tell texts apart: short words and the commonest ones tell little."""
    return min(0 if word in _COMMON else len(word) for word in words)


def _either_case(word: str) -> str:
    return f"[{word[0].upper()}{word[0]}]{re.escape(word[1:])}" if word[0].islower() else re.escape(word)


@cache
def phrases(name: str) -> PhraseList:
    """Return the list called *name*; KeyError when there is none."""
    text = files("articlewatch.article").joinpath("data", "en", "phrases.toml").read_text("utf-8")
    table = tomllib.loads(text)[name]
    found: dict[str, str] = dict.fromkeys(table.get("phrases", ()), "")
    found.update(table.get("instead", {}))
    return PhraseList(found)


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
