from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_data, is_known_parameter
from articlewatch.article.cs1index import cs1_strange
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import delete_parameter, name_span


@rule(
    "cite-empty-unknown-param",
    code="C023",
    severity="suggestion",
    sites=("enwiki",),
    when=("ite", "eference"),
    given=cs1_strange,
    fix="safe",
    cosmetic=True,
    preview=True,
    bad=[
        Example("{{cite book |title=A |⟦coauthors⟧= |year=1990}}", fixed="{{cite book |title=A |year=1990}}"),
        Example("{{cite book\n| title = A\n| ⟦month⟧ =\n| ⟦foo⟧ = \n}}", fixed="{{cite book\n| title = A\n}}"),
    ],
    good=[
        "{{cite book |title=A |year= |last2=}}",
        "{{cite book |title=A |foo=B}}",
        "{{infobox |foo=}}",
    ],
    precision="25 of 25 read hits right (English corpus); nothing of it shows on the page",
    guideline="Help:CS1 errors#param_unknown_empty",
)
def cite_empty_unknown_param(section: Section) -> Iterator[Problem]:
    """An empty parameter that the citation template does not know.

    It does nothing now, but whoever fills it in later will see an error. Remove it.
    """
    renamed = cs1_data()["renamed"]
    for cite in cs1_strange(section):
        for parameter in cite.strange:
            name = parameter.name
            if parameter.value or parameter.positional or not name:
                continue
            if is_known_parameter(name, cite.kind) and name not in renamed:
                continue
            edit = delete_parameter(parameter, section.text)
            fix = Fix((edit,), cosmetic=True) if "<!--" not in parameter.span.of(section.text) else None
            yield Problem(
                name_span(parameter, section.text), f"empty parameter {name!r} is not known", fix, help="remove it"
            )
