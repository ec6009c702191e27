from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_citations
from articlewatch.lint import Problem, rule
from articlewatch.lint.parameters import value_span

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@rule(
    "source-link-rot-risk",
    code="C106",
    severity="suggestion",
    confidence="low",
    sites=("enwiki",),
    preview=True,
    profiles=("fa",),
    when="access",
    bad=[
        "{{cite web |title=A |url=⟦https://example.org/a⟧ |access-date=5 May 2009}}",
        "{{cite news |title=A |work=B |url=⟦https://example.org/a⟧ |accessdate=2008-05-06}}",
    ],
    good=[
        "{{cite web |title=A |url=https://example.org/a |access-date=5 May 2009 "
        "|archive-url=https://web.archive.org/web/20090505000000/"
        "https://example.org/a |archive-date=5 May 2009}}",
        "{{cite web |title=A |url=https://example.org/a |access-date=5 May 2019}}",
        "{{cite journal |title=A |journal=J |doi=10.1038/171737a0 |url=https://example.org/a |access-date=5 May 2009}}",
    ],
    precision="12 of 12 read hits right (English corpus)",
    guideline="WP:LINKROT",
)
def source_link_rot_risk(section: Section, *, before: int = 2015) -> Iterator[Problem]:
    """A web page last looked at long ago, without an archived copy.

    About half of all web addresses are dead after ten years. Add an archived copy while there is one. *before* is the
    year up to which an access counts as long ago.
    """
    for cite in cs1_citations(section):
        url = cite.get("url")
        if url is None or cite.kind not in ("web", "news", "press") or cite.has("archive-url", "doi"):
            continue
        year = _YEAR.search(cite.value("access-date"))
        if year and int(year.group()) < before:
            yield Problem(
                value_span(url, section.text),
                f"last looked at in {year.group()}, no archived copy",
                help="add archive-url and archive-date",
            )
