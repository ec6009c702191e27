from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.attributes import attribute_lists
from articlewatch.article.colors import contrast
from articlewatch.lint import Problem, rule

_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([#\w]+)", re.IGNORECASE)
_BACKGROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([#\w]+)", re.IGNORECASE)


@rule(
    "color-contrast-low",
    code="A006",
    severity="suggestion",
    when=re.compile(r"color(?<=\bcolor)\s*:", re.IGNORECASE),
    bad=[
        '{|\n| ⟦style="background:#ffff00; color:#ffffff"⟧ | a\n|}',
        '<span ⟦style="color:white;background-color:silver"⟧>a</span>',
        '<span ⟦style="color:#777; background:#888"⟧>a</span>',
    ],
    good=[
        '<span style="color:black; background:#ffff00">a</span>',
        '<span style="color:#fff; background:navy">a</span>',
        '<span style="color:red">a</span>',
        '<span style="color:inherit; background:var(--x)">a</span>',
    ],
    guideline="MOS:CONTRAST",
    precision="4 of 4 read hits right (corpus, histories and dumps, all languages)",
)
def color_contrast_low(section: Section) -> Iterator[Problem]:
    """Text whose colour hardly differs from its background.

    Below a contrast of 4.5 to 1 (the measure of WCAG 2) many cannot read it. Choose a darker text or a lighter
    background. Only styles that state both colours are judged.
    """
    for found in attribute_lists(section.passage):
        for item in found.items:
            if item.name != "style" or not item.value:
                continue
            colour, background = _COLOUR.search(item.value), _BACKGROUND.search(item.value)
            if not colour or not background:
                continue
            ratio = contrast(colour.group(1), background.group(1))
            if ratio is not None and ratio < 4.5:
                yield Problem(item.span, f"contrast of {ratio:.1f} to 1; 4.5 is wanted")
