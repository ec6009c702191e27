from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule


@rule(
    "ref-details-error",
    code="C075",
    severity="error",
    when="details",
    bad=[
        'One.⟦<ref details="p. 3" />⟧',
        'One.<ref name=a />\n<references>⟦<ref name=a details="p. 3">A</ref>⟧</references>',
    ],
    good=[
        'One.<ref name=a details="p. 3">A</ref> Two.<ref name=a details="p. 5" />',
        'One.<ref details="p. 3">A</ref>',
        "One.<ref name=details>A</ref>",
    ],
    precision="no hit in the corpus and its histories",
    guideline="Help:Cite errors",
)
def ref_details_error(section: Section) -> Iterator[Problem]:
    """A page or other detail given to a reference that does not exist, or in a reference list.

    ``details`` says which part of a source is meant. It needs the source: a ``name`` or content; and it belongs where
    the source is cited, not in the list.
    """
    for citation in section.citations:
        tag = citation.tag
        if tag is None or not tag.attribute("details"):
            continue
        if citation.kind == "list-defined":
            yield Problem(tag.span, "details in a reference list", help="give them where the source is cited")
        elif not tag.attribute("name") and not tag.content.strip():
            yield Problem(tag.span, "details without a source", help="add the name of the source")
