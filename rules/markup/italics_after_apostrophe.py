from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.quotes import misread_apostrophes
from articlewatch.lint import Edit, Example, Fix, Problem, Related, rule

_ELIDED = re.compile(r"'''(?<=[^\W\d_]''')(?=[\w\[«“])")


@rule(
    "italics-after-apostrophe",
    code="M064",
    severity="error",
    when=_ELIDED,
    fix="assisted",
    bad=[
        Example(
            "La squadra dell⟦'''⟧Ancona Calcio'' è oggi l'''Unione'' del nord.",
            fixed="La squadra dell&#39;''Ancona Calcio'' è oggi l&#39;''Unione'' del nord.",
        ),
        Example(
            "Das ist Hans⟦'''⟧Erste Reise'' und '''noch''' eine ''andere'' von Max'''Hand''.",
            fixed="Das ist Hans&#39;''Erste Reise'' und '''noch''' eine ''andere'' von Max&#39;''Hand''.",
        ),
    ],
    good=[
        "Un roman de l'''Ancien Régime'' et un autre.",
        "The '''Ancona''' team, ''once'' the '''best'''.",
        "A'''bold''' letter and ''italics''.",
        "L''''amour''' is ''here''.",
        "La dell'''[[Ancona|''Calcio'']] e l'''Unione''.",
    ],
    guideline="H:WIKITEXT",
    precision="1 of 1 hit right (corpus, histories and dumps, all languages)",
)
def italics_after_apostrophe(section: Section) -> Iterator[Problem]:
    """An apostrophe right before italics, read as bold.

    Of ``dell'`` and ``''Ancona''`` in a row MediaWiki sees three apostrophes, which are bold. One such place in a line
    it understands; of two it makes one long bold between them. Write the apostrophe as ``&#39;``, or the typographic
    one. Nothing is said unless the line is in order when they are read so.
    """
    text = section.text
    line_end = -1
    for match in _ELIDED.finditer(text):
        if match.start() < line_end:
            continue
        begin = text.rfind("\n", 0, match.start()) + 1
        line_end = text.find("\n", match.end())
        line_end = line_end if line_end >= 0 else len(text)
        runs = [] if section.is_opaque(match.start()) else misread_apostrophes(text, begin, line_end)
        if not runs or any(section.in_template(run.start) for run in runs):
            continue
        fix = Fix(tuple(Edit(run.start, run.start + 1, "&#39;") for run in runs), "assisted")
        close = text.find("''", runs[0].end)
        related = [Related(Span(close, close + 2), "meant as the end of the italics")]
        related += [Related(run, "and here") for run in runs[1:]]
        message = "an apostrophe before italics is read as bold"
        yield Problem(runs[0], message, fix, tuple(related), help="write it as &#39;")
