"""Verb forms that cannot follow the auxiliary or the pronoun before them."""

from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article.patterns_en.hit import Hit, Words
from articlewatch.article.patterns_en.lexicon import (
    CONJUNCTIONS,
    FUNCTION_WORDS,
    MODALS,
    PREPOSITIONS,
    VERBS,
    words,
)

HAVE = frozenset({"have", "has", "had", "having", "hadn't", "hasn't", "haven't", "i've", "they've", "we've"})
BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "wasn't", "weren't", "isn't", "aren't"})
DISTINCT = {v.past: v for v in VERBS if v.past != v.participle and v.mark != "x"}
PARTICIPLES = {
    v.participle: v for v in VERBS if v.participle not in (v.past, v.base) and v.mark != "x" and v.base != "be"
}
PASTS = {v.past: v for v in VERBS if v.past not in (v.base, v.participle) or v.past != v.base}
SUBJECTS = frozenset({"he", "she", "they", "we", "i"})
_SUBJECTS_IT = SUBJECTS | {"it", "you"}
SURE_MODALS = frozenset({"would", "could", "should", "shall", "cannot", "wouldn't", "couldn't", "shouldn't"})
_AGREEMENT = {subject: words("agreement", subject) for subject in ("they", "we", "he", "she", "i")}
DISAGREEING = frozenset((subject, verb) for subject, verbs in _AGREEMENT.items() for verb in verbs)
_MODAL_NOUNS = MODALS - SURE_MODALS
_GATE = frozenset(DISTINCT) | frozenset(PARTICIPLES) | frozenset(PASTS)
ADVERBS = words("verb_adverbs")


def verb_forms(sentence: Words) -> Iterator[Hit]:
    """Yield slips between past and participle, and finite forms after modals and "to".

    The table of irregular verbs is the only source: a regular verb's forms are the same word.
    """
    if not _GATE.isdisjoint(sentence.known):
        for i in range(1, len(sentence.low)):
            if sentence.low[i] in _GATE and sentence.all[i].islower():
                hit = _slip_at(sentence, i)
                if hit is not None:
                    yield hit
    yield from _agreement(sentence)


def _slip_at(sentence: Words, i: int) -> Hit | None:
    word = sentence.low[i]
    if _bound_by_hyphen(sentence, i):
        return None
    k = i - 1
    while k > 0 and (sentence.low[k] in ADVERBS or sentence.low[k].endswith("ly")) and i - k < 3:
        k -= 1
    before = sentence.low[k]
    if word in DISTINCT and (before in HAVE or before in BE):
        return _past_after_auxiliary(sentence, k, i)
    if word in PASTS and (before in MODALS or (before == "to" and k == i - 1)):
        return _past_after_modal(sentence, k, i)
    if word in PARTICIPLES:
        if before in SUBJECTS and k >= 0:
            return _participle_alone(sentence, k, i)
        if before in SURE_MODALS:
            base = PARTICIPLES[word].base
            return sentence.hit(k, i, "verb-form", f'after "{before}" the verb should be "{base}"')
    return None


def _bound_by_hyphen(sentence: Words, i: int) -> bool:
    tokens = sentence.all
    return tokens[i - 1] == "-" or (i + 1 < len(tokens) and tokens[i + 1] == "-")


def _past_after_auxiliary(sentence: Words, k: int, i: int) -> Hit | None:
    verb, auxiliary = DISTINCT[sentence.low[i]], sentence.low[k]
    after = sentence.low[i + 1] if i + 1 < len(sentence.low) else "."
    if verb.mark == "d":
        return None
    if auxiliary in BE and verb.past in ("broke", "lay", "bit"):
        return None
    if verb.mark == "n" and not (after in FUNCTION_WORDS or after in (".", ",")):
        return None
    infinitive = auxiliary == "be" and sentence.low[k - 1] in MODALS | {"to"}
    if _ends_relative_clause(sentence, k) and not (infinitive and verb.past not in ("became", "came", "went")):
        return None
    message = f'after "{sentence.all[k]}" the verb should be "{verb.participle}", not "{verb.past}"'
    return sentence.hit(k, i, "verb-form", message, 1.0)


def _ends_relative_clause(sentence: Words, k: int) -> bool:
    """Say whether the auxiliary at *k* may end a clause, so that the next verb belongs to another.

    "The effect it had became clear", "what he was grew on them": the subject pronoun follows a noun or
    a relative word with nothing between.
    """
    if k < 2:
        return False
    subject, before = sentence.low[k - 1], sentence.low[k - 2]
    if subject in _SUBJECTS_IT:
        opens = before in CONJUNCTIONS and before not in ("that", "than", "when", "where", "whether")
        return not (opens or before in '.,;:("“—–' or before in ("which", "while"))
    relative = {"what", "that", "which", "who", "than", "as", "whatever", "where", "how"}
    return bool(relative & set(sentence.low[max(0, k - 4) : k - 1])) and subject not in (
        "which",
        "that",
        "who",
    )


def _past_after_modal(sentence: Words, k: int, i: int) -> Hit | None:
    verb, modal = PASTS[sentence.low[i]], sentence.low[k]
    if verb.past == verb.base or verb.past in (v.base for v in VERBS):
        return None
    if verb.base == "lie":
        return None
    if modal == "to":
        if verb.mark == "n" or (verb.base == verb.participle and verb.past not in ("became", "came")):
            return None
        after = sentence.low[i + 1] if i + 1 < len(sentence.low) else "."
        if verb.past == verb.participle or after not in FUNCTION_WORDS:
            return None
        before = sentence.low[k - 1] if k else ""
        # "the area he moved to became", "known to took": a stranded "to" ends its clause.
        if before in PREPOSITIONS or {"which", "that", "where", "whom", "what", "who"} & set(sentence.low[:k]):
            return None
        if sentence.low[max(0, k - 3) : k] and _SUBJECTS_IT & set(sentence.low[max(0, k - 3) : k]):
            return None
        return sentence.hit(k, i, "verb-form", f'after "to" the verb should be "{verb.base}"', 0.9)
    if modal in _MODAL_NOUNS:
        before = sentence.low[k - 1] if k else ""
        if before not in _SUBJECTS_IT or verb.mark == "n":
            return None
    if verb.mark == "n" and verb.past == verb.participle:
        return None
    if k >= 2 and sentence.low[k - 1] in _SUBJECTS_IT and _ends_relative_clause(sentence, k):
        return None
    return sentence.hit(k, i, "verb-form", f'after "{modal}" the verb should be "{verb.base}"')


def _participle_alone(sentence: Words, k: int, i: int) -> Hit | None:
    verb = PARTICIPLES[sentence.low[i]]
    before = sentence.low[k - 1] if k else "."
    opens = before in CONJUNCTIONS or before in ADVERBS or before in (".", ";", ",", "who", "which")
    if not opens and not before.endswith("ly"):
        return None
    if verb.participle in ("born", "torn", "worn", "drunk") or _has_auxiliary_before(sentence, k):
        return None
    message = f'"{verb.participle}" needs "had" or "was" before it, or should be "{verb.past}"'
    return sentence.hit(k, i, "verb-form", message)


def _has_auxiliary_before(sentence: Words, k: int) -> bool:
    """ "Had he known", "neither has she been": the auxiliary stands in front of its subject."""
    near = sentence.low[max(0, k - 2) : k]
    return any(w in HAVE or w in BE or w in MODALS for w in near)


def _agreement(sentence: Words) -> Iterator[Hit]:
    if DISAGREEING.isdisjoint(sentence.pairs):
        return
    low = sentence.low
    for i in range(len(low) - 1):
        wrong = _AGREEMENT.get(low[i])
        if wrong is None or low[i + 1] not in wrong or not sentence.all[i + 1].islower():
            continue
        if low[i] == "i" and sentence.all[i] != "I":
            continue
        before = low[i - 1] if i else "."
        # "the man called he is", "who they is not", "such as they was": only plain openings are certain.
        if before in CONJUNCTIONS or before in ".,;" or before in ("which", "while", "as"):
            if low[i] == "i" and before not in ".,;":
                continue
            message = f'"{sentence.all[i]}" and "{low[i + 1]}" do not agree'
            yield sentence.hit(i, i + 1, "agreement", message)
