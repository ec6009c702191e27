from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_data, is_known_parameter, known_parameters
from articlewatch.article.cs1index import cs1_strange
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import name_span, rename_parameter
from articlewatch.lint.suggest import nearest_name


@rule(
    "cite-unknown-param",
    code="C020",
    severity="error",
    sites=("enwiki",),
    when=("ite", "eference"),
    given=cs1_strange,
    fix="assisted",
    supersedes=("template-unknown-param",),
    bad=[
        Example(
            "<ref>{{cite book |title=A |publsher=B}}</ref>".replace("publsher", "⟦publsher⟧"),
            fixed="<ref>{{cite book |title=A |publisher=B}}</ref>",
        ),
        Example(
            "<ref>{{cite web |url=https://example.org |title=A |⟦acess-date⟧=5 May 2020}}</ref>",
            fixed="<ref>{{cite web |url=https://example.org |title=A |access-date=5 May 2020}}</ref>",
        ),
        "<ref>{{cite journal |title=A |journal=J |⟦sub-title⟧=B}}</ref>",
    ],
    good=[
        "<ref>{{cite book |title=A |last2=B |first2=C |editor3-last=D |last1=E |first1=F}}</ref>",
        "<ref>{{cite book |title=A |publsher=}}</ref>",
        "<ref>{{cite thesis |title=A |degree=PhD}}</ref>",
        "{{cite hansard |title=A |column=3}}",
    ],
    precision="8 of 8 hits right (English corpus and histories)",
    guideline="Help:CS1 errors#parameter_ignored",
)
def cite_unknown_param(section: Section) -> Iterator[Problem]:
    """A parameter that the citation template does not know.

    What is written there is not shown, and the page carries a red error message. Usually it is a misspelt name; the
    nearest one is offered when only one is near.
    """
    renamed = cs1_data()["renamed"]
    for cite in cs1_strange(section):
        for parameter in cite.strange:
            name = parameter.name
            if parameter.positional or not parameter.value or not name or name in renamed:
                continue
            if is_known_parameter(name, cite.kind):
                continue
            nearest = nearest_name(name, known_parameters(cite.kind))
            free = nearest and not any(p.name == nearest for p in cite.params)
            fix = Fix((rename_parameter(parameter, section.text, nearest),), "assisted") if free else None
            yield Problem(
                name_span(parameter, section.text),
                f"{{{{{cite.template.name}}}}} does not know the parameter {name!r}",
                fix,
                help=f"did you mean {nearest!r}?" if nearest else "see the template's documentation",
            )
