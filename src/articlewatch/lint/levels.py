"""Edits that move headings to another level, for the rules about a page's outline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from articlewatch.article.scanned import Heading
from articlewatch.lint.finding import Edit, Fix, Safety


def relevel(headings: Iterable[Heading], by: int, *, safety: Safety = "assisted") -> Fix | None:
    """Return the fix that moves *headings* (ascending) *by* levels, or None when one would leave levels 2 to 6.

    Only the equals signs are touched, so blanks and comments on the line stay.
    """
    edits: list[Edit] = []
    for heading in headings:
        level = heading.level + by
        if not 2 <= level <= 6:
            return None
        signs = "=" * level
        edits.append(Edit(heading.span.start, heading.title.start, signs))
        edits.append(Edit(heading.title.end, heading.title.end + heading.level, signs))
    return Fix(tuple(edits), safety) if edits else None


def subtree(headings: Sequence[Heading], index: int) -> list[Heading]:
    """Return heading *index* and the deeper ones that follow it, up to the next at its level or above."""
    top = headings[index]
    found = [top]
    for heading in headings[index + 1 :]:
        if heading.level <= top.level:
            break
        found.append(heading)
    return found


def is_balanced(text: str, heading: Heading) -> bool:
    """Say whether a heading has as many equals signs behind as before."""
    title = heading.title.of(text)
    return not title.startswith("=") and not title.endswith("=")
