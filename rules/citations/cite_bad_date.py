from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_citations
from articlewatch.article.cs1dates import mended_date, parse_date
from articlewatch.article.cs1index import cs1_having
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import replace_value, value_span

_DATES = ("date", "year", "access-date", "archive-date", "publication-date", "doi-broken-date", "pmc-embargo-date")


@rule(
    "cite-bad-date",
    code="C026",
    severity="error",
    sites=("enwiki",),
    when=("ite", "eference"),
    given=cs1_citations,
    fix="safe",
    bad=[
        Example("{{cite news |title=A |date=⟦May 5 2010⟧}}", fixed="{{cite news |title=A |date=May 5, 2010}}"),
        Example("{{cite news |title=A |date=⟦5th May, 2010⟧}}", fixed="{{cite news |title=A |date=5 May 2010}}"),
        Example("{{cite news |title=A |date=⟦2010-5-3⟧}}", fixed="{{cite news |title=A |date=2010-05-03}}"),
        "{{cite news |title=A |date=⟦31 June 2010⟧}}",
        "{{cite web |title=A |url=https://example.org |access-date=⟦May 2010⟧}}",
        "{{cite news |title=A |date=⟦last week⟧}}",
    ],
    good=[
        "{{cite news |title=A |date=5 May 2010}} {{cite news |title=B |date=Summer 2010}}",
        "{{cite news |title=A |date=5–7 May 2010}} {{cite news |title=B |date=30 April – 2 May 2010}}",
        "{{cite book |title=A |year=1990a}} {{cite book |title=A |date=c. 1990}} {{cite book |title=A |date=n.d.}}",
        "{{cite book |title=A |date={{circa|1990}}}} {{cite book |title=A |orig-date=first published in 1920}}",
        "{{cite book |title=A |date=((MMXX))}}",
    ],
    precision="14 of 14 hits right (English corpus and histories)",
    guideline="Help:CS1 errors#bad_date",
)
def cite_bad_date(section: Section) -> Iterator[Problem]:
    """A date that citation templates cannot read.

    The page shows an error, and nothing that reads citations can tell when the source appeared. Write a real day as
    in "5 May 2010", "May 5, 2010" or "2010-05-05", or a month, season, year or a range of these. A day of access must
    be a whole date.
    """
    for _, name, parameter in cs1_having(section, *_DATES):
        value = parameter.value
        date = parse_date(value)
        if date is not None and not (name in ("access-date", "archive-date") and not date.day):
            continue
        if "{" in value or "<" in value or value.startswith("((") or _AMBIGUOUS.fullmatch(value):
            continue
        mended = mended_date(value) if date is None else ""
        if mended and name in ("access-date", "archive-date"):
            found = parse_date(mended)
            mended = mended if found and found.day else ""
        yield Problem(
            value_span(parameter, section.text),
            f"{parameter.name}: {value!r} is not {'a date templates accept' if date is None else 'a whole date'}",
            Fix((replace_value(parameter, section.text, mended),)) if mended else None,
            help=f"write {mended!r}" if mended else "write the date as in 5 May 2010",
        )


#: Two numbers whose order is anybody's guess are a fault of their own.
_AMBIGUOUS = re.compile(r"\d{1,2}[-./ ]\d{1,2}[-./ ](?:\d\d|\d{4})")
