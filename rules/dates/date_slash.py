from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.running import running_text
from articlewatch.lint import Problem, rule

#: What stands in each such date, for a quick look.
_YEARS = ("/19", "/20", ".19", ".20")
_SLASHED = re.compile(r"\d{1,2}(?P<mark>[/.])\d{1,2}(?P=mark)(?:19|20)\d\d(?![\w/-]|\.\d)")


@rule(
    "date-slash",
    code="D013",
    severity="suggestion",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    bad=[
        "It opened on ⟦14/06/2009⟧ in Rome.",
        "The law of ⟦3.4.1998⟧ was changed.",
    ],
    good=[
        "It opened on 14 June 2009.",
        "Version 10.2.2009a and 192.10.1.2001 are numbers; see 10/2009.",
        'He wrote "on 14/06/2009".',
    ],
    precision="8 of 9 hits right (English corpus); the wrong one: an example of how the French write dates",
    guideline="MOS:BADDATE",
)
def date_slash(section: Section) -> Iterator[Problem]:
    """A date in numbers with slashes or dots.

    03/04/2009 is a day in March for some readers and in April for others. Write the month's name.
    """
    running = running_text(section)
    text = running.text
    for match in _SLASHED.finditer(text) if any(year in text for year in _YEARS) else ():
        start, end = match.span()
        if start and (text[start - 1].isalnum() or text[start - 1] in "./-"):
            continue
        first, second, _ = map(int, re.split("[/.]", match.group()))
        if not (1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12):
            continue
        yield Problem(
            running.span_of(start, end), f"date {match.group()} in numbers", help="write the name of the month"
        )
