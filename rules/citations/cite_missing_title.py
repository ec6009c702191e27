from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.cs1 import cs1_citations
from articlewatch.lint import Problem, rule

_UNTITLED = frozenset(["encyclopedia", "av-media-notes", "map", "episode", "serial", "conference"])


@rule(
    "cite-missing-title",
    code="C033",
    severity="error",
    sites=("enwiki",),
    when=("ite", "eference"),
    given=cs1_citations,
    bad=[
        "<ref>⟦{{cite web⟧ |url=https://example.org |access-date=5 May 2010}}</ref>",
        "<ref>⟦{{cite book⟧ |last=A |year=1990 |title=}}</ref>",
        "<ref>⟦{{Cite news⟧ |newspaper=The Times |date=5 May 2010}}</ref>",
    ],
    good=[
        "<ref>{{cite web |url=https://example.org |title=A}}</ref>",
        "<ref>{{cite book |last=A |script-title=ja:東京 |year=1990}}</ref>",
        "<ref>{{cite journal |journal=J |title=none |volume=3 |page=4}}</ref>",
        "<ref>{{cite encyclopedia |encyclopedia=E |entry=A}}</ref>",
        "<ref>{{cite encyclopedia |encyclopedia=E |last=A}}</ref>",
        "<ref>{{cite book |titel=A |last=B}}</ref>",
    ],
    precision="6 of 6 hits right (English corpus and histories)",
    guideline="Help:CS1 errors#citation_missing_title",
)
def cite_missing_title(section: Section) -> Iterator[Problem]:
    """A citation without a title.

    The page shows an error, and when the address stops working nothing says what the source was. Write the title as
    it stands on the source.
    """
    for cite in cs1_citations(section):
        if cite.has("title", "script-title", "trans-title", "chapter", "map", "book-title", "conference"):
            continue
        if not cite.by_name or (cite.kind in _UNTITLED and cite.has("work", "series", "map", "book-title")):
            continue
        if any(p.value and ("tit" in p.name or p.positional) for p in cite.params):
            continue  # a misspelt parameter or one without a name is a fault of its own
        if cite.kind == "citation" and cite.has("work", "conference"):
            continue
        start = cite.template.start
        name = cite.template.name_span.of(section.text).rstrip()
        yield Problem(
            Span(start, start + 2 + len(name)),
            "citation without a title",
            help="write the title as it stands on the source",
        )
