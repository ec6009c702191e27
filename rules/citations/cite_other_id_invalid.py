from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_citations
from articlewatch.article.cs1index import cs1_every
from articlewatch.article.identifiers import CHECKS, mended_identifier
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import replace_value, value_span

_OTHERS = (
    "asin",
    "bibcode",
    "hdl",
    "ismn",
    "jfm",
    "jstor",
    "lccn",
    "mr",
    "oclc",
    "ol",
    "osti",
    "rfc",
    "s2cid",
    "sbn",
    "zbl",
)


@rule(
    "cite-other-id-invalid",
    code="C058",
    severity="error",
    when="{{",
    given=cs1_citations,
    fix="safe",
    bad=[
        Example("{{cite book |title=A |oclc=⟦OCLC 12345678⟧}}", fixed="{{cite book |title=A |oclc=12345678}}"),
        "{{cite journal |title=A |journal=J |bibcode=⟦1974AJ.....79..819⟧}}",
        Example(
            "{{cite journal |title=A |journal=J |jstor=⟦https://www.jstor.org/stable/2118559⟧}}",
            fixed="{{cite journal |title=A |journal=J |jstor=2118559}}",
        ),
        "{{cite book |title=A |lccn=⟦123⟧}}",
    ],
    good=[
        "{{cite book |title=A |oclc=ocm12345678 |lccn=sn2006058112}} {{cite book |title=A |lccn=89-456}}",
        "{{cite journal |title=A |journal=J |bibcode=1974AJ.....79..819H |jstor=2118559}}",
        "{{cite journal |title=A |journal=J |bibcode=((2008JEnvQ..37..-97B))}}",
        "{{cite book |title=A |ol=18319A |zbl=0823.53042 |hdl=10125/4275}}",
    ],
    precision="no hit in the corpus and its histories",
    guideline="Help:CS1 errors#bad_bibcode",
)
def cite_other_id_invalid(section: Section) -> Iterator[Problem]:
    """An identifier that cannot be right: OCLC, JSTOR, LCCN, bibcode, ASIN, handle and others.

    The link leads to another work or nowhere. The parameters take the bare number, without label and address.
    """
    for name, parameter in cs1_every(section, *_OTHERS):
        value = parameter.value
        fault = "" if value.startswith("((") or "{" in value or "<" in value else CHECKS[name](value)
        if fault:
            mended = mended_identifier(name, value)
            fix = Fix((replace_value(parameter, section.text, mended),)) if mended else None
            yield Problem(value_span(parameter, section.text), f"{name} {fault}", fix, help="copy it again")
