from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Problem, rule

_RUN = re.compile(r"(?<![^\s(|=])'{4}(?!')|(?<![^\s(|=])'{6,}(?!')")


@rule(
    "apostrophe-ambiguity",
    code="M051",
    severity="suggestion",
    when="''''",
    bad=["The word ⟦''''⟧bold''' is.", "A (⟦''''⟧b'''') c", "⟦''''''⟧a'''''"],
    good=[
        "'''bold''' ''italic'' '''''both'''''",
        "<nowiki>''''</nowiki>",
        "L''''amour''' and '''the 'great' one''''",
        "<math>f''''</math>",
    ],
    guideline="H:WIKITEXT",
    precision="1 of 1 read hits right (corpus, all languages)",
)
def apostrophe_ambiguity(section: Section) -> Iterator[Problem]:
    """Four, or more than five, apostrophes in a row.

    MediaWiki takes three or five as marks and shows the rest, so an apostrophe stands on the wrong side of the bold.
    Take the surplus out. Behind a
    letter, as in ``L''''amour'''``, the apostrophe is meant, and nothing is said.
    """
    for match in _RUN.finditer(section.text):
        if not section.is_opaque(match.start()):
            width = match.end() - match.start()
            yield Problem(
                Span(*match.span()), f"{width} apostrophes: {width - (3 if width == 4 else 5)} of them will show"
            )
