from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import running_text
from articlewatch.article.patterns_en.edges import end_lost
from articlewatch.lint import Problem, rule

# A list, a table, a formula, a template or an indented block goes on with the sentence.
_GOES_ON = re.compile(r"\s*(?:[:*#;|{<\[]|!\s)")


@rule(
    "sentence-end-lost",
    code="P019",
    severity="warning",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    bad=[
        "The bridge is old. It was rebuilt in 1990 by a firm from ⟦Leeds⟧",
        "The bridge was built in 1932 and is crossed by ten thousand ⟦people⟧\n\nIt is closed on Sundays.",
    ],
    good=[
        "The bridge is old. It was rebuilt in 1990 by a firm from Leeds.",
        "The bridges that were built by the firm in this town are\n* Elm Bridge\n* Oak Bridge",
        "The length of the bridge was measured and is given as\n:<math>l = 3</math>",
        "The bridge was rebuilt in 1990 with a cost of {{currency|3}}",
        "== Further reading ==\nThe paper was written by Kahn and published by the Press of the town of Leeds",
    ],
    precision="20 of 22 hits right (English corpus); the wrong ones: a list without a full stop, a broken reference",
)
def sentence_end_lost(section: Section) -> Iterator[Problem]:
    """A paragraph that stops without a full stop.

    The end of its last sentence was deleted, or the full stop was. Restore what an earlier revision says.
    Paragraphs that lead into a list or a formula, and pieces without a verb, are left alone.
    """
    if section.role in ("references", "further-reading", "external-links"):
        return  # books are named there, in sentences without an end
    for paragraph in running_text(section):
        sentences = paragraph.sentences
        if not sentences:
            continue
        last = sentences[-1]
        hit = end_lost(last.text)
        if hit is not None and not _GOES_ON.match(section.text, paragraph.span.end):
            yield Problem(last.span_of(hit.start, hit.end), hit.missing)
