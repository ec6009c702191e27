from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.htmlfacts import INLINE_TAGS
from articlewatch.article.nesting import CutPair
from articlewatch.article.nodes import Tag
from articlewatch.article.openedtwice import opened_twice
from articlewatch.article.passage import Passage
from articlewatch.article.quotes import leaves_open
from articlewatch.lint import Problem, Related, rule
from articlewatch.lint.finding import Severity


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
        "A ⟦<small>⟧note ''that begins</small> here'' and ends.",
    ],
    good=[
        "A <b>bold <span>word</span> here</b>.",
        "<div>\n* a\n* b\n\ntext\n</div>",
        "{|\n| <small>a</small> || <div>\nb\n</div>\n|}",
        "<small>{{a|\n\nb}} {{c}}</small> <blockquote>one\n\ntwo</blockquote>",
        "<div>\n== A ==\ntext\n</div>",
        "<small>a<ref>b\n\nc</ref>\nd</small>",
        "A ''note <small>with '''bold''' in</small> it'' and <small>''[[a]]''</small>.",
    ],
    guideline="WP:LINT",
    precision="40 of 40 hits right (corpus, histories and dumps, all languages), 26 of them on one page",
)
def misnested_tags(article: Article) -> Iterator[Problem]:
    """Elements that overlap, or that run over the border of a paragraph, list item or cell.

    ``<b>a <i>b</b> c</i>`` has no meaning in HTML; neither has a ``<small>`` that begins in one list item and ends in
    the next. MediaWiki guesses: some elements go on, others end early. Close elements in the reverse order, and
    within the paragraph, item or cell where they begin. Where italics or bold written with apostrophes overlap a tag,
    the page mostly looks as meant: a suggestion.
    """
    # These are opened again rather than cut: multiple-unclosed-formatting.
    twice = {pair.second.start for pair in opened_twice(article) if pair.closed}
    for section, (cuts, quoted) in article.each(_cuts):
        for cut in cuts:
            tag = cut.tag.moved(article.text, section.offset)
            if tag.start in twice:
                continue
            yield _problem(tag, f"<{tag.name}> runs over the border of a {cut.border}")
        for tag in quoted:
            moved = tag.moved(article.text, section.offset)
            yield _problem(moved, f"<{tag.name}> and the apostrophes of italics or bold overlap", "suggestion")
    for tag in article.loose_tags:
        if tag.kind == "misnested":
            yield _problem(tag, f"<{tag.name}> overlaps another element")
        elif tag.kind == "pair" and tag.name in INLINE_TAGS and tag.start not in twice:
            yield _problem(tag, f"<{tag.name}> runs over the border of a section")


def _cuts(passage: Passage) -> tuple[list[CutPair], list[Tag]]:
    """The elements over a border of a block, and those over whose border italics or bold run."""
    return passage.cut_pairs, list(_quotes_cut(passage)) if "''" in passage.text else []


def _quotes_cut(passage: Passage) -> Iterator[Tag]:
    """Elements over whose border italics or bold run, in lines that are in order otherwise."""
    for tag in passage.tags:
        if tag.kind != "pair" or tag.name not in INLINE_TAGS or tag.name in ("code", "tt"):
            continue
        content = passage.text[tag.open_end : tag.close_start]
        if "''" not in content or not leaves_open(content) or passage.in_template(tag.start):
            continue
        if any(o.begin <= tag.start < o.stop for o in passage.open_quotes) or passage.is_opaque(tag.start):
            continue
        yield tag


def _problem(tag: Tag, message: str, severity: Severity | None = None) -> Problem:
    return Problem(tag.open_span, message, related=(Related(tag.close_span, "its end tag"),), severity=severity)
