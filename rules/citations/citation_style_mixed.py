from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Span, Template
from articlewatch.article.cs1 import cs1_in_passage
from articlewatch.article.passage import Passage
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
    precision="24 of 24 read hits right (English corpus)",
    guideline="WP:CITEVAR",
)
def citation_style_mixed(article: Article) -> Iterator[Problem]:
    """Two citation styles in one article: ``{{citation}}`` beside ``{{cite …}}``.

    The one puts commas between the parts and no full stop at the end, the other full stops, so the list looks uneven.
    Use one family, or set ``mode=`` in the others. Said once for the article.
    """
    cs2: list[Template] = []
    cs1: list[Template] = []
    families = list(article.each(_families))
    for section, (_, twos) in families:
        if twos:
            cs2 += [t.moved(article.text, section.offset) for t in twos]
    if not cs2:
        return
    count = sum(len(ones) for _, (ones, _) in families)
    if len(cs2) > count:
        for section, (ones, _) in families:
            cs1 += [t.moved(article.text, section.offset) for t in ones]
    fewer, less, more = (cs2, len(cs2), count) if len(cs2) <= count else (cs1, count, len(cs2))
    if not fewer or more < 3:
        return
    first = fewer[0]
    name = first.name_span
    names = ("{{citation}}", "{{cite …}}")
    told = names if fewer is cs2 else names[::-1]
    yield Problem(
        Span(name.start, name.start + len(name.of(article.text).rstrip())),
        f"{less} {told[0]} among {more} {told[1]}",
        related=tuple(Related(t.span, "another") for t in fewer[1:6]),
        help=f"use {told[1]} throughout, or set mode=",
    )


def _families(passage: Passage) -> tuple[list[Template], list[Template]]:
    """The templates of one passage that set no mode: ``{{cite …}}`` and ``{{citation}}``."""
    found = [c for c in cs1_in_passage(passage) if not c.has("mode")]
    return (
        [c.template for c in found if c.kind != "citation"],
        [c.template for c in found if c.kind == "citation"],
    )
