from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.dates_en import MONTH
from articlewatch.article.running import running_text
from articlewatch.lint import Example, Fix, Problem, rule

_RANGE = re.compile(
    r"(?<![\w./:$£€#–-])(?:"
    r"(?P<from>1[0-9]\d\d|20\d\d)(?P<a>-| - )(?P<to>1[0-9]\d\d|20\d\d|present\b)"
    rf"|(?P<day>[1-3]?\d)(?P<b>-)(?P<last>[1-3]?\d)(?= {MONTH}\b)"
    rf"|{MONTH}(?P<c>-){MONTH}(?!-)"
    rf"|{MONTH} (?P<first>[1-3]?\d)(?P<d>-)(?P<until>[1-3]?\d)(?=,? [12]\d\d\d\b|[.,;)])"
    r")(?![\w/–-]|\.\d)"
)
#: "from 1990-1995" lacks more than a dash: date-range-preposition speaks about it.
_FROM = re.compile(r"\b(?:[Ff]rom|[Bb]etween) $")


@rule(
    "date-range-hyphen",
    code="D006",
    severity="suggestion",
    when=re.compile(r"\d ?- ?[\dp]|[a-z]-[JFMASOND]"),
    formats=("wikitext", "plain"),
    languages=("en",),
    fix="safe",
    bad=[
        Example("He ruled from Vienna (⟦1990-1995⟧).", fixed="He ruled from Vienna (1990–1995)."),
        Example("The festival ran ⟦5-8⟧ December 2024.", fixed="The festival ran 5–8 December 2024."),
        Example("In ⟦May-June⟧ 1999 it rained.", fixed="In May–June 1999 it rained."),
        Example(
            "She was mayor (⟦2005-present⟧) of Oslo.", format="plain", fixed="She was mayor (2005–present) of Oslo."
        ),
    ],
    good=[
        "He ruled from Vienna (1990–1995).",
        "The code 1990-1234 names it; call 555-1990-1995.",
        "See [[1990-1995 war]] and ISO 8601 dates such as 1990-05-12.",
        "A score of 12-10 May not win.",
        "The house at 1900-1850 Main Street.",
    ],
    precision="36 of 36 read hits right (English corpus)",
    guideline="MOS:DATERANGE",
)
def date_range_hyphen(section: Section) -> Iterator[Problem]:
    """A range of years, months or days with a hyphen instead of an en dash.

    English sets ranges with an en dash (1990–1995, 5–8 December), so that a reader tells
    them from compounds and codes. The fix puts the dash. Titles of linked pages and
    quotations are left alone, and so are numbers that run downwards, which are no range.
    """
    running = running_text(section)
    for match in _RANGE.finditer(running.text):
        if not _upwards(match) or _FROM.search(running.text, max(match.start() - 8, 0), match.start()):
            continue
        mark = next(name for name in "abcd" if match[name])
        span = running.span_of(*match.span())
        if _is_link_target(section, span.start):
            continue
        hyphen = running.span_of(*match.span(mark))
        yield Problem(span, "range with a hyphen: an en dash joins dates", fix=Fix.replace(hyphen, "–"))


def _upwards(match: re.Match[str]) -> bool:
    for first, last in (("from", "to"), ("day", "last"), ("first", "until")):
        if match[first]:
            if match[last] == "present":
                return True
            if first == "from" and int(match[last]) - int(match[first]) > 400:
                return False
            return int(match[first]) < int(match[last]) <= (2100 if first == "from" else 31)
    return True


def _is_link_target(section: Section, offset: int) -> bool:
    """In a link without a label the text is the title of a page."""
    return any(link.start <= offset < link.end and "|" not in link.source for link in section.wikilinks)
