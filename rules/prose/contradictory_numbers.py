from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from articlewatch.article import Article, Parameter, Template
from articlewatch.article.running import RunningText, running_text
from articlewatch.article.spans import Span
from articlewatch.lint import Problem, Related, rule

_FOUNDED = (
    "founded",
    "foundation",
    "established",
    "formation",
    "formed",
    "founded_date",
    "established_date",
    "inception",
)
_OPENED = ("opened", "opening_date", "opening", "date_opened", "opened_date", "inaugurated")
_PEOPLE = ("population_total", "population_estimate", "population_census", "population", "pop")
_YEAR = re.compile(r"(?<![\d.,])[12]\d{3}(?!\d|[,.]\d)")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{4,9}")
_DATE = r"(?:in|on) (?:[A-Z][a-z]+ )?(?:\d{1,2},? )?(?:[A-Z][a-z]+,? )?(?P<year>[12]\d{3})(?![\d,–-])"
_WAS_FOUNDED = re.compile(rf"\b(?:founded|established|formed) {_DATE}")
_WAS_OPENED = re.compile(rf"\bopened {_DATE}")
_INHABITED = re.compile(
    r"\bpopulation (?:of|was|is) (?:about |around |over |approximately |nearly |some )?"
    r"(?P<count>\d{1,3}(?:,\d{3})+|\d{4,9}|\d+(?:\.\d+)? million)(?![\d.,]\d)"
)
#: The verb belongs to something else than the article's subject.
_OTHER = re.compile(
    r"\b(?:which|who|whose|that|by|of "
    r"the|metropolitan|urban|metro|agglomeration|district|county|density)\b"
)


class _Stated(NamedTuple):
    value: float
    span: Span


@rule(
    "contradictory-numbers",
    code="P121",
    severity="warning",
    confidence="medium",
    when=("nfobox", "NFOBOX"),
    languages=("en",),
    bad=[
        "{{Infobox company |name=Nord |founded=1932}}\n'''Nord''' is a firm founded in ⟦1934⟧. It makes bricks.",
        "{{Infobox bridge |open_year= |opened={{start date|1932|5|3}}}}\n'''The bridge''' opened on 3 May ⟦1942⟧.",
        "{{Infobox settlement |population_total=12,300}}\n'''Nord''' is a town. It had a population of "
        "⟦23,100⟧ in 2011.",
    ],
    good=[
        "{{Infobox company |name=Nord |founded=1932}}\n'''Nord''' is a firm founded in 1932. Its rival was "
        "founded in 1940.",
        "{{Infobox company |founded=1932, 1950}}\n'''Nord''' is a firm founded in 1934.",
        "{{Infobox company |founded=1932}}\n'''Nord''' is a part of Sud, which was founded in 1934.",
        "{{Infobox settlement |population_total=12,300}}\n'''Nord''' has a population of 12,100, and a "
        "metropolitan population of 90,000.",
        "{{Infobox settlement |population_total=2,300,000}}\n'''Nord''' has a population of 2.3 million.",
    ],
    precision="no hit in the corpus (two infoboxes could be compared)",
)
def contradictory_numbers(article: Article, *, tolerance: float = 0.2) -> Iterator[Problem]:
    """The infobox and the lead give different numbers for one fact.

    A reader who sees "founded 1932" beside "founded in 1934" can trust neither. Compared are the year of founding, the
    year of opening, and the number of inhabitants (which may differ by *tolerance*, since counts are of
    different years); only where each place gives one number. Look it up in the source and mend both.
    """
    lead = article.lead
    boxes = lead.templates_with_role("infobox")
    if not boxes or article.page.kind != "article":
        return
    running = running_text(lead)
    for names, pattern, what in (
        (_FOUNDED, _WAS_FOUNDED, "year of founding"),
        (_OPENED, _WAS_OPENED, "year of opening"),
    ):
        boxed = _boxed(boxes[0], names, _YEAR)
        told = _told(running, pattern, "year")
        if boxed and told and boxed.value != told.value:
            yield _problem(what, boxed, told, f"{told.value:.0f}", f"{boxed.value:.0f}")
    boxed = _boxed(boxes[0], _PEOPLE, _NUMBER)
    told = _told(running, _INHABITED, "count")
    if boxed and told and abs(boxed.value - told.value) > tolerance * max(boxed.value, told.value):
        yield _problem("number of inhabitants", boxed, told, f"{told.value:,.0f}", f"{boxed.value:,.0f}")


def _problem(what: str, boxed: _Stated, told: _Stated, one: str, other: str) -> Problem:
    return Problem(
        told.span,
        f"{what} {one} contradicts {other} in the infobox",
        related=(Related(boxed.span, f"{other} here"),),
        help="look it up in the source",
    )


def _boxed(box: Template, names: tuple[str, ...], pattern: re.Pattern[str]) -> _Stated | None:
    """The one number that the infobox gives under the first of *names* that is filled."""
    parameter = next((p for n in names if (p := box.get(n)) is not None and p.value), None)
    if parameter is None:
        return None
    found = set(pattern.findall(_without_references(parameter)))
    if len(found) != 1:
        return None
    return _Stated(float(found.pop().replace(",", "")), parameter.value_span)


def _without_references(parameter: Parameter) -> str:
    return re.sub(r"<ref\b[^>]{0,200}/>|<ref\b.{0,2000}?</ref>", "", parameter.value, flags=re.DOTALL)


def _told(running: RunningText, pattern: re.Pattern[str], group: str) -> _Stated | None:
    """The number that the first sentences of the lead give for the article's subject."""
    paragraph = next((p for p in running.paragraphs if p.kind == "text"), None)
    if paragraph is None:
        return None
    for sentence in paragraph.sentences[:3]:
        text = sentence.masked
        match = pattern.search(text)
        if match is None:
            continue
        clause = max(text.rfind(".", 0, match.start()), text.rfind(";", 0, match.start())) + 1
        if _OTHER.search(text, clause, match.start()) or pattern.search(text, match.end()):
            return None
        number = match[group]
        value = float(number.split()[0].replace(",", "")) * (1_000_000 if number.endswith("million") else 1)
        return _Stated(value, sentence.span_of(*match.span(group)))
    return None
