from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Problem, rule

_TOC = re.compile(
    r"__TOC__|\{\{\s{0,3}(?:TOC|toc|TOC (?:left|right|limit)|TOCleft|TOCright|TOC001)\s{0,3}(?:\|[^{}]{0,60})?\}\}"
)


@rule(
    "toc-misplaced",
    code="S046",
    severity="warning",
    when=("TOC", "{{toc"),
    sites=("enwiki",),
    bad=[
        "A dam.\n== History ==\nOld.\n⟦__TOC__⟧\nx",
        "A dam.\n⟦__TOC__⟧\nIt is old and stands near Rome.\n== A ==\nx",
        "A dam.\n⟦{{TOC left}}⟧\nIt is old and stands near Rome.\n\n== A ==\nx",
    ],
    good=["A dam.\n__TOC__\n== A ==\nx", "A dam.\n{{TOC limit|3}}\n\n== A ==", "__NOTOC__ <!-- __TOC__ -->\nA dam."],
    guideline="MOS:TOC",
    precision="no hit in the corpus and its histories",
)
def toc_misplaced(section: Section) -> Iterator[Problem]:
    """A table of contents somewhere else than before the first heading.

    It belongs between the lead and the first section: text between the two is easily passed over, and screen readers
    expect it there.
    """
    for match in _TOC.finditer(section.text):
        if section.is_opaque(match.start()):
            continue
        span = Span(*match.span())
        if section.role != "lead":
            yield Problem(span, "table of contents below the first heading", help="move it before the first heading")
            continue
        if any(_after(section, p.span, span) for p in section.paragraphs if p.kind in ("text", "list")):
            yield Problem(span, "text between the table of contents and the first heading", help="move it down")
        return


def _after(section: Section, paragraph: Span, toc: Span) -> bool:
    """Say whether words of the paragraph stand behind the table of contents."""
    if paragraph.end <= toc.end:
        return False
    rest = section.text[max(paragraph.start, toc.end) : paragraph.end]
    return sum(1 for word in rest.split() if word.isalpha()) > 3
