from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.running import running_text
from articlewatch.lint import Example, Fix, Problem, rule

_DOUBLE = re.compile(r"(?<=[\w,.)\ufffc'\"])(?P<gap> ?)--(?P=gap)(?=[\w(\ufffc'\"])")


@rule(
    "double-hyphen-dash",
    code="P112",
    severity="suggestion",
    when="--",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="safe",
    bad=[
        Example("The bridge⟦--⟧built of stone⟦--⟧fell.", fixed="The bridge—built of stone—fell."),
        Example("He came⟦ -- ⟧and left.", format="plain", fixed="He came – and left."),
    ],
    good=[
        "The bridge—built of stone—fell. <!-- a -- b -->",
        "Run <code>rm --force</code> or call it with --help.",
        "{|\n|-- \n| a\n|}",
    ],
    precision="13 of 13 read hits right (English corpus and histories)",
    guideline="MOS:DASH",
)
def double_hyphen_dash(section: Section) -> Iterator[Problem]:
    """Two hyphens that stand for a dash.

    They are left over from typewriters. The fix puts an em dash, or a spaced en dash where blanks stood. Options of
    commands (--help), code and comments are left alone.
    """
    running = running_text(section)
    for match in _DOUBLE.finditer(running.text) if "--" in running.text else ():
        span = running.span_of(*match.span())
        if span.of(section.text) == match.group():
            yield Problem(span, "two hyphens for a dash", fix=Fix.replace(span, " – " if match["gap"] else "—"))
