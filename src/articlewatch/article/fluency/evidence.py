"""Weak signs of a broken sentence added up: patterns below their own threshold, and the model's doubts."""

from __future__ import annotations

from functools import lru_cache

from articlewatch.article.fluency.gaps import Gap
from articlewatch.article.fluency.model import doubts
from articlewatch.article.patterns_en.find import find, is_english, outside_quotations
from articlewatch.article.patterns_en.hit import Hit, Words

# Log odds at which a doubt alone is enough, per head: chosen by cross-validation over the train and validation
# parts of the corpus, so that about one sound sentence in 5,000 reaches one of them (tests/eval/README.md).
THRESHOLDS = {"month": 2.5, "year": 3.0, "hole": 3.0}
_REACH = 12
# What is longer is no sentence: a table or a list without its marks, or somebody's test of our patience.
_LONGEST = 4000


@lru_cache(maxsize=8192)
def broken(text: str) -> tuple[Hit, ...]:
    """Return the broken places of one sentence: what a pattern reports alone, and at most one of added-up evidence.

    All have a weight of 1 or more. Remembered by text, so that several rules, and the revisions of an article,
    share the work.
    """
    if len(text) > _LONGEST:
        return ()
    sentence = Words(text)
    found = find(sentence)
    strong = [h for h in found if h.weight >= 1]
    garbled = _garbled(sentence, strong, [h for h in found if h.weight < 1])
    return tuple(strong) if garbled is None else (*strong, garbled)


def signs(sentence: Words) -> list[Hit]:
    """Return everything that speaks against a sentence but too little to be reported alone: weights below 1 count."""
    weak = [h for h in find(sentence) if h.weight < 1] + _doubtful(sentence)
    return outside_quotations(sentence.text, weak)


def _doubtful(sentence: Words) -> list[Hit]:
    return [
        _as_hit(sentence, doubt.gap, min(1.0, doubt.score / THRESHOLDS[doubt.gap.head]))
        for doubt in doubts(sentence, 1.0)
    ]


def _garbled(sentence: Words, strong: list[Hit], weak: list[Hit]) -> Hit | None:
    if len(sentence.all) < 5:
        return None
    weak = weak + _doubtful(sentence)
    # A place that a pattern reports alone is left to that pattern.
    weak = [h for h in outside_quotations(sentence.text, weak) if not any(_near(h, s) for s in strong)]
    if not weak or not is_english(sentence):
        return None
    best = max(weak, key=lambda h: (h.weight, h.start - h.end))
    total = sum(h.weight for h in weak if h is best or _near(h, best))
    return best._replace(weight=total, kind="garbled-sentence") if total >= 1 else None


def _as_hit(sentence: Words, gap: Gap, share: float) -> Hit:
    first = sentence.all[gap.at - 1]
    start, end = sentence.span(gap.at, gap.last)
    if gap.head == "hole":
        begin = sentence.span(gap.at - 1, gap.at - 1)[0]
        return Hit(begin, end, "hole", f'a word seems to be missing after "{first}"', share)
    what = sentence.text[start:end]
    return Hit(start, end, gap.head, f'a preposition seems to be missing before "{what}"', share)


def _near(one: Hit, other: Hit) -> bool:
    return one.start < other.end + _REACH and other.start < one.end + _REACH
