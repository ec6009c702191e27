from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Problem, rule

_STYLE = re.compile(r"\bstyle\s*=\s*(\"[^\"\n]*\"|'[^'\n]*')|\bbgcolor\s*=\s*[\"']?#?\w+", re.IGNORECASE)
_BACKGROUND = re.compile(
    r"(?:^|[;\s\"'])background(?:-color)?\s*:\s*(?!(?:none|transparent|inherit|initial|var\()\b)[^;\"']+"
)
_COLOUR = re.compile(r"(?:^|[;\s\"'])color\s*:")


@rule(
    "css-background-no-color",
    code="M032",
    severity="suggestion",
    preview=True,
    when=re.compile(r"background|bgcolor", re.IGNORECASE),
    bad=[
        "<span ⟦style=\"background:#ffe\"⟧>a</span>",
        "{|\n|- ⟦style=\"background-color: yellow;\"⟧\n| a\n|}",
        "{|\n| ⟦bgcolor=\"#ffffee⟧\" | a\n|}",
    ],
    good=[
        "<span style=\"background:#ffe; color:#000\">a</span>",
        "<span style=\"background:transparent\">a</span>",
        "{{a|style=\"background:#ffe\"}}",
        "The style = \"x\" of the background.",
    ],
    precision="agrees with the definition; most articles with coloured tables have it",
    guideline="WP:LINT",
)
def css_background_no_color(section: Section) -> Iterator[Problem]:
    """A background colour without a colour of the text.

    In dark mode the text turns light and the background stays: light on light. State both colours.
    """
    for match in _STYLE.finditer(section.text):
        start = match.start()
        style = match.group(1) or ""
        if style and (not _BACKGROUND.search(style) or _COLOUR.search(style)):
            continue
        if section.in_template(start) or section.is_opaque(start):
            continue
        if not section.in_table(start) and not any(t.start < start < t.open_end for t in section.tags):
            continue
        yield Problem(Span(*match.span()), "background without a colour of the text", help="add color:")
