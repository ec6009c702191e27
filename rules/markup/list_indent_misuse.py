from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_INDENTED = re.compile(r"^(:+)([*#]+)(?=[^*#:;\n])", re.MULTILINE)
_BOLD_BY_SEMICOLON = re.compile(r"^;[^\n:]+$(?!\n[:*#;])", re.MULTILINE)


@rule(
    "list-indent-misuse",
    code="M042",
    severity="suggestion",
    when=re.compile(r"^(?::+[*#]|;)", re.MULTILINE),
    bad=[
        Example("⟦:*⟧ one\n⟦:*⟧ two", fixed="* one\n* two"),
        Example("⟦::#⟧ one", fixed="# one"),
        "⟦;History⟧\n\nText.",
    ],
    good=["* one\n** two", ": <math>a</math>", ";term\n: meaning", ";a: b", "* a\n*: b", "{{a|\n:* b\n}}", ": a\n:* b"],
    fix="assisted",
    guideline="MOS:INDENT",
    precision="24 of 24 read hits right (English corpus)",
)
def list_indent_misuse(section: Section) -> Iterator[Problem]:
    """List marks used for their looks: ``:*`` to indent a list, ``;`` to make a line bold.

    A screen reader announces a description list without terms, then a list inside it; a ``;`` line alone is a term
    that nothing explains. Write the list without the colon, and a real heading or bold.
    """
    text = section.text
    for match in _INDENTED.finditer(text):
        span = Span(*match.span())
        # Below a line that is itself indented the list belongs to it.
        if _follows_indent(text, span.start) or section.is_opaque(span.start) or section.in_template(span.start):
            continue
        yield Problem(span, "list indented with a colon", Fix.replace(span, match.group(2), safety="assisted"))
    for match in _BOLD_BY_SEMICOLON.finditer(text):
        span = Span(*match.span())
        if section.is_opaque(span.start) or section.in_template(span.start) or section.in_table(span.start):
            continue
        if match.end() < len(text) and "}}" not in match.group():
            yield Problem(span, "a line is made bold by ;", help="use a heading, or ''' for bold")


def _follows_indent(text: str, start: int) -> bool:
    before = text[:start].rstrip("\n")
    line = before[before.rfind("\n") + 1 :]
    return line.startswith(":") and not _INDENTED.match(line)
