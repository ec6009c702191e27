from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule

_YEAR = re.compile(r"(?<![\d,.])(1[5-9]\d\d|20\d\d)(?!\d)")
_RANGE = re.compile(r"(1[5-9]\d\d|20\d\d)\s?[-–/]\s?(\d{2,4})")
_DECADE = re.compile(r"(1[5-9]\d\d|20\d\d)s\b")
_EVENT = re.compile(r"^(?:1[5-9]\d\d|20\d\d)(?:\s|$)|\b(?:in|of)\s(?:1[5-9]\d\d|20\d\d)$")


@rule(
    "link-year-mismatch",
    code="L036",
    formats=("wikitext", "html"),
    severity="warning",
    confidence="medium",
    when=re.compile(r"\|[ '(]{0,4}(?:1[5-9]|20)\d\d[ ')]{0,4}\]\]"),
    bad=[
        "It rained in ⟦[[1953|1954]]⟧.",
        "The ⟦[[1994 FIFA World Cup|1998]]⟧ tournament.",
        "Held in ⟦[[2001 in music|2002]]⟧.",
    ],
    good=[
        "[[1994 FIFA World Cup|1994]], [[1998–99 NBA season|1999]], [[1990s|1994]], [[2000s in music|2005]]",
        "[[1984 (novel)|1949]] [[2001: A Space Odyssey (film)|1968]] [[List of 1990 films|1991–1995]]",
        "[[1953 Tangiwai disaster|the disaster of 1953]] [[Battle of 1900|x]] [[1996 census|1,996]]",
    ],
    precision="5 of 5 hits right (corpus, histories and dumps, all languages)",
)
def link_year_mismatch(section: Section) -> Iterator[Problem]:
    """A link that shows one year and leads to another.

    Most often a line was copied and only half of it changed. Seasons that span two years, decades and titles of works
    are left alone; that an event was held in another year than its name says (the Olympics of 2020) cannot be known.
    """
    for link in section.wikilinks:
        if not link.has_label:
            continue
        label = link.label.strip(" '()")
        if not _YEAR.fullmatch(label) or section.is_opaque(link.start):
            continue
        target = link.target.partition("#")[0]
        years = _YEAR.findall(target)
        if len(years) != 1 or years[0] == label or not _EVENT.search(target):
            continue
        if _RANGE.search(target) or _DECADE.search(target) or "(" in target or "census" in target.lower():
            continue
        yield Problem(link.span, f"the link shows {label} and leads to “{target}”", help="see which year is meant")
