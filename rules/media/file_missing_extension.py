from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule

_EXTENSION = re.compile(r"\.[A-Za-z0-9]{2,5}\s*$")


@rule(
    "file-missing-extension",
    code="F011",
    severity="error",
    when=":",
    given="files",
    bad=["⟦[[File:Bridge|thumb|The bridge]]⟧", "⟦[[Image:Map of the town|20px]]⟧", "⟦[[File:|thumb]]⟧"],
    good=["[[File:Bridge.jpg|thumb]]", "[[File:{{a}}|thumb]]", "[[:File:Bridge]]", "[[File:A.djvu|page=2]]"],
    precision="1 of 1 hit right (corpus, histories and dumps, all languages)",
)
def file_missing_extension(section: Section) -> Iterator[Problem]:
    """A file link whose name has no ending such as ``.jpg``.

    No file can have that name, so readers see a red link. Complete the name.
    """
    for link in section.files:
        name = link.title.partition(":")[2].strip("\u200b\u200e\u200f")
        if "{" not in name and "<" not in name and not _EXTENSION.search(name):
            yield Problem(link.span, "file name without an ending such as .jpg")
