from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "category-empty-sortkey",
    code="K008",
    severity="suggestion",
    when=re.compile(r"\|\]\]"),
    fix="safe",
    bad=[
        Example("[[Category:Dams⟦|⟧]]", fixed="[[Category:Dams]]"),
        Example("[[Kategorie:Dämme⟦|⟧]]\nx", fixed="[[Kategorie:Dämme]]\nx", site="generic", language="de"),
    ],
    good=["[[Category:Dams| ]]", "[[Category:Dams|Iron]]", "<!-- [[Category:Dams|]] --> [[:Category:Dams|]]"],
    guideline="WP:SORTKEY",
    precision="no hit in the corpus and its histories",
)
def category_empty_sortkey(section: Section) -> Iterator[Problem]:
    """A category with a pipe and no sort key.

    The pipe does nothing but override the page's default sort key with nothing. A blank after the pipe is another
    thing: it puts the page at the head of the list.
    """
    for link in section.categories:
        if link.has_label and not link.label and not section.is_opaque(link.start):
            span = Span(link.end - 3, link.end - 2)
            yield Problem(span, "pipe without a sort key", Fix.delete(span), help="remove the pipe")
