from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_PAWN = re.compile("[\u2659\u2603]+")


@rule(
    "weird-characters",
    code="M062",
    severity="warning",
    when=_PAWN,
    bad=[
        Example("The bridge⟦\u2659⟧ was built.", fixed="The bridge was built."),
        Example("A⟦\u2603⟧b", fixed="Ab"),
        Example("[[Town⟦\u2659\u2659⟧]]", fixed="[[Town]]"),
    ],
    good=["Chess has the \u2659 and \u2654 pieces.", "Snow \u2603 falls", "<nowiki>a\u2659b</nowiki>"],
    fix="assisted",
    precision="no hit in the corpus and its histories",
)
def weird_characters(section: Section) -> Iterator[Problem]:
    """A pawn or snowman within a word.

    An old fault of the visual editor left them behind. Remove them. Between blanks they may be meant.
    """
    text = section.text
    for match in _PAWN.finditer(text):
        start, end = match.span()
        if section.is_opaque(start) or not (text[start - 1 : start].isalnum() if start else False):
            continue
        yield Problem(
            Span(start, end), "left behind by an editor's fault", Fix.delete(Span(start, end), safety="assisted")
        )
