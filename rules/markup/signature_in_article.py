from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Problem, rule

_TILDES = re.compile(r"(?<!~)~{3,5}(?!~)")


@rule(
    "signature-in-article",
    code="M043",
    severity="warning",
    when=("~~~", "[["),
    bad=[
        "The bridge was built. ⟦~~~~⟧",
        "Text. ⟦[[User:Jane|Jane]]⟧ 12:30, 1 May 2020 (UTC)",
        "Moved by ⟦[[User talk:Jane]]⟧.",
    ],
    good=[
        "Text ~ 12",
        "[[Jane]] said",
        "<nowiki>~~~~</nowiki>",
        "{{in use|user=[[User:Jane]]}}",
        "<!-- [[User:Jane]] -->",
    ],
    guideline="WP:SIGNHERE",
    precision="14 of 14 read hits right (English corpus and histories), all on one talk page",
)
def signature_in_article(section: Section) -> Iterator[Problem]:
    """A signature, or a link to a user's page, in an article.

    Who wrote what is in the history; an article carries no names of editors. Remove it. Links inside template calls
    and comments are left alone.
    """
    for match in _TILDES.finditer(section.text) if "~~~" in section.text else ():
        at = match.start()
        if (
            section.is_opaque(at)
            or section.in_template(at)
            or any(u.start <= at < u.end for u in section.external_links)
        ):
            continue
        yield Problem(Span(*match.span()), "signature in an article")
    for link in section.passage.links_of_kind("user"):
        if not section.in_template(link.start):
            yield Problem(link.span, "link to a user's page in an article")
