from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import broken_places, has_broken_places
from articlewatch.lint import Problem, rule


@rule(
    "date-without-preposition",
    code="P005",
    severity="warning",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_broken_places,
    bad=[
        "The statue was shown at the Rockefeller Center ⟦13 November 2012⟧ to a large crowd.",
        "He gave the last concert of his life ⟦June 4, 1971⟧ and retired.",
    ],
    good=[
        "The album was released November 13, 2012, by the band.",
        "The statue was shown on 13 November 2012.",
        "After the 13 November 2012 attacks, the centre closed.",
        "They met on Monday 13 November 2012.",
        "The Battle of Berlin, April 1945, ended the war.",
        "Groups such as the Weathermen, [[Movement 2 June]] and the [[Red Army]] fought on.",
    ],
    precision="2 of 2 hits right (English corpus and histories)",
    guideline="MOS:DATE",
)
def date_without_preposition(section: Section) -> Iterator[Problem]:
    """A full date behind a noun or a name with no preposition.

    "At the Rockefeller Center 13 November 2012": the "on" was lost with an edit. Dates behind a verb ("was released
    November 13, 2012"), as Americans write, dates after a comma or in brackets, and dates that describe the next noun
    ("the 13 November attacks") are left alone.
    """
    for sentence, hit in broken_places(section, "date-without-preposition"):
        span = sentence.span_of(hit.start, hit.end)
        if any(
            link.start < span.start < span.end <= link.end and link.label_span.start < span.start
            for link in section.wikilinks
        ):
            continue  # a name with a date in it
        yield Problem(span, hit.missing)
