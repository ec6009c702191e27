from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule

_NEVER = frozenset(
    [
        "multiple issues",
        "update after",
        "retracted",
        "in use",
        "inuse",
        "under construction",
        "current",
        "current event",
        "rp",
        "sic",
        "ill",
        "orphan",
        "merge",
        "merge to",
        "merge from",
        "expand language",
        "split",
        "move",
        "rough translation",
        "translated page",
        "image requested",
        "current related",
    ]
)


@rule(
    "maintenance-tag-undated",
    code="S036",
    severity="suggestion",
    when="{{",
    sites=("enwiki",),
    preview=True,
    bad=["⟦{{Unreferenced}}⟧\nOld.", "Old.⟦{{citation needed}}⟧", "Old.⟦{{Clarify|reason=when?}}⟧"],
    good=[
        "{{Unreferenced|date=May 2010}}\nOld.{{cn|date=May 2010}}",
        "{{Multiple issues|\n{{POV|date=May 2010}}\n}}",
        "Old.<!-- {{citation needed}} --> {{x}}",
    ],
    guideline="WP:TAGDATE",
    precision="15 of 15 read hits right (English corpus and histories)",
)
def maintenance_tag_undated(section: Section) -> Iterator[Problem]:
    """A maintenance tag without a date.

    Tags are sorted by their month, and nobody knows how long this one has stood. Bots add the date within a day, so
    the rule is off by default.
    """
    for template in section.templates_with_role("box-maintenance", "inline-maintenance"):
        if template.key.lower() in _NEVER or template.has("date") or section.is_opaque(template.start):
            continue
        yield Problem(template.span, f"“{template.name}” has no date", help="add |date=month and year")
