from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.htmlfacts import INLINE_TAGS
from articlewatch.article.nodes import Tag
from articlewatch.lint import Problem, Related, rule


@rule(
    "misnested-tags",
    code="M003",
    severity="warning",
    when="</",
    bad=[
        "A <b>bold ⟦<span>⟧word</b> here</span>.",
        "* A ⟦<small>⟧note\n* goes on</small>.",
        "Para ⟦<small>⟧one\n\nand two</small>.",
        "{|\n| ⟦<small>⟧a || b</small>\n|}",
        "⟦<small>⟧\n* a\n* b\n</small>",
        "One ⟦<sup>⟧two\n== B ==\nthree</sup>.",
        ": ⟦<div>⟧a\nb</div>",
    ],
    good=[
        "A <b>bold <span>word</span> here</b>.",
        "<div>\n* a\n* b\n\ntext\n</div>",
        "{|\n| <small>a</small> || <div>\nb\n</div>\n|}",
        "<small>{{a|\n\nb}} {{c}}</small> <blockquote>one\n\ntwo</blockquote>",
        "<div>\n== A ==\ntext\n</div>",
        "<small>a<ref>b\n\nc</ref>\nd</small>",
    ],
    guideline="WP:LINT",
    precision="7 of 7 read hits right (corpus, all languages)",
)
def misnested_tags(article: Article) -> Iterator[Problem]:
    """Elements that overlap, or that run over the border of a paragraph, list item or cell.

    ``<b>a <i>b</b> c</i>`` has no meaning in HTML; neither has a ``<small>`` that begins in one list item and ends in
    the next. MediaWiki guesses: some elements go on, others end early. Close elements in the reverse order, and
    within the paragraph, item or cell where they begin.
    """
    for section in article.sections:
        for cut in section.passage.cut_pairs:
            tag = cut.tag.moved(article.text, section.offset)
            yield _problem(tag, f"<{tag.name}> runs over the border of a {cut.border}")
    for tag in article.loose_tags:
        if tag.kind == "misnested":
            yield _problem(tag, f"<{tag.name}> overlaps another element")
        elif tag.kind == "pair" and tag.name in INLINE_TAGS:
            yield _problem(tag, f"<{tag.name}> runs over the border of a section")


def _problem(tag: Tag, message: str) -> Problem:
    return Problem(tag.open_span, message, related=(Related(tag.close_span, "its end tag"),))
