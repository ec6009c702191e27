from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Article, Span
from articlewatch.lint import Problem, rule

_FILE = re.compile(r"\.(?:jpe?g|png|svg|gif|tiff?|webp|webm|ogv|pdf|djvu)\b", re.IGNORECASE)
_LONG = "The bridge was built in the year when the town grew. " * 60


@rule(
    "article-no-image",
    code="F004",
    severity="suggestion",
    preview=True,
    bad=["⟦" + _LONG[:60] + "⟧" + _LONG[60:]],
    good=[
        _LONG + "[[File:A.jpg|thumb|A]]",
        "A short article.",
        "{{Infobox bridge |image=A.jpg}}\n" + _LONG,
        "<gallery>\nA.jpg|b\n</gallery>\n" + _LONG,
    ],
    profiles=("ga", "fa"),
    guideline="WP:GA?",
    precision="right by definition",
)
def article_no_image(article: Article, *, minimum_words: int = 500) -> Iterator[Problem]:
    """An article of some length without a single picture.

    A picture tells who or what it is about at a glance. The option ``minimum_words`` says from which length on it is
    missed. Pictures that an infobox takes from elsewhere without naming a file are not seen.
    """
    if article.page.kind != "article" or article.files or _FILE.search(article.text):
        return
    if article.words < minimum_words:
        return
    first = next((p for p in article.paragraphs if p.kind == "text"), None)
    if first is not None:
        end = article.text.find("\n", first.span.start)
        stop = min(first.span.start + 60, end if end >= 0 else len(article.text))
        yield Problem(Span(first.span.start, stop), f"{article.words} words and no picture")
