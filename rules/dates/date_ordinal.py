from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.dates_en import dates_of
from articlewatch.article.running import running_text
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "date-ordinal",
    code="D003",
    severity="suggestion",
    when=("st", "nd", "rd", "th"),
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="safe",
    bad=[
        Example("He resigned on ⟦8th of December 2024⟧.", fixed="He resigned on 8 December 2024."),
        Example("It opened on ⟦the 14th of June⟧.", fixed="It opened on 14 June."),
        Example("She died on ⟦June 14th, 2009⟧, in Rome.", fixed="She died on June 14, 2009, in Rome."),
        Example("The war ended on ⟦December 8th 2024⟧.", fixed="The war ended on December 8, 2024."),
        Example(
            "{{Use dmy dates}}She died on ⟦June 14th, 2009⟧ in Rome.",
            fixed="{{Use dmy dates}}She died on 14 June 2009 in Rome.",
        ),
        Example("They met on ⟦3rd May⟧ in Oslo.", format="plain", fixed="They met on 3 May in Oslo."),
    ],
    good=[
        "He resigned on 8 December 2024, and on June 14 she left.",
        "The 26th of July Movement took the town.",
        'The sign reads "closed until the 4th of May".',
        "Americans celebrate the 4th of July.",
        "It was the 5th March he had led.",
    ],
    precision="1 of 1 hit right (English corpus and histories); in a dictionary 5 of 7, the others show how dates "
    "are written",
    guideline="MOS:DATEFORMAT",
)
def date_ordinal(section: Section) -> Iterator[Problem]:
    """A day of the month written with an ordinal ending.

    "14th of June" and "June 14th" say no more than "14 June" and "June 14", which is how
    encyclopaedias write dates; one page with both looks careless. Drop the ending, the
    "of" and the "the". Names (the 26th of July Movement, the Fourth of July), quotations
    and titles in italics are left alone.
    """
    running = running_text(section)
    for date in dates_of(running):
        if not date.ordinal or date.named or not 1 <= date.day <= 31:
            continue
        if date.month == 7 and date.day == 4 and date.of and not date.year:
            continue
        if date.order == "dmy" and date.lead < date.start and not date.of:
            continue  # "the 5th March he had led": the ordinal may count something else
        text = running.text
        first = date.lead if date.of else date.start
        if not date.of and text[max(first - 4, 0) : first].lower() == "the ":
            continue
        span = running.span_of(first, date.end)
        order = section.page.date_style or ("mdy" if date.order == "mdy" else "dmy")
        right = date.written(order)
        plain = span.of(section.text) == text[first : date.end]
        yield Problem(
            span,
            f"date with an ordinal: write “{right}”",
            fix=Fix.replace(span, right) if plain else None,
        )
