from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.opening import opening
from articlewatch.article.passage import Passage
from articlewatch.lint import Example, Problem, rule

_TEXT = "The dam was built of clay and stone by the people of the valley. " * 10


@rule(
    "article-too-long",
    code="S012",
    formats=("wikitext", "html"),
    severity="suggestion",
    bad=[
        Example("⟦The dam was built of clay⟧ and stone by the people of the valley. " + _TEXT, options={"words": 100}),
        Example("{{x}}\n⟦Old Dam⟧.\n== A ==\n" + _TEXT, options={"words": 120}),
    ],
    good=[Example(_TEXT, options={"words": 200}), _TEXT],
    guideline="WP:SIZERULE",
    precision="4 of 4 read hits right (all languages)",
)
def article_too_long(article: Article, *, words: int = 15000) -> Iterator[Problem]:
    """An article with more running text than a reader will take in.

    The guideline says that an article of more than 15,000 words should almost certainly be divided. Summarise long
    sections and move the detail to articles of their own. Lists, tables and references are not counted.
    """
    if len(article.text) < words * 5 or sum(most for _, most in article.each(_most_words)) <= words:
        return
    count = sum(words for _, words in article.each(_words))
    span = opening(article)
    if span is not None and count > words:
        yield Problem(span, f"{count:,} words of running text", help=f"divide what exceeds {words:,} words")


def _most_words(passage: Passage) -> int:
    return sum(paragraph.most_words for paragraph in passage.paragraphs if paragraph.kind == "text")


def _words(passage: Passage) -> int:
    return sum(paragraph.words for paragraph in passage.paragraphs if paragraph.kind == "text")
