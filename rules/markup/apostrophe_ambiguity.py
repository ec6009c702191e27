from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Problem, rule

_RUN = re.compile(r"(?<![^\s(|=])'{4}(?!')|(?<![^\s(|=])'{6,}(?!')")

#: Bold that ends before a lone apostrophe, the second of a pair of quotation marks.
_CLOSED = re.compile(r"[^'\n]{1,200}'''[^'\n\w]{0,3}'(?!')")


@rule(
    "apostrophe-ambiguity",
    code="M051",
    severity="suggestion",
    preview=True,
    when="''''",
    bad=["The word ⟦''''⟧bold''' is.", "⟦''''''⟧a'''''"],
    good=[
        "'''bold''' ''italic'' '''''both'''''",
        "<nowiki>''''</nowiki>",
        "L''''amour''' and '''the 'great' one''''",
        "<math>f''''</math>",
        "He said, ''''China''',' and left.",
        "Biddy did a ''''take'''' and stared.",
    ],
    guideline="H:WIKITEXT",
    precision="3 of 6 hits right (corpus, histories and dumps, all languages); the wrong ones: an apostrophe that "
    "opens a quotation and never closes it",
)
def apostrophe_ambiguity(section: Section) -> Iterator[Problem]:
    """Four, or more than five, apostrophes in a row.

    MediaWiki takes three or five as marks and shows the rest, so an apostrophe stands on the wrong side of the bold.
    Take the surplus out. Where the apostrophe is meant nothing is said: behind a letter, as in ``L''''amour'''``, and
    where another one closes the quotation that it opens (``''''yes''',' he said``).
    """
    for match in _RUN.finditer(section.text):
        if not section.is_opaque(match.start()) and not (
            len(match.group()) == 4 and _CLOSED.match(section.text, match.end())
        ):
            width = match.end() - match.start()
            yield Problem(
                Span(*match.span()), f"{width} apostrophes: {width - (3 if width == 4 else 5)} of them will show"
            )
