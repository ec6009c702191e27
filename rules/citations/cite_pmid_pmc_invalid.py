from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1index import cs1_every, cs1_having
from articlewatch.article.identifiers import CHECKS, mended_identifier
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import name_span, replace_value, value_span


@rule(
    "cite-pmid-pmc-invalid",
    code="C056",
    severity="error",
    when=("pm", "PM"),
    fix="safe",
    bad=[
        Example(
            "{{cite journal |title=A |journal=J |pmid=⟦PMID: 12345678⟧}}",
            fixed="{{cite journal |title=A |journal=J |pmid=12345678}}",
        ),
        "{{cite journal |title=A |journal=J |pmid=⟦123456789⟧}}",
        "{{cite journal |title=A |journal=J |pmc=⟦none⟧}}",
        "{{cite journal |title=A |journal=J |⟦pmc-embargo-date⟧=5 May 2010}}",
    ],
    good=[
        "{{cite journal |title=A |journal=J |pmid=12345678 |pmc=1234567}}",
        "{{cite journal |title=A |journal=J |pmc=PMC1234567}}",
        "{{cite journal |title=A |journal=J |pmid=}}",
    ],
    precision="no hit in the corpus and its histories",
    guideline="Help:CS1 errors#bad_pmid",
)
def cite_pmid_pmc_invalid(section: Section) -> Iterator[Problem]:
    """A PubMed or PubMed Central number that cannot be right, or an embargo without such a number.

    The link leads to another article or nowhere. The parameters take a bare number.
    """
    for name, parameter in cs1_every(section, "pmid", "pmc"):
        value = parameter.value
        fault = "" if value.startswith("((") or "{" in value or "<" in value else CHECKS[name](value)
        if fault:
            mended = mended_identifier(name, value)
            fix = Fix((replace_value(parameter, section.text, mended),)) if mended else None
            yield Problem(
                value_span(parameter, section.text), f"{name.upper()} {fault}", fix, help="write the number alone"
            )
    for cite, _, embargo in cs1_having(section, "pmc-embargo-date"):
        if not cite.has("pmc"):
            yield Problem(
                name_span(embargo, section.text), "embargo without pmc", help="add pmc, or remove the embargo"
            )
