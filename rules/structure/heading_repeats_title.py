from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Problem, rule


@rule(
    "heading-repeats-title",
    code="S020",
    formats=("wikitext", "html"),
    severity="suggestion",
    when="=",
    bad=[
        Example("== ⟦Iron Dam⟧ ==\nx", title="Iron Dam"),
        Example("== ⟦History of the Iron Dam⟧ ==\nx", title="Iron Dam"),
        Example("== ⟦Iron Dam history⟧ ==\nx", title="Iron Dam (Rome)"),
    ],
    good=[
        Example("== History ==\nx", title="Iron Dam"),
        Example("== Iron damage ==\nx", title="Iron dam"),
        Example("== Roman dams ==\nx", title="Dam"),
        Example("== Dam ==\nx", title=""),
        Example("== ''Fear the Iron Dam'' ==\nx", title="Iron Dam"),
        Example("== Iron Dam (upper) ==\nx", title="Iron Dam (lower)"),
    ],
    guideline="MOS:HEADINGS",
    precision="10 of 10 read hits right (corpus, histories and dumps, all languages)",
)
def heading_repeats_title(section: Section) -> Iterator[Problem]:
    """A heading that repeats the title of the article.

    Every section of the page is about its subject, so “History” says as much as “History of the Iron Dam”. Titles of
    one short word are only looked for as the whole heading, for they occur in other names. Titles of works
    (in italics) are left alone.
    """
    heading = section.heading
    title = section.page.title.partition(" (")[0].strip().lower()
    if (
        heading is None
        or len(title) < 3
        or "(" in section.title
        or section.page.kind != "article"
        or section.profile.namespace(title)
    ):
        return
    if "''" in heading.title.of(section.text):
        return
    words = section.title.lower()
    whole = words in (title, f"the {title}")
    part = " " in title and f" {title} " in f" {words} "
    if whole or part:
        raw = heading.title.of(section.text)
        start = heading.title.start + len(raw) - len(raw.lstrip())
        span = Span(start, start + len(raw.strip()))
        yield Problem(span, "the heading repeats the title", help="name what the section adds")
