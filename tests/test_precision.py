"""No rule is on by default whose hits were read and too often found wrong.

What reading gave stands in each rule as ``precision="36 of 38 read hits right …"``. Of errors at most one in twenty may
be wrong, of warnings and suggestions one in seven; a rule below that is in preview.
"""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from articlewatch.lint import Rule, load_rules

#: How many of the hits of a severity may be wrong.
BAR = {"error": Fraction(1, 20), "warning": Fraction(1, 7), "suggestion": Fraction(1, 7)}
RULES = load_rules()
_READ = re.compile(r"(?<![\d,.])(\d+) of (\d+)\b")


def read_hits(precision: str) -> tuple[int, int] | None:
    """Return how many hits were right and how many were read; None where none were counted."""
    found = _READ.match(precision)
    return (int(found.group(1)), int(found.group(2))) if found else None


def below_the_bar(severity: str, precision: str) -> bool:
    """Say whether too many of the hits read were wrong."""
    counted = read_hits(precision)
    if counted is None:
        return False
    right, read = counted
    return Fraction(read - right, read) > BAR[severity]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_what_reading_gave_is_told_and_good_enough(rule: Rule) -> None:
    assert rule.precision, "say what reading its hits gave, or that there are none"
    counted = read_hits(rule.precision)
    assert counted is None or (0 <= counted[0] <= counted[1] and counted[1])
    assert rule.preview or not below_the_bar(rule.severity, rule.precision), "mend it, or put it in preview"


@pytest.mark.parametrize(
    ("severity", "precision", "below"),
    [
        ("error", "19 of 20 read hits right", False),
        ("error", "29 of 31 read hits right (English corpus)", True),
        ("warning", "6 of 7 hits right", False),
        ("warning", "5 of 6 hits right; the wrong one: 2 of 2", True),
        ("suggestion", "0 of 6 read hits right", True),
        ("error", "no hit in the corpus", False),
        ("error", "right by definition", False),
    ],
)
def test_the_bar(severity: str, precision: str, below: bool) -> None:
    assert below_the_bar(severity, precision) is below
