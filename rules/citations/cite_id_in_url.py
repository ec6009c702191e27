from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Parameter, Section
from articlewatch.article.cs1 import Cs1Citation, cs1_citations
from articlewatch.article.identifiers import CHECKS
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import delete_parameter, rename_parameter, replace_value, value_span

_IN_URL = (
    ("doi", re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\d{4,9}/[^\s?#]+)", re.IGNORECASE)),
    ("jstor", re.compile(r"https?://(?:www\.)?jstor\.org/stable/(\d{4,12})/?(?:\?[^\s]*)?", re.IGNORECASE)),
    (
        "pmid",
        re.compile(
            r"https?://(?:www\.)?(?:ncbi\.nlm\.nih\.gov/pubmed|pubmed\.ncbi\.nlm\.nih\.gov)/(\d{1,8})/?", re.IGNORECASE
        ),
    ),
    (
        "pmc",
        re.compile(
            r"https?://(?:www\.)?(?:ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov)/articles/(?:PMC)?(\d{1,8})/?",
            re.IGNORECASE,
        ),
    ),
    ("arxiv", re.compile(r"https?://arxiv\.org/(?:abs|pdf)/([\w.-]+/?\d+(?:v\d+)?)(?:\.pdf)?", re.IGNORECASE)),
    ("oclc", re.compile(r"https?://(?:www\.)?worldcat\.org/oclc/(\d{1,10})/?", re.IGNORECASE)),
)


@rule(
    "cite-id-in-url",
    code="C060",
    severity="suggestion",
    sites=("enwiki",),
    when=("doi.org", "jstor.org", "ncbi.nlm.nih.gov", "arxiv.org", "worldcat.org"),
    fix="assisted",
    bad=[
        Example(
            "{{cite journal |title=A |journal=J |url=⟦https://doi.org/10.1038/171737a0⟧}}",
            fixed="{{cite journal |title=A |journal=J |doi=10.1038/171737a0}}",
        ),
        Example(
            "{{cite journal |title=A |journal=J |url=⟦https://www.jstor.org/stable/2118559⟧ |jstor=2118559 |volume=3}}",
            fixed="{{cite journal |title=A |journal=J |jstor=2118559 |volume=3}}",
        ),
        "{{cite web |title=A |url=⟦https://arxiv.org/abs/1501.00001⟧ |access-date=5 May 2020}}",
    ],
    good=[
        "{{cite journal |title=A |journal=J |doi=10.1038/171737a0 |url=https://example.org/a.pdf}}",
        "{{cite web |title=JSTOR |url=https://www.jstor.org/about}}",
        "{{cite journal |title=A |journal=J |doi=10.1038/171737a0}}",
    ],
    precision="8 of 8 hits right (English corpus)",
    guideline="Help:CS1#Identifiers",
)
def cite_id_in_url(section: Section) -> Iterator[Problem]:
    """An identifier hidden in the address: doi.org, JSTOR, PubMed, arXiv, WorldCat.

    As ``doi=``, ``jstor=`` … it makes the same link, tells the reader what it leads to and can be checked by
    machines; the title then stays free for a link to the full text.
    """
    for cite in cs1_citations(section):
        parameter = cite.get("url")
        if parameter is None:
            continue
        for name, pattern in _IN_URL:
            match = pattern.fullmatch(parameter.value)
            if match is None:
                continue
            yield Problem(
                value_span(parameter, section.text),
                f"this address is a {name}",
                _fix(cite, parameter, name, match.group(1), section.text),
                help=f"write {name}={match.group(1)}",
            )


def _fix(cite: Cs1Citation, parameter: Parameter, name: str, value: str, text: str) -> Fix | None:
    # These need the address, or would be left without anything to say.
    if cite.kind in ("web", "news", "podcast") or cite.has("access-date", "archive-url", "url-access", "format"):
        return None
    if CHECKS[name](value):
        return None
    if cite.has(name):
        return Fix((delete_parameter(parameter, text),), "assisted") if cite.value(name) == value else None
    if any(p.name == name for p in cite.params):
        return None
    return Fix((rename_parameter(parameter, text, name), replace_value(parameter, text, value)), "assisted")
