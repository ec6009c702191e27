from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.galleries import gallery_lines
from articlewatch.lint import Problem, rule


@rule(
    "gallery-no-caption",
    code="F010",
    severity="suggestion",
    preview=True,
    when=re.compile(r"<gallery\b", re.IGNORECASE),
    bad=[
        "<gallery>\n⟦File:A.jpg⟧\nFile:B.jpg|The river\n</gallery>",
        "<gallery>\n⟦File:A.jpg|⟧\n</gallery>",
        "<gallery>\n⟦File:A.jpg|alt=A bridge⟧\n</gallery>",
    ],
    good=[
        "<gallery>\nFile:A.jpg|The bridge\nB.png|The river\n</gallery>",
        "<gallery>\n{{a}}\n</gallery>",
        "[[File:A.jpg]]",
    ],
    guideline="MOS:CAPTION",
    precision="right by definition",
)
def gallery_no_caption(section: Section) -> Iterator[Problem]:
    """A picture of a gallery without a caption.

    Readers are not told what it shows. Add a caption behind a pipe.
    """
    for line in gallery_lines(section.passage):
        if "{{" in line.file or (":" not in line.file and "." not in line.file):
            continue
        parts = [p.strip() for p in line.caption.split("|")]
        if not any(p and not re.match(r"(?:alt|link|page|lang|class)\s*=", p) for p in parts):
            yield Problem(line.span, "picture of a gallery without a caption")
