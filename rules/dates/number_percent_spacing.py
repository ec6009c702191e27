from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.running import running_text
from articlewatch.lint import Example, Fix, Problem, rule

_SPACED = re.compile(r"(?P<blank>[ \u00a0\u202f])%(?![\w%])")


@rule(
    "number-percent-spacing",
    code="D015",
    severity="suggestion",
    when="%",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="safe",
    bad=[
        Example("Of all houses, 50⟦ %⟧ burned.", fixed="Of all houses, 50% burned."),
        Example("It grew by 2.5⟦&nbsp;%⟧ a year.", fixed="It grew by 2.5% a year."),
    ],
    good=["Of all houses, 50% burned.", "The sign % stands for it; in C, a % b is a remainder; 5 % 3 is 2."],
    precision="13 of 13 read hits right (English corpus and histories)",
    guideline="MOS:PERCENT",
)
def number_percent_spacing(section: Section) -> Iterator[Problem]:
    """A blank between a number and its per cent sign.

    English writes them together: 50%. The fix takes the blank away. The remainder of a division ("5 % 3") is left
    alone.
    """
    running = running_text(section)
    text = running.text
    for match in _SPACED.finditer(text):
        start, end = match.span()
        if not text[start - 1 : start].isdigit() or text[end : end + 2].strip().isdigit():
            continue
        span = running.span_of(start, end)
        blank = running.span_of(*match.span("blank"))
        yield Problem(span, "blank before a per cent sign", fix=Fix.delete(blank))
