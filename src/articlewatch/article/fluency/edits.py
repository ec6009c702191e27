"""What an edit broke: a sentence that was whole before it, and signs too weak for one revision alone."""

from __future__ import annotations

from articlewatch.article.fluency.evidence import broken, signs
from articlewatch.article.patterns_en.find import is_english
from articlewatch.article.patterns_en.hit import Hit, Words
from articlewatch.article.patterns_en.lexicon import AUXILIARIES, PREPOSITIONS, pairs, words

#: With the sentence as it was before the edit at hand, this much evidence is enough.
ENOUGH = 0.33

# Faults with a repair or a meaning of their own, which the earlier wording does not help.
_OTHER_FAULTS = frozenset(("agreement", "machine-text", "placeholder-text", "wrong-article"))

# A word of these that alone disappears takes the sense of the sentence along.
_NEEDED = words("edits", "needed")
_MAY_GO = pairs("edits", "may_go_after")
_MAY_GO_BEFORE = words("edits", "may_go_before")
_GOVERNING = words("gap_openers") | {"with", "for"}
_NEVER_GOVERNED = (PREPOSITIONS | AUXILIARIES | frozenset(".,;")) - words("second_prepositions")
_REACH = 12


def broken_by_edit(text: str, before: str) -> Hit | None:
    """Return the place at which an edit broke a sentence, or None.

    *text* is the sentence now, *before* what it was. Three things count: a hit that *before* has not; signs below
    the threshold of one revision, at the place of the change; and a preposition or an auxiliary that alone was
    taken out. A sentence that was broken already tells nothing. Pure.
    """
    if text == before or broken(before):
        return None
    strong = broken(text)
    if strong:
        return next((hit for hit in strong if hit.kind not in _OTHER_FAULTS), None)
    new, old = Words(text), Words(before)
    if not is_english(new) or len(new.all) < 5:
        return None
    first, end, removed = _change(new, old)
    if end == first and removed:
        lost = _lost_word(new, first, removed) if len(removed) == 1 else None
        lost = lost or _bare_junction(new, old, first)
        if lost is not None:
            return lost
    earlier = {h.missing for h in signs(old)}
    near = [h for h in signs(new) if h.missing not in earlier and _at_change(new, h, first, end)]
    best = max(near, key=lambda h: h.weight, default=None)
    return best if best is not None and best.weight >= ENOUGH else None


def _change(new: Words, old: Words) -> tuple[int, int, list[str]]:
    """Return where the changed tokens of *new* begin and end, and the tokens of *old* that stood there."""
    first = 0
    shorter = min(len(new.all), len(old.all))
    while first < shorter and new.all[first] == old.all[first]:
        first += 1
    back = 0
    while back < shorter - first and new.all[-1 - back] == old.all[-1 - back]:
        back += 1
    return first, len(new.all) - back, old.all[first : len(old.all) - back]


def _lost_word(new: Words, at: int, removed: list[str]) -> Hit | None:
    word = removed[0]
    if word not in _NEEDED or not 0 < at < len(new.all):
        return None
    before, after = new.low[at - 1], new.low[at]
    if (before, word) in _MAY_GO or after in _MAY_GO_BEFORE or not (before[0].isalnum() and after[0].isalpha()):
        return None
    return new.hit(at - 1, at, "sentence-broken-by-edit", f'"{word}" was taken out between "{before}" and "{after}"')


def _bare_junction(new: Words, old: Words, at: int) -> Hit | None:
    """ "In 1990 to the north" cut to "in to the north": what the first of two words governed was taken out."""
    if not 0 < at < len(new.all):
        return None
    pair = new.low[at - 1], new.low[at]
    if pair[0] not in _GOVERNING or pair[1] not in _NEVER_GOVERNED or pair in old.pairs or new.all[at - 1][0].isupper():
        return None
    message = f'what "{pair[0]}" led to was taken out in front of "{pair[1]}"'
    return new.hit(at - 1, at, "sentence-broken-by-edit", message)


def _at_change(new: Words, hit: Hit, first: int, end: int) -> bool:
    last = len(new.all) - 1
    start = new.span(min(max(first - 1, 0), last), min(max(first - 1, 0), last))[0]
    stop = new.span(min(end, last), min(end, last))[1]
    return hit.start < stop + _REACH and start < hit.end + _REACH
