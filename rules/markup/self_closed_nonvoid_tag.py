from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.nodes import Tag
from articlewatch.article.tags import HTML_TAGS, VOID_TAGS
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "self-closed-nonvoid-tag",
    code="M011",
    severity="warning",
    when="/>",
    bad=[
        Example('⟦<span id="note" />⟧Text', fixed='<span id="note"></span>Text'),
        Example("H<sub>2⟦<sub/>⟧O", fixed="H<sub>2</sub>O"),
        "⟦<small/>⟧ a",
        Example('⟦<div style="clear:both"/>⟧', fixed='<div style="clear:both"></div>'),
    ],
    good=[
        '<br/><hr /><ref name="a" /><references/><nowiki/><section begin=a />',
        "<!-- <b/> --><nowiki><span/></nowiki>",
        '<span id="x"></span>',
    ],
    fix="assisted",
    guideline="WP:LINT",
    precision="2 of 2 read hits right (corpus, all languages)",
)
def self_closed_nonvoid_tag(section: Section) -> Iterator[Problem]:
    """An element written as ``<b/>`` that cannot close itself.

    HTML5 reads ``<span/>`` as ``<span>``, so what follows falls into the element; often it was meant as an end tag.
    Write both tags, or the end tag.
    """
    for tag in section.tags:
        if tag.kind != "self" or tag.name not in HTML_TAGS or tag.name in VOID_TAGS:
            continue
        fix = None
        if tag.attributes:
            opener = tag.source[:-2].rstrip() + ">"
            fix = Fix.replace(tag.span, f"{opener}</{tag.name}>", safety="assisted", cosmetic=True)
        elif _is_open(section, tag):
            fix = Fix.replace(tag.span, f"</{tag.name}>", safety="assisted")
        yield Problem(tag.span, f"{tag.source} does not close itself", fix, help=f"write </{tag.name}> or both tags")


def _is_open(section: Section, tag: Tag) -> bool:
    """Say whether an element of the same name is open in the same line."""
    line = section.text.rfind("\n", 0, tag.start) + 1
    before = [t for t in section.tags_named(tag.name) if line <= t.start < tag.start]
    return bool(before) and before[-1].kind == "unclosed"
