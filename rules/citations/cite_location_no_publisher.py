from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_citations
from articlewatch.article.cs1dates import parse_date
from articlewatch.lint import Problem, rule
from articlewatch.lint.parameters import name_span


@rule(
    "cite-location-no-publisher",
    code="C105",
    severity="suggestion",
    confidence="low",
    sites=("enwiki",),
    preview=True,
    when=("location", "place"),
    bad=[
        "{{cite book |title=A |last=B |⟦location⟧=London}}",
        "{{cite book |title=A |last=B |⟦place⟧=London |publisher=}}",
    ],
    good=[
        "{{cite book |title=A |last=B |location=London |publisher=C}}",
        "{{cite news |title=A |newspaper=N |location=London}}",
        "{{cite book |title=A |last=B |publication-place=London}}",
    ],
    precision="2 of 2 hits right (English corpus)",
    guideline="Help:CS1 errors#maint_location",
)
def cite_location_no_publisher(section: Section) -> Iterator[Problem]:
    """The place of publication without the publisher.

    For books before 1900 that is usual; for newer ones the publisher says more than the place.
    """
    for cite in cs1_citations(section):
        parameter = cite.get("location")
        if cite.kind not in ("book", "thesis", "encyclopedia") or parameter is None or cite.has("publisher", "work"):
            continue
        date = parse_date(cite.value("date", "year"))
        if date is None or date.year >= 1900:
            yield Problem(name_span(parameter, section.text), "place without publisher", help="add the publisher")
