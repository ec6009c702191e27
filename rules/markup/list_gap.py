from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_GAP = re.compile(r"^([*#]+)(?![*#:;])[^\n]*(\n(?:[ \t]*\n)+)(?=\1[^*#:;\n])", re.MULTILINE)


@rule(
    "list-gap",
    code="M041",
    severity="suggestion",
    when=re.compile(r"^[*#][^\n]*\n[ \t]*\n[ \t\n]*[*#]", re.MULTILINE),
    bad=[
        Example("* one⟦\n\n⟧* two\n* three", fixed="* one\n* two\n* three"),
        Example("# a⟦\n\n\n⟧# b", fixed="# a\n# b"),
        Example("* a\n** b⟦\n\n⟧** c", fixed="* a\n** b\n** c"),
    ],
    good=[
        "* one\n* two\n\nText.",
        "* one\n\nText.\n\n* two",
        "{{a|\n* b\n\n* c\n}}",
        "* a\n\n# b",
        "<poem>\n* a\n\n* b\n</poem>",
    ],
    fix="safe",
    guideline="MOS:LISTGAP",
    precision="14 of 14 read hits right (corpus, histories and dumps, all languages)",
)
def list_gap(section: Section) -> Iterator[Problem]:
    """A blank line between two items of a list.

    It ends the list and begins another: a screen reader announces a list for every item, and numbers begin anew.
    Remove the blank line.
    """
    text = section.text
    at = 0
    skipped = [t.content_span for t in section.tags_named("poem") if t.kind == "pair"]
    while True:
        match = _GAP.search(text, at)
        if match is None:
            return
        span = Span(*match.span(2))
        at = span.end
        if section.is_opaque(span.start) or section.in_template(span.start) or section.in_template(match.start()):
            continue
        if any(s.start <= span.start < s.end for s in skipped):
            continue
        yield Problem(span, "blank line within a list", Fix.replace(span, "\n"))
