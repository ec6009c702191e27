from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1dates import CitationDate, parse_date
from articlewatch.article.cs1index import cs1_having
from articlewatch.lint import Problem, rule
from articlewatch.lint.parameters import value_span


@rule(
    "cite-access-date-before-publication",
    code="C066",
    severity="warning",
    confidence="medium",
    sites=("enwiki",),
    when="access",
    bad=[
        "{{cite web |title=A |url=https://example.org |date=5 May 2012 |access-date=⟦3 May 2011⟧}}",
        "{{cite news |title=A |newspaper=N |url=https://example.org |date=2012-05-05 |accessdate=⟦May 1, 2012⟧}}",
        "{{cite web |title=A |url=https://example.org |access-date=⟦5 May 1999⟧}}",
        "{{cite web |title=A |url=https://example.org "
        "|archive-url=https://web.archive.org/web/20100102030405/https://example.org"
        " |archive-date=2 January 2010 |date=5 May 2012 |access-date=⟦3 May 2011⟧}}",
    ],
    good=[
        "{{cite web |title=A |url=https://example.org |date=5 May 2012 |access-date=5 May 2012}}",
        "{{cite web |title=A |url=https://example.org |date=May 2012 |access-date=3 May 2012}}",
        "{{cite journal |title=A |journal=J |url=https://example.org |date=5 May 2012 |access-date=4 May 2012}}",
    ],
    precision="18 of 18 hits right (English corpus)",
    guideline="Help:CS1 errors#bad_date",
)
def cite_access_date_before_publication(section: Section) -> Iterator[Problem]:
    """A day of access before the source appeared, or before Wikipedia did.

    One of the two dates is wrong, or the page was changed since and no longer says what it did. Journals and
    magazines, which carry dates ahead of their appearance, are judged only by the year 2001; two days are allowed for
    time zones.
    """
    for cite, _, parameter in cs1_having(section, "access-date"):
        accessed = parse_date(parameter.value)
        if accessed is None or not accessed.day:
            continue
        if accessed.key < (2001, 1, 15):
            yield Problem(
                value_span(parameter, section.text),
                "this day lies before Wikipedia began",
                help="look the date up in the history",
            )
            continue
        if cite.kind in ("journal", "magazine", "book", "report", "document", "citation", "thesis", "conference"):
            continue
        appeared = parse_date(cite.value("date"))
        if appeared is None or not appeared.day or appeared.is_range:
            continue
        if _days(accessed) + 2 < _days(appeared):
            yield Problem(
                value_span(parameter, section.text),
                "looked at before the source appeared",
                help="correct the date that is wrong",
            )


def _days(date: CitationDate) -> int:
    return date.year * 372 + date.month * 31 + date.day
