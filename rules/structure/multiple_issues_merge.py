from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from articlewatch.article import Section, Span, Template
from articlewatch.lint import Edit, Example, Fix, Problem, Related, rule

_WRAPPERS = ("multiple issues", "multipleissues", "issues", "article issues")


@rule(
    "multiple-issues-merge",
    code="S028",
    severity="suggestion",
    when="{{",
    given="is_lead",
    sites=("enwiki",),
    fix="assisted",
    bad=[
        Example(
            "⟦{{Unreferenced|date=May 2010}}⟧\n{{POV|date=May 2010}}\n{{Orphan|date=May 2010}}\nA dam.",
            fixed="{{Multiple issues|\n{{Unreferenced|date=May 2010}}\n{{POV|date=May 2010}}\n"
            "{{Orphan|date=May 2010}}\n}}\nA dam.",
        ),
        Example(
            "{{x}}\n⟦{{Multiple issues|\n{{POV|date=May 2010}}\n}}⟧\nA dam.",
            fixed="{{x}}\n{{POV|date=May 2010}}\nA dam.",
        ),
    ],
    good=[
        "{{Multiple issues|\n{{POV}}\n{{Orphan}}\n}}\nA dam.",
        "{{POV}}\n{{Orphan}}\nA dam.",
        "A dam.\n== History ==\n{{POV section}}\n{{Unreferenced section}}\n{{Expand section}}\nOld.",
    ],
    guideline="MOS:ORDER",
    precision="1 of 1 read hits right (English)",
)
def multiple_issues_merge(section: Section, *, boxes: int = 3) -> Iterator[Problem]:
    """Several maintenance boxes one above the other, or a frame for several round a single one.

    A pile of boxes pushes the article off the screen; ``{{Multiple issues}}`` joins ``boxes`` or more in one. Round one
    box it only takes away that box's own text.
    """
    boxed = _boxes(section)
    starts = [t.start for t in boxed]
    for frame in section.templates_named(*_WRAPPERS):
        first = frame.get("1")
        inner = boxed[bisect_left(starts, frame.start) : bisect_left(starts, frame.end)]
        if first is not None and len(inner) == 1 and first.value == inner[0].source:
            fix = Fix.replace(frame.span, inner[0].source, safety="assisted")
            yield Problem(frame.span, "a frame for several issues round a single one", fix)
    outer = [t for t in boxed if t.depth == 0]
    runs: list[list[Template]] = []
    for box in outer:
        if runs and not section.text[runs[-1][-1].end : box.start].strip():
            runs[-1].append(box)
        else:
            runs.append([box])
    for run in runs:
        if len(run) >= boxes:
            start, end = run[0].start, run[-1].end
            fix = Fix((Edit(start, start, "{{Multiple issues|\n"), Edit(end, end, "\n}}")), "assisted")
            others = tuple(Related(Span(t.start, t.end), "another") for t in run[1:])
            yield Problem(run[0].span, f"{len(run)} maintenance boxes in a pile", fix, others)


def _boxes(section: Section) -> list[Template]:
    found = section.templates_with_role("box-maintenance")
    return [t for t in found if t.key not in _WRAPPERS and not section.is_opaque(t.start)]
