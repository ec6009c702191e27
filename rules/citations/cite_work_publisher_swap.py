from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_data
from articlewatch.article.cs1index import cs1_having
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import name_span, rename_parameter, replace_value

_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")


@rule(
    "cite-work-publisher-swap",
    code="C069",
    severity="suggestion",
    sites=("enwiki",),
    when="publisher",
    fix="assisted",
    bad=[
        Example(
            "{{cite news |title=A |url=https://example.org |⟦publisher⟧=The New York Times}}",
            fixed="{{cite news |title=A |url=https://example.org |work=The New York Times}}",
        ),
        Example(
            "{{cite web |title=A |url=https://example.org |⟦publisher⟧=[[The Guardian]]}}",
            fixed="{{cite web |title=A |url=https://example.org |work=[[The Guardian]]}}",
        ),
    ],
    good=[
        "{{cite news |title=A |newspaper=The New York Times |publisher=The New York Times Company}}",
        "{{cite book |title=A |publisher=The New York Times}}",
        "{{cite web |title=A |url=https://example.org |publisher=University of Kahn}}",
    ],
    precision="39 of 39 read hits right (English corpus)",
    guideline="Help:CS1#Work and publisher",
)
def cite_work_publisher_swap(section: Section) -> Iterator[Problem]:
    """A newspaper or magazine given as the publisher.

    The publisher is the firm behind it. As ``work=`` (or ``newspaper=``) the name is set in italics and can be found
    by those who look for articles of that paper. Only well-known papers are recognised; in a book the name may be
    that of the publisher.
    """
    papers = _papers()
    for cite, _, parameter in cs1_having(section, "publisher"):
        if cite.kind not in ("news", "web", "magazine") or cite.has("work") or parameter.name != "publisher":
            continue
        name = _LINK.sub(r"\1", parameter.value).replace("''", "").strip()
        if name in papers and not any(p.name == "work" for p in cite.params):
            edits = [rename_parameter(parameter, section.text, "work")]
            if "''" in parameter.value:
                edits.append(replace_value(parameter, section.text, parameter.value.replace("''", "")))
            yield Problem(
                name_span(parameter, section.text),
                f"{name} is a periodical, not a publisher",
                Fix(tuple(edits), "assisted"),
                help="write work= instead",
            )


@cache
def _papers() -> frozenset[str]:
    return frozenset(cs1_data()["periodicals"]["names"])
