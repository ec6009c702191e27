"""The first words of an article: where a fault of the whole page is shown."""

from __future__ import annotations

import re

from articlewatch.article.article import Article
from articlewatch.article.prose import OBJECT
from articlewatch.article.spans import Span

_WORDS = re.compile(rf"[^\W_][^\s{OBJECT}]*(?:[ ][^\s{OBJECT}]+){{0,5}}")


def opening(article: Article) -> Span | None:
    """Return the span of the first words of prose, at most six and without closing punctuation; None without prose."""
    for section in article.sections:
        for paragraph in section.paragraphs:
            if paragraph.kind not in ("text", "list"):
                continue
            match = _WORDS.search(paragraph.text)
            if match is not None:
                end = match.start() + len(match.group().rstrip(".,;:!?"))
                return paragraph.span_of(match.start(), end).shift(section.offset)
    return None
