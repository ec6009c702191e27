from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.nodes import Tag
from articlewatch.lint import Edit, Example, Fix, Problem, rule

_AROUND = ("small", "ref", "sub", "sup")


@rule(
    "small-text-nested",
    code="A002",
    severity="suggestion",
    when=re.compile(r"<small\b", re.IGNORECASE),
    bad=[
        Example("A.<ref>⟦<small>⟧Smith</small>, p. 4</ref>", fixed="A.<ref>Smith, p. 4</ref>"),
        Example("<small>a ⟦<small>⟧b</small> c</small>", fixed="<small>a b c</small>"),
        Example("x<sup>⟦<small>⟧2</small></sup>", fixed="x<sup>2</sup>"),
        Example("{{Infobox a\n| b = c ⟦<small>⟧d</small>\n}}", fixed="{{Infobox a\n| b = c d\n}}"),
    ],
    good=[
        "A <small>remark</small>.<ref>Smith</ref>",
        "{{cite web |title=A}} <small>b</small> x<sup>2</sup>",
        "<small>a</small> <small>b</small>",
    ],
    fix="assisted",
    guideline="MOS:SMALL",
    precision="24 of 24 read hits right (English corpus)",
)
def small_text_nested(section: Section) -> Iterator[Problem]:
    """Small text inside text that is small already.

    Notes, infoboxes, superscripts and subscripts are set small; a ``<small>`` in them falls below 85 % of the normal
    size, which many cannot read. Take it out.
    """
    small = [t for t in section.tags_named("small") if t.kind == "pair"]
    if not small:
        return
    around = [t for t in section.tags_named(*_AROUND) if t.kind == "pair"]
    boxes = section.templates_with_role("infobox")
    for tag in small:
        outer = next((t for t in around if t is not tag and t.open_end <= tag.start and tag.end <= t.close_start), None)
        if outer is not None:
            where = {"ref": "a note", "small": "small text", "sub": "a subscript", "sup": "a superscript"}[outer.name]
        elif any(b.start < tag.start and tag.end < b.end for b in boxes):
            where = "an infobox"
        else:
            continue
        yield Problem(tag.open_span, f"small text within {where}, which is small already", _fix(tag))


def _fix(tag: Tag) -> Fix:
    return Fix((Edit(*tag.open_span, ""), Edit(*tag.close_span, "")), "assisted")
