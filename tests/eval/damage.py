"""Damage sound sentences in the ways in which editing breaks them.

Every kind takes a sentence and a random generator, and returns the damaged sentence with the span in which
the fault lies (code points of the damaged text), or None when the sentence offers no place for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from articlewatch.article.patterns_en.lexicon import VERBS


class Damaged(NamedTuple):
    """A sentence with a fault of one kind in ``[start, end)``."""

    text: str
    start: int
    end: int


Damage = Callable[[str, Random], Damaged | None]

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = r"(?:[12]\d|3[01]|[1-9])"
_YEAR = r"(?:1[0-9]\d\d|20[0-2]\d)"
_FUNCTION = r"(?:the|of|to|a|an|in|and|for|by|on|with|from|at)"

_DISTINCT = [v for v in VERBS if len({v.base, v.past, v.participle}) > 1 and v.past != v.participle and v.base != "be"]
_PAST_OF = {v.participle: v.past for v in _DISTINCT if v.participle != v.base}
_PARTICIPLE_OF = {v.past: v.participle for v in _DISTINCT}
_PLURAL_OF = {"was": "were", "were": "was", "is": "are", "are": "is", "has": "have", "have": "has"}


def bare_month(text: str, rng: Random) -> Damaged | None:
    """ "announced the government in December 2024" becomes "announced the government December"."""
    date = rf"(?:{_DAY} ({_MONTH})|({_MONTH}) {_DAY}|({_MONTH}))(?:,? {_YEAR})?"
    pattern = rf"(?<=[\w)] )(?:in|on|by|since|until|during) {date}(?=[\s.,;])"
    return _replace(text, rng, pattern, lambda m: m[1] or m[2] or m[3])


def month_without_day(text: str, rng: Random) -> Damaged | None:
    """ "on 8 December 2024" becomes "on December" or "on December 2024"."""
    pattern = rf"\b([Oo]n) (?:{_DAY} ({_MONTH})( {_YEAR})?|({_MONTH}) {_DAY}(,? {_YEAR})?)(?=[\s.,;])"
    keep_year = rng.random() < 0.5

    def change(m: re.Match[str]) -> str:
        year = (m[3] or m[5] or "").replace(",", "") if keep_year else ""
        return f"{m[1]} {m[2] or m[4]}{year}"

    return _replace(text, rng, pattern, change)


def date_without_preposition(text: str, rng: Random) -> Damaged | None:
    """ "at the Rockefeller Center on 13 November 2012" loses its "on"; "in May 1990" its "in"."""
    date = rf"(?:{_DAY} {_MONTH}(?: {_YEAR})?|{_MONTH} {_DAY}(?:,? {_YEAR})?|{_MONTH} {_YEAR})"
    return _replace(text, rng, rf"(?<=[\w)] )(?:in|on) ({date})(?=[\s.,;])", lambda m: m[1])


def bare_year(text: str, rng: Random) -> Damaged | None:
    """ "was finished in 1990" becomes "was finished 1990"."""
    return _replace(text, rng, rf"(?<=[\w)] )in ({_YEAR})(?=[\s.,;])", lambda m: m[1])


def year_lost(text: str, rng: Random) -> Damaged | None:
    """A range or a date loses a year: "from 1990 to 2013" becomes "from to 2013", "in 1990" just "in"."""
    kinds = [
        (rf"\b(from|between) {_YEAR} (to|and|until) ({_YEAR})\b", lambda m: f"{m[1]} {m[2]} {m[3]}"),
        (rf"\b(from|between) ({_YEAR}) (to|and|until) {_YEAR}(?=[.,;])", lambda m: f"{m[1]} {m[2]} {m[3]}"),
        (rf"(?<=[\w)] )(in|since|until|by) {_YEAR}(?=[\s.,;])", lambda m: m[1]),
    ]
    for pattern, change in kinds:
        if (damaged := _replace(text, rng, pattern, change)) is not None:
            return damaged
    return None


def doubled_word(text: str, rng: Random) -> Damaged | None:
    """One word is written twice."""
    return _replace(text, rng, r"(?<= )([a-z]+)(?= )", lambda m: f"{m[1]} {m[1]}")


def doubled_phrase(text: str, rng: Random) -> Damaged | None:
    """Two to four words are written twice."""
    width = rng.choice((2, 3, 4))
    phrase = rf"(?<= )([\w'-]*[a-z]+(?: [\w'-]*[a-z]+){{{width - 1}}})(?= )"
    return _replace(text, rng, phrase, lambda m: f"{m[1]} {m[1]}")


def bracket(text: str, rng: Random) -> Damaged | None:
    """A bracket loses its partner, or one is added."""
    if text.count("(") == 1 and text.count(")") == 1 and text.index("(") < text.index(")"):
        lost = rng.choice("()")
        # The partner that is left is the place to look for.
        at = text.index(lost)
        left = text[:at] + text[at + 1 :]
        partner = left.index(")" if lost == "(" else "(")
        return Damaged(left, partner, partner + 1)
    return _replace(text, rng, r"(?<= )(?=[a-z])", lambda m: "(")


def punctuation_run(text: str, rng: Random) -> Damaged | None:
    """A comma or a full stop is written twice or beside another mark."""
    return _replace(
        text,
        rng,
        r"(?<=[a-z]),(?= )|(?<=[a-z])\.(?=$)",
        lambda m: m[0] + rng.choice(",.") if m[0] == "," else "..",
    )


def although_but(text: str, rng: Random) -> Damaged | None:
    """ "Although A, B" becomes "Although A, but B"."""
    return _replace(
        text,
        rng,
        r"(?<=^)((?:Although|Though|Even though|Despite)\b[^,;:(]{12,}), (?=[a-z])",
        lambda m: f"{m[1]}, but ",
    )


def head_lost(text: str, rng: Random) -> Damaged | None:
    """The first words are gone; what is left begins in lower case."""
    words = text.split(" ")
    places = [i for i in range(1, min(5, len(words) - 4)) if re.fullmatch(r"[a-z]{2,},?", words[i])]
    if not places:
        return None
    left = " ".join(words[rng.choice(places) :])
    return Damaged(left, 0, 1)


def end_lost(text: str, rng: Random) -> Damaged | None:
    """The sentence stops somewhere after its first half, without a full stop."""
    words = text.split(" ")
    if len(words) < 12:
        return None
    left = " ".join(words[: rng.randrange(len(words) // 2, len(words) - 1)]).rstrip(".,;:")
    return Damaged(left, len(left) - 1, len(left))


def end_lost_with_stop(text: str, rng: Random) -> Damaged | None:
    """As above, and somebody put a full stop behind it."""
    damaged = end_lost(text, rng)
    return damaged and Damaged(damaged.text + ".", damaged.start, damaged.end + 1)


def wrong_participle(text: str, rng: Random) -> Damaged | None:
    """ "had begun" becomes "had began", "was written" becomes "was wrote"."""
    forms = "|".join(_PAST_OF)
    return _replace(
        text,
        rng,
        rf"\b(ha[sd]|have|having|is|are|was|were|be|been|being)((?: \w+ly| also| not)?) ({forms})\b",
        lambda m: f"{m[1]}{m[2]} {_PAST_OF[m[3]]}",
    )


def participle_for_past(text: str, rng: Random) -> Damaged | None:
    """ "he began" becomes "he begun"."""
    forms = "|".join(_PARTICIPLE_OF)
    pattern = rf"(?<![a-z]to )(?<!did )\b({forms})\b"
    return _replace(text, rng, pattern, lambda m: _PARTICIPLE_OF[m[1]])


def function_word_lost(text: str, rng: Random) -> Damaged | None:
    """One of the commonest function words is gone."""
    return _replace(text, rng, rf"(?<= ){_FUNCTION} (?=\w)", lambda m: "")


def content_word_lost(text: str, rng: Random) -> Damaged | None:
    """The word between two function words is gone: "the capital of" becomes "the of"."""
    pattern = rf"(?<= )({_FUNCTION}|its|his|their) [A-Za-z]+ (?={_FUNCTION} )"
    return _replace(text, rng, pattern, lambda m: f"{m[1]} ")


def auxiliary_lost(text: str, rng: Random) -> Damaged | None:
    """ "was founded by" becomes "founded by"."""
    return _replace(text, rng, r"(?<= )(?:was|were|is|are|has|have|had|been|be) (?=\w+(?:ed|en|ing)\b)", lambda m: "")


def agreement(text: str, rng: Random) -> Damaged | None:
    """ "was" becomes "were" and the like."""
    pattern = r"(?<= )(was|were|is|are|has|have)(?= )"
    return _replace(text, rng, pattern, lambda m: _PLURAL_OF[m[1]])


def wrong_article(text: str, rng: Random) -> Damaged | None:
    """ "an" becomes "a", or the other way round before a plain consonant."""
    return _replace(
        text,
        rng,
        r"(?<= )(an(?= [aeio][a-z]{3})|a(?= [bcdfgklmnprstvw][aeiourl][a-z]{2}))",
        lambda m: "an" if m[1] == "a" else "a",
    )


def lost_space(text: str, rng: Random) -> Damaged | None:
    """The space after a comma is gone."""
    return _replace(text, rng, r"(?<=[a-z]{3},) (?=[a-z]{3})", lambda m: "")


def splice(text: str, rng: Random) -> Damaged | None:
    """The middle of the sentence is gone, as when two edits run together."""
    words = text.split(" ")
    if len(words) < 14:
        return None
    first = rng.randrange(3, len(words) // 2)
    last = rng.randrange(first + 2, min(first + 7, len(words) - 3))
    head = " ".join(words[:first])
    return Damaged(f"{head} {' '.join(words[last:])}", len(head) - 1, len(head) + 2)


KINDS: dict[str, Damage] = {
    "bare month": bare_month,
    "month with lost day": month_without_day,
    "date without preposition": date_without_preposition,
    "bare year": bare_year,
    "year lost": year_lost,
    "doubled word": doubled_word,
    "doubled phrase": doubled_phrase,
    "bracket": bracket,
    "punctuation run": punctuation_run,
    "although-but": although_but,
    "head lost": head_lost,
    "end lost": end_lost,
    "end lost, full stop": end_lost_with_stop,
    "wrong participle": wrong_participle,
    "participle for past": participle_for_past,
    "function word lost": function_word_lost,
    "content word lost": content_word_lost,
    "auxiliary lost": auxiliary_lost,
    "agreement": agreement,
    "a/an": wrong_article,
    "lost space": lost_space,
    "splice": splice,
}


def damaged(kind: str, texts: list[str], limit: int, seed: int) -> list[Damaged]:
    """Return up to *limit* damaged sentences of one kind, from *texts* in an order fixed by *seed*."""
    rng = Random(f"{seed}:{kind}")
    order = list(texts)
    rng.shuffle(order)
    found: list[Damaged] = []
    for text in order:
        one = KINDS[kind](text, rng)
        if one is not None and one.text != text and not _quoted(one):
            found.append(one)
            if len(found) == limit:
                break
    return found


def _quoted(one: Damaged) -> bool:
    """Say whether the damage lies within quotation marks, where no rule looks."""
    before = one.text[: one.start + 1]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _replace(text: str, rng: Random, pattern: str, change: Callable[[re.Match[str]], str]) -> Damaged | None:
    places = list(re.finditer(pattern, text))
    if not places:
        return None
    match = rng.choice(places)
    new = change(match)
    left = text[: match.start()]
    rest = text[match.end() :]
    if not new and left.endswith(" ") and rest.startswith(" "):
        rest = rest[1:]
    start = max(0, match.start() - 1)
    return Damaged(left + new + rest, start, min(match.start() + len(new) + 1, len(left + new + rest)))
