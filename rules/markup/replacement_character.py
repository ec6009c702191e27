from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Problem, rule

_LOST = re.compile("\ufffd+")


@rule(
    "replacement-character",
    code="M037",
    severity="error",
    when="\ufffd",
    bad=["The caf⟦\ufffd⟧ opened.", "⟦\ufffd\ufffd⟧ a", "{{cite web |title=M⟦\ufffd⟧ller}}"],
    good=["The café opened.", "<nowiki>\ufffd</nowiki>", "A ? mark", "The character &#xFFFD;"],
    formats=("wikitext", "plain", "html"),
    precision="no hit in the corpus and its histories",
)
def replacement_character(section: Section) -> Iterator[Problem]:
    """The mark of a lost character, U+FFFD.

    A program could not read what stood there and wrote ``\ufffd`` in its place. Look the word up in the source and
    type it again.
    """
    for match in _LOST.finditer(section.text):
        if not section.is_opaque(match.start()):
            yield Problem(Span(*match.span()), "a character was lost here")
