from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.life_dates import life_dates
from articlewatch.lint import Problem, Related, rule

_BOX = (
    "{{Infobox person |name=Ada Berg |birth_date={{birth date|1950|6|14}} "
    "|death_date={{death date and age|2010|5|3|1950|6|14}}}}\n"
)


@rule(
    "age-contradiction",
    code="D022",
    severity="warning",
    when=("birth_date", "death_date"),
    languages=("en",),
    bad=[
        _BOX + "'''Ada Berg''' (⟦14 June 1951⟧ – 3 May 2010) was a painter.",
        _BOX + "'''Ada Berg''' (14 June 1950 – ⟦5 May 2010⟧) was a painter.",
        "{{Infobox person |birth_date={{birth date and age|1950|6|14}}}}\n'''Ada Berg''' (born ⟦June 16, "
        "1950⟧) paints.",
        "{{Infobox person |birth_date={{birth date|1950|6|14}} |death_date=⟦{{death date and "
        "age|2010|5|3|1951|6|14}}⟧}}\n"
        "'''Ada Berg''' paints.",
    ],
    good=[
        _BOX + "'''Ada Berg''' (14 June 1950 – 3 May 2010) was a painter.",
        _BOX + "'''Ada Berg''' (1950–2010) was a painter. Her brother (born 1948) was one too.",
        "{{Infobox person |birth_date=c. 1950}}\n'''Ada Berg''' (born 1951) paints.",
        "{{Infobox person |birth_date=1950 or 1951}}\n'''Ada Berg''' (born 1952) paints.",
    ],
    precision="no hit in the corpus (its 29 biographies agree with themselves)",
)
def age_contradiction(article: Article) -> Iterator[Problem]:
    """The infobox and the first sentence give a person different dates of birth or death.

    One of the two is wrong, and a reader cannot tell which. Look the date up in the source and mend both. Dates marked
    as uncertain are not compared. A person with an old-style date in one place and a new-style date in the other is the
    known false alarm.
    """
    found = life_dates(article)
    for event in ("birth", "death"):
        stated = [d for d in found if d.event == event and d.place != "category"]
        for later in stated[1:]:
            if later.contradicts(stated[0]):
                word = "birth" if event == "birth" else "death"
                yield Problem(
                    later.span,
                    f"date of {word} {later.text} contradicts {stated[0].text} in the {stated[0].place}",
                    related=(Related(stated[0].span, f"{stated[0].text} here"),),
                    help="look the date up in the source",
                )
