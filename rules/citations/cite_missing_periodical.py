from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.cs1 import canonical_name, cs1_citations, cs1_data
from articlewatch.lint import Problem, rule


@rule(
    "cite-missing-periodical",
    code="C035",
    severity="error",
    sites=("enwiki",),
    when=("ournal", "agazine", "eriodical"),
    bad=[
        "<ref>⟦{{cite journal⟧ |title=A |last=B |volume=3 |pages=4–5}}</ref>",
        "<ref>⟦{{cite magazine⟧ |title=A |date=5 May 2010 |publisher=C}}</ref>",
        "<ref>⟦{{Cite journal⟧ |title=A |journal= |doi=10.1000/1}}</ref>",
    ],
    good=[
        "<ref>{{cite journal |title=A |journal=J}}</ref>",
        "<ref>{{cite magazine |title=A |magazine=M}}</ref>",
        "<ref>{{cite news |title=A |agency=Reuters}}</ref>",
        "<ref>{{cite journal |title=A |script-journal=ja:東京}}</ref>",
        "<ref>{{cite journal |title=A |jounral=J}}</ref>",
    ],
    precision="18 of 18 hits right (English corpus)",
    guideline="Help:CS1 errors#missing_periodical",
)
def cite_missing_periodical(section: Section) -> Iterator[Problem]:
    """An article cited without the journal or magazine it appeared in.

    It cannot be found, and the page shows an error. Add ``journal=`` or ``magazine=``; for a report or a book use its
    own template.
    """
    renamed = cs1_data()["renamed"]
    for cite in cs1_citations(section):
        if (
            cite.kind not in ("journal", "magazine")
            or not cite.by_name
            or cite.has("work", "script-work", "trans-work")
        ):
            continue
        if any(p.value and (p.positional or not (canonical_name(p.name) or p.name in renamed)) for p in cite.params):
            continue  # a misspelt or unnamed parameter may be the journal
        name = cite.template.name_span
        yield Problem(
            Span(cite.template.start, name.start + len(name.of(section.text).rstrip())),
            f"{{{{{cite.template.name}}}}} does not say in what the article appeared",
            help=f"add {cite.kind}=, or use the template for a report or a book",
        )
