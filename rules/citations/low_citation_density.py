from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.lint import Problem, rule


@rule(
    "low-citation-density",
    code="C095",
    severity="suggestion",
    confidence="low",
    preview=True,
    profiles=("ga", "fa", "blp"),
    formats=("wikitext", "plain", "html"),
    bad=[
        "⟦The old bridge crosses the river at Kahn.⟧<ref>A</ref> "
        + "It was built by the people of the town in four years of hard work. " * 60,
    ],
    good=[
        "The old bridge crosses the river at Kahn.<ref>A</ref> "
        + "It was built by the people of the town.<ref>B</ref> " * 60,
        "The old bridge crosses the river at Kahn.<ref>A</ref> It was built.",
    ],
    precision="9 of 10 hits right (English corpus)",
    guideline="WP:V",
)
def low_citation_density(article: Article, *, words_per_citation: int = 250, min_words: int = 500) -> Iterator[Problem]:
    """An article with few citations for its length.

    A rough measure: less than one citation in *words_per_citation* words. What needs a source is said by the rules
    for paragraphs, figures and quotations.
    """
    words = article.words
    cited = sum(1 for s in article.sections for c in s.citations if c.kind not in ("list-defined", "update"))
    if words < min_words or not cited or words <= words_per_citation * cited:
        return
    first = next((p for p in article.paragraphs if p.kind == "text" and p.sentences), None)
    if first is not None:
        yield Problem(
            first.sentences[0].span,
            f"{cited} citation{'s' if cited > 1 else ''} in {words} words",
            help="cite the sources of what may be doubted",
        )
