from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.phrases_en import has_phrases, phrases_of
from articlewatch.article.running import running_text
from articlewatch.lint import Problem, rule


@rule(
    "additive-filler",
    code="P120",
    severity="suggestion",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_phrases,
    preview=True,
    bad=[
        "⟦Furthermore⟧, the bridge was painted.",
        "⟦In addition⟧, he won. He lost. ⟦Moreover⟧, he fell.",
    ],
    good=[
        "The bridge was painted.",
        "In addition to the bridge, the road was painted.",
        'He said "Moreover, it fell".',
    ],
    precision="taste rather than fault: off by default",
    guideline="MOS:EDITORIAL",
)
def additive_filler(section: Section) -> Iterator[Problem]:
    """An adverb that only says "here is more".

    "Furthermore", "moreover", "in addition" before the next fact tell nothing, as the fact itself shows that there is
    more. Leave the word out, or say how the facts hang together. Off by default, since a good text may have a few.
    """
    running = running_text(section)
    for hit in phrases_of(running, "filler"):
        if running.text[hit.end : hit.end + 1] != ",":
            continue
        yield Problem(running.span_of(hit.start, hit.end), f"“{hit.text}” only announces more", help="leave it out")
