from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.galleries import gallery_lines
from articlewatch.lint import Problem, rule

_EXTENSION = re.compile(
    r"\.(?:jpe?g|jpe|png|svg|gif|tiff?|webp|webm|og[gvax]|opus|pdf|djvu?|mid|midi|xcf|stl|wav|flac|mp[34g]|mpeg)$",
    re.IGNORECASE,
)


@rule(
    "gallery-invalid-line",
    code="F009",
    severity="error",
    when=re.compile(r"<gallery\b", re.IGNORECASE),
    bad=[
        "<gallery>\nFile:A.jpg|The bridge\n⟦The river⟧\n</gallery>",
        "<gallery>\n⟦[[File:A.jpg|thumb|The bridge]]⟧\n</gallery>",
        "<gallery>\n⟦File:Bridge|The bridge⟧\nB.png\n</gallery>",
        "<gallery>\n⟦The bridge|File:A.jpg⟧\n</gallery>",
    ],
    good=[
        "<gallery>\nFile:A.jpg|The bridge\nB.png\n\n<!-- more -->\nFile:C.svg{{!}}d\n</gallery>",
        "<gallery mode=packed>\nImage:A.JPG|[[Bridge|the bridge]]\n</gallery>",
        "<gallery>\n{{a}}\n</gallery>",
    ],
    guideline="H:GALLERY",
    precision="3 of 3 hits right (corpus, histories and dumps, all languages)",
)
def gallery_invalid_line(section: Section) -> Iterator[Problem]:
    """A line of a gallery that names no file.

    MediaWiki leaves the line out, or shows an empty frame. A line is ``File:Name.jpg|caption``, without brackets.
    """
    for line in gallery_lines(section.passage):
        if "{{" in line.file or (_EXTENSION.search(line.file) and not line.file.startswith("[[")):
            continue
        what = "brackets are not used in a gallery" if line.file.startswith("[[") else "no file is named in this line"
        yield Problem(line.span, what, help="write File:Name.jpg|caption")
