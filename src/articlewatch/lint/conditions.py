"""The cheap condition of a rule, in the form in which it is quickest to ask."""

from __future__ import annotations

import re
from typing import NamedTuple

from articlewatch.article.once import cached_property
from articlewatch.lint.patterns import begins_line, is_letter_set, required_wordings
from articlewatch.lint.rule import Rule

#: Letters that a pattern without regard to case takes for ASCII ones, and that lower-casing leaves alone.
_ODD_LETTERS = ("ſ", "ı", "İ")
#: A letter that is a capital, or an escape that could be lower-cased into another.
_CAPITAL = re.compile(r"(?<!\\)(?:\\\\)*[A-Z]|\\[xuUN0-9]")


class Condition(NamedTuple):
    """``needles``: one of them must occur (None: nothing is known). ``folded``: in the text lower-cased.

    ``asked`` finds a match in the view of the text called ``view`` exactly where ``pattern`` finds one in the text.
    """

    needles: tuple[str, ...] | None
    folded: bool
    pattern: re.Pattern[str] | None
    asked: re.Pattern[str] | None = None
    view: str = "text"


class Views:
    """One text in the forms in which patterns are quickest to answer."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def lowered(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    @cached_property
    def letters(self) -> str:
        """Every letter of the text once."""
        return "".join(set(self.text))

    @cached_property
    def lines(self) -> str:
        """The text with a line feed before every line."""
        return "\n" + self.text

    @cached_property
    def lowered_lines(self) -> str:
        """Both."""
        return "\n" + self.lowered


def is_odd(text: str) -> bool:
    """Say whether lower-casing *text* is no guide to what a pattern without regard to case finds in it."""
    return not text.isascii() and any(letter in text for letter in _ODD_LETTERS)


def condition_of(rule: Rule) -> Condition:
    """Return the condition of *rule*; one without wordings or pattern always holds."""
    when = rule.when
    if when is None:
        return Condition(None, False, None)
    if isinstance(when, tuple):
        return Condition(when, False, None)
    folded = bool(when.flags & re.IGNORECASE)
    return Condition(required_wordings(when), folded, when, *_quickest(when))


def _quickest(pattern: re.Pattern[str]) -> tuple[re.Pattern[str], str]:
    """Return a pattern that tells quicker whether *pattern* matches a text, and the view of the text to ask it of.

    A search is quick when a match begins with known letters: a pattern that leaves case aside has none, nor has one
    for the beginnings of lines.
    """
    if not pattern.flags & re.IGNORECASE and is_letter_set(pattern):
        return pattern, "letters"
    wanted, flags = pattern.pattern, pattern.flags & ~re.UNICODE
    view = ""
    if flags & re.IGNORECASE and wanted.isascii() and not _CAPITAL.search(wanted):
        flags &= ~re.IGNORECASE
        view = "lowered"
    if flags & re.MULTILINE and begins_line(pattern):
        wanted = r"\n(?:" + wanted[1:] + ")"
        view = view + "_lines" if view else "lines"
    return (re.compile(wanted, flags), view) if view else (pattern, "text")
