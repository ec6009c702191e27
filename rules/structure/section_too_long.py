from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Example, Problem, rule

_TEXT = "The dam was built of clay and stone by the people of the valley. " * 20


@rule(
    "section-too-long",
    code="S030",
    formats=("wikitext", "html"),
    severity="suggestion",
    when="==",
    bad=[
        "⟦== History ==⟧\n" + _TEXT * 7,
        Example("⟦=== Use ===⟧\n" + _TEXT, options={"words": 100}),
    ],
    good=["== History ==\n" + _TEXT * 3, _TEXT * 8, "== Plot ==\n" + _TEXT * 7, "== A ==\n* " + _TEXT * 7],
    guideline="MOS:OVERSECTION",
    precision="9 of 10 read hits right (all languages)",
)
def section_too_long(section: Section, *, words: int = 1500) -> Iterator[Problem]:
    """A long section without subsections.

    A wall of text is hard to find anything in, and cannot be linked to in part. Divide it with headings.
    """
    heading = section.heading
    if heading is None or section.role != "body" or len(section.text) < words * 4:
        return
    told = [p for p in section.paragraphs if p.kind == "text"]
    if sum(p.most_words for p in told) <= words:
        return
    count = sum(p.words for p in told)
    if count > words:
        yield Problem(heading.span, f"{count:,} words without a subheading", help="divide it with headings")
