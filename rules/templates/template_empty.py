from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_EMPTY = re.compile(r"(?<!\{)\{\{\s*\|*\s*\}\}(?!\})")


@rule(
    "template-empty",
    code="T006",
    severity="error",
    when=re.compile(r"\{\{[\s|]*\}\}"),
    bad=[
        Example("Text.⟦{{}}⟧ More.", fixed="Text. More."),
        Example("A ⟦{{|}}⟧B", fixed="A B"),
        Example("A⟦{{ }}⟧.", fixed="A."),
    ],
    good=["{{a}}", "{{{}}}", "<nowiki>{{}}</nowiki>", "<math>{{}}</math> <!-- {{}} -->"],
    fix="safe",
    precision="no hit in the corpus and its histories",
)
def template_empty(section: Section) -> Iterator[Problem]:
    """A template call without a name.

    Readers see the braces. Remove them.
    """
    for match in _EMPTY.finditer(section.text):
        span = Span(*match.span())
        if not section.is_opaque(span.start):
            yield Problem(span, "template call without a name", Fix.delete(span))
