from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1index import cs1_having
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import delete_parameter, name_span


@rule(
    "cite-format-no-url",
    code="C047",
    severity="error",
    sites=("enwiki",),
    when="format",
    fix="assisted",
    bad=[
        Example("{{cite book |title=A |⟦format⟧=PDF}}", fixed="{{cite book |title=A}}"),
        Example(
            "{{cite journal |journal=J |title=A |⟦format⟧=PDF |doi=10.1000/1}}",
            fixed="{{cite journal |journal=J |title=A |doi=10.1000/1}}",
        ),
    ],
    good=[
        "{{cite web |title=A |url=https://example.org |format=PDF}}",
        "{{cite book |title=A |format=}}",
        "{{cite book |title=A |chapter=B |chapter-url=https://example.org |chapter-format=PDF}}",
    ],
    precision="no hit in the corpus and its histories",
    guideline="Help:CS1 errors#format_missing_url",
)
def cite_format_no_url(section: Section) -> Iterator[Problem]:
    """A file format without a web address.

    ``format`` tells what a link leads to; without a link it says nothing, and the page shows an error.
    """
    for cite, _, parameter in cs1_having(section, "format"):
        if cite.has("url") or (cite.kind == "map" and cite.has("map-url")):
            continue
        yield Problem(
            name_span(parameter, section.text),
            "file format without an address",
            Fix((delete_parameter(parameter, section.text),), "assisted"),
            help="add the url, or remove the format",
        )
