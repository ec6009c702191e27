from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Template
from articlewatch.lint import Problem, Related, rule

_RANKS = (("short-description", 0, "the short description"), ("hatnote", 1, "a hatnote"), ("infobox", 3, "the infobox"))


@rule(
    "lead-order",
    code="S045",
    severity="suggestion",
    when="{{",
    given="is_lead",
    sites=("enwiki",),
    bad=[
        "{{about|x}}\n⟦{{Short description|Dam}}⟧\nThe dam.",
        "{{Infobox dam}}\n⟦{{about|x}}⟧\nThe dam.",
        "{{Infobox dam}}\n⟦{{Refimprove|date=May 2010}}⟧\nThe dam.",
    ],
    good=[
        "{{Short description|Dam}}\n{{about|x}}\n{{Refimprove}}\n{{Use dmy dates}}\n{{Infobox dam}}\nThe dam.",
        "{{Use dmy dates}}\n{{Short description|Dam}}\nThe dam.",
        "{{Infobox dam}}\nThe dam.\n== A ==\n{{about|x}}",
        "{{Infobox dam|a={{short description|x}}}}",
    ],
    guideline="MOS:ORDER",
    precision="2 of 2 read hits right (English)",
)
def lead_order(section: Section) -> Iterator[Problem]:
    """The templates at the top of the article in another order than the usual one.

    On a small screen, and for a screen reader, order is what comes first: short description, hatnotes, maintenance
    boxes, then the infobox. A hatnote below the infobox is found too late by whoever is on the wrong page.
    """
    last: tuple[int, Template, str] | None = None
    for template in section.templates:
        if template.depth or section.is_opaque(template.start):
            continue
        roles = section.profile.roles(template)
        found = next(((rank, name) for role, rank, name in _RANKS if role in roles), None)
        if found is None and "box-maintenance" in roles:
            found = (2, "a maintenance box")
        if found is None:
            continue
        if last is not None and found[0] < last[0]:
            yield Problem(
                template.span,
                f"{found[1]} below {last[2]}",
                related=(Related(last[1].span, last[2]),),
                help="short description, hatnotes, maintenance boxes, infobox",
            )
            continue
        last = (found[0], template, found[1])
