from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.attributes import attribute_lists
from articlewatch.article.htmlfacts import obsolete_attribute as instead_of
from articlewatch.lint import Problem, rule


@rule(
    "obsolete-attribute",
    code="M035",
    severity="suggestion",
    preview=True,
    when=re.compile(r"\b(?:v?align|bgcolor|nowrap|cell(?:padding|spacing)|border|width|height|clear|summary|color|face|size)\b"),
    bad=[
        "{|\n| ⟦align=\"center\"⟧ | a\n|}",
        "{| class=\"wikitable\" ⟦cellpadding=5⟧ ⟦border=\"1\"⟧\n| a\n|}",
        "<br ⟦clear=\"all\"⟧>",
        "{|\n|- ⟦bgcolor=\"#eee\"⟧\n| a\n|}",
    ],
    good=[
        "{|\n| style=\"text-align:center\" | a\n|}",
        "<span style=\"color:red\">a</span>",
        "{{a|align=center}} The width=5 is prose.",
        "<nowiki><br clear=all></nowiki>",
        "{|\n| [[File:A.jpg|thumb|border]] || b\n|}",
    ],
    precision="right by definition, but every old table has some",
    guideline="WP:HTML5",
)
def obsolete_attribute(section: Section) -> Iterator[Problem]:
    """An attribute that HTML5 has dropped: ``align``, ``valign``, ``bgcolor``, ``cellpadding`` or another.

    Browsers still follow it, though not all tools do. The same is said in ``style``.
    """
    for found in attribute_lists(section.passage):
        for item in found.items:
            instead = instead_of(found.element, item.name) if item.value is not None or item.name == "nowrap" else ""
            if instead:
                yield Problem(item.span, f"attribute {item.name} is obsolete in HTML5", help=f"use {instead}")
