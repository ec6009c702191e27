from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.scripts import LOOK_ALIKES, mixed_words
from articlewatch.article.spans import Span
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "mixed-script-word",
    code="P126",
    severity="warning",
    when=tuple(LOOK_ALIKES),
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="assisted",
    bad=[
        Example("The ⟦Кharkiv⟧ station burned.", fixed="The Kharkiv station burned."),
        Example("It was ⟦fоunded⟧ in 1932.", format="plain", fixed="It was founded in 1932."),
        Example("See [[⟦Mоscow⟧|the city]].", fixed="See [[Moscow|the city]]."),
    ],
    good=[
        "The Kharkiv station ({{lang|uk|Харків}}) burned; its name is Харків.",
        "The β-carotene and the μm, the Σ-algebra and a λx term.",
        "<!-- fоunded -->",
    ],
    precision="11 of 11 hits right (English corpus and histories)",
)
def mixed_script_word(section: Section) -> Iterator[Problem]:
    """A Latin word with a Cyrillic or Greek letter that only looks Latin.

    Such a word is found by no search, breaks links, and is read letter by letter to the blind. The fix puts the
    Latin letter. Only look-alike letters within a longer Latin word count, so symbols (β-carotene, μm) are left alone.
    """
    for word in mixed_words(section.text):
        if section.is_opaque(word.start):
            continue
        span = Span(word.start, word.end)
        foreign = "".join(dict.fromkeys(re.findall(r"[\u0370-\u04ff]", span.of(section.text))))
        yield Problem(
            span,
            f"“{word.latin}” is written with {foreign}, which is not a Latin letter",
            fix=Fix.replace(span, word.latin, safety="assisted"),
        )
