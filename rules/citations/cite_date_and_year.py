from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1dates import parse_date
from articlewatch.article.cs1index import cs1_having
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import delete_parameter, name_span


@rule(
    "cite-date-and-year",
    code="C029",
    severity="suggestion",
    sites=("enwiki",),
    when="year",
    fix="safe",
    bad=[
        Example(
            "{{cite book |title=A |date=5 May 2010 |⟦year⟧=2010}}", fixed="{{cite book |title=A |date=5 May 2010}}"
        ),
        "{{cite book |title=A |⟦year⟧=2011 |date=5 May 2010}}",
    ],
    good=[
        "{{cite book |title=A |date=5 May 2010 |year=2010a}} {{sfn|B|2010a}}",
        "{{cite book |title=A |year=2010 |date=}}",
        "{{cite book |title=A |date=2010-05-05 |year=2010b}}",
    ],
    precision="1 of 1 hit right (English corpus)",
    guideline="Help:CS1 errors#maint_date_year",
)
def cite_date_and_year(section: Section) -> Iterator[Problem]:
    """A citation with both ``date`` and ``year``.

    One of them is superfluous, and when they differ, one is wrong. Keep ``date``. Both are right only where the year
    carries a letter to tell short citations apart (2010a).
    """
    for cite, _, year in cs1_having(section, "year"):
        date = cite.get("date")
        if date is None or not year.value.isdigit():
            continue
        parsed = parse_date(date.value)
        if parsed is None or (parsed.style == "ymd" and not parsed.year):
            continue
        same = str(parsed.year) == year.value
        yield Problem(
            name_span(year, section.text),
            "'year' beside 'date'" + ("" if same else f": {year.value} and {parsed.year or date.value!r} differ"),
            Fix((delete_parameter(year, section.text),)) if same else None,
            help="keep 'date'",
            severity=None if same else "warning",
        )
