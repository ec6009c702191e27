from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import running_text
from articlewatch.article.patterns_en.balance import unbalanced_brackets
from articlewatch.lint import Problem, rule


@rule(
    "unbalanced-bracket",
    code="P020",
    severity="warning",
    formats=("wikitext", "plain", "html"),
    when=("(", ")"),
    languages=("en",),
    bad=[
        "He joined ⟦(⟧in 1990 the firm that built the bridge.",
        "The bridge (built in 1932)⟦)⟧ is closed.",
    ],
    good=[
        "He joined (in 1990) the firm that built the bridge.",
        "The bridge is a) long and b) wide.",
        'He said: "It is (nearly" and left.',
        "The bridge ({{ill|Elm Bridge}}) is closed.",
    ],
    precision="24 of 24 hits right (English corpus and histories)",
)
def unbalanced_bracket(section: Section) -> Iterator[Problem]:
    """A round bracket that has no partner in its paragraph.

    A half of what stood in brackets was deleted, or two versions of it were joined. The letters and numbers of an
    enumeration ("a)") are left alone, and so is what stands in quotation marks.
    """
    for paragraph in running_text(section):
        for hit in unbalanced_brackets(paragraph.masked):
            yield Problem(paragraph.span_of(hit.start, hit.end), hit.missing)
