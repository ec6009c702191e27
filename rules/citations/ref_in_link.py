from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.cover import Cover
from articlewatch.lint import Problem, rule


@rule(
    "ref-in-link",
    code="C084",
    severity="error",
    when=re.compile(r"\[\[[^\[\]\n]{0,200}<ref|\[(?:https?:)?//[^\[\]\n]{0,300}<ref", re.IGNORECASE),
    supersedes=("nested-link",),
    bad=[
        "See [[Bridge|the bridge⟦<ref>A</ref>⟧]] there.",
        "See [https://example.org the bridge⟦<ref name=a />⟧] there.<ref name=a>A</ref>",
    ],
    good=[
        "See [[bridge]]<ref>A</ref> there.",
        "[[File:A.jpg|thumb|A bridge<ref>A</ref>]]",
        "See [https://example.org the bridge].<ref>A</ref>",
    ],
    precision="1 of 1 hit right (English corpus)",
    guideline="WP:REF",
)
def ref_in_link(section: Section) -> Iterator[Problem]:
    """A reference inside a link.

    A link cannot hold another link, so one of the two does not work. Put the reference behind the link.
    """
    inside = Cover(
        [Span(link.label_span.start, link.end) for link in section.wikilinks]
        + [link.span for link in section.external_links if link.bracketed]
    )
    for citation in section.citations:
        if citation.kind in ("ref", "reuse") and citation.start in inside:
            yield Problem(citation.span, "reference inside a link", help="put it behind the link")
