from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.lint import Problem, rule

_PAGES = (
    "disambiguation",
    "disambig",
    "dab",
    "disamb",
    "hndis",
    "human name disambiguation",
    "geodis",
    "place name disambiguation",
    "school disambiguation",
    "disambiguation page",
    "airport disambiguation",
)


@rule(
    "disambiguation-with-refs",
    code="S038",
    severity="suggestion",
    when=("isamb", "dab", "Dab", "ndis", "eodis"),
    sites=("enwiki",),
    bad=[
        "'''Dam''' may mean:\n* [[Dam]], a wall⟦<ref>Smith 1990</ref>⟧\n{{disambiguation}}",
        "* [[Dam]]⟦{{sfn|Smith|1990}}⟧\n* [[Weir]]⟦<ref name=a/>⟧\n{{Dab}}",
    ],
    good=[
        "'''Dam''' may mean:\n* [[Dam]], a wall\n{{disambiguation}}",
        "Dam is a surname.<ref>Smith</ref>\n{{surname}}",
        "The dam.<ref>Smith</ref>",
    ],
    guideline="MOS:DABNOREF",
    precision="1 of 1 read hits right (English)",
)
def disambiguation_with_refs(article: Article) -> Iterator[Problem]:
    """A citation on a disambiguation page.

    Such a page only shows the way; what needs a source belongs in the article it leads to.
    """
    if not article.templates_named(*_PAGES) or article.templates_named(
        "set index article", "sia", "surname", "given name"
    ):
        return
    for citation in article.citations:
        yield Problem(citation.span, "citation on a disambiguation page", help="cite it in the article")
