from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.images import knows_language, looks_like_option
from articlewatch.lint import Example, Problem, Related, rule


@rule(
    "file-duplicate-caption",
    code="F002",
    severity="warning",
    when=":",
    given="images",
    bad=[
        "[[File:A.jpg|thumb|⟦The bridge in 1932⟧|The river bridge]]",
        "[[File:A.jpg|thumb|⟦[[Duomo di Berlino]]⟧|sinistra]]",
        "[[File:A.jpg|thumb|⟦Kim won the WTA Awards⟧|WTA Player of the Year|200px]]",
    ],
    good=[
        "[[File:A.jpg|thumb|The bridge in 1932]]",
        "[[File:A.jpg|thumb|The [[bridge|old bridge]] and {{convert|3|m}}]]",
        Example("[[Datei:A.jpg|mini|Die Brücke]]", site="generic", language="de"),
        "[[File:A.jpg|thumb|{{lang|fr|Le pont}}|The bridge]]",
        Example("[[Ficheru:A.jpg|izquierda|miniaturadeimagen|La ponte]]", site="generic", language="ast"),
    ],
    guideline="WP:EIS",
    precision="5 of 5 read hits right (corpus and histories, all languages)",
)
def file_duplicate_caption(section: Section) -> Iterator[Problem]:
    """A file link with two captions.

    MediaWiki shows the last and drops the others without a word; often a pipe inside the caption, or a link written
    with one bracket, cut it in two. Keep one, or take out the pipe.
    """
    if not knows_language(section.page.language):
        return
    for image in section.images:
        if not image.certain or image.caption is None:
            continue
        for option in image.options:
            if option.fault == "unknown" and not looks_like_option(option.value) and "{{" not in option.value[:2]:
                yield Problem(
                    option.trimmed(section.text),
                    "caption never shown: another follows it",
                    related=(Related(image.caption.span, "the caption that is shown"),),
                )
