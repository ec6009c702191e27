from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Parameter, Section, Span
from articlewatch.article.cs1index import cs1_every
from articlewatch.article.identifiers import isbn_fault, mended_identifier
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import replace_value, value_span


@rule(
    "cite-isbn-invalid",
    code="C053",
    formats=("wikitext", "html"),
    severity="error",
    when=("isbn", "ISBN"),
    fix="safe",
    bad=[
        "{{cite book |title=A |isbn=⟦0-19-853453-9⟧}}",
        "{{cite book |title=A |isbn=⟦97801985718⟧}}",
        "A. Kahn, ''A''. ISBN ⟦978-0-19-853453-9⟧.",
        Example("{{cite book |title=A |isbn=⟦ISBN 0198534531⟧}}", fixed="{{cite book |title=A |isbn=0198534531}}"),
        "{{ISBN|⟦0-19-853453-X⟧}}",
    ],
    good=[
        "{{cite book |title=A |isbn=0-19-853453-1}} {{cite book |title=B |isbn=978-0-306-40615-7}}",
        "{{cite book |title=A |isbn=0-8044-2957-X}} ISBN 978-0-306-40615-7",
        "{{cite book |title=A |isbn=((0-19-853453-9))}} {{cite book |title=A |isbn={{{isbn|}}}}}",
        "The book had no ISBN 10 years ago.",
    ],
    precision="10 of 10 hits right (corpus, histories and dumps, all languages)",
    guideline="Help:CS1 errors#bad_isbn",
)
def cite_isbn_invalid(section: Section) -> Iterator[Problem]:
    """An ISBN that cannot be right: wrong length, wrong prefix or wrong check digit.

    The link to libraries and shops leads to another book or nowhere. Copy the number from the book again. A wrong
    number that is really printed in the book goes into double brackets: ``((0-19-853453-9))``.
    """
    for parameter in _parameters(section):
        value = parameter.value
        fault = "" if value.startswith("((") or "{" in value or "<" in value else isbn_fault(value)
        if fault:
            mended = mended_identifier("isbn", value)
            fix = Fix((replace_value(parameter, section.text, mended),)) if mended else None
            yield Problem(value_span(parameter, section.text), f"ISBN {fault}", fix, help="copy it from the book again")
    for match in _MAGIC.finditer(section.text):
        place = Span(*match.span(1))
        if section.in_template(place.start) or section.is_opaque(place.start):
            continue
        fault = isbn_fault(place.of(section.text))
        if fault and len(re.sub(r"\D", "", match.group(1))) > 7:
            yield Problem(place, f"ISBN {fault}", help="copy it from the book again")


_MAGIC = re.compile(r"ISBN(?<=\bISBN)(?:[\s:]|&nbsp;){1,3}((?:\d[ -]?){8,12}[\dXx])(?![\w-])")


def _parameters(section: Section) -> Iterator[Parameter]:
    for _, parameter in cs1_every(section, "isbn"):
        yield parameter
    for template in section.templates_named("ISBN", "iSBN", "isbn", "iSBNT"):
        yield from (p for p in template.params if p.positional and p.value)
