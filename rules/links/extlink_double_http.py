from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

# Not after a slash and the like: an address may carry another one, as those of archives do.
_AT = re.compile(r"(?<![\w/?&.%#-])(https?:/{0,2})(?=https?(?::/|//))", re.IGNORECASE)


@rule(
    "extlink-double-http",
    code="L007",
    severity="error",
    when=tuple(f"{scheme}:{slashes}http" for scheme in ("http", "https") for slashes in ("", "/", "//")),
    fix="safe",
    bad=[
        Example("* [⟦http://⟧http://example.org Site]", fixed="* [http://example.org Site]"),
        Example(
            "{{cite web |url=⟦https://⟧https://example.org/a |title=A}}",
            fixed="{{cite web |url=https://example.org/a |title=A}}",
        ),
        Example("See ⟦http:⟧https://example.org/b.", fixed="See https://example.org/b."),
        "[⟦http://⟧http//example.org Site]",
    ],
    good=[
        "* [https://web.archive.org/web/2010/http://example.org Site]",
        "* [https://example.org/?u=http://example.com Site]",
        "<nowiki>http://http://example.org</nowiki>",
    ],
    precision="no hit in the corpus and its histories",
)
def extlink_double_http(section: Section) -> Iterator[Problem]:
    """An address that begins with ``http://`` twice.

    The browser looks for a machine called “http” and the link is dead. Remove the first of the two.
    """
    text = section.text
    for match in _AT.finditer(text):
        start, end = match.span(1)
        if section.is_opaque(start):
            continue
        span = Span(start, end)
        sound = re.match(r"https?://[^\s/]", text[end : end + 12], re.IGNORECASE)
        yield Problem(
            span,
            "the address begins with its protocol twice",
            Fix.delete(span) if sound else None,
            help="keep one",
        )
