from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Section, Span
from articlewatch.article.cs1 import Cs1Citation, cs1_citations
from articlewatch.lint import Problem, Related, rule


@rule(
    "citation-style-mixed",
    code="C098",
    severity="suggestion",
    confidence="medium",
    sites=("enwiki",),
    when="itation",
    bad=[
        "A.<ref>{{cite book |title=A |last=B}}</ref><ref>{{cite web |title=C |url=https://example.org}}</ref>"
        "<ref>{{cite news |title=D |work=E}}</ref><ref>{{⟦citation⟧ |title=F |last=G}}</ref>",
    ],
    good=[
        "A.<ref>{{cite book |title=A |last=B}}</ref><ref>{{cite web |title=C |url=https://example.org}}</ref>"
        "<ref>{{cite news |title=D |work=E}}</ref><ref>{{citation |title=F |last=G |mode=cs1}}</ref>",
        "A.<ref>{{citation |title=A |last=B}}</ref><ref>{{citation |title=C |last=D}}</ref>",
        "A.<ref>{{cite book |title=A |last=B}}</ref>{{citation needed}}",
    ],
    precision="20 of 20 read hits right (English corpus)",
    guideline="WP:CITEVAR",
)
def citation_style_mixed(article: Article) -> Iterator[Problem]:
    """Two citation styles in one article: ``{{citation}}`` beside ``{{cite …}}``.

    The one puts commas between the parts and no full stop at the end, the other full stops, so the list looks uneven.
    Use one family, or set ``mode=`` in the others. Said once for the article.
    """
    cs2 = [c for s in article.sections for c in _moved(s, article) if c.kind == "citation" and not c.has("mode")]
    if not cs2:
        return
    cs1 = [c for s in article.sections for c in _moved(s, article) if c.kind != "citation" and not c.has("mode")]
    fewer, more = (cs2, cs1) if len(cs2) <= len(cs1) else (cs1, cs2)
    if not fewer or len(more) < 3:
        return
    first = fewer[0].template
    name = first.name_span
    names = ("{{citation}}", "{{cite …}}")
    told = names if fewer is cs2 else names[::-1]
    yield Problem(
        Span(name.start, name.start + len(name.of(article.text).rstrip())),
        f"{len(fewer)} {told[0]} among {len(more)} {told[1]}",
        related=tuple(Related(c.template.span, "another") for c in fewer[1:6]),
        help=f"use {told[1]} throughout, or set mode=",
    )


def _moved(section: Section, article: Article) -> list[Cs1Citation]:
    found = cs1_citations(section)
    return [Cs1Citation(c.template.moved(article.text, section.offset), c.kind) for c in found] if found else []
