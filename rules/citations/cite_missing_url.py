from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.cs1 import URL_PARAMETERS, cs1_citations
from articlewatch.lint import Problem, rule


@rule(
    "cite-missing-url",
    code="C034",
    severity="error",
    sites=("enwiki",),
    when=("web", "odcast", "ailing"),
    given=cs1_citations,
    bad=[
        "<ref>⟦{{cite web⟧ |title=A |website=B |access-date=5 May 2010}}</ref>",
        "<ref>⟦{{cite podcast⟧ |title=A |host=B}}</ref>",
        "<ref>⟦{{Cite web⟧ |title=A |url= |date=2010}}</ref>",
    ],
    good=[
        "<ref>{{cite web |title=A |url=https://example.org}}</ref>",
        "<ref>{{cite web |title=[https://example.org A]}}</ref>",
        "<ref>{{cite book |title=A}}</ref>",
        "<ref>{{cite web |title=A |https://example.org}}</ref>",
    ],
    precision="3 of 3 hits right (English corpus)",
    guideline="Help:CS1 errors#cite_web_url",
)
def cite_missing_url(section: Section) -> Iterator[Problem]:
    """A web page cited without its address.

    Nobody can look it up. Add ``url=``, or use the template for what it is, if it is a printed source.
    """
    for cite in cs1_citations(section):
        if cite.kind not in ("web", "podcast", "mailinglist") or cite.has(*URL_PARAMETERS) or not cite.by_name:
            continue
        if any("//" in p.value for p in cite.params):
            continue  # the address stands in a wrong place: another fault
        name = cite.template.name_span
        yield Problem(
            Span(cite.template.start, name.start + len(name.of(section.text).rstrip())),
            f"{{{{{cite.template.name}}}}} without an address",
            help="add url=, or use the template for a printed source",
        )
