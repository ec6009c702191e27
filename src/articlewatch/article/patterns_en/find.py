"""All patterns over one sentence in one pass, remembered by its text."""

from __future__ import annotations

import re
from functools import lru_cache

from articlewatch.article.patterns_en.articles import a_or_an
from articlewatch.article.patterns_en.clashes import although_but, clashes
from articlewatch.article.patterns_en.dates import dates
from articlewatch.article.patterns_en.edges import dangling_end
from articlewatch.article.patterns_en.hit import Hit, Words
from articlewatch.article.patterns_en.leftovers import leftovers
from articlewatch.article.patterns_en.marks import marks
from articlewatch.article.patterns_en.ranges import lost_years
from articlewatch.article.patterns_en.repeats import repeats
from articlewatch.article.patterns_en.verbs import verb_forms

_BY_WORDS = (repeats, clashes, although_but, dates, lost_years, verb_forms, a_or_an, dangling_end)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|(?<!\w)‘[^’]*’(?!\w)")


@lru_cache(maxsize=8192)
def hits(text: str) -> tuple[Hit, ...]:
    """Return the hits in one sentence in the order of the text; those inside quotation marks are dropped.

    Pure and linear in the sentence's length. Remembered by text, so that several rules, and the revisions of
    one article, share the work.
    """
    words = Words(text)
    found = [hit for pattern in _BY_WORDS for hit in pattern(words)]
    found += marks(text)
    found += leftovers(text)
    if not found:
        return ()
    if any(mark in text for mark in '“"«‘'):
        quoted = [m.span() for m in _QUOTED.finditer(text)]
        found = [h for h in found if not any(s < h.end and h.start < e for s, e in quoted)]
    return tuple(sorted(found))
