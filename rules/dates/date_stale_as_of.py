from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from articlewatch.article import Article
from articlewatch.article.dates_en import MONTH, dates_of
from articlewatch.article.passage import Passage
from articlewatch.article.running import RunningText, each_told, running_of
from articlewatch.article.spans import Span
from articlewatch.lint import Example, Problem, rule

# Begins with a literal, without the "a", so that the search is quick.
_AS_OF = re.compile(
    r"s (?:of|at) (?:(?:early|mid|late)[ -])?(?:\d{1,2} )?"
    rf"(?:{MONTH}(?: \d{{1,2}})?,? )?(?P<year>20\d\d)(?![\w–-]|'s)"
)
#: The date belongs to a count or a season, which stays true.
_FIXED = re.compile(
    r" (?:census|Census|season|election|estimates?|edition|survey|fiscal|budget|report|(?:[\w.]+ ){0,3}[Cc]ensus)"
)
_PAST = re.compile(r"\b(?:was|were|had|did|became|began|went|reported|stood|remained|included|held|made)\b")
_PRESENT = re.compile(
    r"\b(?:is|are|has|have|remains?|holds?|does|includes?|stands?|lives?|works?|contains?|ranks?|owns?)\b"
)
#: When a citation was looked up or archived: no such date lies ahead of the text.
_LOOKED_UP = re.compile(r"c(?:cess|hive)-?date\s*=[^|}\n]{0,20}?\b(20\d\d)\b")


class _Statement(NamedTuple):
    span: Span
    year: int


@rule(
    "date-stale-as-of",
    code="D001",
    severity="suggestion",
    when=("s of", "sof|", "s at"),
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    bad=[
        Example(
            "⟦As of 2022⟧ [update] the war had killed 580,000 people. It ended on 8 December 2024. On 9 "
            "December 2024 all was quiet.",
            format="plain",
        ),
        "⟦{{As of|2015|3}}⟧ the firm has 300 shops.<ref>{{cite web |url=http://example.org |title=Shops "
        "|access-date=3 May 2019}}</ref>",
        "⟦As of May 2016⟧, she lives in Rome. He died on 3 May 2020; the museum opened on 5 June 2020.",
    ],
    good=[
        "{{As of|2018}} the firm has 300 shops.<ref>{{cite web |url=http://example.org |title=Shops "
        "|access-date=3 May 2019}}</ref>",
        "As of 2011 census, the town has 300 people. He died on 3 May 2020; the museum opened on 5 June 2020.",
        "As of 2005, it had three kings and was poor. He died on 3 May 2020; the museum opened on 5 June 2020.",
        "As of 2015, the firm has 300 shops.",
    ],
    precision="33 of 35 read hits right (English corpus); the wrong ones: an event, a number two years old",
    guideline="MOS:ASOF",
)
def date_stale_as_of(article: Article, *, years: int = 2) -> Iterator[Problem]:
    """An "as of" statement that the article itself shows to be old.

    A number given "as of 2015" in an article that tells of 2024 was true once; a reader wants to know
    whether it still is. Update it, or tell it as history. What is old is judged by the time of the revision, or,
    when that is not known, by the latest complete date in the text and the latest
    date on which a citation was looked up: at least *years* calendar years later. Statements in the past tense count
    only when marked by {{as of}} or [update]; census counts and seasons never do.
    """
    statements = list(_statements(article))
    if not statements:
        return
    now, evidence = _latest(article)
    for statement in statements:
        if now - statement.year >= years:
            yield Problem(
                statement.span,
                f"“as of {statement.year}” is {now - statement.year} years old by {evidence}",
                help="update the statement, or tell it as history",
            )


def _statements(article: Article) -> Iterator[_Statement]:
    for section, found in each_told(article, _stated):
        for statement in found:
            yield _Statement(statement.span.shift(section.offset), statement.year)


def _stated(passage: Passage) -> list[_Statement]:
    """The statements of one passage."""
    running = running_of(passage)
    found: list[_Statement] = []
    if not running.text:
        return found
    for template in passage.templates_with_role("as-of"):
        year = template.value("1")
        census = "ensus" in template.value("alt")
        if len(year) == 4 and year.isdecimal() and not census and not passage.in_ref(template.start):
            found.append(_Statement(template.span, int(year)))
    for match in _AS_OF.finditer(running.text):
        start = match.start() - 1
        if running.text[start : start + 1] not in ("A", "a") or running.text[max(start - 1, 0) : start].isalpha():
            continue
        span = running.span_of(start, match.end())
        if _is_marked(passage, span.end) or _speaks_of_now(running, match):
            found.append(_Statement(span, int(match["year"])))
    return found


def _is_marked(passage: Passage, end: int) -> bool:
    """Say whether an ``[update]`` follows."""
    return any(c.kind == "update" and 0 <= c.start - end <= 3 for c in passage.citations)


def _speaks_of_now(running: RunningText, match: re.Match[str]) -> bool:
    if _FIXED.match(running.text, match.end()):
        return False
    first, last = running.sentence_at(match.start())
    sentence = running.text[first:last]
    return _PRESENT.search(sentence) is not None and _PAST.search(sentence) is None


def _looked_up(passage: Passage) -> int:
    return max((int(y) for y in _LOOKED_UP.findall(passage.text)), default=0)


def _told_years(passage: Passage) -> list[int]:
    return [date.year for date in dates_of(running_of(passage)) if date.day and date.year >= 2000]


def _latest(article: Article) -> tuple[int, str]:
    """The latest year that the snapshot proves to be over or under way, and what proves it (0 when nothing does)."""
    revision = article.snapshot.revision
    if revision is not None and revision.timestamp[:4].isdecimal():
        return int(revision.timestamp[:4]), "the time of this revision"
    looked_up = max((year for _, year in article.each(_looked_up)), default=0)
    told: dict[int, int] = {}
    for _, years in each_told(article, _told_years):
        for year in years:
            told[year] = told.get(year, 0) + 1
    # A single date may lie ahead ("will open on 3 May 2031").
    latest = max((year for year, count in told.items() if count > 1), default=0)
    if looked_up >= latest:
        return looked_up, f"the article's citations (looked up in {looked_up})"
    return latest, f"the article's own dates (up to {latest})"
