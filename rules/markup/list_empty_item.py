from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_EMPTY = re.compile(r"^[*#]+[ \t]*(?:\n|\Z)", re.MULTILINE)


@rule(
    "list-empty-item",
    code="M053",
    severity="suggestion",
    when=re.compile(r"^[*#]+[ \t]*$", re.MULTILINE),
    bad=[
        Example("* one\n⟦*\n⟧* two", fixed="* one\n* two"),
        Example("# a\n⟦# \n⟧\nText.", fixed="# a\n\nText."),
        Example("* a\n⟦**⟧", fixed="* a\n"),
    ],
    good=["* one\n* two", "* {{a}}\n* <!-- b -->", "<pre>\n*\n</pre>", "{{a|\n*\n}}", "*\n{| \n| a\n|}"],
    fix="safe",
    precision="5 of 5 hits right (corpus, histories and dumps, all languages)",
)
def list_empty_item(section: Section) -> Iterator[Problem]:
    """A list item with nothing in it.

    Readers see a lonely bullet or number, or a gap. Remove it.
    """
    for match in _EMPTY.finditer(section.text):
        span = Span(*match.span())
        if section.is_opaque(span.start) or section.in_template(span.start) or section.text.startswith("{|", span.end):
            continue
        yield Problem(span, "empty list item", Fix.delete(span))
