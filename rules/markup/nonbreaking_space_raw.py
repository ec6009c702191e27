from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_NBSP = "\u00a0"
#: Beside a blank, at the end of a line, behind a full stop, or between two words of letters it binds nothing.
_NEEDLESS = re.compile(
    "(?P<blank>\u00a0+(?= )|(?<= )\u00a0+)|(?P<end>\u00a0+$)|(?P<words>(?<=[a-z]{4}[,;]|[a-z]{5})\u00a0(?=[a-z]{4}))",
    re.MULTILINE,
)


@rule(
    "nonbreaking-space-raw",
    code="M029",
    severity="suggestion",
    when=_NBSP,
    bad=[
        Example("The river⟦\u00a0⟧ flows.", fixed="The river flows."),
        Example("The end.⟦\u00a0⟧\nNext.", fixed="The end.\nNext."),
        Example("the great⟧⟦river".replace("⟧⟦", "⟦\u00a0⟧"), fixed="the great river"),
        Example("See [[New⟦\u00a0⟧ York]].", fixed="See [[New York]]."),
    ],
    good=[
        "10\u00a0km, No.\u00a05, p.\u00a012, J.\u00a0Smith, 12\u00a0May",
        "Quoi\u00a0? «\u00a0Oui\u00a0»",
        "10&nbsp;km",
        "<nowiki>a\u00a0 b</nowiki>",
    ],
    fix="safe",
    guideline="MOS:NBSP",
    precision="10 of 10 hits right (corpus, histories and dumps, all languages)",
)
def nonbreaking_space_raw(section: Section) -> Iterator[Problem]:
    """An invisible non-breaking space where it binds nothing.

    It comes with pasted text. Nobody sees it in the editor, searches do not find the words, and lines break oddly.
    Beside numbers, units, initials and punctuation it may be meant and is left alone.
    """
    for match in _NEEDLESS.finditer(section.text):
        span = Span(*match.span())
        if section.is_opaque(span.start):
            continue
        new = " " if match.lastgroup == "words" else ""
        yield Problem(span, "non-breaking space that binds nothing", Fix.replace(span, new))
