from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_citations
from articlewatch.lint import Example, Fix, Problem, Related, rule
from articlewatch.lint.parameters import delete_parameter, name_span

#: Where in the source: of these a citation gives one.
_PLACES = ("page", "pages", "at")


@rule(
    "cite-redundant-params",
    code="C024",
    severity="error",
    sites=("enwiki",),
    when=("ite", "eference"),
    given=cs1_citations,
    fix="safe",
    bad=[
        Example(
            "{{cite news |title=A |newspaper=The Times |⟦work⟧=The Times}}",
            fixed="{{cite news |title=A |newspaper=The Times}}",
        ),
        "{{cite web |url=https://example.org |title=A |work=B |⟦website⟧=example.org}}",
        "{{cite book |title=A |last=B |⟦author⟧=C. B}}",
        "{{cite book |title=A |page=3 |⟦pages⟧=3–5}}",
    ],
    good=[
        "{{cite news |title=A |newspaper=The Times |publisher=B}}",
        "{{cite book |title=A |last=B |first=C |last2=D |first2=E}}",
        "{{cite book |title=A |page=3 |pages=}}",
        "{{cite book |title=A |editor=B |editor-link=C |location=X |publication-place=Y}}",
    ],
    precision="no hit in the corpus and its histories",
    guideline="Help:CS1 errors#redundant_parameters",
)
def cite_redundant_params(section: Section) -> Iterator[Problem]:
    """Two parameters that mean the same, both filled in.

    The template shows only one of them, and an error message. Keep the right one; when both say the same the fix
    removes the second. ``page``, ``pages`` and ``at`` exclude each other too.
    """
    for cite in cs1_citations(section):
        if len(cite.by_name) == len(cite.params) and len(cite.by_name.keys() & _PLACES) < 2:
            continue
        groups = [found for found in cite.by_name.values() if len(found) > 1]
        for found in (*groups, [p for n in _PLACES for p in cite.by_name.get(n, ())]):
            if len(found) < 2:
                continue
            distinct = {p.name: p for p in found}
            if len(distinct) < 2 or (cite.kind == "encyclopedia" and "title" in distinct):
                continue
            first, *others = distinct.values()
            for other in others:
                if _may_stand_together(cite.kind, first.name, other.name):
                    continue
                same = first.value.casefold() == other.value.casefold()
                yield Problem(
                    name_span(other, section.text),
                    f"{first.name!r} and {other.name!r} mean the same; only one is shown",
                    Fix((delete_parameter(other, section.text),)) if same else None,
                    (Related(name_span(first, section.text), "the other"),),
                    "keep the right one",
                )


def _may_stand_together(kind: str, one: str, other: str) -> bool:
    pair = {one, other}
    if kind == "conference" and pair & {"conference", "book-title"}:
        return True
    if kind == "map" and pair == {"section", "chapter"}:
        return True
    if kind in ("serial", "episode") and pair & {"episode-link", "air-date"}:
        return False
    if kind == "newsgroup" and "newsgroup" in pair:
        return True
    # {{cite encyclopedia}} moves article, entry and title about as they are given; {{citation}} likewise.
    return kind in ("encyclopedia", "citation") and bool(
        pair & {"encyclopedia", "encyclopaedia", "dictionary", "article"}
    )
