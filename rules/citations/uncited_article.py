from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.lint import Problem, rule


@rule(
    "uncited-article",
    code="C093",
    formats=("wikitext", "html"),
    severity="warning",
    bad=[
        "⟦The old bridge crosses the river at Kahn.⟧ "
        + "It was built by the people of the town in four years of work. " * 12
    ],
    good=[
        "The old bridge crosses the river at Kahn.<ref>A</ref> " + "It was built by the people of the town. " * 20,
        "The old bridge crosses the river at Kahn. "
        + "It was built by the people of the town. " * 20
        + "\n== External links ==\n* [https://example.org A]",
        "The old bridge crosses the river at Kahn.",
        "{{unreferenced|date=May 2010}}\nThe old bridge crosses the river. "
        + "It was built by the people of the town. " * 20,
    ],
    precision="14 of 14 read hits right (corpus, histories and dumps, all languages)",
    guideline="WP:V",
)
def uncited_article(article: Article, *, min_words: int = 100) -> Iterator[Problem]:
    """An article without any source.

    Nothing in it can be checked. Add the sources it was written from. Articles already tagged, lists of links,
    redirects and very short ones are left alone; a link at the end counts as a source.
    """
    if article.page.kind in ("redirect", "disambiguation") or (article.page.language and ":" in article.title[:12]):
        return
    for section in article.sections:
        if (
            section.citations
            or section.external_links
            or section.templates_with_role("citation", "box-maintenance", "call")
        ):
            return
        if article.profile.id == "generic" and section.templates:
            return  # any of them may be a citation there
        if section.role in ("references", "further-reading") and section.paragraphs:
            return  # sources named without links
    if article.words < min_words:
        return
    first = next((p for p in article.lead.paragraphs if p.kind == "text" and p.sentences), None)
    if first is None:
        first = next((p for p in article.paragraphs if p.kind == "text" and p.sentences), None)
    if first is not None:
        living = any(link.title == "Category:Living people" for link in article.categories)
        yield Problem(
            first.sentences[0].span,
            "the article names no source" + (", and is about a living person" if living else ""),
            help="add the sources it was written from",
            severity="error" if living else None,
        )
