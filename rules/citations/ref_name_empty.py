from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.citeattributes import cite_attributes
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.finding import Severity


@rule(
    "ref-name-empty",
    code="C072",
    severity="error",
    when=re.compile(r"name\s*=\s*(?:\"\s*\"|'\s*'|/?>)", re.IGNORECASE),
    fix="safe",
    bad=[
        Example('One.<ref ⟦name=""⟧>A</ref>', fixed="One.<ref>A</ref>"),
        "One.<ref ⟦name=''⟧ />",
        Example(
            'One.<ref group=n ⟦name=" "⟧>A</ref> {{reflist|group=n}}',
            fixed="One.<ref group=n>A</ref> {{reflist|group=n}}",
        ),
    ],
    good=["One.<ref name=a>A</ref>", "One.<ref>A</ref>", '<nowiki><ref name=""></nowiki>'],
    precision="1 of 1 hit right (English corpus)",
    guideline="WP:REFNAME",
)
def ref_name_empty(section: Section) -> Iterator[Problem]:
    """A reference with an empty name.

    It shows a "Cite error" where the reference has no content, and is useless where it has.
    """
    for tag in section.tags_named("ref"):
        for attribute in tag.attributes:
            if attribute.name != "name" or cite_attributes(tag).get("name", "x").strip():
                continue
            start = attribute.span.start
            while section.text[start - 1] in " \t":
                start -= 1
            fix = (
                Fix.delete(Span(start, attribute.span.end))
                if tag.content.strip() and section.text[attribute.span.end] in " \t\n/>"
                else None
            )
            severity: Severity = "warning" if tag.content.strip() else "error"
            help = "give the reference a name, or drop the attribute"
            yield Problem(attribute.span, "the name is empty", fix, help=help, severity=severity)
