from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_citations
from articlewatch.article.cs1dates import parse_date
from articlewatch.article.cs1index import cs1_having
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import replace_value, value_span

_NUMBERS = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d\d)")


@rule(
    "cite-ambiguous-date",
    code="C027",
    severity="error",
    sites=("enwiki",),
    when=("ite", "eference"),
    given=cs1_citations,
    fix="safe",
    bad=[
        "{{cite news |title=A |date=⟦05-06-2009⟧}}",
        Example("{{cite news |title=A |date=⟦25/06/2009⟧}}", fixed="{{cite news |title=A |date=2009-06-25}}"),
        Example(
            "{{cite web |title=A |url=https://example.org |access-date=⟦06.25.2009⟧}}",
            fixed="{{cite web |title=A |url=https://example.org |access-date=2009-06-25}}",
        ),
        "{{cite news |title=A |date=⟦5/6/09⟧}}",
    ],
    good=[
        "{{cite news |title=A |date=2009-06-25}}",
        "{{cite news |title=A |date=25 June 2009}}",
        "{{cite news |title=On 05-06-2009 |date=2009}}",
    ],
    precision="no hit in the corpus and its histories",
    guideline="MOS:DATEUNIFY",
)
def cite_ambiguous_date(section: Section) -> Iterator[Problem]:
    """A date of numbers of which nobody can say which is the month, such as 05-06-2009.

    Half the readers take it for May, half for June. Look at the source and write the month as a word. Where one of
    the numbers is above twelve the fix writes year, month and day.
    """
    for _, _, parameter in cs1_having(section, "date", "access-date", "archive-date", "publication-date"):
        match = _NUMBERS.fullmatch(parameter.value) if len(parameter.value) <= 10 else None
        if match is None:
            continue
        one, two, year = int(match.group(1)), int(match.group(2)), match.group(3)
        mended = ""
        if len(year) == 4 and max(one, two) > 12 and min(one, two) in range(1, 13):
            mended = f"{year}-{min(one, two):02}-{max(one, two):02}"
        if not mended or parse_date(mended) is None:
            mended = ""
        if one == two and len(year) == 4 and 1 <= one <= 12:
            mended = f"{year}-{one:02}-{two:02}"
        yield Problem(
            value_span(parameter, section.text),
            f"{parameter.value!r} does not say which number is the month" if not mended else "date of numbers only",
            Fix((replace_value(parameter, section.text, mended),)) if mended else None,
            help=f"write {mended!r}" if mended else "look at the source and write the month as a word",
        )
