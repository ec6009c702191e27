from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.finding import Edit

_QUOTES = re.compile(r"'{2,}|</?(?:b|strong)\s*>", re.IGNORECASE)


@rule(
    "heading-bold",
    code="S002",
    severity="warning",
    when=re.compile(r"^=.{0,300}?(?:'''|<b>|<strong>)", re.MULTILINE | re.IGNORECASE),
    fix="safe",
    bad=[
        Example("== ⟦'''History'''⟧ ==\nx", fixed="== History ==\nx"),
        Example("===⟦'''''Iron'''⟧ Bridge''===\nx", fixed="===''Iron Bridge''===\nx"),
        Example("== The ⟦<b>Dam</b>⟧ ==\nx", fixed="== The Dam ==\nx"),
        Example("== ⟦'''''Dam'''''⟧ ==\nx", fixed="== ''Dam'' ==\nx"),
    ],
    good=["== ''Iron Bridge'' ==\nx", "'''Iron Bridge''' fell.\n\n== History ==\nThe '''dam'''.", "== O''x ==\nx"],
    guideline="MOS:NOSECTIONLINKS",
    precision="2 of 2 hits right (corpus, histories and dumps, all languages)",
)
def heading_bold(section: Section) -> Iterator[Problem]:
    """Bold type in a heading.

    Headings have a weight of their own, the same on every page and for every skin. Bold marks within them make one
    section look unlike its neighbours, or do nothing. Take them away; italics for the title of a work may stay.
    """
    heading = section.heading
    if heading is None:
        return
    title = heading.title
    edits: list[Edit] = []
    bold: list[int] = []
    for match in _QUOTES.finditer(section.text, title.start, title.end):
        token = match.group()
        width = {3: "", 5: "''"}.get(len(token)) if token[0] == "'" else ""
        if token[0] == "'" and len(token) == 2:
            continue
        if width is None:
            return
        edits.append(Edit(match.start(), match.end(), width))
        bold += match.span()
    if len(edits) < 2:
        return
    fix = Fix(tuple(edits)) if len(edits) % 2 == 0 else None
    yield Problem(Span(bold[0], bold[-1]), "bold type in a heading", fix, help="take the bold marks away")
