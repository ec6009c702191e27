from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.running import running_text
from articlewatch.lint import Example, Fix, Problem, rule

_DECADE = re.compile(
    r"(?<!\w)(?P<the>the |[Ee]arly[ -]|[Ll]ate[ -]|[Mm]id[ -]|and |to "
    r"|[-–])(?P<early>early[ -]|late[ -]|mid[ -]|mid-to-late )?"
    r"(?P<year>1[0-9]\d0|20[0-9]0)(?P<mark>['’])s(?!\w)"
)


@rule(
    "decade-apostrophe",
    code="D005",
    severity="suggestion",
    when=("0's", "0’s"),
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="safe",
    bad=[
        Example("It was popular in the ⟦1990's⟧.", fixed="It was popular in the 1990s."),
        Example("Built in the late ⟦1960’s⟧ and early ⟦1970's⟧.", fixed="Built in the late 1960s and early 1970s."),
    ],
    good=[
        "It was popular in the 1990s.",
        "She starred in 1990's ''Goodfellas'' and voted with 2010's winners.",
        'He called it "the best of the 1990\'s".',
    ],
    precision="14 of 14 read hits right (English corpus and histories)",
    guideline="MOS:DECADE",
)
def decade_apostrophe(section: Section) -> Iterator[Problem]:
    """A decade with an apostrophe before its s.

    "The 1990's" reads as a possessive; the plural is "the 1990s". Only decades that an
    article, "early", "mid" or "late" marks as such are reported, since "1990's best film"
    is right.
    """
    running = running_text(section)
    for match in _DECADE.finditer(running.text):
        span = running.span_of(match.start("year"), match.end())
        mark = running.span_of(*match.span("mark"))
        yield Problem(span, f"decade with an apostrophe: write “{match['year']}s”", fix=Fix.delete(mark))
