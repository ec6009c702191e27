from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.linktext import is_plain
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "link-in-heading",
    code="L013",
    severity="warning",
    when=("[[", "//"),
    fix="assisted",
    bad=[
        Example("== Old ⟦[[dam]]⟧ ==\nx", fixed="== Old dam ==\nx"),
        Example("=== ⟦[[Iron bridge|Bridge]]⟧ and ''⟦[[Rome]]⟧'' ===\nx", fixed="=== Bridge and ''Rome'' ===\nx"),
        Example("== ⟦[https://example.org Site]⟧ ==\nx", fixed="== Site ==\nx"),
    ],
    good=[
        "== The dam ==\nThe [[dam]] and [https://example.org].",
        "== Dam {{anchor|dams}} ==\n{{main|Dam}}",
        "== Dam <!-- [[dam]] --> ==\n[[x]]",
        "== [[File:Flag.svg|20px]] Dams ==\nx",
    ],
    guideline="MOS:NOSECTIONLINKS",
    precision="16 of 16 read hits right (all languages)",
)
def link_in_heading(section: Section) -> Iterator[Problem]:
    """A link inside a heading.

    On small screens a heading opens its section, and a link in it catches the tap; screen readers and the table of
    contents cannot use it. Link the words where they first occur in the text, or add a hatnote. Lists of
    episodes or of people sometimes do it on purpose.
    """
    heading = section.heading
    if heading is None:
        return
    title = heading.title
    for link in section.wikilinks:
        if link.start >= title.end:
            break
        if not section.in_template(link.start) and not section.is_opaque(link.start):
            fix = Fix.replace(link.span, link.label, safety="assisted") if is_plain(link.label) else None
            yield Problem(link.span, "link in a heading", fix, help="link it in the text below")
    for url in section.external_links:
        if url.start >= title.end:
            break
        if section.in_template(url.start) or section.in_ref(url.start):
            continue
        label = url.label
        fix = Fix.replace(url.span, label, safety="assisted") if label and is_plain(label) else None
        yield Problem(Span(url.start, url.end), "external link in a heading", fix, help="move it into the text")
