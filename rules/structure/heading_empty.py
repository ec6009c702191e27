from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Example, Fix, Problem, rule

_HIDDEN = re.compile(r"<!--.*?-->|[\s_=]|&nbsp;|<nowiki\s*/>", re.DOTALL)


@rule(
    "heading-empty",
    code="S017",
    severity="error",
    when="=",
    fix="assisted",
    bad=[
        Example("A.\n⟦== ==⟧\nOld.", fixed="A.\nOld."),
        Example("== A ==\nx\n⟦=== <!-- x --> ===⟧\nOld.", fixed="== A ==\nx\nOld."),
        "⟦=== &nbsp; ===⟧\nx",
    ],
    good=["== A ==\nx", "== {{x}} ==\nx", "== [[File:a.png]] ==\nx", "a\n----\n"],
    precision="4 of 4 hits right (corpus, histories and dumps, all languages), all of one edit",
)
def heading_empty(section: Section) -> Iterator[Problem]:
    """A heading without words.

    It makes an empty line in the table of contents and cannot be linked to. Name the section, or remove the heading.
    """
    heading = section.heading
    if heading is None or _HIDDEN.sub("", heading.title.of(section.text)):
        return
    end = heading.span.end
    span = heading.span
    stop = end + 1 if section.text[end : end + 1] == "\n" else end
    fix = Fix.delete(type(span)(span.start, stop), safety="assisted")
    yield Problem(span, "a heading without words", fix, help="name the section or remove the heading")
