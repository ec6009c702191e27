from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_citations
from articlewatch.article.cs1index import cs1_having
from articlewatch.lint import Problem, rule
from articlewatch.lint.parameters import value_span


@rule(
    "cite-url-wikilink-conflict",
    code="C049",
    severity="error",
    sites=("enwiki",),
    when="[[",
    given=cs1_citations,
    bad=[
        "{{cite web |url=https://example.org |title=⟦[[A]]⟧}}",
        "{{cite web |url=https://example.org |title=⟦The [[Old Bridge|bridge]] today⟧}}",
        "{{cite book |title=A |chapter=⟦[[B]]⟧ |chapter-url=https://example.org}}",
    ],
    good=[
        "{{cite book |title=[[A]] |last=B}}",
        "{{cite web |url=https://example.org |title=A |website=[[B]]}}",
        "{{cite book |title=[[A]] |chapter=B |chapter-url=https://example.org}}",
    ],
    precision="2 of 2 hits right (English corpus and histories)",
    guideline="Help:CS1 errors#wikilink_in_url",
)
def cite_url_wikilink_conflict(section: Section) -> Iterator[Problem]:
    """A title that links to an article and to a web address at once.

    Only one of the two can work, and the page shows an error. Unlink the title; the article on the source can be
    linked in the text.
    """
    for cite, name, parameter in cs1_having(section, *_LINKED):
        if "[[" not in parameter.value or not cite.has(_LINKED[name]):
            continue
        if "]]" in parameter.value and "[[:" not in parameter.value[:3]:
            yield Problem(
                value_span(parameter, section.text),
                f"{name} is linked to an article and to an address",
                help="unlink it",
            )


_LINKED = {"title": "url", "chapter": "chapter-url", "trans-title": "url"}
