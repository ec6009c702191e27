from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.dates_en import MONTHS
from articlewatch.article.fluency import reading_of
from articlewatch.article.running import running_text
from articlewatch.lint import Example, Fix, Problem, rule

_SHORT = {m[:3]: m for m in MONTHS if m != "May"} | {"Sept": "September"}
_NAMES = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_WORDS = frozenset(_NAMES.lower().split("|"))
_AFTER_DAY = re.compile(rf"(?P<name>{_NAMES})(?P<stop>\.?)(?=,? (?:1[5-9]|20)\d\d\b)")
_BEFORE_DAY = re.compile(rf"(?P<name>{_NAMES})(?P<stop>\.?)(?= \d{{1,2}}, (?:1[5-9]|20)\d\d\b)")
_DAY = re.compile(r"(?:\b\d{1,2}|\b[Ii]n|\b[Oo]f|\b[Oo]n|\b[Ss]ince|\b[Uu]ntil|\b[Bb]y|\b[Ff]rom|\b[Tt]o) $")


@rule(
    "date-month-abbreviated",
    code="D011",
    severity="suggestion",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="safe",
    bad=[
        Example("It opened on 14 ⟦Jun⟧ 2009 in Rome.", fixed="It opened on 14 June 2009 in Rome."),
        Example(
            "It closed on ⟦Sept.⟧ 3, 2010, and in ⟦Dec⟧ 2011.",
            fixed="It closed on September 3, 2010, and in December 2011.",
        ),
    ],
    good=[
        "It opened on 14 June 2009.",
        "* 14 Jun 2009: it opened.",
        "Jan Hus, the Dec 2009 issue and Mar 1900 Street; the film Nov 2011.",
    ],
    precision="2 of 2 hits right (English corpus)",
    guideline="MOS:DATEFORMAT",
)
def date_month_abbreviated(section: Section) -> Iterator[Problem]:
    """A month cut short in running prose.

    "Sept. 3" saves nothing in a sentence; short months belong into tables and lists. The fix writes the name in full.
    """
    running = running_text(section)
    if _WORDS.isdisjoint(reading_of(running).words):
        return
    text = running.text
    found: dict[int, re.Match[str]] = {}
    for match in _AFTER_DAY.finditer(text):
        if _DAY.search(text, max(match.start() - 7, 0), match.start()):
            found[match.start()] = match
    for match in _BEFORE_DAY.finditer(text):
        found.setdefault(match.start(), match)
    for start, match in sorted(found.items()):
        if (start and text[start - 1].isalnum()) or running.kind_at(start) != "text":
            continue
        span = running.span_of(*match.span())
        full = _SHORT[match["name"]]
        plain = span.of(section.text) == match.group()
        yield Problem(span, f"month cut short: write “{full}”", fix=Fix.replace(span, full) if plain else None)
