from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule


@rule(
    "image-alt-missing",
    code="A001",
    severity="suggestion",
    when=":",
    given="images",
    bad=[
        "⟦[[File:Bridge.jpg|thumb|The bridge in 1932]]⟧",
        "⟦[[File:Flag.svg|20px]]⟧ Syria",
        "⟦[[File:Map.png]]⟧",
    ],
    good=[
        "[[File:Bridge.jpg|thumb|alt=An iron bridge over a river|The bridge in 1932]]",
        "[[File:Flag.svg|20px|alt=|link=]]",
        "[[File:Speech.ogg|thumb|A speech]]",
        "[[:File:Bridge.jpg]]",
    ],
    preview=True,
    precision="every hit lacks the text, but so do most pictures of most articles",
    guideline="MOS:ALT",
    profiles=("fa",),
)
def image_alt_missing(section: Section) -> Iterator[Problem]:
    """A picture without alternative text.

    Who cannot see it, or has pictures turned off, learns nothing but its file name. Add ``alt=`` with what the
    picture shows, as far as the caption does not say it; a merely decorative picture takes ``alt=`` and ``link=``
    empty. Sounds and videos are left alone.
    """
    for image in section.images:
        if not image.certain or image.get("alt") or image.link.title.lower().endswith(_NO_PICTURE):
            continue
        yield Problem(image.link.span, "picture without alternative text", help="add alt= with what it shows")


_NO_PICTURE = (
    ".ogg", ".oga", ".ogv", ".webm", ".mp3", ".mp4", ".wav", ".flac", ".mid", ".midi", ".opus", ".pdf", ".djvu"
)  # fmt: skip
