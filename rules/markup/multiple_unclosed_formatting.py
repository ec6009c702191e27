from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.nodes import Tag
from articlewatch.lint import Example, Fix, Problem, Related, rule

_GROWING = ("small", "big", "sub", "sup", "b", "i", "u", "s", "strike", "code", "tt", "font", "em", "strong")


@rule(
    "multiple-unclosed-formatting",
    code="M016",
    severity="error",
    when="<",
    supersedes=("unclosed-tag",),
    bad=[
        Example("A ⟦<small>⟧note<small> here.", fixed="A <small>note</small> here."),
        "Count ⟦<big>⟧12\n\nand <big>13",
        Example("H⟦<sub>⟧2<sub>O", fixed="H<sub>2</sub>O"),
    ],
    good=[
        "A <small>note</small> and <small>another</small>.",
        "A <b>bold <i>word</i></b>.",
        "A <small>note.",
    ],
    fix="assisted",
    guideline="WP:LINT",
    precision="2 of 2 read hits right (corpus, all languages)",
)
def multiple_unclosed_formatting(article: Article) -> Iterator[Problem]:
    """Formatting that is opened twice and never closed, so that its effect adds up.

    ``<small>note<small>`` makes what follows smaller twice, often to the end of the page. Mostly the second tag was
    meant as the end: write ``</small>``.
    """
    unclosed = [t for t in article.loose_tags if t.kind == "unclosed" and t.name in _GROWING]
    at = 0
    while at + 1 < len(unclosed):
        first, second = unclosed[at], unclosed[at + 1]
        near = article.text[first.open_end : second.start]
        # Sizes add up all over the page, but never leave a table; of the others, two in a line are a mistyped end.
        adds_up = first.name in ("small", "big") and not _in_table(article, first) and not _in_table(article, second)
        if first.name != second.name or ("\n" in near and not adds_up) or f"<{first.name}/" in near:
            at += 1
            continue
        fix = None
        if "\n" not in near and near.strip() and not second.attributes:
            fix = Fix.replace(second.open_span, f"</{second.name}>", safety="assisted")
        yield Problem(
            first.open_span,
            f"<{first.name}> is opened twice and never closed",
            fix,
            related=(Related(second.open_span, "opened again here"),),
            help=f"if the second was meant as the end, write </{second.name}>",
        )
        at += 2


def _in_table(article: Article, tag: Tag) -> bool:
    section = article.section_at(tag.start)
    return section.in_table(tag.start - section.offset)
