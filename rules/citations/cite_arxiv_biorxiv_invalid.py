from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.cs1 import PREPRINTS, cs1_citations
from articlewatch.article.identifiers import CHECKS, mended_identifier
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import replace_value, value_span

_NAMES = {"arxiv": "arXiv", "biorxiv": "bioRxiv", "medrxiv": "medRxiv", "citeseerx": "CiteSeerX", "ssrn": "SSRN"}


@rule(
    "cite-arxiv-biorxiv-invalid",
    code="C057",
    severity="error",
    when=re.compile(r"rxiv|eprint|citeseerx|ssrn", re.IGNORECASE),
    fix="safe",
    bad=[
        Example(
            "{{cite arXiv |title=A |eprint=⟦arXiv:1501.00001⟧}}", fixed="{{cite arXiv |title=A |eprint=1501.00001}}"
        ),
        "{{cite journal |title=A |journal=J |arxiv=⟦1501.0001⟧}}",
        "⟦{{cite arXiv⟧ |title=A |last=B}}",
        "{{cite bioRxiv |title=A |biorxiv=⟦078733⟧}}",
    ],
    good=[
        "{{cite arXiv |title=A |eprint=1501.00001v2 |class=hep-th}}",
        "{{cite journal |title=A |journal=J |arxiv=hep-th/9901001}}",
        "{{cite bioRxiv |title=A |biorxiv=10.1101/078733}}",
    ],
    precision="no hit in the corpus and its histories",
    guideline="Help:CS1 errors#bad_arxiv",
)
def cite_arxiv_biorxiv_invalid(section: Section) -> Iterator[Problem]:
    """The number of a preprint that cannot be right, or a preprint cited without it.

    The link leads nowhere, and the page shows an error.
    """
    for cite in cs1_citations(section):
        for name, shown in _NAMES.items():
            for parameter in cite.by_name.get(name, ()):
                value = parameter.value
                fault = "" if value.startswith("((") or "{" in value else CHECKS[name](value)
                if fault:
                    mended = mended_identifier(name, value)
                    fix = Fix((replace_value(parameter, section.text, mended),)) if mended else None
                    yield Problem(
                        value_span(parameter, section.text), f"{shown} number {fault}", fix, help="copy it again"
                    )
        if cite.kind in PREPRINTS and cite.by_name and not cite.has(cite.kind):
            name_part = cite.template.name_span
            yield Problem(
                Span(cite.template.start, name_part.start + len(name_part.of(section.text).rstrip())),
                f"preprint without its {_NAMES[cite.kind]} number",
                help=f"add {cite.kind}=",
            )
