from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Article, Section, Span
from articlewatch.article.nodes import Wikilink
from articlewatch.lint import Edit, Example, Fix, Problem, rule

_RULER = re.compile(r"\s{0,6}^----", re.MULTILINE)


@rule(
    "category-before-heading",
    code="K002",
    severity="suggestion",
    when="[[",
    fix="safe",
    cosmetic=True,
    bad=[
        Example(
            "A dam.\n⟦[[Category:Dams]]⟧\n\n== History ==\nOld.\n",
            fixed="A dam.\n\n== History ==\nOld.\n\n[[Category:Dams]]\n",
        ),
        Example(
            "A dam.\n⟦[[Category:Dams]]\n[[Category:Rivers]]⟧\n== History ==\nOld.\n\n[[Category:Weirs]]\n",
            fixed="A dam.\n== History ==\nOld.\n\n[[Category:Dams]]\n[[Category:Rivers]]\n[[Category:Weirs]]\n",
        ),
        "A dam. ⟦[[Category:Dams]]⟧ Old.\n== History ==\nOld.",
    ],
    good=[
        "A dam.\n== History ==\nOld.\n\n[[Category:Dams]]",
        "A dam.\n{{box|[[Category:Dams]]}}\n<!-- [[Category:Dams]] -->\n== History ==\nOld. [[:Category:Dams]]",
        "A dam.\n[[Category:Dams]]",
        "==English==\nA dam.\n[[Category:Dams]]\n\n----\n\n==Dutch==\nA dam.",
    ],
    guideline="WP:CATEGORIZE",
    precision="no hit in the corpus and its histories (3 in a dictionary)",
)
def category_before_heading(article: Article) -> Iterator[Problem]:
    """A category before the last heading of the page.

    Editors look for the categories at the end of the source; one that stands higher up is missed, doubled, or lost
    when its section is rewritten. Move it down; the order in which the page shows its categories stays the same.
    Before a horizontal rule categories end an entry of their own, as in a dictionary, and are left alone.
    """
    if len(article.sections) < 2:
        return
    last = article.sections[-1]
    for section in article.sections[:-1]:
        links = [c for c in section.categories if not section.in_template(c.start)]
        for block in _blocks(section.text, links):
            if _RULER.match(section.text, block.end):
                continue
            span = block.shift(section.offset)
            fix = _move(article, last, span)
            yield Problem(span, "category before the last heading", fix, help="move it to the end of the page")


def _blocks(text: str, links: list[Wikilink]) -> Iterator[Span]:
    """Categories with nothing but white space between them, together."""
    start = end = -1
    for link in links:
        if start >= 0 and not text[end : link.start].strip():
            end = link.end
            continue
        if start >= 0:
            yield Span(start, end)
        start, end = link.start, link.end
    if start >= 0:
        yield Span(start, end)


def _move(article: Article, last: Section, span: Span) -> Fix | None:
    """The fix that moves whole lines before the categories at the end, or to the end of the page."""
    text = article.text
    if (span.start and text[span.start - 1] != "\n") or text[span.end : span.end + 1] != "\n":
        return None
    moved = re.sub(r"\n\s*\n", "\n", text[span.start : span.end])
    cut = Edit(span.start, span.end + 1, "")
    trailing = [c for c in last.categories if not last.in_template(c.start)]
    if trailing:
        at = last.offset + trailing[0].start
        if text[at - 1] != "\n":
            return None
        paste = Edit(at, at, moved + "\n")
    else:
        gap = "" if text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
        paste = Edit(len(text), len(text), f"{gap}{moved}\n")
    return Fix((cut, paste), "safe", True)
