from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.dates_en import MONTHS, dates_of
from articlewatch.article.running import running_text
from articlewatch.lint import Example, Fix, Problem, rule

#: After "June, 2000" a noun would make the number a count: "in June, 2000 men".
_YEAR_ENDS = re.compile(r"[.,;:)]|$|\n| (?:the|a|an|at|by|in|on|with|when|after|and|to|he|she|it|they|as|for|from)\b")


@rule(
    "date-comma",
    code="D007",
    severity="suggestion",
    when=MONTHS,
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="safe",
    bad=[
        Example(
            "The treaty was signed on ⟦June 14 2009⟧ in Rome.", fixed="The treaty was signed on June 14, 2009 in Rome."
        ),
        Example("It closed on ⟦14 June, 2009⟧.", fixed="It closed on 14 June 2009."),
        Example("They married in ⟦June, 2009⟧.", fixed="They married in June 2009."),
    ],
    good=[
        "It closed on 14 June 2009; on June 14, 2010, it opened again.",
        "They married in June 2009. In May 1500 men marched north.",
        "In June, 2000 men marched north, and on 14 June, 1500 more.",
        "On May 1 2,000 people met.",
    ],
    precision="24 of 24 read hits right (English corpus)",
    guideline="MOS:DATEFORMAT",
)
def date_comma(section: Section) -> Iterator[Problem]:
    """A comma missing from a date, or one too many in it.

    Month-first dates take a comma before the year (June 14, 2009); day-first dates and
    month with year take none (14 June 2009, June 2009). Where the number after the comma
    may count something ("in June, 2000 men marched"), the rule is silent.
    """
    running = running_text(section)
    for date in dates_of(running):
        if not date.year or date.ordinal:
            continue
        comma = "," in date.gap
        if "of" in date.gap or comma == (date.order == "mdy"):
            continue
        text = running.text
        if date.order != "mdy" and not _YEAR_ENDS.match(text, date.end):
            continue
        if date.order == "mdy" and not 1000 <= date.year <= 2100:
            continue
        span = running.span_of(date.start, date.end)
        right = f"{date.month_name} {date.year}" if date.order == "my" else date.written(date.order)
        plain = span.of(section.text) == text[date.start : date.end]
        yield Problem(
            span,
            f"date with {'a needless' if comma else 'a missing'} comma: write “{right}”",
            fix=Fix.replace(span, right) if plain else None,
        )
