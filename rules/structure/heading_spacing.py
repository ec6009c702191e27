from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_AFTER = re.compile(r"[^\S\n]+(?=\n|$)")
_BLANKS = re.compile(r"[\xa0\u2000-\u200b\u202f\u3000\ufeff]+|&nbsp;|\t")


@rule(
    "heading-spacing",
    code="S014",
    severity="suggestion",
    when="=",
    fix="safe",
    cosmetic=True,
    bad=[
        Example("== History ==⟦  ⟧\nOld.", fixed="== History ==\nOld."),
        Example("==⟦\xa0⟧History==\nOld.", fixed="== History==\nOld."),
        Example("== History⟦&nbsp;⟧==\nOld.", fixed="== History ==\nOld."),
    ],
    good=["== History ==\nOld.", "==History==\nOld. ", "== The&nbsp;dam ==\nOld.", "== A == <!-- x -->\nb"],
    precision="11 of 11 read hits right (all languages)",
)
def heading_spacing(section: Section) -> Iterator[Problem]:
    """White space after a heading, or white space in it that is no plain blank.

    It cannot be seen and does nothing, but keeps tools, and editors who search, from finding the heading.
    """
    heading = section.heading
    if heading is None:
        return
    text = section.text
    title = heading.title.of(text)
    for match in _BLANKS.finditer(title):
        if (match.start() == 0 or match.end() == len(title)) and match.group() != title:
            span = Span(*match.span()).shift(heading.title.start)
            fix = Fix.replace(span, " ")  # a no-break space at an end shows
            yield Problem(span, "white space in a heading that is no plain blank", fix)
    after = _AFTER.match(text, heading.span.end)
    if after is not None:
        span = Span(*after.span())
        yield Problem(span, "white space after a heading", Fix.delete(span, cosmetic=True))
