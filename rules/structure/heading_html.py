from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Edit, Example, Fix, Problem, rule

_BREAKS = ("br", "hr", "p", "div", "center")
_LOOKS = ("small", "big", "font", "u", "center", "s", "strike", "tt", "div")


@rule(
    "heading-html",
    code="S018",
    severity="warning",
    when=("<",),
    fix="assisted",
    bad=[
        Example("== History⟦<br>⟧ ==\nx", fixed="== History ==\nx"),
        Example("== ⟦<big>History</big>⟧ ==\nx", fixed="== History ==\nx"),
        Example("=== Our ⟦<small>old</small>⟧ dam ===\nx", fixed="=== Our old dam ===\nx"),
    ],
    good=[
        "== H<sub>2</sub>O ==\nx",
        '== <span id="a"></span>History ==\nx<br>y',
        "== History ==<!-- <br> -->\n<small>x</small>",
    ],
    guideline="MOS:HEADINGS",
    precision="no hit in the corpus and its histories",
)
def heading_html(section: Section) -> Iterator[Problem]:
    """Tags for size, place or line breaks in a heading.

    Headings look the same on every page; such tags change that for one of them, and a line break ends up in the table
    of contents as a blank. Use plain words. Tags for formulas and anchors are left alone.
    """
    heading = section.heading
    if heading is None:
        return
    for tag in section.tags:
        if tag.start >= heading.title.end:
            return
        if section.in_template(tag.start):
            continue
        if tag.name in _BREAKS and tag.kind in ("void", "self", "unclosed"):
            span = Span(tag.start, tag.end)
            yield Problem(span, f"<{tag.name}> in a heading", Fix.delete(span, safety="assisted"))
        elif tag.name in _LOOKS and tag.kind == "pair":
            fix = Fix((Edit(tag.start, tag.open_end, ""), Edit(tag.close_start, tag.end, "")), "assisted")
            yield Problem(tag.span, f"<{tag.name}> in a heading", fix, help="take the tags away")
