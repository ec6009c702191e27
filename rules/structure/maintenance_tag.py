from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule

_WRAPPERS = frozenset(["multiple issues", "in use", "inuse", "under construction", "current", "current event"])


@rule(
    "maintenance-tag",
    code="S011",
    severity="suggestion",
    when="{{",
    sites=("enwiki",),
    bad=[
        "⟦{{Unreferenced|date=May 2010}}⟧\nThe dam is old.",
        "{{Multiple issues|\n⟦{{POV|date=May 2010}}⟧\n⟦{{orphan}}⟧\n}}\nThe dam is old.",
        "== History ==\n⟦{{Expand section|date=June 2020}}⟧\nOld.",
    ],
    good=[
        "The dam is old.{{citation needed|date=May 2010}}",
        "{{Infobox dam}}\n{{In use}}\nThe dam is old. <!-- {{POV}} -->",
        "== History ==\n{{main|Dams}}\nOld.",
    ],
    guideline="WP:MTR",
    precision="24 of 24 read hits right (English corpus)",
)
def maintenance_tag(section: Section) -> Iterator[Problem]:
    """A maintenance box that still stands.

    Somebody saw a fault here and left it to others. The list of these boxes, with their dates, is what a reviewer asks
    for first. Mend the fault, or remove the box when it no longer holds.
    """
    for template in section.templates_with_role("box-maintenance"):
        if template.key in _WRAPPERS or section.is_opaque(template.start):
            continue
        date = template.value("date")
        since = f" since {date}" if date and "{" not in date else ""
        yield Problem(template.span, f"tagged “{template.name}”{since}", help="mend it, or remove the tag")
