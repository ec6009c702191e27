from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.images import knows_language
from articlewatch.lint import Problem, rule


@rule(
    "file-no-caption",
    code="F005",
    severity="suggestion",
    when=":",
    given="images",
    bad=["⟦[[File:Bridge.jpg|thumb]]⟧", "⟦[[File:Bridge.jpg|thumb|left|200px]]⟧", "⟦[[File:Map.svg|frame|alt=A map]]⟧"],
    good=[
        "[[File:Bridge.jpg|thumb|The bridge in 1932]]",
        "[[File:Flag.svg|20px]]",
        "[[File:Bridge.jpg|thumb|{{lang|fr|Le pont}}]]",
        "{{multiple image|image1=[[File:A.jpg|thumb]]}}",
        "{|\n| [[File:A.jpg|thumb]]\n|}",
    ],
    guideline="MOS:CAPTION",
    precision="12 of 12 read hits right (corpus, all languages)",
)
def file_no_caption(section: Section) -> Iterator[Problem]:
    """A framed picture without a caption.

    Readers see a picture and are not told what it shows. Add a caption. Pictures in tables and template calls, where
    the words may stand beside them, are left alone.
    """
    if not knows_language(section.page.language):
        return
    for image in section.images:
        if (image.caption is not None and image.caption.value) or not image.shows_caption or not image.certain:
            continue
        if section.in_template(image.link.start) or section.in_table(image.link.start):
            continue
        yield Problem(image.link.span, "framed picture without a caption")
