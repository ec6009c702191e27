from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Parameter, Section, Span
from articlewatch.article.cs1 import cs1_citations
from articlewatch.lint import Example, Fix, Problem, Related, rule
from articlewatch.lint.parameters import delete_parameter, value_span


@rule(
    "cite-duplicate-param",
    code="C022",
    severity="error",
    sites=("enwiki",),
    when=("ite", "eference"),
    given=cs1_citations,
    fix="safe",
    supersedes=("template-duplicate-param", "template-duplicate-arg", "template-duplicate-parameter"),
    bad=[
        Example(
            "{{cite web |url=https://example.org |title=A |⟦title=A⟧ |date=2020}}",
            fixed="{{cite web |url=https://example.org |title=A |date=2020}}",
        ),
        Example("{{cite book |title=A |date= |⟦date=2020⟧}}", fixed="{{cite book |title=A |date=2020}}"),
        "{{cite book |title=A |year=1990 |⟦year=1991⟧}}",
    ],
    good=[
        "{{cite book |title=A |last1=B |last2=B}}",
        "{{cite book |title=A |chapter=A}}",
        "{{cite book |title=A |work={{lang|de|B|title=C}}}}",
    ],
    precision="6 of 6 hits right (English corpus)",
    guideline="Help:CS1 errors",
)
def cite_duplicate_param(section: Section) -> Iterator[Problem]:
    """A parameter given twice in one citation.

    Only the last counts, so the first is lost without a word. When both say the same, or one is empty, the fix
    removes the superfluous one; otherwise somebody has to look which is right.
    """
    for cite in cs1_citations(section):
        if not cite.strange and len(cite.by_name) == len(cite.params):
            continue
        names = cite.template.names()
        if len(set(names)) == len(names):
            continue
        seen: dict[str, Parameter] = {}
        for parameter in cite.params:
            if parameter.positional:
                continue
            first = seen.setdefault(parameter.name, parameter)
            if first is parameter:
                continue
            drop = parameter if first.value and parameter.value in ("", first.value) else first
            same = first.value == parameter.value or not first.value
            fix = Fix((delete_parameter(drop, section.text),), "safe") if same else None
            yield Problem(
                Span(parameter.span.start + 1, value_span(parameter, section.text).end),
                f"parameter {parameter.name!r} is given twice" + ("" if same else "; the first is lost"),
                fix,
                (Related(Span(first.span.start + 1, value_span(first, section.text).end), "the first"),),
                "keep the right one",
            )
