from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.dates_en import MONTHS
from articlewatch.article.linktext import is_plain
from articlewatch.lint import Example, Fix, Problem, rule

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = re.compile(
    rf"{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?|\d{{1,2}} {_MONTH}|{_MONTH} \d{{4}}|"
    r"[12]?\d{3}s?(?: BCE?)?|\d{1,2}(?:st|nd|rd|th) century(?: BCE?)?"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)
#: How such a link begins.
_BEGINNINGS = (*"0123456789", *MONTHS, "Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_CHRONICLE = re.compile(rf"{_DATE.pattern}|.*\b(?:day|month|year|calendar|century|decade|week)s?\b.*", re.IGNORECASE)


@rule(
    "link-to-date",
    code="L041",
    severity="suggestion",
    when=tuple("[[" + beginning for beginning in _BEGINNINGS),
    sites=("enwiki",),
    fix="assisted",
    bad=[
        Example("It broke on ⟦[[12 May]]⟧ ⟦[[1932]]⟧.", fixed="It broke on 12 May 1932."),
        Example("It broke in the ⟦[[1930s|thirties]]⟧.", fixed="It broke in the thirties."),
        Example("{{Infobox dam|opened=⟦[[May 12]]⟧, 1932}}", fixed="{{Infobox dam|opened=May 12, 1932}}"),
        Example("Closed on a ⟦[[Sunday]]⟧ in the ⟦[[19th century]]⟧.", fixed="Closed on a Sunday in the 19th century."),
    ],
    good=[
        "It broke in [[1932 in music|1932]], on 12 May 1932. See [[1984 (novel)]] and [[May Day]].",
        Example("It began in [[1931]] and [[1932]].", title="1933"),
        Example("The [[19th century]] had [[Sunday]]s.", title="Calendar reform"),
        "[[U2]] played [[12]] songs of [[007]] <nowiki>[[1932]]</nowiki>",
    ],
    guideline="MOS:DATELINK",
    precision="13 of 13 read hits right (English corpus)",
)
def link_to_date(section: Section) -> Iterator[Problem]:
    """A link to a date, a year, a decade, a century, a month or a day of the week.

    Such pages list what else happened then, and seldom help to understand the text. Unlink them, or link to something
    closer, as ``[[1932 in music|1932]]``. Pages about years, days and calendars are left alone.
    """
    title = section.page.title
    if _CHRONICLE.fullmatch(title) or section.page.kind in ("redirect", "disambiguation"):
        return
    text = section.text
    for link in section.wikilinks:
        first = text[link.start + 2]
        if first not in "0123456789JFMASONDWT":
            continue
        target = link.target
        if not _DATE.fullmatch(target):
            continue
        if (target.isdigit() and len(target) == 3) or section.is_opaque(link.start):
            continue
        label = link.label
        fix = Fix.replace(link.span, label, safety="assisted") if is_plain(label.replace("''", "")) else None
        yield Problem(link.span, f"link to a date, “{target}”", fix, help="unlink it, or link to something closer")
