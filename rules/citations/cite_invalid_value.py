from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_data
from articlewatch.article.cs1index import cs1_by_name
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import name_span, replace_value, value_span


@rule(
    "cite-invalid-value",
    code="C045",
    severity="error",
    sites=("enwiki",),
    when=("-access", "url-status", "mode", "name-list-style", "display-", "no-pp", "df"),
    fix="safe",
    bad=[
        Example(
            "{{cite web |title=A |url=https://example.org |url-access=⟦yes⟧}}".replace("yes", "Subscription"),
            fixed="{{cite web |title=A |url=https://example.org |url-access=subscription}}",
        ),
        "{{cite journal |title=A |journal=J |doi=10.1000/1 |doi-access=⟦subscription⟧}}",
        "{{cite book |title=A |last=B |display-authors=⟦all⟧}}",
        "{{cite book |title=A |⟦url-access⟧=registration}}",
    ],
    good=[
        "{{cite journal |title=A |journal=J |doi=10.1000/1 |doi-access=free}}",
        "{{cite book |title=A |last=B |last2=C |display-authors=1}}",
        "{{cite web |title=A |url=https://example.org "
        "|archive-url=https://web.archive.org/web/20200102030405/https://example.org"
        " |archive-date=2 January 2020 |url-status=dead}}",
        "{{cite book |title=A |last=B |display-authors=etal}}",
    ],
    precision="no hit in the corpus and its histories",
    guideline="Help:CS1 errors#invalid_param_val",
)
def cite_invalid_value(section: Section) -> Iterator[Problem]:
    """A keyword that the parameter does not take, or an access level for something that is not given.

    The template ignores it and shows an error.
    """
    values = cs1_data()["values"]
    for canonical, uses in cs1_by_name(section).items():
        if canonical not in values and not canonical.startswith("display-"):
            continue
        for cite, found in uses:
            parameter = found[-1]
            if canonical in values:
                allowed = values[canonical]
                if parameter.value not in allowed:
                    lower = parameter.value.lower()
                    fix = Fix((replace_value(parameter, section.text, lower),)) if lower in allowed else None
                    yield Problem(
                        value_span(parameter, section.text),
                        f"{canonical} does not take {parameter.value!r}",
                        fix,
                        help=f"one of {', '.join(allowed)}",
                    )
                elif canonical.endswith("-access") and not cite.has(canonical.removesuffix("-access")):
                    yield Problem(
                        name_span(parameter, section.text),
                        f"access level without {canonical.removesuffix('-access')}",
                        help="remove it, or give what it is about",
                    )
            elif not _is_display(parameter.value):
                yield Problem(
                    value_span(parameter, section.text),
                    f"{parameter.name} takes a number or 'etal', not {parameter.value!r}",
                    help="remove it to show all names",
                )


def _is_display(value: str) -> bool:
    return value.isdigit() or value.lower().replace(" ", "").strip(".'") == "etal"
