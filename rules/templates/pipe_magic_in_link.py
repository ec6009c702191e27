from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "pipe-magic-in-link",
    code="T008",
    severity="warning",
    when="{{!}}",
    bad=[
        Example("See [[London⟦{{!}}⟧the capital]].", fixed="See [[London|the capital]]."),
        Example("[[A⟦{{!}}⟧b]] and [[C]]", fixed="[[A|b]] and [[C]]"),
    ],
    good=["{{a|{{!}}}}", "[[London|the {{!}} capital]]", "{{#if:x|[[A{{!}}b]]}}", "{{lang|fr|[[A{{!}}b]]}}"],
    fix="safe",
    cosmetic=True,
    precision="no hit in the corpus and its histories",
)
def pipe_magic_in_link(section: Section) -> Iterator[Problem]:
    """``{{!}}`` in place of the pipe of a link.

    It is needed within template calls only; elsewhere a plain pipe does, and tools that read the link see it.
    """
    for link in section.wikilinks:
        target = link.target_span
        at = section.text.find("{{!}}", target.start, target.end)
        if at >= 0 and not link.has_label and not section.in_template(link.start):
            span = Span(at, at + 5)
            yield Problem(span, "{{!}} where a pipe would do", Fix.replace(span, "|", cosmetic=True))
