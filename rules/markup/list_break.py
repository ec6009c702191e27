from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_ENDING = re.compile(r"^[*#:;][^\n]*?((?:[ \t]*<br\s?/?>)+[ \t]*)$", re.MULTILINE | re.IGNORECASE)


@rule(
    "list-break",
    code="M028",
    severity="suggestion",
    when=re.compile(r"^[*#:;][^\n]*<br\s?/?>[ \t]*$", re.MULTILINE | re.IGNORECASE),
    bad=[
        Example("* one⟦<br>⟧\n* two", fixed="* one\n* two"),
        Example("# a ''b''⟦ <br />⟧\n# c", fixed="# a ''b''\n# c"),
        Example("* one⟦<br /><br />⟧", fixed="* one"),
    ],
    good=["* one<br>two\n* three", "Verse<br>\nline", "{{a|\n* b<br>\n}}", "<!--\n* a<br>\n-->"],
    fix="safe",
    precision="3 of 3 hits right (corpus, histories and dumps, all languages)",
)
def list_break(section: Section) -> Iterator[Problem]:
    """A line break at the end of a list item.

    The item ends there anyway; the break opens a gap in the list. Remove it.
    """
    for match in _ENDING.finditer(section.text):
        span = Span(*match.span(1))
        if section.is_opaque(span.start) or section.in_template(span.start):
            continue
        yield Problem(span, "line break at the end of a list item", Fix.delete(span))
