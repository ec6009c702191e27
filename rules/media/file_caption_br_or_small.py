from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Edit, Example, Fix, Problem, rule

_BREAK = re.compile(r"(?:\s*<br\s?/?>)+\s*$", re.IGNORECASE)
_SMALL = re.compile(r"\s*<small>(.*)</small>\s*", re.IGNORECASE | re.DOTALL)


@rule(
    "file-caption-br-or-small",
    code="F006",
    severity="suggestion",
    when="<",
    given="images",
    bad=[
        Example("[[File:A.jpg|thumb|The bridge⟦<br />⟧]]", fixed="[[File:A.jpg|thumb|The bridge]]"),
        Example("[[File:A.jpg|thumb|⟦<small>The bridge</small>⟧]]", fixed="[[File:A.jpg|thumb|The bridge]]"),
        Example("[[File:A.jpg|thumb|left|A ''b''⟦<br>⟧|200px]]", fixed="[[File:A.jpg|thumb|left|A ''b''|200px]]"),
    ],
    good=[
        "[[File:A.jpg|thumb|The bridge<br />in 1932]]",
        "[[File:A.jpg|thumb|A <small>b</small> c]]",
        "[[File:A.jpg|thumb|<small>a</small> and <small>b</small>]]",
    ],
    fix="safe",
    guideline="MOS:SMALL",
    precision="no hit in the corpus and its histories",
)
def file_caption_br_or_small(section: Section) -> Iterator[Problem]:
    """A caption that ends with a line break, or is set small as a whole.

    Captions are small already; a break at the end only opens a gap. Take the tags out.
    """
    for image in section.images:
        if image.caption is None or "<" not in image.caption.value:
            continue
        start = image.caption.span.start
        written = image.caption.span.of(section.text)
        ending = _BREAK.search(written)
        if ending:
            span = Span(start + ending.start(), start + len(written.rstrip()))
            yield Problem(span, "line break at the end of a caption", Fix.delete(span))
            continue
        small = _SMALL.fullmatch(written)
        if small and "<small" not in small.group(1).lower():
            lead = len(written) - len(written.lstrip())
            span = Span(start + lead, start + len(written.rstrip()))
            fix = Fix((Edit(*span, small.group(1)),))
            yield Problem(span, "caption set small as a whole", fix)
