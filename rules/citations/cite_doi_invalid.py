from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_citations
from articlewatch.article.identifiers import CHECKS, mended_identifier
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import replace_value, value_span


@rule(
    "cite-doi-invalid",
    code="C055",
    severity="error",
    when=("doi", "DOI"),
    fix="safe",
    bad=[
        Example("{{Cite journal|title=A|doi=⟦11.1038/171737a0⟧}}", site="generic", language="th"),
        Example(
            "{{cite journal |title=A |journal=J |doi=⟦https://doi.org/10.1038/171737a0⟧}}",
            fixed="{{cite journal |title=A |journal=J |doi=10.1038/171737a0}}",
        ),
        Example(
            "{{cite journal |title=A |journal=J |doi=⟦doi:10.1038/171737a0.⟧}}",
            fixed="{{cite journal |title=A |journal=J |doi=10.1038/171737a0}}",
        ),
        "{{cite journal |title=A |journal=J |doi=⟦1038/171737a0⟧}}",
        "{{doi|⟦10.1038 171737a0⟧}}",
    ],
    good=[
        Example("{{Literatur |Titel=A |DOI=https://doi.org/10.1038/171737a0}}", site="generic", language="de"),
        "{{cite journal |title=A |journal=J |doi=10.1038/171737a0}}",
        "{{cite journal |title=A |journal=J |doi=10.1002/(SICI)1097-0061(199706)13:7609::AID-YEA121>3.0.CO;2-T}}",
        "{{cite journal |title=A |journal=J |doi=((10.1038/171737a0.))}}",
    ],
    precision="no hit in the corpus and its histories",
    guideline="Help:CS1 errors#bad_doi",
)
def cite_doi_invalid(section: Section) -> Iterator[Problem]:
    """A DOI that cannot be right.

    The link to the article does not work. A DOI begins with "10.", a number of four digits or more, and a slash; the
    parameter takes no address and no label.
    """
    found = [p for c in cs1_citations(section) for p in c.by_name.get("doi", ())]
    found += [t.params[0] for t in section.templates_named("doi", "DOI", "dOI") if t.params and t.params[0].value]
    for parameter in found:
        value = parameter.value
        fault = "" if value.startswith("((") or "{" in value or "<" in value else CHECKS["doi"](value)
        if fault:
            mended = mended_identifier("doi", value)
            fix = Fix((replace_value(parameter, section.text, mended),)) if mended else None
            yield Problem(
                value_span(parameter, section.text), f"DOI {fault}", fix, help="write it as in 10.1038/171737a0"
            )
