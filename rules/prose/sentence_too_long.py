from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.running import NOT_TOLD
from articlewatch.lint import Example, Problem, rule

#: A sentence within brackets ends there too, whatever the splitter makes of it.
_STOP = re.compile(r"(?<=[a-z]{2}[.!?])\)?\s+(?=[A-Z])|(?<=[.!?]\))\s+(?=[A-Z])")
_CLAUSE = "while the men of the town carried stones and sand from the river to the hill "


@rule(
    "sentence-too-long",
    code="P119",
    severity="suggestion",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    bad=[
        f"⟦The bridge was built {_CLAUSE * 5}and fell.⟧ It was old.",
        Example("⟦One two three four five six.⟧ One two.", options={"words": 5}),
    ],
    good=[
        "The bridge was built. It fell.",
        "The members are: " + "; ".join(f"the man of the town called Number {n}" for n in range(12)) + ".",
        f"(The bridge was built {_CLAUSE * 2}and fell. However, it stood {_CLAUSE * 2}again.) The men stood "
        f"there {_CLAUSE * 2}and fell.",
        f'He wrote "the bridge was built {_CLAUSE * 5}and fell".',
    ],
    precision="26 of 28 hits right (English corpus); the wrong ones: enumerations with semicolons",
    guideline="WP:TECHNICAL",
)
def sentence_too_long(section: Section, *, words: int = 70) -> Iterator[Problem]:
    """A sentence of more words than a reader holds in mind.

    Split it, or make a list of it. Enumerations (many commas or semicolons for their length) and what stands in
    quotation marks do not count. *words* is the most that is let pass.
    """
    if section.role in NOT_TOLD:
        return
    for paragraph in section.paragraphs:
        if paragraph.kind != "text" or paragraph.end - paragraph.begin < 4 * words:
            continue
        for sentence in paragraph.sentences:
            if len(sentence.text) < 4 * words:
                continue
            if len(sentence.masked.replace("\ufffc", " ").split()) <= words:
                continue
            masked = max(_STOP.split(sentence.masked), key=len).replace("\ufffc", " ")
            count = sum(1 for word in masked.split() if word[:1].isalpha())
            pauses = masked.count(",") + 2 * masked.count(";") + masked.count("(")
            if count > words and pauses * 8 < count:
                yield Problem(sentence.span, f"sentence of {count} words", help="split it, or make a list of its parts")
