from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.templates import Parameter, Template
from articlewatch.lint import Example, Fix, Problem, Related, rule


@rule(
    "template-duplicate-param",
    code="T002",
    severity="error",
    when="{{",
    bad=[
        Example(
            "{{cite web ⟦|title=A ⟧|url=https://example.org |title=A}}",
            fixed="{{cite web |url=https://example.org |title=A}}",
        ),
        "{{cite web ⟦|title=A ⟧|url=https://example.org |title=B}}",
        Example(
            "{{Infobox x\n⟦| born =\n⟧| name = A\n| born = 1900\n}}",
            fixed="{{Infobox x\n| name = A\n| born = 1900\n}}",
        ),
        "{{quote⟦|a⟧|1=b}}",
    ],
    good=[
        "{{cite web |title=A |url=https://example.org}}",
        "{{quote|a|b|3=c}}",
        "{{#switch: a |b=1 |c=2 |b=3}}",
        "{{a|x={{b|x=1}}}}",
        "{{numbered|{{\n{| class=x\n|- align=left\n| a\n|- align=left\n|}\n}}}}",
    ],
    fix="assisted",
    precision="12 of 12 hits right (corpus, histories and dumps, all languages)",
    guideline="WP:DUPARG",
)
def template_duplicate_param(section: Section) -> Iterator[Problem]:
    """A template call that gives the same parameter twice.

    MediaWiki keeps the last value and drops the others without a word: what the first says is never shown. Remove
    one, or rename it if it was meant for another parameter. Parser functions, whose cases may repeat, are left alone.
    """
    for template in section.templates:
        if template.marks < 3:
            continue
        names = template.names()
        if len(set(names)) == len(names) or template.name.startswith(("#", "{")) or ":" in template.name:
            continue
        winners = {p.name: p for p in template.params}
        for param in template.params:
            winner = winners[param.name]
            if winner.span != param.span:
                yield _problem(template, param, winner)


def _problem(template: Template, param: Parameter, winner: Parameter) -> Problem:
    fix = None
    if not param.value or param.value == winner.value:
        # Taking out a positional value would renumber those behind it.
        fix = None if param.positional else Fix.delete(param.span, safety="assisted", cosmetic=True)
        message = f"parameter {param.name} is given again"
    elif not winner.value:
        fix = None if winner.positional else Fix.delete(_kept_end(template, winner), safety="assisted")
        message = f"parameter {param.name} is given again, empty, so that this value is never shown"
    else:
        message = f"parameter {param.name} is given again with another value; this one is never shown"
    return Problem(param.span, message, fix, related=(Related(winner.span, "the value that counts"),))


def _kept_end(template: Template, param: Parameter) -> Span:
    """The parameter without the white space before the closing braces."""
    if param.span.end == template.end - 2:
        return Span(param.span.start, param.span.start + len(param.span.of(template.text).rstrip()))
    return param.span
