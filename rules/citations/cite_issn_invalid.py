from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_citations
from articlewatch.article.identifiers import CHECKS, mended_identifier
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import replace_value, value_span


@rule(
    "cite-issn-invalid",
    code="C054",
    severity="error",
    when=("issn", "ISSN"),
    fix="safe",
    bad=[
        "{{cite journal |title=A |journal=J |issn=⟦0028-0837⟧}}",
        Example(
            "{{cite journal |title=A |journal=J |issn=⟦0028 0836⟧}}",
            fixed="{{cite journal |title=A |journal=J |issn=0028-0836}}",
        ),
        "{{cite journal |title=A |journal=J |eissn=⟦1476-46⟧}}",
        "{{ISSN|⟦0028-0835⟧}}",
    ],
    good=[
        "{{cite journal |title=A |journal=J |issn=0028-0836 |eissn=1476-4687}}",
        "{{cite journal |title=A |journal=J |issn=2434-561X}}",
        "{{cite journal |title=A |journal=J |issn=((0028-0837))}}",
    ],
    precision="no hit in the corpus and its histories",
    guideline="Help:CS1 errors#bad_issn",
)
def cite_issn_invalid(section: Section) -> Iterator[Problem]:
    """An ISSN that cannot be right: wrong form or wrong check digit.

    It names another periodical or none. Copy it again: four digits, a hyphen, three digits and a digit or X.
    """
    found = [p for c in cs1_citations(section) for n in ("issn", "eissn") for p in c.by_name.get(n, ())]
    found += [p for t in section.templates_named("ISSN", "iSSN", "issn") for p in t.params if p.positional and p.value]
    for parameter in found:
        value = parameter.value
        fault = "" if value.startswith("((") or "{" in value or "<" in value else CHECKS["issn"](value)
        if fault:
            mended = mended_identifier("issn", value)
            fix = Fix((replace_value(parameter, section.text, mended),)) if mended else None
            yield Problem(value_span(parameter, section.text), f"ISSN {fault}", fix, help="copy it again")
