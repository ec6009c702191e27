from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.finding import Edit

_ENDING = re.compile(r"\s*(?:st|nd|rd|th)\s*", re.IGNORECASE)


@rule(
    "ordinal-superscript",
    code="D016",
    severity="suggestion",
    when=("<sup", "<SUP"),
    languages=("en",),
    fix="safe",
    bad=[
        Example("It was the 19⟦<sup>th</sup>⟧ century.", fixed="It was the 19th century."),
        Example("The 2⟦<sup>nd</sup>⟧ and 3⟦<sup> rd</sup>⟧ time.", fixed="The 2nd and 3rd time."),
    ],
    good=[
        "It was the 19th century.",
        "x<sup>n</sup> and the n<sup>th</sup> term; m<sup>2</sup>.",
        "<nowiki>1<sup>st</sup></nowiki>",
    ],
    precision="15 of 15 read hits are such, all in a dictionary; none in the corpus and its histories",
    guideline="MOS:ORDINAL",
)
def ordinal_superscript(section: Section) -> Iterator[Problem]:
    """The ending of an ordinal number set above the line.

    "19th" is read and searched as one word; raised, it spreads the lines and splits the word for programs that read
    aloud. The fix takes the tags away. The n-th term of a formula is left alone.
    """
    for tag in section.tags_named("sup"):
        if (
            tag.kind != "pair"
            or not _ENDING.fullmatch(tag.content)
            or not section.text[tag.start - 1 : tag.start].isdigit()
        ):
            continue
        ending = tag.content.strip().lower()
        if section.text[tag.end : tag.end + 1].isalpha() or section.is_opaque(tag.start):
            continue
        yield Problem(
            tag.span,
            f"raised ordinal ending “{ending}”",
            fix=Fix((Edit(tag.start, tag.end, ending),)),
            help="write it plain",
        )
