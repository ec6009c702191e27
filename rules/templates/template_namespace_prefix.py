from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_PREFIX = re.compile(r"\s*((?:[Tt]emplate|[Ss]ablon|[Vv]orlage|[Mm]odèle|[Pp]lantilla)\s*:\s*)")


@rule(
    "template-namespace-prefix",
    code="T003",
    severity="suggestion",
    when=re.compile(r"\{\{\s*(?:template|vorlage|mod\wle|plantilla|sablon)\s*:", re.IGNORECASE),
    bad=[
        Example("{{⟦Template:⟧Citation needed|date=May 2020}}", fixed="{{Citation needed|date=May 2020}}"),
        Example("{{ ⟦template: ⟧Clear}}", fixed="{{ Clear}}"),
        Example("{{⟦Vorlage:⟧Absatz}}", fixed="{{Absatz}}", site="generic", language="de"),
    ],
    good=[
        "{{Citation needed}}",
        "[[Template:Clear]]",
        "<nowiki>{{Template:Clear}}</nowiki>",
        "{{Wikipedia:Notice}} {{:Template a}}",
    ],
    fix="safe",
    cosmetic=True,
    precision="1 of 1 hit right (a dictionary); none in the corpus and its histories",
)
def template_namespace_prefix(section: Section) -> Iterator[Problem]:
    """A template called with its namespace.

    ``{{Template:Clear}}`` is ``{{Clear}}``: the prefix is implied, and tools that look for the name miss it.
    """
    for template in section.templates:
        match = _PREFIX.match(section.text, template.start + 2, template.name_span.end)
        if match:
            span = Span(*match.span(1))
            yield Problem(span, "the prefix of the namespace is implied", Fix.delete(span, cosmetic=True))
