from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.attributes import attribute_lists, grouped_by_table
from articlewatch.article.htmlfacts import obsolete_attribute as instead_of
from articlewatch.lint import Problem, Related, rule

_WHEN = re.compile(
    r"\b(?:v?align|bgcolor|nowrap|cell(?:padding|spacing)|border|width|height|clear|summary|color|face|size)\b"
)


@rule(
    "obsolete-attribute",
    code="M035",
    severity="suggestion",
    preview=True,
    when=_WHEN,
    bad=[
        '{|\n| ⟦align="center"⟧ | a\n| align="center" | b\n|}',
        '{| class="wikitable" ⟦cellpadding=5⟧ ⟦border="1"⟧\n| a\n|}',
        'a<br ⟦clear="all"⟧>',
        '{|\n|- ⟦bgcolor="#eee"⟧\n| a\n|}',
    ],
    good=[
        '{|\n| style="text-align:center" | a\n|}',
        '<span style="color:red">a</span>',
        "{{a|align=center}} The width=5 is prose.",
        "<nowiki><br clear=all></nowiki>",
        "{|\n| [[File:A.jpg|thumb|border]] || b\n|}",
    ],
    precision="right by definition, but every old table has some",
    guideline="WP:HTML5",
)
def obsolete_attribute(section: Section) -> Iterator[Problem]:
    """An attribute that HTML5 has dropped: ``align``, ``valign``, ``bgcolor``, ``cellpadding`` or another.

    Browsers still follow it, though not all tools do. The same is said in ``style``. One finding for each attribute
    of a table, the other places as related.
    """
    found: dict[tuple[str, str], list[Span]] = {}
    for attributes in attribute_lists(section.passage):
        for item in attributes.items:
            if item.value is None and item.name != "nowrap":
                continue
            instead = instead_of(attributes.element, item.name)
            if instead:
                found.setdefault((item.name, instead), []).append(item.span)
    for (name, instead), spans in found.items():
        for first, *rest in grouped_by_table(section.passage, spans):
            more = f" ({len(rest) + 1} in this table)" if rest else ""
            yield Problem(
                first,
                f"attribute {name} is obsolete in HTML5{more}",
                related=tuple(Related(span, "here too") for span in rest[:20]),
                help=f"use {instead}",
            )
