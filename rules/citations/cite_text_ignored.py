from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import is_known_parameter
from articlewatch.article.cs1index import cs1_strange
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import value_span


@rule(
    "cite-text-ignored",
    code="C025",
    severity="error",
    sites=("enwiki",),
    when=("ite", "eference"),
    given=cs1_strange,
    fix="assisted",
    bad=[
        "{{cite book |title=A |⟦1990⟧}}",
        Example(
            "{{cite web |url=https://example.org |title=A |⟦date 2020⟧}}",
            fixed="{{cite web |url=https://example.org |title=A |date=2020}}",
        ),
        "{{cite web |title=A |⟦https://example.org⟧}}",
    ],
    good=[
        "{{cite book |title=A |year=1990 |}}",
        "{{cite book |title=A | <!-- no pages --> |year=1990}}",
        "{{cite book |title=A {{!}} B}}",
    ],
    precision="1 of 1 hit right (English corpus and histories)",
    guideline="Help:CS1 errors#text_ignored",
)
def cite_text_ignored(section: Section) -> Iterator[Problem]:
    """Text in a citation that belongs to no parameter.

    It is not shown. A name or an equals sign is missing before it, or a pipe stands within a title (write ``{{!}}``
    there).
    """
    for cite in cs1_strange(section):
        for parameter in cite.strange:
            if not parameter.positional or not parameter.value:
                continue
            span = value_span(parameter, section.text)
            first, _, rest = parameter.value.partition(" ")
            named = rest and is_known_parameter(first, cite.kind) and not any(p.name == first for p in cite.params)
            fix = Fix.replace(span, f"{first}={rest.strip()}", safety="assisted") if named else None
            yield Problem(
                span, "text without a parameter name is ignored", fix, help="name its parameter, or remove it"
            )
