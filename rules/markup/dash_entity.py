from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_DASH = re.compile(r"&(?:ndash|mdash|#8211|#8212|#x2013|#x2014);")


@rule(
    "dash-entity",
    code="M033",
    severity="suggestion",
    when=_DASH,
    preview=True,
    bad=[
        Example("1914⟦&ndash;⟧1918", fixed="1914–1918"),
        Example("a⟦&mdash;⟧b", fixed="a—b"),
        Example("p. 1⟦&#8211;⟧2", fixed="p. 1–2"),
    ],
    good=["1914–1918", "<nowiki>&ndash;</nowiki>", "<!-- &mdash; -->"],
    fix="safe",
    cosmetic=True,
    precision="right by definition, but some editors prefer the name, since dashes look alike",
    guideline="MOS:DASH",
)
def dash_entity(section: Section) -> Iterator[Problem]:
    """A dash written by its HTML name.

    ``–`` and ``—`` can be typed or picked below the edit window, and show the same.
    """
    for match in _DASH.finditer(section.text):
        span = Span(*match.span())
        if not section.is_opaque(span.start):
            typed = "–" if match.group() in ("&ndash;", "&#8211;", "&#x2013;") else "—"
            yield Problem(span, f"{match.group()} can be typed as {typed}", Fix.replace(span, typed, cosmetic=True))
