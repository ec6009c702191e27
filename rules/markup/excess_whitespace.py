from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_BLANK_LINES = re.compile(r"(?<=[^\n])\n(?:[ \t]*\n){3,}")


@rule(
    "excess-whitespace",
    code="M021",
    severity="suggestion",
    when=re.compile(r"\n[ \t]*\n[ \t]*\n[ \t]*\n"),
    bad=[
        Example("One.⟦\n\n\n\n⟧Two.", fixed="One.\n\nTwo."),
        Example("One.⟦\n \n\n \n\n⟧== A ==\n", fixed="One.\n\n== A ==\n"),
        "* a⟦\n\n\n\n⟧{{stub}}",
    ],
    good=[
        "One.\n\nTwo.\n\n\n{{stub}}",
        "<pre>a\n\n\n\n\nb</pre>",
        "<!-- a\n\n\n\n\nb -->",
        "{{a|\n\n\n\n\n}}",
    ],
    fix="safe",
    precision="12 of 12 read hits right (corpus, histories and dumps, all languages)",
)
def excess_whitespace(section: Section) -> Iterator[Problem]:
    """Three or more blank lines in a row.

    They open a gap in the rendered page. One blank line parts paragraphs; two before a stub template are usual.
    """
    for match in _BLANK_LINES.finditer(section.text):
        start, end = match.span()
        if section.is_opaque(start) or section.in_template(start):
            continue
        span = Span(start, end)
        yield Problem(span, f"{match.group().count(chr(10)) - 1} blank lines", Fix.replace(span, "\n\n"))
