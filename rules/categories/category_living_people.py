from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.lint import Problem, Related, rule

_BIRTHS = re.compile(r"(\d{3,4})s? births")
_DEATHS = re.compile(r"\d{3,4}s? deaths|\d+(?:st|nd|rd|th)-century deaths|Year of death (?:missing|unknown|uncertain)")
_ALIVE = ("Living people", "Possibly living people", "Missing people", "Missing person cases")


@rule(
    "category-living-people",
    code="K011",
    severity="warning",
    when=("Living people", " births"),
    sites=("enwiki",),
    bad=[
        "⟦[[Category:1950 births]]⟧\n[[Category:Dam builders]]",
        "[[Category:1950 births]]\n[[Category:2001 deaths]]\n⟦[[Category:Living people]]⟧",
    ],
    good=[
        "[[Category:1950 births]]\n[[Category:Living people]]",
        "[[Category:1950 births]]\n[[Category:2001 deaths]]",
        "[[Category:1850 births]]\n[[Category:Year of death missing]]",
        "[[Category:1780 births]]\n[[Category:Dam builders]]",
        "[[Category:1950 births]]\n[[Category:Possibly living people]]",
    ],
    guideline="WP:BLPCAT",
    precision="1 of 1 read hits right (English)",
)
def category_living_people(article: Article) -> Iterator[Problem]:
    """A biography whose categories do not say, or say twice, whether its subject is alive.

    The special care that articles about living people get hangs on this category. A person is in “Living people” or in
    the category of a year of death, never in both. Births before 1900 are left alone.
    """
    names = {c.target.partition(":")[2].strip().replace("_", " "): c for c in article.categories}
    births = next((c for n, c in names.items() if _BIRTHS.fullmatch(n)), None)
    deaths = next((c for n, c in names.items() if _DEATHS.fullmatch(n)), None)
    living = names.get("Living people")
    if living is not None and deaths is not None:
        yield Problem(
            living.span,
            "“Living people” beside a category of the dead",
            related=(Related(deaths.span, "says that the subject died"),),
        )
    elif births is not None and deaths is None and not any(n in names for n in _ALIVE):
        match = _BIRTHS.search(births.target)
        if match is not None and int(match.group(1)) >= 1900:
            yield Problem(
                births.span, "born, but neither living nor dead by the categories", help="add the one that holds"
            )
