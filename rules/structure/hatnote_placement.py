from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule

_TOP = frozenset(
    [
        "about",
        "for",
        "for-multi",
        "hatnote",
        "other uses",
        "otheruses",
        "other people",
        "other places",
        "redirect",
        "redirect2",
        "redirect-multi",
        "distinguish",
        "confuse",
        "not to be confused with",
        "redirect-distinguish",
        "other ships",
        "other hurricanes",
    ]
)


@rule(
    "hatnote-placement",
    code="S039",
    severity="warning",
    when="{{",
    given="is_lead",
    sites=("enwiki",),
    bad=[
        "'''Dam''' is a wall.\n\n⟦{{about|the wall}}⟧\nIt is old.",
        "'''Dam''' is a wall.\n⟦{{Distinguish|Damn}}⟧",
    ],
    good=[
        "{{about|the wall}}\n'''Dam''' is a wall.",
        "{{Short description|x}}\n{{Infobox}}\n{{for|x|y}}\n'''Dam''' is a wall.",
        "'''Dam''' is a wall.\n\n== A ==\n{{distinguish|Damn}}\nx {{x|{{about|y}}}}",
    ],
    guideline="WP:HNP",
    precision="no hit in the corpus and its histories",
)
def hatnote_placement(section: Section) -> Iterator[Problem]:
    """A hatnote below the beginning of the text.

    It is for readers who are on the wrong page, and must stand where they see it first: at the top.
    """
    first = next((p for p in section.paragraphs if p.kind == "text" and p.words > 2), None)
    if first is None:
        return
    begin = first.span_of(0, 1).start
    for template in section.templates_with_role("hatnote"):
        if template.depth or template.key not in _TOP or template.start <= begin or section.is_opaque(template.start):
            continue
        if section.in_table(template.start) or section.in_ref(template.start):
            continue
        yield Problem(template.span, "hatnote below the beginning of the text", help="move it to the top")
