"""The cheap condition of a rule, in the form in which it is quickest to ask."""

from __future__ import annotations

import re
from typing import NamedTuple

from articlewatch.article.once import cached_property
from articlewatch.lint.patterns import begins_line, is_letter_set, required_wordings
from articlewatch.lint.rule import Rule

#: Letters that almost every text has, as UTF-8: printable ASCII and the white space of wikitext.
_COMMON = bytes(range(0x20, 0x7F)) + b"\t\n"
_COMMON_LETTERS = _COMMON.decode("ascii")
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

    def matches(self, views: Views) -> bool:
        """Say whether the pattern, if there is one, matches a text that is known to hold one of the needles."""
        if self.pattern is None or self.asked is None:
            return True
        if self.folded and views.is_odd:
            return self.pattern.search(views.text) is not None
        return self.asked.search(getattr(views, self.view)) is not None


class Views:
    """One text in the forms in which patterns are quickest to answer."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def is_odd(self) -> bool:
        """Whether lower-casing the text is no guide to what a pattern without regard to case finds in it."""
        return not self.text.isascii() and any(letter in self.text for letter in _ODD_LETTERS)

    @cached_property
    def lowered(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    @cached_property
    def rare(self) -> str:
        """Every letter of the text once, but for printable ASCII, tabs and line feeds."""
        rare = self.text.encode("utf-8", "surrogatepass").translate(None, _COMMON)
        return "".join(set(rare.decode("utf-8", "surrogatepass")))

    @cached_property
    def lines(self) -> str:
        """The text with a line feed before every line."""
        return "\n" + self.text

    @cached_property
    def lowered_lines(self) -> str:
        """Both."""
        return "\n" + self.lowered


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
    if not pattern.flags & re.IGNORECASE and is_letter_set(pattern) and not pattern.search(_COMMON_LETTERS):
        return pattern, "rare"
    wanted, flags = pattern.pattern, pattern.flags & ~re.UNICODE
    view = ""
    if flags & re.IGNORECASE and wanted.isascii() and not _CAPITAL.search(wanted):
        flags &= ~re.IGNORECASE
        view = "lowered"
    if flags & re.MULTILINE and begins_line(pattern):
        wanted = r"\n(?:" + wanted[1:] + ")"
        view = view + "_lines" if view else "lines"
    return (re.compile(wanted, flags), view) if view else (pattern, "text")
