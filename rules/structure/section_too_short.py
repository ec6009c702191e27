from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Section
from articlewatch.lint import Example, Problem, rule


@rule(
    "section-too-short",
    code="S015",
    formats=("wikitext", "html"),
    severity="suggestion",
    confidence="medium",
    when="==",
    preview=True,
    profiles=("ga", "fa"),
    bad=[
        "⟦== History ==⟧\nThe dam is old.\n== Design ==\n{{main|Design}}\n* a\n",
        Example("⟦== Use ==⟧\nWater is kept in it all year.", options={"words": 8}),
    ],
    good=[
        "== History ==\nOld.\n=== Later ===\n{{x}}\n* x",
        "== History ==\n{{main|History of dams}}\nOld.\n== Map ==\n* a dam\n== See also ==\nx",
        "== History ==\n" + "The dam was built of clay and stone by people. " * 4,
    ],
    guideline="MOS:BODY",
    precision="14 of 14 read hits right (English)",
)
def section_too_short(article: Article, *, words: int = 25) -> Iterator[Problem]:
    """A section of a sentence or two under a heading of its own.

    Very short sections break up the text and swell the table of contents. Join it with its neighbour, or write more.
    Sections with subsections, lists, tables, templates or images are left alone.
    """
    sections = article.sections
    for section in sections[1:]:
        following = sections[section.index + 1] if section.index + 1 < len(sections) else None
        if section.role != "body" or section.heading is None or (following and following.level > section.level):
            continue
        if len(section.text) > words * 30 + 400 or not _is_only_text(section):
            continue
        count = sum(p.words for p in section.paragraphs)
        if 0 < count < words:
            span = section.heading.span.shift(section.offset)
            yield Problem(span, f"a section of {count} words", help="join it with a neighbour or write more")


def _is_only_text(section: Section) -> bool:
    outside = [t for t in section.templates if t.depth == 0 and not section.in_ref(t.start)]
    return (
        not outside
        and not section.files
        and not section.tables
        and not section.tags_named("gallery", "timeline", "math")
        and all(p.kind == "text" for p in section.paragraphs)
    )
