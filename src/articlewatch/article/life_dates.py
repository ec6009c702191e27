"""When a person was born and died, as an English biography says it in infobox, first sentence and categories."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from articlewatch.article.article import Article
from articlewatch.article.dates_en import ProseDate, find_dates
from articlewatch.article.running import RunningText, running_text
from articlewatch.article.section import Section
from articlewatch.article.spans import Span
from articlewatch.article.templates import Template

Event = Literal["birth", "death"]
Place = Literal["infobox", "lead", "category"]

_TEMPLATES = {
    "birth date": (("birth", 1),),
    "birth date and age": (("birth", 1),),
    "birth year and age": (("birth", 1),),
    "birth-date": (),
    "death date": (("death", 1),),
    "death date and age": (("death", 1), ("birth", 4)),
    "death year and age": (("death", 1), ("birth", 2)),
    "bda": (("birth", 1),),
    "dda": (("death", 1), ("birth", 4)),
}
_CATEGORY = re.compile(r"(?P<year>[12]\d{3}) (?P<event>births|deaths)")
_YEAR = re.compile(r"(?<![\d.,])[12]\d{3}(?!\d|[,.]\d)")
_BORN = re.compile(
    r"\((?:[^()\n]{0,60}?[;,] )?(?:[Bb]orn|b\.)[ \u00a0](?P<when>[^()\n–;]{4,60}?)(?=[);]| in |,(?! ?\d))"
)
_LIVED = re.compile(r"\((?:[^()\n]{0,80}?; )?(?P<birth>[^()\n–;]{4,40}?) ?[–-] ?(?P<death>[^()\n–;]{4,40}?)[);]")
_VERB = re.compile(r" (?:is|was|were|are) ")
_VAGUE = re.compile(r"\b(?:c\.|ca\.|circa|about|or|before|after|fl\.|bapt|O\.S\.|N\.S\.)|\?|/|\ufffc")


class LifeDate(NamedTuple):
    """One statement of a date of life. ``month`` and ``day`` are 0 when not given; ``span`` is in the article."""

    event: Event
    place: Place
    year: int
    month: int
    day: int
    span: Span

    @property
    def text(self) -> str:
        """The date as year, month and day in numbers, what is known of it."""
        return f"{self.year}-{self.month:02}-{self.day:02}" if self.day else str(self.year)

    def contradicts(self, other: LifeDate) -> bool:
        """Say whether the two cannot both be right."""
        if self.year != other.year:
            return True
        return bool(self.day and other.day) and (self.month, self.day) != (other.month, other.day)


def life_dates(article: Article) -> list[LifeDate]:
    """Return what the infobox, the first sentence and the categories of *article* say, in the order of the text.

    Dates marked as uncertain (circa, "or", a question mark) are left out.
    """
    found = [*_from_infobox(article), *_from_lead(article.lead), *_from_categories(article)]
    found.sort(key=lambda d: d.span)
    return found


def _from_infobox(article: Article) -> Iterator[LifeDate]:
    for section in article.sections[:1]:
        for box in section.templates_with_role("infobox")[:1]:
            for name, event in (("birth_date", "birth"), ("death_date", "death")):
                parameter = box.get(name)
                if parameter is None or not parameter.value or _VAGUE.search(parameter.value):
                    continue
                span = parameter.value_span
                inside = [t for t in section.templates if span.start <= t.start < span.end]
                stated = [d for t in inside for d in _from_template(t)]
                if inside and not stated:
                    continue
                yield from stated or _from_text(parameter.value, event, "infobox", span)  # type: ignore[arg-type]


def _from_template(template: Template) -> Iterator[LifeDate]:
    for event, first in _TEMPLATES.get(template.key, ()):
        parts = []
        for n in range(3):
            value = template.value(str(first + n))
            parts.append(int(value) if value.isdecimal() and len(value) < 5 else 0)
        if template.key.endswith("year and age"):
            parts[1:] = [0, 0]
        if parts[0] > 31:
            complete = bool(parts[1] and parts[2])
            yield LifeDate(
                event,  # type: ignore[arg-type]
                "infobox",
                parts[0],
                parts[1] if complete else 0,
                parts[2] if complete else 0,
                template.span,
            )


def _from_text(text: str, event: Event, place: Place, span: Span) -> Iterator[LifeDate]:
    """One date if *text* holds exactly one year."""
    if len(set(_YEAR.findall(text))) != 1:
        return
    dates: list[ProseDate] = [d for d in find_dates(text) if d.year]
    if dates and dates[0].day:
        yield LifeDate(event, place, dates[0].year, dates[0].month, dates[0].day, span)
    else:
        yield LifeDate(event, place, int(_YEAR.findall(text)[0]), 0, 0, span)


def _from_lead(section: Section) -> Iterator[LifeDate]:
    running = running_text(section)
    paragraph = next((p for p in running.paragraphs if p.kind == "text"), None)
    if paragraph is None:
        return
    begin = running.text.find(paragraph.masked)
    # Only the brackets right after the name: later ones tell of others.
    head = _VERB.split(running.text[begin : begin + 400], maxsplit=1)[0]
    lived = _LIVED.search(head)
    if lived:
        for event in ("birth", "death"):
            yield from _bracketed(running, begin, lived, event, event)
        return
    born = _BORN.search(head)
    if born:
        yield from _bracketed(running, begin, born, "when", "birth")


def _bracketed(running: RunningText, begin: int, match: re.Match[str], group: str, event: Event) -> Iterator[LifeDate]:
    text = match[group]
    if _VAGUE.search(text):
        return
    span = running.span_of(begin + match.start(group), begin + match.end(group))
    yield from _from_text(text, event, "lead", span)


def _from_categories(article: Article) -> Iterator[LifeDate]:
    for link in article.categories:
        match = _CATEGORY.fullmatch(link.target.partition(":")[2].strip())
        if match:
            event: Event = "birth" if match["event"] == "births" else "death"
            yield LifeDate(event, "category", int(match["year"]), 0, 0, link.span)
