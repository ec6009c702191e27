from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_citations
from articlewatch.lint import Problem, rule
from articlewatch.lint.parameters import value_span


@rule(
    "cite-archived-copy-title",
    code="C037",
    severity="warning",
    sites=("enwiki",),
    when=("rchived copy", "rchive copy"),
    bad=[
        "{{cite web |url=https://example.org |title=⟦Archived copy⟧ |access-date=5 May 2010}}",
        "{{cite web |url=https://example.org |title=⟦archive copy⟧}}",
        "{{Cite web |title = ⟦Archived copy⟧ |url=https://example.org}}",
    ],
    good=[
        "{{cite web |url=https://example.org |title=The archived copy of the act}}",
        "{{cite web |url=https://example.org |title=A}} Archived copy",
        "{{cite book |title=A |quote=Archived copy}}",
    ],
    precision="9 of 9 hits right (English corpus)",
    guideline="Help:CS1 errors#maint_archived_copy",
)
def cite_archived_copy_title(section: Section) -> Iterator[Problem]:
    """ "Archived copy" in the place of a title.

    A machine that rescued the link knew no title. Look at the archived copy and write the real one.
    """
    for cite in cs1_citations(section):
        parameter = cite.get("title")
        if parameter is not None and parameter.value.lower() in ("archived copy", "archive copy"):
            yield Problem(
                value_span(parameter, section.text),
                "placeholder instead of a title",
                help="write the title of the source",
            )
