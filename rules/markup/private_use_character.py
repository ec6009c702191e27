from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Problem, rule

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+")


@rule(
    "private-use-character",
    code="M036",
    severity="warning",
    when=_PRIVATE,
    bad=["The sign ⟦\ue123⟧ is used.", "A⟦\uf0b7\uf0b7⟧ list", "x ⟦\U000f0001⟧"],
    good=["The sign ☃ is used.", "<nowiki>\ue123</nowiki>", "漢字 и кириллица 😀"],
    guideline="MOS:PUA",
    precision="no hit in the corpus and its histories",
)
def private_use_character(section: Section) -> Iterator[Problem]:
    """A character from the private-use area.

    It means something in one font only; everybody else sees a box. Often it is a bullet or arrow copied from a word
    processor. Put in the character that was meant. (``{{PUA}}`` marks those that are meant.)
    """
    meant = [t.span for t in section.templates_named("pUA", "pua")]
    for match in _PRIVATE.finditer(section.text):
        if section.is_opaque(match.start()) or any(s.start <= match.start() < s.end for s in meant):
            continue
        yield Problem(Span(*match.span()), f"private-use character U+{ord(match.group()[0]):04X}")
