from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.attributes import attribute_lists, grouped_by_table
from articlewatch.lint import Problem, Related, rule

_BACKGROUND = re.compile(
    r"(?:^|[;\s])background(?:-color)?\s*:\s*(?!\s|none\b|transparent\b|inherit\b|initial\b|var\()[^;]+", re.IGNORECASE
)
_COLOUR = re.compile(r"(?:^|[;\s])color\s*:", re.IGNORECASE)


@rule(
    "css-background-no-color",
    code="M032",
    severity="suggestion",
    preview=True,
    when=re.compile(r"background|bgcolor", re.IGNORECASE),
    bad=[
        '<span ⟦style="background:#ffe"⟧>a</span>',
        '{|\n|- ⟦style="background-color: yellow;"⟧\n| a\n|- style="background:red"\n| b\n|}',
        '{|\n| ⟦bgcolor="#ffffee"⟧ | a\n|}',
    ],
    good=[
        '<span style="background:#ffe; color:#000">a</span>',
        '<span style="background:transparent">a</span>',
        '{{a|style="background:#ffe"}}',
        'The style = "x" of the background.',
        '{|\n| style="background: none; width:2em" | a\n|}',
    ],
    precision="right by definition; every fourth article has a coloured table",
    guideline="WP:LINT",
)
def css_background_no_color(section: Section) -> Iterator[Problem]:
    """A background colour without a colour of the text.

    In dark mode the text turns light and the background stays: light on light. State both colours. One finding for
    each table, the other places as related.
    """
    found = []
    for attributes in attribute_lists(section.passage):
        for item in attributes.items:
            value = item.value or ""
            bare = item.name == "style" and _BACKGROUND.search(value) and not _COLOUR.search(value)
            if bare or (item.name == "bgcolor" and value):
                found.append(item.span)
    for first, *rest in grouped_by_table(section.passage, found):
        more = f" ({len(rest) + 1} in this table)" if rest else ""
        yield Problem(
            first,
            f"background without a colour of the text{more}",
            related=tuple(Related(span, "here too") for span in rest[:20]),
            help="add color:",
        )
