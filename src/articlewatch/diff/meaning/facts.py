"""Facts that an edit altered while the source given for them stayed the same.

A figure changed in a sentence whose citation did not change is what patrollers look for: either the sentence was
wrong before, or it is wrong now.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from articlewatch.article.dates_en import MONTH
from articlewatch.article.once import cached_property
from articlewatch.article.prose import Paragraph, Sentence
from articlewatch.article.spans import Span
from articlewatch.diff.meaning.change import Change, What
from articlewatch.diff.meaning.sideview import SideView
from articlewatch.diff.meaning.spanindex import SpanIndex
from articlewatch.diff.model import Diff

#: Two sentences must be this alike (percent) for a figure of one to be the altered figure of the other.
_ALIKE = 60
#: So many sentences in the same place are compared.
_NEAR = 16
_FACT = re.compile(
    rf"(?P<date>\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}\s+{MONTH}(?:,?\s+\d{{4}})?\b|\b{MONTH}\s+\d{{1,2}}(?:,\s*\d{{4}})?\b"
    rf"|\b{MONTH}\s+\d{{4}}\b)"
    r"|(?P<number>(?<![\w.,])[-−]?\d+(?:[.,]\d+)*(?:[  ]?[%‰°€$£])?)"
    r"|(?P<word>[^\W\d_]+(?:['’-][^\W\d_]+)*)"
)
#: Words that join the parts of a name.
_JOINING = frozenset(["of", "de", "da", "di", "del", "van", "von", "der", "la", "le", "bin", "ibn", "al"])
_WHATS: tuple[What, ...] = ("date", "number", "name")


class Fact(NamedTuple):
    """A date, number or name in a text, at ``[start, end)``."""

    what: What
    text: str
    start: int
    end: int


def facts(text: str) -> list[Fact]:
    """Return the dates, numbers and names of *text*; a name is a run of capitalised words.

    One capitalised word that begins the text is none. Months are found in English; a script without capitals has no
    names here.
    """
    found: list[Fact] = []
    name: list[re.Match[str]] = []
    for match in (*_FACT.finditer(text), None):
        word = match.group("word") if match else None
        if match and word and (word[0].isupper() or (name and word in _JOINING)) and _adjoins(text, name, match):
            name.append(match)
            continue
        found += _name(text, name)
        name = []
        if match and word and word[0].isupper():
            name = [match]
        elif match and not word:
            what: What = "date" if match.group("date") else "number"
            found.append(Fact(what, match.group(), match.start(), match.end()))
    return found


def _adjoins(text: str, name: list[re.Match[str]], match: re.Match[str]) -> bool:
    return not name or text[name[-1].end() : match.start()] in (" ", " ", ". ")


def _name(text: str, words: list[re.Match[str]]) -> Iterator[Fact]:
    while words and words[-1].group() in _JOINING:
        words = words[:-1]
    if words and (len(words) > 1 or words[0].start() > 0) and words[0].group() != "I":
        start, end = words[0].start(), words[-1].end()
        yield Fact("name", text[start:end], start, end)


def altered_facts(before: str, after: str) -> Iterator[tuple[Fact, Fact]]:
    """Yield what was a date, number or name in *before* and is another in *after*."""
    olds, news = facts(before), facts(after)
    gone, come = Counter((f.what, f.text) for f in olds), Counter((f.what, f.text) for f in news)
    gone, come = gone - come, come - gone
    for what in _WHATS:
        for one, other in zip(_taken(olds, what, gone), _taken(news, what, come), strict=False):
            # A name cut short or written out is the same name.
            if what != "name" or not (one.text in other.text or other.text in one.text):
                yield one, other


def _taken(found: Iterable[Fact], what: What, counts: Counter[tuple[What, str]]) -> list[Fact]:
    """Return those of *found* that are of one kind and in *counts*, as often as it says."""
    left = Counter(counts)
    taken = []
    for fact in found:
        if fact.what == what and left[what, fact.text] > 0:
            left[what, fact.text] -= 1
            taken.append(fact)
    return taken


def fact_changes(diff: Diff, old: SideView, new: SideView, cited: CitationWatch) -> Iterator[Change]:
    """Yield the facts altered in running text under an unchanged citation, or under none."""
    olds = SpanIndex((told.span, told) for told in _sentences(old))
    for after in _sentences(new):
        place = diff.map_back(after.span)
        before = _best(olds, after, place) if place else None
        if before is None or cited.changed(before, after):
            continue
        for one, other in altered_facts(before.sentence.text, after.sentence.text):
            yield Change(
                "edited",
                one.what,
                new.path(after.span),
                before.sentence.span_of(one.start, one.end),
                after.sentence.span_of(other.start, other.end),
                "",
                one.text,
                other.text,
                "source unchanged" if cited.has_any(after) else "no source",
            )


class Told(NamedTuple):
    """A sentence with everything up to the next one: its citations stand behind it."""

    sentence: Sentence
    span: Span


def _sentences(view: SideView) -> Iterator[Told]:
    for section in view.sections:
        for paragraph in section.paragraphs:
            if view.touched.touches(view.side, paragraph.span.shift(section.offset)):
                yield from _told(paragraph.moved(section.offset), view)


def _told(paragraph: Paragraph, view: SideView) -> Iterator[Told]:
    sentences = paragraph.sentences
    for sentence, following in zip_longest(sentences, sentences[1:]):
        span = sentence.span
        if view.touched.touches(view.side, span):
            yield Told(sentence, Span(span.start, following.span.start if following else paragraph.span.end))


def _best(olds: SpanIndex[Told], after: Told, place: Span) -> Told | None:
    near = olds.overlapping(place)[:_NEAR]
    best = max(near, key=lambda told: ratio(told.sentence.text, after.sentence.text), default=None)
    return best if best and ratio(best.sentence.text, after.sentence.text) >= _ALIKE else None


class CitationWatch:
    """Knows which citations changed, and where citations stand."""

    def __init__(self, changes: Iterable[Change], new: SideView) -> None:
        citations = [change for change in changes if change.what == "citation"]
        self._old = SpanIndex((change.old, None) for change in citations if change.old)
        self._new = SpanIndex((change.new, None) for change in citations if change.new)
        self._view = new

    @cached_property
    def _all(self) -> SpanIndex[None]:
        return SpanIndex((span, None) for span in self._view.citation_spans)

    def changed(self, before: Told, after: Told) -> bool:
        """Say whether a citation of the sentence came, went or was altered."""
        return self._old.any_overlaps(before.span) or self._new.any_overlaps(after.span)

    def has_any(self, told: Told) -> bool:
        """Say whether the sentence has a citation."""
        return self._all.any_overlaps(told.span)


def parameter_facts(changes: Iterable[Change]) -> Iterator[Change]:
    """Yield the facts altered in template parameters, an infobox's for example."""
    for change in changes:
        if change.what != "parameter" or change.kind != "edited":
            continue
        for one, other in altered_facts(change.before, change.after):
            if one.what != "name":
                yield Change(
                    "edited", one.what, change.section, change.old, change.new, change.name, one.text, other.text,
                    "in a template",
                )  # fmt: skip
