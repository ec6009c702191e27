"""Acronyms in English prose, and whether the article says what they stand for."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

#: Letters in capitals, two to six, as a word; "U.S." and model numbers are none.
ACRONYM = re.compile(r"[A-Z][A-Z]{1,5}(?:s\b)?")
_REST_OF_WORD = re.compile(r"(?<=[^\W_])[^\W_]+")
_JOINTS = str.maketrans("", "", " -'’&")
#: Initials of the small words that may stand in a name (of, the, and, for, in, de, la, al, y, e), and a possessive s.
_BETWEEN = "[otafidlyeus]{0,2}"


@cache
def known_acronyms() -> frozenset[str]:
    """Return the acronyms that need no explanation, and capitals that are none."""
    data = tomllib.loads(files("articlewatch.article").joinpath("data", "en", "acronyms.toml").read_text("utf-8"))
    return frozenset(data["common"]) | frozenset(data["not_acronyms"])


def is_roman(word: str) -> bool:
    """Say whether *word* can be a Roman number."""
    return not word.strip("IVXLCDM")


def initials(text: str) -> str:
    """Return *text* with every word cut to its first letter and blanks and hyphens taken out.

    "the Ministry of Foreign Affairs, in" gives "tMoFA,i": names stay in capitals, and punctuation parts them.
    """
    return _REST_OF_WORD.sub("", text).translate(_JOINTS)


def spelled_out(acronym: str, letters: str) -> bool:
    """Say whether *letters*, made by :func:`initials`, hold the letters of *acronym* as a name's initials."""
    return re.search(_BETWEEN.join(acronym), letters) is not None
