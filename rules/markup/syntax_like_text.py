from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Problem, rule

_HEADING_TAIL = re.compile(r"^(={2,6})[^=\n][^\n]*?[^=\n]\1(?=[ \t]*[^\s=<{][^\n]*$)", re.MULTILINE)
_HASH = re.compile(r"#[Rr][Ee]")
_REDIRECT = re.compile(r"^[^\S\n]*#REDIRECT(?:ION)?\s*:?\s*\[\[", re.MULTILINE | re.IGNORECASE)


@rule(
    "syntax-like-text",
    code="M061",
    severity="error",
    when=("==", "#redirect", "#REDIRECT", "#Redirect"),
    bad=[
        "⟦== History ==⟧ The bridge was built.",
        "Text.\n⟦=== Early ===⟧ a",
        "Text about it.\n\n⟦#REDIRECT [[⟧Bridge]]",
    ],
    good=[
        "== History ==\nThe bridge.",
        "== History == <!-- note -->\nText",
        "#REDIRECT [[Bridge]]",
        "<pre>\n== a == b\n</pre>",
        "a == b == c",
        "{{a|\n== b == c\n}}",
        "{{<includeonly>safesubst:</includeonly>#invoke:RfD|content=\n#REDIRECT [[Bridge]]\n}}",
    ],
    precision="1 of 1 hit right (corpus, histories and dumps, all languages)",
)
def syntax_like_text(section: Section) -> Iterator[Problem]:
    """Text that looks like a heading or redirect, but is none.

    Words behind the closing equals signs make a heading plain text; a redirect counts at the very top only. Put the
    words on their own line.
    """
    text = section.text
    for at in _equals_lines(text):
        match = _HEADING_TAIL.match(text, at)
        if match and not section.is_opaque(at) and not section.in_template(at):
            yield Problem(Span(*match.span()), "no heading: words follow on its line")
    for match in _REDIRECT.finditer(text) if _HASH.search(text) else ():
        before = text[: match.start()].rstrip()
        # A redirect that is up for discussion is a parameter of the template that says so.
        top = (section.index == 0 and not before) or before.endswith("|content=")
        if not top and not section.is_opaque(match.start()) and not section.in_template(match.start()):
            yield Problem(Span(*match.span()), "a redirect counts at the top of the page only")


def _equals_lines(text: str) -> Iterator[int]:
    """Where the lines begin that begin with two equals signs."""
    if text.startswith("=="):
        yield 0
    at = text.find("\n==")
    while at >= 0:
        yield at + 1
        at = text.find("\n==", at + 1)
