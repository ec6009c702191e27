"""Regular verbs in a form that cannot follow the auxiliary before them."""

from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article.patterns_en.hit import Hit, Words
from articlewatch.article.patterns_en.lexicon import MODALS, PRONOUNS, words


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if base.endswith("y") else base + "ed"


_BASES = words("regular_verbs", "bases")
_PAST_OF = {
    base: base + "d" if base.endswith("e") else base[:-1] + "ied" if base.endswith("y") else base + "ed"
    for base in _BASES
}
_BASE_OF = {past: base for base, past in _PAST_OF.items()}
_NEGATED = frozenset(("didn't", "don't", "doesn't"))
_BEFORE_BASE = frozenset(("be", "been", "being", "has", "had", "is", "was", "were"))
_BEFORE_PAST = MODALS | _NEGATED
PAIRS = frozenset((a, b) for a in _BEFORE_BASE for b in _BASES) | frozenset(
    (a, b) for a in _BEFORE_PAST | {"not"} for b in _BASE_OF
)


def regular_verbs(sentence: Words) -> Iterator[Hit]:
    """Yield bases behind "be" or "has" ("will be represent") and pasts behind modals ("would provided").

    Only verbs of a list that are nothing but verbs; "not" counts with "did", "do" or a modal before it.
    """
    if PAIRS.isdisjoint(sentence.pairs):
        return
    low = sentence.low
    for i in range(1, len(low)):
        before, word = low[i - 1], low[i]
        if (
            (before, word) not in PAIRS
            or sentence.touching(i)
            or sentence.all[i + 1 : i + 2] == ["-"]
            or not sentence.all[i].islower()
        ):
            continue
        if word in _BASES:
            if not _opens_clause(sentence, i - 1):
                message = f'after "{before}" the verb should be "{_PAST_OF[word]}"'
                yield sentence.hit(i - 1, i, "verb-form", message)
            continue
        auxiliary = low[i - 2] if before == "not" and i > 1 else before
        first = i - 2 if before == "not" else i - 1
        if (
            auxiliary in _NEGATED
            or (auxiliary in ("did", "do", "does") and before == "not")
            or _is_modal(sentence, first)
        ):
            message = f'after "{auxiliary}" the verb should be "{_BASE_OF[word]}"'
            yield sentence.hit(first, i, "verb-form", message)


def _is_modal(sentence: Words, k: int) -> bool:
    """Say whether the word at *k* is a modal for certain, and not the noun "will" or "can"."""
    word = sentence.low[k] if k >= 0 else ""
    if word in ("would", "could", "should", "cannot", "couldn't", "wouldn't", "shouldn't"):
        return True
    return word in MODALS and k > 0 and sentence.low[k - 1] in PRONOUNS


def _opens_clause(sentence: Words, k: int) -> bool:
    """Say whether the auxiliary at *k* ends a clause ("what the problem was include", "all he had include")."""
    near = sentence.low[max(0, k - 4) : k]
    return any(word in ("what", "that", "which", "who", "as", "than", "where", "how") for word in near)
