from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule

_EMPTY = ("templatestyles", "section")
_FILLED = (
    "gallery",
    "poem",
    "math",
    "chem",
    "ce",
    "syntaxhighlight",
    "source",
    "score",
    "timeline",
    "imagemap",
    "hiero",
    "pre",
)


@rule(
    "void-extension",
    code="M063",
    severity="warning",
    when=("<templatestyles", "<section", "/>"),
    bad=[
        '⟦<templatestyles src="a">⟧b</templatestyles>',
        "⟦<gallery />⟧",
        "⟦<math/>⟧ text",
        "⟦<section begin=a>⟧text</section>",
    ],
    good=[
        '<templatestyles src="a" /> <section begin=a />text<section end=a />',
        "<gallery>\nA.jpg\n</gallery> <math>a</math>",
        '<templatestyles src="a"></templatestyles>',
        "<!-- <gallery/> -->",
    ],
    precision="no hit in the corpus and its histories",
)
def void_extension(section: Section) -> Iterator[Problem]:
    """An extension tag that must be empty and is not, or must hold something and is empty.

    What stands in ``<templatestyles>`` or ``<section>`` is not shown; an empty ``<gallery/>`` or ``<math/>`` shows
    nothing, or an error. Write the one as ``<templatestyles … />``, remove the other.
    """
    for tag in section.tags_named(*_EMPTY):
        if tag.kind == "pair" and tag.content.strip():
            yield Problem(tag.open_span, f"what stands in <{tag.name}> is not shown", help="close it with />")
    for tag in section.tags_named(*_FILLED):
        if tag.kind == "self":
            yield Problem(tag.span, f"<{tag.name}/> holds nothing")
