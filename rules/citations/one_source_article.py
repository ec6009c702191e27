from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from articlewatch.article import Article
from articlewatch.article.refnames import ref_index
from articlewatch.lint import Problem, rule


@rule(
    "one-source-article",
    code="C096",
    formats=("wikitext", "html"),
    severity="suggestion",
    confidence="medium",
    bad=[
        "The old bridge crosses the river at Kahn.⟦<ref name=a>Report</ref>⟧ "
        + "It was built by the people of the town in four years of hard work.<ref name=a /> " * 20,
    ],
    good=[
        "The old bridge crosses the river at Kahn.<ref name=a>Report</ref> "
        + "It was built by the people of the town.<ref>B</ref> " * 25,
        "The old bridge crosses the river at Kahn.<ref name=a>Report</ref> It was built.",
        "The old bridge crosses the river at Kahn.<ref name=a>Report</ref> "
        + "It was built by the people of the town. " * 30
        + "\n== External links ==\n* [https://example.org A]",
    ],
    precision="9 of 9 hits right (corpus, histories and dumps, all languages)",
    guideline="WP:1R",
)
def one_source_article(article: Article, *, min_words: int = 200) -> Iterator[Problem]:
    """An article that rests on a single source.

    One author's view becomes the article's, and copying is near. Look for others that are independent of it. Articles
    with a bibliography or a link elsewhere are left alone.
    """
    index = ref_index(article)
    sources = list(islice((use for use in index.walk() if use.content and not use.group), 2))
    if len(sources) != 1 or article.page.kind in ("redirect", "disambiguation"):
        return
    source = sources[0]
    if any(not source.span.start <= link.start < source.span.end for link in article.external_links):
        return
    if any(s.role in ("further-reading", "external-links") for s in article.sections) or source.tag is None:
        return
    if any(
        not source.span.start < t.start < source.span.end
        for t in article.templates_with_role("citation", "short-citation")
    ):
        return
    if article.words >= min_words:
        yield Problem(source.span, "the only source of the article", help="look for sources that are independent of it")
