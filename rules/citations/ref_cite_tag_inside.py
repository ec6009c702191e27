from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "ref-cite-tag-inside",
    code="C085",
    severity="suggestion",
    when=("<cite", "<Cite", "<CITE"),
    fix="safe",
    bad=[
        Example("One.<ref>⟦<cite>⟧A, ''B''</cite></ref>", fixed="One.<ref>A, ''B''</ref>"),
        Example("One.<ref>⟦<cite>⟧A</cite>, p. 3</ref>", fixed="One.<ref>A, p. 3</ref>"),
    ],
    good=["One.<ref>A</ref>", "<cite id=CITEREFA1990>A</cite>", "One.<ref><cite id=A>A</cite></ref>"],
    precision="no hit in the corpus and its histories",
    guideline="Help:Footnotes",
)
def ref_cite_tag_inside(section: Section) -> Iterator[Problem]:
    """``<cite>`` inside ``<ref>``.

    It sets the whole note in italics and adds nothing. Remove it, unless it carries an anchor (``id``).
    """
    for tag in section.tags_named("cite"):
        if tag.kind == "pair" and section.in_ref(tag.start) and not tag.attributes:
            yield Problem(
                tag.open_span, "<cite> inside <ref>", Fix.delete(tag.open_span, tag.close_span), help="remove it"
            )
