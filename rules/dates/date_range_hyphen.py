from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.dates_en import MONTH
from articlewatch.article.running import in_link_title, running_text
from articlewatch.lint import Example, Fix, Problem, rule

_RANGES = (
    re.compile(r"(?P<from>[12]\d\d\d)(?: -|-)(?: (?=\S))?(?P<to>[12]\d\d\d|present\b)"),
    re.compile(rf"(?P<from>\d\d?)-(?P<to>\d\d?)(?= {MONTH}\b)"),
    re.compile(rf"{MONTH}-{MONTH}"),
    re.compile(rf"{MONTH} (?P<from>\d\d?)-(?P<to>\d\d?)(?=,? [12]\d\d\d\b|[.,;)])"),
)
#: What all of them hold, for a quick look.
_ANY = re.compile(r"-(?:(?<=[\d ]-) ?(?:\d|present)|(?<=[hyletr]-)[JFMASOND][aeupco])")
_GOES_ON = re.compile(r"[\w/–-]|\.\d")
_HYPHEN = re.compile(" ?- ?")
#: "from 1990-1995" lacks more than a dash: date-range-preposition speaks about it.
_FROM = re.compile(r"\b(?:[Ff]rom|[Bb]etween) $")


@rule(
    "date-range-hyphen",
    code="D006",
    severity="suggestion",
    when="-",
    formats=("wikitext", "plain", "html"),
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
    precision="37 of 37 read hits right (English corpus)",
    guideline="MOS:DATERANGE",
)
def date_range_hyphen(section: Section) -> Iterator[Problem]:
    """A range of years, months or days with a hyphen instead of an en dash.

    English sets ranges with an en dash (1990–1995, 5–8 December), so that a reader tells
    them from compounds and codes. The fix puts the dash. Titles of linked pages and
    quotations are left alone, and so are numbers that run downwards, which are no range.
    """
    running = running_text(section)
    text = running.text
    for match in (m for pattern in _RANGES for m in pattern.finditer(text)) if _ANY.search(text) else ():
        start, end = match.span()
        if (start and (text[start - 1].isalnum() or text[start - 1] in "./:$£€#–-_")) or _GOES_ON.match(text, end):
            continue
        if not _upwards(match) or _FROM.search(text, max(start - 8, 0), start):
            continue
        span = running.span_of(start, end)
        mark = _HYPHEN.search(text, start, end)
        if mark and not _is_link_target(section, span.start):
            hyphen = running.span_of(*mark.span())
            yield Problem(span, "range with a hyphen: an en dash joins dates", fix=Fix.replace(hyphen, "–"))


def _upwards(match: re.Match[str]) -> bool:
    ends = match.groupdict()
    if not ends or ends["to"] == "present":
        return True
    first, last = int(ends["from"]), int(ends["to"])
    return first < last <= (31 if last < 100 else 2100) and last - first <= 400


def _is_link_target(section: Section, offset: int) -> bool:
    """In a link without a label the text is the title of a page."""
    return in_link_title(section, offset)
