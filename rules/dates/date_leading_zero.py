from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.dates_en import MONTH
from articlewatch.article.running import running_text
from articlewatch.lint import Example, Fix, Problem, rule

_ZERO = re.compile(rf"0(?=[1-9](?: (?P<after>{MONTH})\b|(?:,? \d{{4}})?(?![\w:.-]\w)))")
_MONTH_BEFORE = re.compile(rf"\b{MONTH} $")


@rule(
    "date-leading-zero",
    code="D010",
    severity="suggestion",
    when=" 0",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="safe",
    bad=[
        Example("It was signed on ⟦04⟧ July 1999 in Rome.", fixed="It was signed on 4 July 1999 in Rome."),
        Example("She left on July ⟦04⟧, 1999, for Rome.", fixed="She left on July 4, 1999, for Rome."),
    ],
    good=[
        "It was signed on 4 July 1999.",
        "Agent 007 July edition; the Boeing 707 July order.",
        'The song "04 July" was a hit.',
        "He arrived at 04:30 in the morning of July 04:30 time.",
    ],
    precision="no hit in the corpus and its histories",
    guideline="MOS:DATEFORMAT",
)
def date_leading_zero(section: Section) -> Iterator[Problem]:
    """A day of the month with a zero before it.

    "04 July" is a form for tables of data; prose writes "4 July". The fix takes the zero
    away. Times (04:30), numbers of models and quotations are left alone.
    """
    running = running_text(section)
    text = running.text
    for match in _ZERO.finditer(text):
        start = match.start()
        before = text[start - 1 : start]
        if before and (before.isalnum() or before in ".,:/–-"):
            continue
        if match["after"] or _MONTH_BEFORE.search(text, max(start - 12, 0), start):
            zero = running.span_of(start, start + 1)
            yield Problem(running.span_of(start, start + 2), "day with a leading zero", fix=Fix.delete(zero))
