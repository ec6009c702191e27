"""The English word lists of the prose patterns, read once from the package's data files."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any, NamedTuple

_DATA = files("articlewatch.article").joinpath("data", "en")
_WORDS: dict[str, Any] = tomllib.loads(_DATA.joinpath("words.toml").read_text("utf-8"))


class Verb(NamedTuple):
    """An irregular verb; *mark* is ``n`` or ``d`` as explained at the head of verbs.tsv, or empty."""

    base: str
    past: str
    participle: str
    mark: str


class Clash(NamedTuple):
    """Why two words cannot be neighbours: what is missing, and how sure that is (0 to 1)."""

    missing: str
    weight: float


def _verbs() -> tuple[Verb, ...]:
    rows = _DATA.joinpath("verbs.tsv").read_text("utf-8").splitlines()
    return tuple(Verb(*[*row.split("\t"), ""][:4]) for row in rows if row and not row.startswith("#"))


def _clashes() -> dict[tuple[str, str], Clash]:
    return {
        (first, second): Clash(group["missing"], group.get("weight", 1.0))
        for group in _WORDS["clashes"]
        for first in group["first"]
        for second in group["second"]
        if first != second
    }


def words(*path: str) -> frozenset[str]:
    """Return the list of words.toml at *path*; KeyError when there is none."""
    node: Any = _WORDS
    for key in path:
        node = node[key]
    return frozenset(node)


def prefixes(*path: str) -> tuple[str, ...]:
    """Return the list of words.toml at *path* in the form ``str.startswith`` wants."""
    return tuple(sorted(words(*path)))


def pairs(*path: str) -> frozenset[tuple[str, str]]:
    """Return the list of two-word lists of words.toml at *path*."""
    node: Any = _WORDS
    for key in path:
        node = node[key]
    return frozenset((first, second) for first, second in node)


VERBS = _verbs()
CLASHES = _clashes()
MONTHS = words("months")
AMBIGUOUS_MONTHS = words("ambiguous_months")
DETERMINERS = words("determiners")
PREPOSITIONS = words("prepositions")
CONJUNCTIONS = words("conjunctions")
AUXILIARIES = words("auxiliaries")
MODALS = words("modals")
PRONOUNS = words("pronouns")
FUNCTION_WORDS = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | PRONOUNS
