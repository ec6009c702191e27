from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Edit, Example, Fix, Problem, rule


@rule(
    "extlink-double-brackets",
    code="L016",
    severity="warning",
    when=("[[http", "[[//", "[[ftp"),
    fix="safe",
    bad=[
        Example("* ⟦[[https://example.org Site]]⟧", fixed="* [https://example.org Site]"),
        Example("<ref>⟦[[http://example.org/a A]]⟧</ref>", fixed="<ref>[http://example.org/a A]</ref>"),
        Example("(⟦[[//example.org A site]]⟧)", fixed="([//example.org A site])"),
    ],
    good=[
        "* [https://example.org Site] [[Site]]",
        "* [https://example.org [Site]]",
        "<nowiki>[[https://example.org Site]]</nowiki>",
    ],
    guideline="H:LINK",
    precision="6 of 6 hits right (English corpus and histories)",
)
def extlink_double_brackets(section: Section) -> Iterator[Problem]:
    """An external link in double brackets.

    Double brackets are for pages of the wiki. Round an address the second pair is shown as text. Use single ones.
    """
    text = section.text
    for link in section.external_links:
        if not link.bracketed or section.is_opaque(link.start):
            continue
        if text[link.start - 1 : link.start] == "[" and text[link.end : link.end + 1] == "]":
            span = Span(link.start - 1, link.end + 1)
            fix = Fix((Edit(span.start, link.start, ""), Edit(link.end, span.end, "")))
            yield Problem(span, "external link in double brackets", fix, help="use single brackets")
