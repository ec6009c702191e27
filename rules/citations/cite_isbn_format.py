from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_NUMBER = (
    r"((?:97[89][ \u2010-\u2015\u2212-]?)?\d(?:[ \u2010-\u2015\u2212-]?\d){8}[ \u2010-\u2015\u2212-]?[\dXx])(?![\w-])"
)
_LABEL = re.compile(r"ISBN(?<=\bISBN)(?:-1[03]:?|:|\s+1[03]:|\s*=|\s*#|[ -]number:?)\s*" + _NUMBER)
_DASH = re.compile(r"ISBN(?<=\bISBN)\s" + _NUMBER)


@rule(
    "cite-isbn-format",
    code="C059",
    severity="warning",
    when="ISBN",
    fix="safe",
    bad=[
        Example("A. Kahn, ''A''. ⟦ISBN: 0-19-853453-1⟧.", fixed="A. Kahn, ''A''. {{ISBN|0-19-853453-1}}."),
        Example("A. Kahn, ''A''. ⟦ISBN-13: 978-0-306-40615-7⟧.", fixed="A. Kahn, ''A''. {{ISBN|978-0-306-40615-7}}."),
        Example("A. Kahn. ⟦ISBN 0–19–853453–1⟧.", fixed="A. Kahn. ISBN 0-19-853453-1.", site="generic"),
    ],
    good=["A. Kahn, ''A''. ISBN 0-19-853453-1.", "{{ISBN|0-19-853453-1}}", "The ISBN: a number for books."],
    precision="15 of 15 read hits right (corpus, histories and dumps, all languages)",
    guideline="WP:ISBN",
)
def cite_isbn_format(section: Section) -> Iterator[Problem]:
    """An ISBN written so that no link is made of it: "ISBN:", "ISBN-13:" or with dashes.

    A wiki makes a link of "ISBN", one blank and the number with hyphens; with anything else between, the reader
    gets plain text.
    """
    for pattern in (_LABEL, _DASH):
        for match in pattern.finditer(section.text):
            number = re.sub("[\u2010-\u2015\u2212]", "-", match.group(1))
            if pattern is _DASH and number == match.group(1):
                continue
            span = Span(*match.span())
            if section.in_template(span.start) or section.is_opaque(span.start):
                continue
            if any(link.start <= span.start < link.end for link in section.external_links):
                continue
            # The English Wikipedia is giving up the links that the software makes by itself.
            new = f"{{{{ISBN|{number}}}}}" if section.profile.id == "enwiki" else f"ISBN {number}"
            yield Problem(span, "no link is made of this ISBN", Fix.replace(span, new), help=f"write {new}")
