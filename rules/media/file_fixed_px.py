from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule

_PIXELS = re.compile(r"\d+")


@rule(
    "file-fixed-px",
    code="F007",
    severity="suggestion",
    preview=True,
    when="px",
    bad=[
        "[[File:A.jpg|thumb|⟦300px⟧|A bridge]]",
        "[[File:A.jpg|thumb|⟦150px⟧|left|B]]",
        "[[File:A.jpg|⟦250px⟧|thumb|B]]",
    ],
    good=[
        "[[File:A.jpg|thumb|upright=1.2|A bridge]]",
        "[[File:Flag.svg|20px]]",
        "[[File:A.jpg|thumb|A bridge]]",
        "[[File:A.jpg|thumb|x200px|A bridge]]",
    ],
    precision="right by definition; most older articles have it",
    guideline="MOS:IMGSIZE",
)
def file_fixed_px(section: Section) -> Iterator[Problem]:
    """A framed picture with a width in pixels.

    Readers choose how wide pictures are in their preferences; a fixed width overrides it. Use ``upright=1.2`` instead,
    which scales with their choice.
    """
    for image in section.images:
        width = image.get("width")
        if width is not None and image.format == "thumb" and _PIXELS.fullmatch(width.value):
            factor = f"{int(width.value) / 220:.1f}"
            yield Problem(
                width.trimmed(section.text), "fixed width on a thumbnail", help=f"upright={factor} is about as wide"
            )
