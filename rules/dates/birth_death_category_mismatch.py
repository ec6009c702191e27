from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.life_dates import life_dates
from articlewatch.lint import Problem, Related, rule


@rule(
    "birth-death-category-mismatch",
    code="D023",
    severity="warning",
    when=(" births", " deaths"),
    languages=("en",),
    sites=("enwiki",),
    bad=[
        "'''Ada Berg''' (14 June 1950 – 3 May 2010) was a painter.\n\n⟦[[Category:1951 "
        "births]]⟧\n[[Category:2010 deaths]]",
        "{{Infobox person |birth_date={{birth date and age|1950|6|14}}}}\n'''Ada Berg''' "
        "paints.\n⟦[[Category:1960 births]]⟧",
        "'''Ada Berg''' (born 1950) paints.\n⟦[[Category:1951 births|Berg]]⟧",
    ],
    good=[
        "'''Ada Berg''' (14 June 1950 – 3 May 2010) was a painter.\n\n[[Category:1950 "
        "births]]\n[[Category:2010 deaths]]",
        "'''Ada Berg''' (c. 1950 – 2010) was a painter.\n[[Category:1951 births]]",
        "The '''Foo Brothers''' were a band.\n[[Category:1951 births]]",
    ],
    precision="no hit in the corpus (its 29 biographies agree with themselves)",
    guideline="WP:COP",
)
def birth_death_category_mismatch(article: Article) -> Iterator[Problem]:
    """A category of births or deaths for another year than the article gives.

    The category puts a person into the wrong list. Look the year up and mend the one that is wrong.
    """
    found = life_dates(article)
    for date in found:
        if date.place != "category":
            continue
        stated = [d for d in found if d.event == date.event and d.place != "category"]
        if stated and all(d.year != date.year for d in stated):
            yield Problem(
                date.span,
                f"category says {date.year}, the {stated[0].place} {stated[0].year}",
                related=(Related(stated[0].span, f"{stated[0].year} here"),),
                help="look the year up in the source",
            )
