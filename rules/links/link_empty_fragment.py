from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "link-empty-fragment",
    code="L033",
    severity="suggestion",
    when=("#]]", "#|", "# "),
    fix="safe",
    bad=[
        Example("See [[Rome⟦#⟧]].", fixed="See [[Rome]]."),
        Example("See [[Rome⟦#⟧|the city]].", fixed="See [[Rome|the city]]."),
        Example("See [[Rome⟦# ⟧|the city]].", fixed="See [[Rome|the city]]."),
    ],
    good=["See [[Rome#History]], [[#top|up]], [[C♯]].", "[[#|here]] <nowiki>[[Rome#]]</nowiki> {{x|a#|b}}"],
    precision="no hit in the corpus and its histories",
)
def link_empty_fragment(section: Section) -> Iterator[Problem]:
    """A link to a section that names none.

    The ``#`` does nothing, and without a pipe it is shown. Name the section or drop the sign.
    """
    for link in section.wikilinks:
        target = link.target
        if not target.endswith("#") or len(target) < 2 or section.is_opaque(link.start):
            continue
        at = section.text.index("#", link.start)
        span = Span(at, link.target_span.end)
        if span.of(section.text).strip() == "#":
            yield Problem(
                span, "“#” without the name of a section", Fix.delete(span), help="drop it or name the section"
            )
