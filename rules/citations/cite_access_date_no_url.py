from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import URL_PARAMETERS
from articlewatch.article.cs1index import cs1_having
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import delete_parameter, name_span


@rule(
    "cite-access-date-no-url",
    code="C030",
    severity="error",
    sites=("enwiki",),
    when=("access",),
    fix="assisted",
    bad=[
        Example("{{cite book |title=A |⟦access-date⟧=5 May 2010}}", fixed="{{cite book |title=A}}"),
        "{{cite journal |title=A |journal=J |⟦accessdate⟧=5 May 2010 |doi=10.1000/1}}",
    ],
    good=[
        "{{cite web |title=A |url=https://example.org |access-date=5 May 2010}}",
        "{{cite book |title=A |chapter=B |chapter-url=https://example.org |access-date=5 May 2010}}",
        "{{cite journal |title=A |journal=J |pmc=1234 |access-date=}}",
    ],
    precision="5 of 5 hits right (English corpus and histories)",
    guideline="Help:CS1 errors#accessdate_missing_url",
)
def cite_access_date_no_url(section: Section) -> Iterator[Problem]:
    """A day of access without a web address.

    Something was looked at on that day, but the address is missing: the page shows an error. Restore the address, or
    remove the day if the source is a printed one.
    """
    for cite, _, parameter in cs1_having(section, "access-date"):
        if cite.has(*URL_PARAMETERS):
            continue
        if any(p.value and "url" in p.name for p in cite.params):
            continue  # the address has a name that templates no longer know
        yield Problem(
            name_span(parameter, section.text),
            "day of access without an address",
            Fix((delete_parameter(parameter, section.text),), "assisted"),
            help="add the url, or remove the day if the source is printed",
        )
