from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_citations
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import replace_value, value_span


@rule(
    "cite-param-link-bad",
    code="C050",
    severity="error",
    sites=("enwiki",),
    when=("-link", "authorlink", "1link", "2link", "3link"),
    fix="safe",
    bad=[
        Example(
            "{{cite book |title=A |last=B |author-link=⟦[[C B]]⟧}}",
            fixed="{{cite book |title=A |last=B |author-link=C B}}",
        ),
        Example(
            "{{cite book |title=A |last=B |author-link=⟦[[C B|B]]⟧}}",
            fixed="{{cite book |title=A |last=B |author-link=C B}}",
        ),
        "{{cite book |title=A |last=B |author-link=⟦https://example.org⟧}}",
    ],
    good=[
        "{{cite book |title=A |last=B |author-link=C B}}",
        "{{cite book |title=A |title-link=A (book)}}",
        "{{cite book |title=A |last=B |author-link=:de:C B}}",
    ],
    precision="1 of 1 hit right (English corpus and histories)",
    guideline="Help:CS1 errors#bad_paramlink",
)
def cite_param_link_bad(section: Section) -> Iterator[Problem]:
    """Something else than a page's name in ``author-link``, ``title-link`` and the like.

    The parameter wants the bare name of an article; brackets or an address make no link but an error.
    """
    for cite in cs1_citations(section):
        for canonical, found in cite.by_name.items():
            if "-link" not in canonical and canonical != "title-link":
                continue
            value = found[-1].value
            bad = "[[" in value or "]]" in value or "//" in value or "<" in value or "{" in value
            if not bad:
                continue
            link = re.fullmatch(r"\[\[:?([^\[\]|{}<>]+)(?:\|[^\[\]]*)?\]\]", value)
            fix = Fix((replace_value(found[-1], section.text, link.group(1).strip()),)) if link else None
            yield Problem(
                value_span(found[-1], section.text),
                f"{found[-1].name} takes the bare name of a page",
                fix,
                help="remove the brackets" if link else "write the name of an article",
            )
