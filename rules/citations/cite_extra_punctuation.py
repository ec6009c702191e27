from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.cs1 import cs1_citations
from articlewatch.article.cs1index import cs1_having
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import value_span

_CHECKED = (
    "title",
    "work",
    "publisher",
    "location",
    "last",
    "last1",
    "first1",
    "volume",
    "issue",
    "pages",
    "page",
    "date",
    "year",
    "access-date",
    "chapter",
    "agency",
    "via",
    "edition",
)
_NAMES = ("title", "work", "publisher", "chapter", "agency", "location", "via")


@rule(
    "cite-extra-punctuation",
    code="C040",
    severity="suggestion",
    sites=("enwiki",),
    when=("ite", "eference"),
    given=cs1_citations,
    fix="safe",
    bad=[
        Example("{{cite book |title=A⟦,⟧ |last=B⟦,⟧ |first=C}}", fixed="{{cite book |title=A |last=B |first=C}}"),
        Example(
            "{{cite news |title=A |newspaper=B⟦;⟧ |date=5 May 2010}}",
            fixed="{{cite news |title=A |newspaper=B |date=5 May 2010}}",
        ),
        "{{cite book |title=A |location=London⟦:⟧ |publisher=B}}",
    ],
    good=[
        "{{cite book |title=A: B, C |last=D}}",
        "{{cite book |title=Who? |publisher=Kahn Inc.}}",
        "{{cite book |title=A&amp; |last=B}}",
        "{{cite book |title=((A,))}}",
    ],
    precision="15 of 15 hits right (English corpus)",
    guideline="Help:CS1 errors#maint_extra_punct",
)
def cite_extra_punctuation(section: Section) -> Iterator[Problem]:
    """A comma, semicolon or colon at the end of a value.

    The template sets the punctuation between the parts itself, so the reader sees two marks.
    """
    for _, _, parameter in cs1_having(section, *_CHECKED):
        value = parameter.value
        if value[-1] not in ",;:" or value.startswith("(("):
            continue
        if value[-1] == ";" and re.search(r"&#?\w{1,10};$", value):
            continue
        end = value_span(parameter, section.text).end
        if section.text[end - 1] == value[-1]:
            span = Span(end - 1, end)
            yield Problem(
                span, "punctuation mark at the end of a value", Fix.delete(span), help="the template sets its own"
            )
