"""Class and importance of articles, from a table that a project keeps: what its assessment tool exports as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from typing import NamedTuple

from articlewatch.errors import ConfigurationError

#: From the best and the most important; what is in neither list is shown as it is and sorted behind.
CLASSES = ("FA", "FL", "A", "GA", "B", "C", "Start", "Stub", "List")
IMPORTANCES = ("Top", "High", "Mid", "Low")
_NAMES = {
    "article": ("article", "title", "page", "page_title"),
    "quality": ("class", "quality", "assessment", "rating"),
    "importance": ("importance", "priority"),
}
_LONGEST = 24


class Assessment(NamedTuple):
    """The class and the importance of an article; empty where they are not known."""

    quality: str
    importance: str


def read_assessments(text: str, name: str) -> dict[str, Assessment]:
    """Return title -> assessment of a table with a header: commas, semicolons or tabs, in any order of columns.

    An article that several projects assess has several rows: the best class and the highest importance count. Raises
    ConfigurationError, calling the table *name*, when it has no column of titles or nothing beside it.
    """
    text = text.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    rows = csv.reader(StringIO(text, newline=""), delimiter=max("\t;,", key=head.count))
    try:
        columns = [column.strip().lower() for column in next(rows, [])]
        at = {kind: _column(columns, names) for kind, names in _NAMES.items()}
        if at["article"] is None or (at["quality"] is None and at["importance"] is None):
            raise ConfigurationError(f"{name}: wanted are the columns 'article' and 'class' or 'importance'")
        found: dict[str, Assessment] = {}
        for row in rows:
            title = same_title(_cell(row, at["article"]))
            known = found.get(title, Assessment("", ""))
            quality = _better(CLASSES, known.quality, _cell(row, at["quality"], "-class"))
            importance = _better(IMPORTANCES, known.importance, _cell(row, at["importance"], "-importance"))
            if title:
                found[title] = Assessment(quality, importance)
    except csv.Error as error:
        raise ConfigurationError(f"{name}: line {rows.line_num}: {error}") from None
    return found


def same_title(title: str) -> str:
    """Return a title as wikis compare them: blanks for underscores, the first letter large."""
    shown = " ".join(title.replace("_", " ").split())
    return shown[:1].upper() + shown[1:]


def rank(order: Iterable[str], value: str) -> int:
    """Return the place of *value* in *order*, or one behind all of them."""
    places = {name.casefold(): number for number, name in enumerate(order)}
    return places.get(value.casefold(), len(places))


def _column(columns: list[str], names: Iterable[str]) -> int | None:
    return next((columns.index(name) for name in names if name in columns), None)


def _cell(row: list[str], at: int | None, ending: str = "") -> str:
    text = row[at].strip() if at is not None and at < len(row) else ""
    if not ending:
        return text
    return text[: -len(ending) if text.lower().endswith(ending) else None][:_LONGEST]


def _better(order: tuple[str, ...], one: str, two: str) -> str:
    if not one or not two:
        return one or two
    return one if rank(order, one) <= rank(order, two) else two
