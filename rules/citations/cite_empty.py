from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_citations
from articlewatch.lint import Problem, rule


@rule(
    "cite-empty",
    code="C046",
    severity="error",
    sites=("enwiki",),
    when=("ite", "eference"),
    given=cs1_citations,
    bad=[
        "A.<ref>⟦{{cite web}}⟧</ref>",
        "A.<ref>⟦{{cite book |title= |last= |first=}}⟧</ref>",
        "A.⟦{{Cite news | }}⟧",
    ],
    good=["A.<ref>{{cite web |title=A |url=https://example.org}}</ref>", "{{cite book |title=A}}", "{{cite}}"],
    precision="no hit in the corpus and its histories",
    guideline="Help:CS1 errors#empty_citation",
)
def cite_empty(section: Section) -> Iterator[Problem]:
    """A citation template without anything filled in.

    It names no source and shows an error. Fill it in or remove it.
    """
    for cite in cs1_citations(section):
        if not cite.by_name and not any(p.value for p in cite.params):
            yield Problem(cite.template.span, "citation template is empty", help="fill it in or remove it")
