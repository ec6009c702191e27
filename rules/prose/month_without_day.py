from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import broken_places, has_broken_places
from articlewatch.lint import Problem, rule


@rule(
    "month-without-day",
    code="P004",
    severity="warning",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_broken_places,
    bad=[
        "He reached Dover ⟦on July⟧ to visit his mother.",
        "⟦On March 1934⟧, the town was incorporated.",
        "The first bridge was opened ⟦on November⟧.",
    ],
    good=[
        "He reached Dover on 4 July to visit his mother.",
        "The estimate is based on March and April.",
        "On March nights the fog is thick.",
        "They agreed on December the 4th.",
    ],
    precision="2 of 2 hits right (English corpus)",
    guideline="MOS:DATE",
)
def month_without_day(section: Section) -> Iterator[Problem]:
    """ "On" before a month whose day is lost.

    "On December he resigned" or "on December 2004": the day was deleted, or "in" was meant. Give the day or write "in".
    Verbs that take "on" ("based on March figures") are left alone.
    """
    for sentence, hit in broken_places(section, "month-without-day"):
        yield Problem(sentence.span_of(hit.start, hit.end), hit.missing, help='give the day, or write "in"')
