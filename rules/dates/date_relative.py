from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.phrases_en import has_phrases, phrases_of
from articlewatch.article.running import running_text
from articlewatch.lint import Problem, rule

#: A year, a template (which may be one), or "as of" says when.
_DATED = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\ufffc|\b[Aa]s of\b")
_TAGGED = re.compile(r"\s*\{\{\s*(?:[Ww]hen|[Uu]pdate inline|[Aa]s of\?)\s*[|}]")
_PRESENT = re.compile(r"\b(?:is|are|has|have|remains?|does|do|can|will)\b")
_PAST = re.compile(r"\b(?:was|were|had|did|would|could)\b")


@rule(
    "date-relative",
    code="D009",
    severity="suggestion",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_phrases,
    bad=[
        "The firm ⟦currently⟧ has 300 shops.",
        "He ⟦has recently⟧ moved to Rome.",
        "⟦Nowadays⟧ the mill is a museum.",
    ],
    good=[
        "As of 2015, the firm currently has 300 shops.",
        "He had recently moved to Rome.",
        "The firm currently{{When|date=May 2015}} has 300 shops.",
        "The mill became a museum in 1990. The next year they are at work again.",
        'He said "currently I live here".',
        "At the moment of his death, the army was at present-day Rome.",
    ],
    precision="41 of 44 read hits right (English corpus); two of the wrong ones since mended",
    guideline="MOS:RELTIME",
)
def date_relative(section: Section) -> Iterator[Problem]:
    """A time told from the day of writing.

    "Currently", "recently", "last year" are true on the day they are written and mislead every later reader. Give the
    date ("as of 2024", "since 2019"), with {{As of}} where it will need an update. A sentence that gives a year
    itself is left alone, and so is the past tense of a story.
    """
    if section.role == "plot":
        return  # a story has its own now
    running = running_text(section)
    for hit in phrases_of(running, "relative"):
        first, last = running.sentence_at(hit.start)
        sentence = running.text[first:last]
        if _DATED.search(sentence) or (_PAST.search(sentence) and not _PRESENT.search(sentence)):
            continue
        if (
            running.text[hit.end : hit.end + 3] == " of"
            or running.text[max(hit.start - 4, 0) : hit.start].lower() == "the "
        ):
            continue
        if _TAGGED.match(section.text, running.span_of(hit.start, hit.end).end):
            continue
        yield Problem(
            running.span_of(hit.start, hit.end), f"“{hit.text}” depends on the day of reading", help="give the date"
        )
