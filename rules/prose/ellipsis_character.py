from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.running import in_link_title, running_text
from articlewatch.article.spans import Span
from articlewatch.lint import Example, Fix, Problem, Related, rule
from articlewatch.lint.finding import Edit


@rule(
    "ellipsis-character",
    code="P113",
    severity="suggestion",
    when="…",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    sites=("enwiki",),
    fix="safe",
    bad=[
        Example('He said "I⟦…⟧ went" and left.', fixed='He said "I... went" and left.'),
        Example("One, two⟦…⟧ and three… so it went.", format="plain", fixed="One, two... and three... so it went."),
    ],
    good=['He said "I... went" and left.', "See [[Wait…]] and {{lang|fr|oui…}}.<ref>Title…</ref>"],
    precision="15 of 15 hits right (English corpus and histories)",
    guideline="MOS:ELLIPSIS",
)
def ellipsis_character(section: Section) -> Iterator[Problem]:
    """The single character … instead of three dots.

    The English Wikipedia writes three dots, which everybody can type and find. One finding stands for a section. Titles
    of linked pages, templates and references are left alone.
    """
    running = running_text(section)
    text = running.shown
    spans: list[Span] = []
    at = text.find("…")
    while at >= 0:
        span = running.span_of(at, at + 1)
        linked = in_link_title(section, span.start)
        if span.of(section.text) == "…" and not linked:
            spans.append(span)
        at = text.find("…", at + 1)
    if spans:
        yield Problem(
            spans[0],
            "ellipsis as one character" + (f"; {len(spans)} of them here" if len(spans) > 1 else ""),
            fix=Fix(tuple(Edit(s.start, s.end, "...") for s in spans)),
            related=tuple(Related(s, "another") for s in spans[1:20]),
            help="write three dots",
        )
