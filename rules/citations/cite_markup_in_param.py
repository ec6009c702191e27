from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_citations
from articlewatch.article.cs1index import cs1_every
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import value_span


@rule(
    "cite-markup-in-param",
    code="C044",
    severity="error",
    sites=("enwiki",),
    when="''",
    given=cs1_citations,
    fix="safe",
    bad=[
        Example(
            "{{cite news |title=A |newspaper=⟦''The Times''⟧}}", fixed="{{cite news |title=A |newspaper=The Times}}"
        ),
        Example(
            "{{cite book |title=A |publisher='''⟦⟧B'''}}".replace("'''⟦⟧B'''", "⟦'''B'''⟧"),
            fixed="{{cite book |title=A |publisher=B}}",
        ),
        "{{cite journal |title=A |journal=⟦''Journal'' of B⟧}}",
    ],
    good=[
        "{{cite book |title=On ''Homo sapiens''}}",
        "{{cite news |title=A |newspaper=The Times}}",
        "{{cite news |title=A |newspaper=L''Est}}",
        "{{cite book |title=A |quote=''so''}}",
    ],
    precision="30 of 30 read hits right (English corpus)",
    guideline="Help:CS1 errors#apostrophe_markup",
)
def cite_markup_in_param(section: Section) -> Iterator[Problem]:
    """Italics or bold typed into the name of a periodical or publisher.

    The template sets the type itself: italics typed in italics turn upright, and the apostrophes get into what other
    programs read. The page shows an error.
    """
    for _, parameter in cs1_every(section, "work", "publisher"):
        if "''" not in parameter.value or not _MARKUP.search(parameter.value):
            continue
        bare = _MARKUP.sub(r"\2", parameter.value)
        span = value_span(parameter, section.text)
        whole = span.of(section.text) == parameter.value and "''" not in bare
        yield Problem(
            span,
            "italics or bold in a value that the template formats",
            Fix.replace(span, bare) if whole else None,
            help="remove the apostrophes",
        )


_MARKUP = re.compile(r"('''''|'''|'')(?!')([^']+(?:'[^']+)*)\1")
