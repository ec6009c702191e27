from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_BROKEN = re.compile(
    r"(?<!\[)\[(?:https?:)?//[^\s\[\]<>|{}\"]{4,500}[^\[\]\n{}|<>]{0,300}"
    r"(\n[ \t]*)(?![*#:;=|!\s])[^\[\]\n{}|<>=]{0,300}\]",
    re.IGNORECASE,
)


@rule(
    "extlink-newline",
    code="L022",
    severity="error",
    when=re.compile(r"\[(?:https?:)?//[^\]\n]{0,800}\n", re.IGNORECASE),
    fix="safe",
    bad=[
        Example("See [https://example.org The⟦\n⟧dam].", fixed="See [https://example.org The dam]."),
        Example("* [https://example.org/a⟦\n⟧The dam] is old", fixed="* [https://example.org/a The dam] is old"),
    ],
    good=[
        "See [https://example.org The dam].\nIt [broke].",
        "[https://example.org The dam\n* [1]",
        "{{x|a=[https://example.org The\n|b=c]}}",
    ],
    precision="3 of 3 read hits right (all languages)",
)
def extlink_newline(section: Section) -> Iterator[Problem]:
    """A line break inside an external link.

    The brackets of an external link must close on the same line; otherwise the reader sees the raw address and both
    brackets. Put it on one line.
    """
    for match in _BROKEN.finditer(section.text):
        span = Span(*match.span(1))
        if not section.is_opaque(match.start()):
            yield Problem(span, "line break inside an external link", Fix.replace(span, " "), help="put it on one line")
