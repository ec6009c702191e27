from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Example, Problem, rule


@rule(
    "ref-in-heading",
    code="S019",
    severity="warning",
    when=("<ref", "{{"),
    bad=[
        "== History⟦<ref>Smith 1990</ref>⟧ ==\nx",
        "== History⟦{{sfn|Smith|1990}}⟧ ==\nx",
        "=== Use ⟦<ref name=a />⟧ ===\nx",
    ],
    good=[
        "== History ==\nx<ref>Smith</ref>",
        "== <!-- <ref>a</ref> -->History ==\nx",
        Example("== A {{anchor|b}} ==\nx"),
    ],
    guideline="MOS:HEADINGS",
)
def ref_in_heading(section: Section) -> Iterator[Problem]:
    """A citation in a heading.

    Its number becomes part of the table of contents and of the address of the section, which changes whenever a
    citation is added before it. Put it after the first sentence that it supports.
    """
    heading = section.heading
    if heading is None:
        return
    for citation in section.citations:
        if heading.title.start <= citation.start < heading.title.end:
            yield Problem(citation.span, "a citation in a heading", help="move it to the sentence it supports")
