from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import running_text
from articlewatch.article.patterns_en.balance import unbalanced_quotes
from articlewatch.lint import Problem, rule


@rule(
    "unbalanced-quote",
    code="P021",
    severity="suggestion",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    when=('"', "“", "”"),
    languages=("en",),
    bad=[
        'He called the bridge ⟦"⟧the best of its kind and left.',
        "He called the bridge ⟦“⟧the best of its kind and left.",
    ],
    good=[
        'He called the bridge "the best of its kind" and left.',
        'The plank is 12" long.',
        '"The bridge is old.\n\n"It must be rebuilt."',
    ],
    precision="17 of 17 hits right (English corpus)",
)
def unbalanced_quote(section: Section) -> Iterator[Problem]:
    """A quotation mark that has no partner in its paragraph.

    The reader cannot tell whose words these are: the beginning or the end of the quotation was deleted. Inches, and
    quotations that run over several paragraphs, are left alone.
    """
    for paragraph in running_text(section):
        for hit in unbalanced_quotes(paragraph.text):
            yield Problem(paragraph.span_of(hit.start, hit.end), hit.missing)
