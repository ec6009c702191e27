"""Acronyms in English prose, and whether the article says what they stand for."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

#: Letters in capitals, two to six, as a word; "U.S." and model numbers are none.
ACRONYM = re.compile(r"[A-Z][A-Z]{1,5}(?:s\b)?")
#: What follows the first letter of a word, and what may stand between the words of a name.
_REST = r"[^\W_]*+"
_JOINT = " \\-'’&"
_JOINTS = f"[{_JOINT}]++"
#: Small words that may stand in a name (of, the, and, for, in, de, la, al, y, e), and a possessive s.
_BETWEEN = rf"(?:[otafidlyeus]{_REST}{_JOINTS}){{0,2}}"


@cache
def known_acronyms() -> frozenset[str]:
    """Return the acronyms that need no explanation, and capitals that are none."""
    data = tomllib.loads(files("articlewatch.article").joinpath("data", "en", "acronyms.toml").read_text("utf-8"))
    return frozenset(data["common"]) | frozenset(data["not_acronyms"])


def is_roman(word: str) -> bool:
    """Say whether *word* can be a Roman number."""
    return not word.strip("IVXLCDM")


def spelled_out(acronym: str, text: str) -> bool:
    """Say whether words in a row of *text* begin with the letters of *acronym*.

    "the Ministry of Foreign Affairs" spells out MFA: up to two small words may stand between, and punctuation parts
    names.
    """
    first, others = acronym[0], acronym[1:]
    begun = rf"{first}(?<![^\W_]{first}){_REST}" + _JOINTS
    return re.search(begun + _JOINTS.join(_BETWEEN + letter + _REST for letter in others), text) is not None


def stands_for(acronym: str, names: str) -> bool:
    """Say whether a line of *names* has as many words as *acronym* letters, which begin with these, in any case."""
    spelled = _JOINTS.join(letter + _REST for letter in acronym)
    return re.search(rf"^[{_JOINT}]*+{spelled}[{_JOINT}]*+$", names.upper(), re.MULTILINE) is not None
