from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Problem, rule

_IBID = re.compile(r"(?:'')?\b(?:ibid(?:em)?\b\.?|op\.? ?cit\.|loc\.? ?cit\.|idem\b)(?:'')?", re.IGNORECASE)


@rule(
    "ibid-op-cit",
    code="C088",
    formats=("wikitext", "html"),
    severity="warning",
    sites=("enwiki",),
    when=re.compile(r"\b(?:ibid|op\.? ?cit\.|loc\.? ?cit\.|idem\b)", re.IGNORECASE),
    bad=[
        "One.<ref>Kahn, ''A'', p. 3</ref> Two.<ref>⟦Ibid.⟧, p. 4</ref>",
        "One.<ref>Kahn, ⟦op. cit.⟧, p. 5</ref>",
        "One.<ref>⟦''Ibid''⟧</ref>",
    ],
    good=[
        "One.<ref>Kahn, ''A'', p. 3</ref>",
        "One.<ref>Kahn, ''A'', [[Ibidem Press]], 2010</ref>",
        "The word ibid. is Latin.<ref>A</ref>",
        "One.<ref>{{cite book |title=Ibid. A novel}}</ref>",
    ],
    precision="3 of 3 hits right (English corpus)",
    guideline="WP:IBID",
)
def ibid_op_cit(section: Section) -> Iterator[Problem]:
    """ "Ibid." or "op. cit." in a reference.

    It points at the note before, and becomes wrong as soon as somebody puts another note between. Write the author
    and the year, or reuse the reference by its name.
    """
    for citation in section.citations:
        if citation.kind not in ("ref", "list-defined"):
            continue
        match = _IBID.search(section.text, citation.content_span.start, citation.content_span.end)
        if match and not _is_name(section, match.start()):
            yield Problem(Span(*match.span()), "points at a note that may move", help="name the author and the year")


def _is_name(section: Section, offset: int) -> bool:
    """Say whether the word stands in a template's value or a link, as the publisher Ibidem does."""
    return section.in_template(offset) or any(link.start <= offset < link.end for link in section.links)
