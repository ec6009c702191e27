"""The names of standard sections on the English Wikipedia, read once from the package's data file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Lower-case heading -> the right one: where only the case is wrong, and where the wording is."""
    source = files("articlewatch.article").joinpath("data", "en", "headings.toml").read_text("utf-8")
    data = tomllib.loads(source)
    right = [*data["case"]["headings"], *data["instead"]]
    instead = {wrong.lower(): good for good, wrongs in data["instead"].items() for wrong in wrongs}
    return {name.lower(): name for name in right}, instead


def standard_heading(title: str, *, wording: bool = True) -> str:
    """Return the standard name for a section called *title*, or an empty string when its name is good.

    Without *wording* only a difference in letter case or in blanks counts.
    """
    case, instead = _tables()
    key = " ".join(title.lower().split())
    good = case.get(key) or (instead.get(key, "") if wording else "")
    return good if good != title else ""


@cache
def common_words() -> frozenset[str]:
    """Return the words, in small letters, that headings are commonly made of and that are no names by themselves."""
    source = files("articlewatch.article").joinpath("data", "en", "headings.toml").read_text("utf-8")
    return frozenset(tomllib.loads(source)["common"]["words"])
