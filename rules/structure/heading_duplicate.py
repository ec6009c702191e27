from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Section
from articlewatch.lint import Problem, Related, rule


@rule(
    "heading-duplicate",
    code="S004",
    formats=("wikitext", "html"),
    severity="warning",
    when="==",
    bad=[
        "== History ==\nOld.\n\n== Design ==\nRed.\n\n⟦== History ==⟧\nNew.",
        "== Cast ==\n=== Women ===\nA\n⟦=== women ===⟧\nB",
        "== Cast ==\na\n⟦== '''Cast''' ==⟧\nb\n⟦== Cast==⟧\nc",
    ],
    good=[
        "== Cast ==\n=== Women ===\nA\n== Crew ==\n=== Women ===\nB",
        "== Notes ==\na\n=== Notes ===\nb",
        "== History ==\na\n<!-- \n== History ==\n-->b",
    ],
    guideline="MOS:HEADINGS",
    precision="5 of 5 hits right (corpus, histories and dumps, all languages); a dictionary has “Noun” under each "
    "etymology",
)
def heading_duplicate(article: Article) -> Iterator[Problem]:
    """Two sections of one parent with the same heading.

    A link to the section, an edit summary and the table of contents cannot tell them apart; often a section was
    pasted twice, or should be one. Join them or name them apart. The same heading under different parents is no fault.
    """
    seen: dict[tuple[int, str], Section] = {}
    for section in article.sections[1:]:
        heading = section.heading
        if heading is None or not section.title:
            continue
        key = (section.parent, section.title.casefold())
        first = seen.setdefault(key, section)
        if first is section or first.heading is None:
            continue
        yield Problem(
            heading.span.shift(section.offset),
            f"“{section.title}” is already the heading of a section here",
            related=(Related(first.heading.span.shift(first.offset), "first section of that name"),),
            help="join the sections or give one another name",
        )
