from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.lint import Problem, rule

_SHORT = re.compile(
    r"[^\n]{0,80}\b(?:1[5-9]|20)\d\d[a-z]?\)?,?\s*(?:pp?\.|p\b|chap|vol|§|at)[^\n]*|[^\n]{0,60}", re.IGNORECASE
)


@rule(
    "ref-plain-text-no-template",
    code="C089",
    severity="suggestion",
    confidence="low",
    sites=("enwiki",),
    preview=True,
    profiles=("fa",),
    when="{{",
    bad=[
        "A.<ref>{{cite book |title=A |last=B}}</ref>"
        * 10
        + "One.⟦<ref>[https://example.org/a The old bridge and its builders], by A. Kahn, ''The Times'', "
        "5 May 2010, retrieved 6 May 2010</ref>⟧",
    ],
    good=[
        "A.<ref>{{cite book |title=A |last=B}}</ref>" * 10 + "One.<ref>Kahn 1990, p. 3.</ref>",
        "One.<ref>[https://example.org/a The old bridge and its builders], by A. Kahn, The Times, 5 May 2010</ref>",
        "A.<ref>{{cite book |title=A |last=B}}</ref>" * 10 + "One.<ref>https://example.org/a</ref>",
    ],
    precision="9 of 10 read hits right (English corpus)",
    guideline="WP:CITEVAR",
)
def ref_plain_text_no_template(article: Article) -> Iterator[Problem]:
    """A reference written out by hand in an article that uses citation templates.

    It looks different from the others and machines cannot read it. Only where nine of ten references use templates;
    short forms ("Kahn 1990, p. 3") and bare addresses are left alone.
    """
    refs = [c for c in article.citations if c.kind in ("ref", "list-defined") and c.content and not c.group]
    plain = [c for c in refs if "{{" not in c.content]
    if len(refs) < 10 or 10 * len(plain) > len(refs):
        return
    for citation in plain:
        if citation.is_bare_url or _SHORT.fullmatch(citation.content) or len(citation.content) < 60:
            continue
        yield Problem(
            citation.span, "written by hand where the article uses citation templates", help="use a citation template"
        )
