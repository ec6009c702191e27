"""British and American spelling: which side a word is on, and what the other side writes."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

Side = Literal["british", "american"]
Wanted = Literal["british", "american", "oxford", "canadian", ""]


class Spelling(NamedTuple):
    """What a spelling tells: its side, the other side's spelling (may be empty), and whether only -ise/-ize differs."""

    side: Side
    other: str
    ize: bool


@cache
def spellings() -> dict[str, Spelling]:
    """Return lower-case word -> what its spelling tells."""
    data = _data()
    found: dict[str, Spelling] = {}
    for family in data["family"]:
        ize = family.get("oxford", False)
        for stem in family["stems"]:
            for ending in family["endings"]:
                british = stem + family["british"] + ending
                american = stem + family["american"] + ending
                found[british] = Spelling("british", american, ize)
                found[american] = Spelling("american", british, ize)
    for british, american in data["words"]["pairs"]:
        if british:
            found[british] = Spelling("british", american, False)
        if american:
            found[american] = Spelling("american", british, False)
    return found


@cache
def known_words() -> frozenset[str]:
    """Return all words of :func:`spellings`, for asking a set of words at once."""
    return frozenset(spellings())


def declared_english(template_key: str) -> Wanted:
    """Return what the ``{{Use … English}}`` template of that key asks for; empty for an empty key."""
    template_key = template_key.lower()
    if not template_key or template_key in ("engvarb", "use english"):
        return "british" if template_key == "engvarb" else ""
    declared: dict[str, list[str]] = _data()["declared"]
    for wanted in ("american", "oxford", "canadian"):
        if template_key in declared[wanted]:
            return wanted
    return "british"


@cache
def _data() -> dict[str, Any]:
    text = files("articlewatch.article").joinpath("data", "en", "variants.toml").read_text("utf-8")
    return tomllib.loads(text)
