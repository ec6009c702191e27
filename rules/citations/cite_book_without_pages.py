from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.cs1 import cs1_citations
from articlewatch.lint import Problem, rule


@rule(
    "cite-book-without-pages",
    code="C068",
    severity="suggestion",
    confidence="low",
    sites=("enwiki",),
    when="ook",
    preview=True,
    profiles=("ga", "fa"),
    bad=[
        "It opened.<ref>⟦{{cite book⟧ |title=A |last=B |year=1990}}</ref>",
        "It closed.<ref>⟦{{Cite book⟧ |title=A |last=B |isbn=0-19-853453-1 |page=}}</ref>",
    ],
    good=[
        "It opened.<ref>{{cite book |title=A |last=B |page=3}}</ref>",
        "It opened.<ref>{{cite book |title=A |chapter=B}}</ref>",
        "It opened.<ref>{{cite book |title=A |last=B}}, p. 3</ref>",
        "It opened.<ref name=a>{{cite book |title=A |last=B}}</ref>{{rp|3}}",
        "== Further reading ==\n* {{cite book |title=A |last=B}}",
    ],
    precision="7 of 10 read hits right (English corpus)",
    guideline="WP:PAGENUM",
)
def cite_book_without_pages(section: Section) -> Iterator[Problem]:
    """A book cited without a page.

    A reader who wants to check the sentence would have to read the whole book. Add ``page=`` or ``pages=``; for a
    book cited often, short citations or ``{{rp}}`` give the page of each use. Books about which everything is said (a
    first edition, a review of it) need none: hence only a preview.
    """
    cites = {c.template.start: c for c in cs1_citations(section) if c.kind == "book"}
    text = section.text
    for citation in section.citations:
        if citation.kind != "ref" or len(citation.templates) != 1 or citation.templates[0].start not in cites:
            continue
        cite = cites[citation.templates[0].start]
        if cite.has("page", "pages", "at", "chapter", "quote-page", "quote-pages", "chapter-url", "minutes", "time"):
            continue
        outside = citation.content.replace(cite.template.source, "")
        if len(outside.strip(" .")) > 2 or text[citation.end : citation.end + 5].lower().startswith("{{rp"):
            continue
        if "pg=" in cite.value("url").lower():
            continue
        name = cite.template.name_span
        yield Problem(
            Span(cite.template.start, name.start + len(name.of(text).rstrip())),
            "book cited without a page",
            help="add page=",
        )
