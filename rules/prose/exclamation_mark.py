from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.running import link_at, running_text
from articlewatch.lint import Problem, rule

_MARK = re.compile(r"!(?<=[a-z\ufffc)]!)(?=\s*(?:$|\n| [A-Z]))")


@rule(
    "exclamation-mark",
    code="P114",
    severity="suggestion",
    confidence="medium",
    when="!",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    bad=[
        "The bridge is the longest of all⟦!⟧ It was built in 1932.",
        "Come and see it⟦!⟧",
    ],
    good=[
        "The bridge is the longest of all.",
        "He cried \"Fire!\" and ran. The musical ''Oklahoma!'' opened.",
        "The firm Yahoo! opened an office. The band Wham! Played on.",
        "The number 5! is 120; a != b.",
        "{|\n! Year\n|}",
    ],
    precision="no hit in the corpus and its histories",
    guideline="MOS:EXCLAMATION",
)
def exclamation_mark(section: Section) -> Iterator[Problem]:
    """A sentence that ends with an exclamation mark.

    It shouts. Outside quotations and titles an encyclopaedia has no use for it. A name that ends with one (Yahoo!) is
    left alone: the word before it must be in small letters.
    """
    if section.role == "plot":
        return
    running = running_text(section)
    text = running.text
    for match in _MARK.finditer(text):
        start = match.start()
        paragraph = running.paragraph_at(start)
        word = text[max(start - 30, 0) : start].rsplit(None, 1)[-1]
        if paragraph.kind == "text" and word[:1].islower() and not running.has_stray_quote(start):
            span = running.span_of(start, start + 1)
            if link_at(section, span.start) is not None:
                continue
            yield Problem(span, "exclamation mark outside a quotation", help="end the sentence with a full stop")
