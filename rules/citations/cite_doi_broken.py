from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_citations
from articlewatch.lint import Problem, rule
from articlewatch.lint.parameters import name_span


@rule(
    "cite-doi-broken",
    code="C061",
    severity="error",
    sites=("enwiki",),
    when="doi-broken",
    bad=[
        "{{cite journal |title=A |journal=J |⟦doi-broken-date⟧=5 May 2020}}",
        "{{cite journal |title=A |journal=J |doi= |⟦doi-broken-date⟧=May 2020}}",
    ],
    good=[
        "{{cite journal |title=A |journal=J |doi=10.1038/171737a0 |doi-broken-date=5 May 2020}}",
        "{{cite journal |title=A |journal=J |doi-broken-date=}}",
    ],
    precision="no hit in the corpus and its histories",
    guideline="Help:CS1 errors#doibroken_missing_doi",
)
def cite_doi_broken(section: Section) -> Iterator[Problem]:
    """The date since which a DOI does not work, without the DOI.

    Restore the DOI or remove the date. Whether a DOI works again cannot be seen without asking for it.
    """
    for cite in cs1_citations(section):
        parameter = cite.get("doi-broken-date")
        if parameter is not None and not cite.has("doi"):
            yield Problem(
                name_span(parameter, section.text),
                "doi-broken-date without doi",
                help="restore the doi, or remove the date",
            )
