from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.dates_en import MONTHS
from articlewatch.article.fluency import broken_places, has_broken_places
from articlewatch.lint import Problem, rule


@rule(
    "bare-month",
    code="P003",
    severity="warning",
    when=MONTHS,
    given=has_broken_places,
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    bad=[
        "The council approved the plan ⟦October⟧ after a long debate.",
        "The president announced the new cabinet ⟦December⟧.",
        "The last ferry left the harbour ⟦September⟧, and the line closed.",
    ],
    good=[
        "The council approved the plan in October after a long debate.",
        "The December government fell within weeks.",
        "They stayed until December.",
        "In May the school closed.",
        "Prime Minister May announced the plan.",
        "He played with Brian May and others.",
        "The Battle of Berlin, April 1945, ended the war.",
        "Early September was dry.",
    ],
    guideline="MOS:DATE",
    precision="no hit in the corpus and its histories; damaged and really broken sentences: tests/eval",
)
def bare_month(section: Section) -> Iterator[Problem]:
    """A month that stands behind a noun or a verb with no preposition.

    "Announced the new government December": when a date is shortened or cut by an edit, the month is left behind
    alone and the reader cannot tell what was meant. Write "in December", or give the day. Months that are names
    (Theresa May, Fredric March), months that describe the next noun ("the December government") and dates after a
    comma or in brackets are left alone.
    """
    for sentence, hit in broken_places(section, "bare-month"):
        yield Problem(sentence.span_of(hit.start, hit.end), hit.missing)
