from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.linktext import looks_like_media
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "link-double-pipe",
    code="L004",
    severity="warning",
    when=re.compile(r"\[\[[^\[\]{}|\n]{1,250}+\|[^\[\]\n|]{0,250}+\|"),
    fix="assisted",
    bad=[
        Example("A [[Iron bridge⟦||⟧bridge]] fell.", fixed="A [[Iron bridge|bridge]] fell."),
        "A [[Iron bridge|bridge⟦|⟧span]] fell.",
        Example("A [[Iron bridge|bridge⟦|⟧]] fell.", fixed="A [[Iron bridge|bridge]] fell."),
        "[[Bridge|a⟦|⟧b|c]]",
    ],
    good=[
        "A [[Iron bridge|bridge]], [[File:Bridge.jpg|thumb|left|Bridge]], [[Archivo extra:Bridge.jpg|thumb|x]].",
        "[[Bridge|{{convert|5|m}}]] [[Bridge|<nowiki>|</nowiki>]] [[Norm|<math>|x|</math>]]",
        "[[Category:Bridges|Iron]]",
    ],
    precision="no hit in the corpus and its histories",
)
def link_double_pipe(section: Section) -> Iterator[Problem]:
    """A link with a second pipe.

    Only images take several pipes. In a link everything after the first one is shown, the second pipe included,
    so the reader sees a stray bar. Keep the one text that should be shown.
    """
    for link in section.wikilinks:
        if not link.has_label or "|" not in link.label or looks_like_media(link):
            continue
        parts = link.options
        if len(parts) < 2:
            continue
        at = parts[0].end
        if section.is_opaque(at):
            continue
        doubled = parts[0].start == at
        span = Span(at - 1, at + 1) if doubled else Span(at, at + 1)
        fix = None
        if len(parts) == 2 and (doubled or parts[1].start == parts[1].end):
            fix = Fix.delete(Span(at, at + 1), safety="assisted")
        yield Problem(span, "second pipe in a link is shown as text", fix, help="keep one pipe: [[target|text]]")
